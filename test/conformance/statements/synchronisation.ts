import type { Lock, Semaphore } from "../../../src/runtime/index.ts";
import type { Does } from "../machine.ts";
import { pythonBoolean } from "../show-value.ts";

export const withLock: Does<"lock"> = function* (machine, who, index, body) {
	return yield* at(machine.locks, index).with(() => machine.block(who, body));
};

export const withSemaphore: Does<"semaphore"> = function* (machine, who, index, body) {
	return yield* at(machine.semaphores, index).with(() => machine.block(who, body));
};

export const setEvent: Does<"set"> = (machine, _who, index) => {
	at(machine.events, index).set();
	return undefined;
};

export const clearEvent: Does<"clear"> = (machine, _who, index) => {
	at(machine.events, index).clear();
	return undefined;
};

export const waitForEvent: Does<"wait_event"> = function* (machine, _who, index) {
	yield* at(machine.events, index).wait();
	return undefined;
};

export const conditionWait: Does<"condition_wait"> = function* (machine, who, index, body) {
	const condition = at(machine.conditions, index);
	return yield* condition.with(function* () {
		yield* condition.wait();
		machine.write(who, "notified");
		return yield* machine.block(who, body);
	});
};

export const notify: Does<"notify"> = function* (machine, who, index, count, body) {
	const condition = at(machine.conditions, index);
	return yield* condition.with(function* () {
		condition.notify(count);
		return yield* machine.block(who, body);
	});
};

export const waitAtBarrier: Does<"barrier"> = function* (machine, who, index) {
	machine.write(who, `barrier ${index}: ${yield* at(machine.barriers, index).wait()}`);
	return undefined;
};

export const withBounded: Does<"bounded"> = function* (machine, who, index, body) {
	return yield* at(machine.bounded, index).with(() => machine.block(who, body));
};

export const acquire: Does<"acquire"> = function* (machine, who, kind, index) {
	machine.write(
		who,
		`acquire ${kind}: ${pythonBoolean(yield* at<Lock | Semaphore>(machine[kind], index).acquire())}`,
	);
	return undefined;
};

export const release: Does<"release"> = (machine, _who, kind, index) => {
	at<Lock | Semaphore>(machine[kind], index).release();
	return undefined;
};

export const locked: Does<"locked"> = (machine, who, kind, index) => {
	const answer = at<Lock | Semaphore>(machine[kind], index).locked();
	machine.write(who, `${kind} ${index} locked=${pythonBoolean(answer)}`);
	return undefined;
};

export const conditionWaitFor: Does<"condition_wait_for"> = function* (machine, who, index, event, body) {
	const condition = at(machine.conditions, index);
	return yield* condition.with(function* () {
		const holds = yield* condition.waitFor(() => at(machine.events, event).isSet());
		machine.write(who, `holds: ${pythonBoolean(holds)}`);
		return yield* machine.block(who, body);
	});
};

export const notifyAll: Does<"notify_all"> = function* (machine, _who, index) {
	const condition = at(machine.conditions, index);
	return yield* condition.with(function* () {
		condition.notifyAll();
		return undefined;
	});
};

export const barrierReset: Does<"barrier_reset"> = function* (machine, _who, index) {
	yield* at(machine.barriers, index).reset();
	return undefined;
};

export const barrierAbort: Does<"barrier_abort"> = function* (machine, _who, index) {
	yield* at(machine.barriers, index).abort();
	return undefined;
};

export const barrierStatus: Does<"barrier_status"> = (machine, who, index) => {
	const { nWaiting, broken } = at(machine.barriers, index);
	machine.write(who, `barrier ${index} waiting=${nWaiting} broken=${pythonBoolean(broken)}`);
	return undefined;
};

export function at<T>(items: readonly T[], index: number): T {
	const item = items[index];
	if (item === undefined)
		throw new Error(`the program has ${items.length} of them and asks for number ${index}`);
	return item;
}
