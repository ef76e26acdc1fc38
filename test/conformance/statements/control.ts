import {
	block,
	CancelledError,
	getRunningLoop,
	RuntimeError,
	sleep,
	ValueError,
} from "../../../src/runtime/index.ts";
import { isOfKind } from "../error-kind.ts";
import { type Does, type Machine, type Returned, type Steps, TooLong } from "../machine.ts";
import type { Handler } from "../program.ts";
import { showError } from "../show-value.ts";
import { at } from "./synchronisation.ts";

export const log: Does<"log"> = (machine, who, text) => {
	machine.write(who, text);
	return undefined;
};

export const sleepFor: Does<"sleep"> = function* (machine, who, seconds) {
	yield* sleep(seconds);
	machine.write(who, "awake");
	return undefined;
};

export const raise: Does<"raise"> = (machine, _who, kind, text) => {
	const error = kind === "Value" ? new ValueError(text) : new RuntimeError(text);
	machine.own.add(error);
	throw error;
};

export const returnValue: Does<"return"> = function* (_machine, _who, value) {
	return { value };
};

export const tryBlock: Does<"try"> = function* (machine, who, body, handlers, last) {
	try {
		return yield* machine.block(who, body);
	} catch (error) {
		if (error instanceof TooLong) throw error;
		const handler = handlers.find(([kind]) => isOfKind(error, kind));
		if (handler === undefined) throw error;
		machine.write(who, `caught ${showError(error, machine.own)}`);
		return yield* handle(machine, who, handler, error);
	} finally {
		yield* machine.block(who, last);
	}
};

function* handle(
	machine: Machine,
	who: string,
	[, then]: Handler,
	error: unknown,
): Steps<Returned | undefined> {
	for (const statement of then) {
		if (statement[0] === "reraise") throw error;
		const returned = yield* machine.block(who, [statement]);
		if (returned !== undefined) return returned;
	}
	return undefined;
}

export const callSoon: Does<"call_soon"> = (machine, who, text) => {
	getRunningLoop().callSoon(() => machine.write(who, text));
	return undefined;
};

export const callLater: Does<"call_later"> = (machine, who, seconds, text) => {
	getRunningLoop().callLater(seconds, () => machine.write(who, text));
	return undefined;
};

export const raiseCancelled: Does<"raise_cancelled"> = (_machine, _who, text) => {
	throw new CancelledError(text);
};

export const blockFor: Does<"block"> = (_machine, _who, seconds) => {
	block(seconds);
	return undefined;
};

export const blockLater: Does<"block_later"> = (_machine, _who, seconds, blocked) => {
	getRunningLoop().callLater(seconds, () => block(blocked));
	return undefined;
};

export const setLater: Does<"set_later"> = (machine, _who, seconds, index) => {
	getRunningLoop().callLater(seconds, () => at(machine.events, index).set());
	return undefined;
};

export const putLater: Does<"put_later"> = (machine, _who, seconds, index, value) => {
	getRunningLoop().callLater(seconds, () => at(machine.queues, index).putNowait(value));
	return undefined;
};
