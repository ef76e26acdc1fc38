import type { Does } from "../machine.ts";
import { pythonBoolean } from "../show-value.ts";
import { at } from "./synchronisation.ts";

export const put: Does<"put"> = function* (machine, _who, index, value) {
	yield* at(machine.queues, index).put(value);
	return undefined;
};

export const get: Does<"get"> = function* (machine, who, index) {
	machine.write(who, `got ${yield* at(machine.queues, index).get()}`);
	return undefined;
};

export const putNowait: Does<"put_nowait"> = (machine, _who, index, value) => {
	at(machine.queues, index).putNowait(value);
	return undefined;
};

export const getNowait: Does<"get_nowait"> = (machine, who, index) => {
	machine.write(who, `got ${at(machine.queues, index).getNowait()}`);
	return undefined;
};

export const taskDone: Does<"task_done"> = (machine, _who, index) => {
	at(machine.queues, index).taskDone();
	return undefined;
};

export const join: Does<"join"> = function* (machine, _who, index) {
	yield* at(machine.queues, index).join();
	return undefined;
};

export const shutdown: Does<"shutdown"> = (machine, _who, index, immediate) => {
	at(machine.queues, index).shutdown(immediate);
	return undefined;
};

export const queueStatus: Does<"queue_status"> = (machine, who, index) => {
	const queue = at(machine.queues, index);
	machine.write(who, `queue ${index} size=${queue.qsize()} full=${pythonBoolean(queue.full())}`);
	return undefined;
};
