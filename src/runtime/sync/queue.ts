import { checkedNumber } from "../kernel/arguments.ts";
import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { QueueEmpty, QueueFull, QueueShutDown, ValueError } from "../kernel/errors.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import { RingBuffer } from "../kernel/ring-buffer.ts";
import type { Suspended } from "../kernel/suspension.ts";
import { ListedWaiter, RoomWait, type WaitingRoom, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";

/** Where a queue keeps its items, and in which order it gives them. */
export interface Store<T> {
	readonly length: number;
	push(item: T): void;
	/** Takes the next item; only asked where there is one. */
	shift(): T | undefined;
}

/** First in, first out, for tasks; `maxsize` items at most, 0 or less: any number. CPython: queues.py, Queue */
export class Queue<T = unknown> {
	/** How many items it takes at most; 0 or less: any number. CPython: queues.py, Queue.maxsize */
	readonly maxsize: number;
	/** @internal */
	readonly resource: Resource;
	/** @internal */
	readonly getters = new WaitList();
	/** @internal */
	readonly putters = new WaitList();
	/** @internal */
	unfinished = 0;
	/** @internal */
	isShutDown = false;
	readonly #items: Store<T>;
	readonly #joining = new JoinRoom(this as Queue<unknown>);

	/** @throws {TypeError} if `maxsize` is no number */
	constructor(maxsize = 0, options: ResourceOptions = {}) {
		checkedNumber("a queue's maxsize is a number", maxsize, 'new Queue(0, { name: "…" })');
		this.maxsize = maxsize;
		this.resource = new Resource("queue", options, Math.max(0, maxsize));
		this.#items = this.makeStore();
	}

	/** How many items it holds. CPython: queues.py, Queue.qsize */
	qsize(): number {
		return this.#items.length;
	}

	/** Whether it holds none. CPython: queues.py, Queue.empty */
	empty(): boolean {
		return this.#items.length === 0;
	}

	/** Whether it holds as many as it takes. CPython: queues.py, Queue.full */
	full(): boolean {
		return this.maxsize > 0 && this.#items.length >= this.maxsize;
	}

	/** Puts `item` into it, once there is room. CPython: queues.py, Queue.put @throws {QueueShutDown} if it was shut down */
	put(item: T): Coroutine<void> {
		return trackCreated(new QueuePut(this, item));
	}

	/** Puts `item` into it. CPython: queues.py, Queue.put_nowait @throws {QueueFull} @throws {QueueShutDown} */
	putNowait(item: T): void {
		if (this.isShutDown) throw new QueueShutDown();
		if (this.full()) throw new QueueFull();
		this.#items.push(item);
		this.unfinished += 1;
		this.resource.used("put", this.#items.length, null, item);
		this.getters.shift()?.wake("handed");
	}

	/** Takes the next item, once there is one. CPython: queues.py, Queue.get @throws {QueueShutDown} if it was shut down and is empty */
	get(): Coroutine<T> {
		return trackCreated(new QueueGet(this));
	}

	/** Takes the next item. CPython: queues.py, Queue.get_nowait @throws {QueueEmpty} @throws {QueueShutDown} */
	getNowait(): T {
		if (this.empty()) throw this.isShutDown ? new QueueShutDown() : new QueueEmpty();
		const item = this.#items.shift() as T;
		this.resource.used("got", this.#items.length, null, item);
		this.putters.shift()?.wake("handed");
		return item;
	}

	/** Says that an item that was taken is done with. CPython: queues.py, Queue.task_done @throws {ValueError} if more are done with than were put */
	taskDone(): void {
		if (this.unfinished <= 0) throw new ValueError("task_done() called too many times");
		this.unfinished -= 1;
		this.resource.used("task-done", this.unfinished);
		if (this.unfinished === 0) wakeAll(this.#joining.waiters);
	}

	/** Waits until every item that was put is done with. CPython: queues.py, Queue.join */
	join(): Coroutine<void> {
		return trackCreated(new RoomWait("Queue.join", this.#joining, undefined));
	}

	/** From now on nothing is put; what is left can be taken, unless `immediate`. CPython: queues.py, Queue.shutdown */
	shutdown(immediate = false): void {
		this.isShutDown = true;
		if (immediate) this.#discard();
		this.resource.used("shutdown", this.#items.length);
		if (immediate && this.unfinished === 0) wakeAll(this.#joining.waiters);
		wakeAll(this.getters);
		wakeAll(this.putters);
	}

	/** Where the items are kept: what subclasses differ in. */
	protected makeStore(): Store<T> {
		return new RingBuffer<T>();
	}

	#discard(): void {
		while (!this.empty()) {
			this.#items.shift();
			if (this.unfinished > 0) this.unfinished -= 1;
		}
	}
}

function wakeAll(waiters: WaitList): void {
	for (let waiter = waiters.shift(); waiter !== null; waiter = waiters.shift()) waiter.wake("result");
}

class QueueGet<T> extends ListedWaiter<T> {
	private readonly queue: Queue<T>;

	constructor(queue: Queue<T>) {
		super();
		this.queue = queue;
	}

	get name(): string {
		return "Queue.get";
	}

	describeWait(): Wait {
		return { kind: "get", resource: this.queue.resource.bind(getRunningLoop()) };
	}

	protected begin(): IteratorResult<Suspended, T> {
		return this.resume();
	}

	/** Somebody else may have taken the item in the meantime: then it waits again. */
	protected resume(): IteratorResult<Suspended, T> {
		const queue = this.queue;
		if (!queue.empty() || queue.isShutDown) return this.answer(queue.getNowait());
		queue.resource.bind(getRunningLoop());
		return this.suspendIn(queue.getters);
	}

	protected override onFailure(): void {
		if (!this.isCancelled && !this.queue.empty()) this.queue.getters.shift()?.wake("handed");
	}
}

class QueuePut<T> extends ListedWaiter<void> {
	private readonly queue: Queue<T>;
	private readonly item: T;

	constructor(queue: Queue<T>, item: T) {
		super();
		this.queue = queue;
		this.item = item;
	}

	get name(): string {
		return "Queue.put";
	}

	describeWait(): Wait {
		return { kind: "put", resource: this.queue.resource.bind(getRunningLoop()) };
	}

	protected begin(): IteratorResult<Suspended, void> {
		return this.resume();
	}

	/** Somebody else may have taken the room in the meantime: then it waits again. */
	protected resume(): IteratorResult<Suspended, void> {
		const queue = this.queue;
		if (!queue.full() || queue.isShutDown) return this.answer(queue.putNowait(this.item));
		queue.resource.bind(getRunningLoop());
		return this.suspendIn(queue.putters);
	}

	protected override onFailure(): void {
		if (!this.isCancelled && !this.queue.full()) this.queue.putters.shift()?.wake("handed");
	}
}

/** Where tasks wait until all items are done with. */
class JoinRoom implements WaitingRoom {
	readonly waiters = new WaitList();
	readonly #queue: Queue<unknown>;

	constructor(queue: Queue<unknown>) {
		this.#queue = queue;
	}

	isOpen(): boolean {
		return this.#queue.unfinished <= 0;
	}

	describeWait(): Wait {
		return { kind: "join", resource: this.#queue.resource.bind(getRunningLoop()) };
	}
}
