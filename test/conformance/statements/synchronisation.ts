import type { Does } from "../machine.ts";

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

export function at<T>(items: readonly T[], index: number): T {
	const item = items[index];
	if (item === undefined)
		throw new Error(`the program has ${items.length} of them and asks for number ${index}`);
	return item;
}
