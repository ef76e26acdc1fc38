// How fast can generators be scheduled at all? Turns, timers, joining and cancelling; no futures, names, causes or trace.
import { Ring } from "./ring.mjs";

export class Cancelled extends Error {}

class Task {
	isDone = false;
	result = undefined;
	waiter = undefined;
	isParked = false;
	mustCancel = false;
	when = 0;
	age = 0;

	constructor(body) {
		this.body = body;
	}
}

const ready = new Ring();
const timers = [];
let now = 0;
let ages = 0;
let current;

/** What a coroutine yields to stay away until {@link wake}. */
export const PARKED = Symbol("parked");

export function time() {
	return now;
}

export function currentTask() {
	return current;
}

export function spawn(body) {
	const task = new Task(body);
	ready.push(task);
	return task;
}

export function wake(task) {
	if (!task.isParked) return;
	task.isParked = false;
	ready.push(task);
}

export function cancel(task) {
	if (task.isDone) return;
	task.mustCancel = true;
	wake(task);
}

export function* join(task) {
	while (!task.isDone) {
		task.waiter = current;
		yield PARKED;
	}
	if (task.result instanceof Cancelled) throw task.result;
	return task.result;
}

export function* sleep(seconds) {
	current.when = now + seconds;
	current.age = ages++;
	addTimer(current);
	yield PARKED;
}

function step(task) {
	current = task;
	try {
		const { done, value } = task.mustCancel ? raise(task) : task.body.next();
		if (done) finish(task, value);
		else if (value === PARKED) task.isParked = true;
		else ready.push(task);
	} catch (error) {
		if (!(error instanceof Cancelled)) throw error;
		finish(task, error);
	}
}

function raise(task) {
	task.mustCancel = false;
	return task.body.throw(new Cancelled());
}

function finish(task, result) {
	task.isDone = true;
	task.result = result;
	task.body = undefined;
	if (task.waiter) wake(task.waiter);
}

/** Runs all there is, and answers what the main coroutine returned. */
export function run(body) {
	const main = spawn(body);
	while (!main.isDone) {
		for (let left = ready.size; left > 0; left--) step(ready.shift());
		if (ready.size === 0) jump();
	}
	return main.result;
}

function jump() {
	while (timers.length > 0 && !timers[0].isParked) removeFirstTimer();
	if (timers.length === 0) return;
	now = timers[0].when;
	while (timers.length > 0 && timers[0].when === now) wake(removeFirstTimer());
}

function isBefore(a, b) {
	return a.when < b.when || (a.when === b.when && a.age < b.age);
}

function addTimer(task) {
	let place = timers.length;
	while (place > 0) {
		const parent = (place - 1) >> 1;
		if (isBefore(timers[parent], task)) break;
		timers[place] = timers[parent];
		place = parent;
	}
	timers[place] = task;
}

function removeFirstTimer() {
	const first = timers[0];
	const last = timers.pop();
	if (timers.length > 0) sinkTimer(last);
	return first;
}

function sinkTimer(task) {
	const size = timers.length;
	let place = 0;
	for (let child = 1; child < size; child = 2 * place + 1) {
		if (child + 1 < size && isBefore(timers[child + 1], timers[child])) child += 1;
		if (isBefore(task, timers[child])) break;
		timers[place] = timers[child];
		place = child;
	}
	timers[place] = task;
}
