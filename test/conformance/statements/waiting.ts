import {
	asCompleted,
	type Future,
	gather,
	getRunningLoop,
	shield,
	type TaskGroup,
	type Timeout,
	taskGroup,
	timeout,
	ValueError,
	wait,
	waitFor,
} from "../../../src/runtime/index.ts";
import type { Does, Machine, Returned, Steps } from "../machine.ts";
import type { Block, Name } from "../program.ts";
import { pythonBoolean, showError, showValue } from "../show-value.ts";
import { held } from "./tasks.ts";

export const gatherAll: Does<"gather"> = function* (machine, who, names, returnExceptions) {
	const results = yield* gathered(machine, names, returnExceptions);
	machine.write(who, `gather = ${showValue(results, machine.own)}`);
	return undefined;
};

export const waitForSeveral: Does<"wait"> = function* (machine, who, names, seconds, returnWhen) {
	const futures = names.map((name) => held(machine, name));
	const { done, pending } = yield* wait(futures, { timeout: seconds, returnWhen });
	const namesOf = (some: ReadonlySet<unknown>) =>
		names.filter((name) => some.has(held(machine, name))).join(", ");
	machine.write(who, `wait: done=[${namesOf(done)}] pending=[${namesOf(pending)}]`);
	return undefined;
};

export const waitForOne: Does<"wait_for"> = function* (machine, who, name, seconds) {
	const result = yield* waitFor(machine.item(name), seconds);
	machine.write(who, `wait_for = ${showValue(result, machine.own)}`);
	return undefined;
};

export const timeLimit: Does<"timeout"> = function* (machine, who, seconds, body) {
	let limit: Timeout | undefined;
	const returned = yield* timeout(seconds, function* (own): Steps<Returned | undefined> {
		limit = own;
		return yield* inLimit(machine, who, own, body);
	});
	machine.write(who, `timeout expired=${pythonBoolean(limit?.expired() ?? false)}`);
	return returned;
};

function* inLimit(machine: Machine, who: string, limit: Timeout, body: Block): Steps<Returned | undefined> {
	const limits = machine.limits.get(who) ?? [];
	machine.limits.set(who, limits);
	limits.push(limit);
	try {
		return yield* machine.block(who, body);
	} finally {
		limits.pop();
	}
}

export const shielded: Does<"shield"> = function* (machine, who, name) {
	machine.write(who, `shield = ${showValue(yield* shieldOf(machine, name), machine.own)}`);
	return undefined;
};

export const inOrderOfCompletion: Does<"as_completed"> = function* (machine, who, names, seconds) {
	const futures = names.map((name) => held(machine, name));
	for (const next of asCompleted(futures, { timeout: seconds })) {
		try {
			machine.write(who, `completed = ${showValue(yield* next, machine.own)}`);
		} catch (error) {
			if (!(error instanceof ValueError)) throw error;
			machine.write(who, `completed with ${showError(error, machine.own)}`);
		}
	}
	return undefined;
};

export const group: Does<"task_group"> = function* (machine, who, members, body) {
	let opened: TaskGroup | undefined;
	let returned: Returned | undefined;
	try {
		returned = yield* taskGroup((own) => {
			opened = own;
			machine.openGroups.add(own);
			return inGroup(machine, who, own, members, body);
		});
	} finally {
		if (opened !== undefined) machine.openGroups.delete(opened);
	}
	machine.write(who, "group done");
	return returned;
};

function* inGroup(
	machine: Machine,
	who: string,
	own: TaskGroup,
	members: readonly (readonly [Name, Name])[],
	body: Block,
): Steps<Returned | undefined> {
	const groups = machine.groups.get(who) ?? [];
	machine.groups.set(who, groups);
	groups.push(own);
	try {
		for (const [variable, name] of members)
			machine.variables.set(variable, own.createTask(machine.call(name)));
		return yield* machine.block(who, body);
	} finally {
		groups.pop();
	}
}

export const gatherKept: Does<"gather_kept"> = (machine, _who, variable, names, returnExceptions) => {
	machine.variables.set(variable, gathered(machine, names, returnExceptions));
	return undefined;
};

export const shieldKept: Does<"shield_kept"> = (machine, _who, variable, name) => {
	machine.variables.set(variable, shieldOf(machine, name));
	return undefined;
};

function gathered(machine: Machine, names: readonly Name[], returnExceptions: boolean): Future<unknown[]> {
	const items = names.map((name) => machine.item(name));
	return gather(items, { returnExceptions });
}

function shieldOf(machine: Machine, name: Name): Future<unknown> {
	return shield(machine.item(name));
}

export const reschedule: Does<"reschedule"> = (machine, who, seconds) => {
	const innermost = machine.limits.get(who)?.at(-1);
	if (innermost === undefined) machine.write(who, "skip reschedule");
	else innermost.reschedule(seconds === null ? null : getRunningLoop().time() + seconds);
	return undefined;
};

export const groupSpawn: Does<"group_spawn"> = (machine, who, variable, name) => {
	const innermost = machine.groups.get(who)?.at(-1);
	if (innermost === undefined) machine.write(who, "skip group_spawn");
	else machine.variables.set(variable, innermost.createTask(machine.call(name)));
	return undefined;
};
