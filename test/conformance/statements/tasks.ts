import {
	allTasks,
	createTask,
	currentTask,
	getRunningLoop,
	type Task,
	ValueError,
} from "../../../src/runtime/index.ts";
import type { Does, Machine, Variable } from "../machine.ts";
import type { Name } from "../program.ts";
import { pythonBoolean, showValue } from "../show-value.ts";

export const spawn: Does<"spawn"> = (machine, _who, variable, name) => {
	machine.variables.set(variable, createTask(machine.call(name)));
	return undefined;
};

export const future: Does<"future"> = (machine, _who, variable) => {
	machine.variables.set(variable, getRunningLoop().createFuture());
	return undefined;
};

export const setResult: Does<"set_result"> = (machine, _who, variable, value) => {
	held(machine, variable).setResult(value);
	return undefined;
};

export const setError: Does<"set_error"> = (machine, _who, variable, text) => {
	const error = new ValueError(text);
	machine.own.add(error);
	held(machine, variable).setException(error);
	return undefined;
};

export const awaitItem: Does<"await"> = function* (machine, who, name) {
	machine.write(who, `${name} = ${showValue(yield* machine.item(name), machine.own)}`);
	return undefined;
};

export const cancel: Does<"cancel"> = (machine, who, variable, message) => {
	const task = held(machine, variable);
	machine.write(
		who,
		`cancel ${variable}: ${pythonBoolean(message === null ? task.cancel() : task.cancel(message))}`,
	);
	return undefined;
};

export const cancelSelf: Does<"cancel_self"> = () => {
	self().cancel();
	return undefined;
};

export const uncancel: Does<"uncancel"> = (machine, who) => {
	machine.write(who, `uncancel: ${self().uncancel()}`);
	return undefined;
};

export const cancelling: Does<"cancelling"> = (machine, who) => {
	machine.write(who, `cancelling: ${self().cancelling()}`);
	return undefined;
};

export const status: Does<"status"> = (machine, who, variable) => {
	const task = held(machine, variable);
	const state = `done=${pythonBoolean(task.done())} cancelled=${pythonBoolean(task.cancelled())}`;
	machine.write(who, `${variable} ${state}`);
	return undefined;
};

export const cancelLater: Does<"cancel_later"> = (machine, _who, seconds, variable, message) => {
	const task = held(machine, variable);
	getRunningLoop().callLater(seconds, () => task.cancel(message));
	return undefined;
};

export const result: Does<"result"> = (machine, who, variable) => {
	machine.write(who, `result ${variable}: ${showValue(held(machine, variable).result(), machine.own)}`);
	return undefined;
};

export const exception: Does<"exception"> = (machine, who, variable) => {
	machine.write(who, `exception ${variable}: ${showValue(held(machine, variable).exception(), machine.own)}`);
	return undefined;
};

export const doneCallback: Does<"done_callback"> = (machine, who, variable, text) => {
	const future = held(machine, variable);
	future.addDoneCallback((done) =>
		machine.write(who, `${text} cancelled=${pythonBoolean(done.cancelled())}`),
	);
	return undefined;
};

export const countTasks: Does<"all_tasks"> = (machine, who) => {
	machine.write(who, `all_tasks: ${[...allTasks()].length}`);
	return undefined;
};

export const setName: Does<"set_name"> = (_machine, _who, name) => {
	self().setName(name);
	return undefined;
};

export function held(machine: Machine, name: Name): Variable {
	const variable = machine.variables.get(name);
	if (variable === undefined)
		throw new Error(`nobody has set ${name}, and the statement should have been skipped`);
	return variable;
}

function self(): Task<unknown> {
	const task = currentTask();
	if (task === null) throw new Error("a statement runs outside of a task");
	return task;
}
