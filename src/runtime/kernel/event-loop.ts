import {
	type DueTimer,
	type GroupId,
	NO_GROUP,
	NO_TASK,
	type Observer,
	type Seconds,
	type TaskId,
} from "../observer.ts";
import { checkedCallback, checkedMaxTurns, checkedOptions, checkedTime, checkedUntil } from "./arguments.ts";
import type { Awaitable, ResultOf } from "./awaitable.ts";
import { console } from "./console.ts";
import type { Coroutine } from "./coroutine.ts";
import { RuntimeError, ValueError } from "./errors.ts";
import type { Body } from "./frame.ts";
import { frameOf } from "./frame-of.ts";
import { CallbackListener, Future, LabelledFuture } from "./future.ts";
import { Handle, TimerHandle } from "./handle.ts";
import { DEFAULT_SEED, Random } from "./random.ts";
import type { Resource } from "./resource.ts";
import { RingBuffer } from "./ring-buffer.ts";
import { running } from "./running.ts";
import { deadlock, livelock, stopped } from "./stuck.ts";
import { Task } from "./task.ts";
import { TaskList } from "./task-list.ts";
import { TimerHeap } from "./timer-heap.ts";
import { functionName, textOf } from "./value-text.ts";

/** Timers this close to the clock, in seconds, fire with it. */
const CLOCK_RESOLUTION = 1e-9;
/** In debug mode a callback that takes longer is reported; in seconds of the wall clock, where the loop runs by it. CPython: base_events.py, slow_callback_duration */
const SLOW_CALLBACK: Seconds = 0.1;
const DEFAULT_MAX_TURNS = 1_000_000;
/** The tasks that are ready in the last turns before a livelock keep the loop busy. This many turns are watched, at most half of all. */
const WATCHED_TURNS = 100;
/** However many tasks are busy, fewer turns than this are no livelock: a crowd may well start at one instant. */
const LEAST_TURNS = 1_000;
/** Turns between two moments at which a run can be left. */
const TURNS_IN_A_ROW = 64;

/** Loop options. All of them are optional. */
export interface LoopOptions {
	/** The seed of `random`, a whole number from 0 to 2^32 - 1. Default: 42. */
	readonly seed?: number;
	/** The observer of the loop. Default: none. */
	readonly observer?: Observer;
	/** asyncio's debug mode: slow callbacks are reported to the console, unless there is an observer. Default: false. */
	readonly debug?: boolean;
	/**
	 * How many turns may pass at one instant before it counts as a livelock. Where several tasks are busy the turn of each counts, from
	 * the 1,000th turn on. Default: 1,000,000.
	 */
	readonly maxTurns?: number;
	/** The loop's time, in seconds, that it never passes: then the run is stopped. Default: none. */
	readonly until?: Seconds;
}

/** The context of an error that reaches nobody. CPython: base_events.py, call_exception_handler */
export interface ExceptionContext {
	/** What happened, without the error's own text. */
	readonly message: string;
	/** What was thrown. Absent: nothing was. */
	readonly exception?: unknown;
	/** The future or task it is about. */
	readonly future?: Future<unknown>;
	/** The callback that threw it. */
	readonly handle?: Handle;
}

/** Handles errors that reach nobody. What it throws itself goes to the console. CPython: base_events.py, set_exception_handler */
export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => void;

/** @internal What waits in the ready queue for its turn. */
export interface Runnable {
	run(): void;
}

/** @internal What can be set in the heap of timers. */
export interface Timed extends Runnable {
	/** It was taken out of the heap, and will run in this turn. */
	due(): void;
	/** What it is, for the observer. */
	dueTimer(): DueTimer;
}

/** @internal A clock that is not the loop's own. Without one, time is virtual and jumps to the next timer. */
export interface Clock {
	/** Seconds of the loop's time that pass in each second. */
	readonly speed: number;
	now(): Seconds;
	/** Keeps the thread for so long. */
	block(seconds: Seconds): void;
	/** Ends the wait for the next timer. */
	wake(): void;
}

/**
 * Runs tasks in turns, one at a time. Its clock is virtual unless {@link runLive} runs it: when nothing is ready, it jumps to the
 * earliest timer. CPython: base_events.py, BaseEventLoop
 */
export class EventLoop {
	/** The observer of the loop, or null. */
	readonly observer: Observer | null;
	/** @internal */
	readonly ready = new RingBuffer<Runnable>();
	/** @internal */
	readonly timers = new TimerHeap<Timed>();
	/** @internal Failed futures whose error was not retrieved. */
	readonly unretrieved = new Set<Future<unknown>>();
	/** @internal */
	readonly random: Random;
	/** @internal By number less one. */
	readonly resources: Resource[] = [];
	/** @internal Whether a deadlock, a livelock or a stop ended the run: the tasks that are pending then are known already. */
	isStuck = false;
	readonly #tasks = new TaskList();
	readonly #stop = new CallbackListener("main", () => {
		this.#stopping = true;
	});
	readonly #maxTurns: number;
	readonly #leastTurns: number;
	readonly #until: Seconds;
	readonly #clock: Clock | null;
	#now: Seconds = 0;
	#turnsAtInstant = 0;
	/** How many tasks and callbacks were ready in these turns. */
	#stepsAtInstant = 0;
	/** Tasks that were ready lately, while the clock stood still for long. */
	readonly #busy = new Set<Task<unknown>>();
	/** How many promises are awaited. */
	#outside = 0;
	#taskCount: TaskId = 0;
	#unnamedTaskCount = 0;
	#debug: boolean;
	#isRunning = false;
	#isClosed = false;
	#stopping = false;
	/** The loop's time at which the observed callback that runs has begun; null where none does. */
	#callbackSince: Seconds | null = null;
	#exceptionHandler: ExceptionHandler | null = null;

	/** @throws {RangeError} if the seed, `maxTurns` or `until` is out of its range */
	constructor(options: LoopOptions = {}, clock: Clock | null = null) {
		checkedOptions("a loop", options, "run(main(), { seed: 1 })");
		this.random = new Random(options.seed ?? DEFAULT_SEED);
		this.#debug = options.debug ?? false;
		this.#maxTurns = checkedMaxTurns(options.maxTurns ?? DEFAULT_MAX_TURNS);
		this.#leastTurns = Math.min(LEAST_TURNS, this.#maxTurns);
		this.#until = checkedUntil(options.until ?? Number.POSITIVE_INFINITY);
		this.#clock = clock;
		this.observer = options.observer ?? null;
		this.observer?.attach(this);
	}

	/** Seconds since the loop was made, by its own clock. CPython: base_events.py, time */
	time(): Seconds {
		return this.#clock === null ? this.#now : this.#clock.now();
	}

	/** Runs `callback` in the next turn. CPython: base_events.py, call_soon */
	callSoon(callback: () => void): Handle {
		this.#requireOpen();
		const handle = new Handle(this, checkedCallback(callback));
		this.observer?.callbackQueued("call", functionName(callback), NO_TASK);
		this.ready.push(handle);
		return handle;
	}

	/** Runs `callback` after `delay` seconds. CPython: base_events.py, call_later @throws {ValueError} if `delay` is NaN */
	callLater(delay: Seconds, callback: () => void): TimerHandle {
		return this.callAt(this.time() + checkedTime(delay), callback);
	}

	/** Runs `callback` at the loop's time `when`, in seconds. CPython: base_events.py, call_at @throws {ValueError} if `when` is NaN */
	callAt(when: Seconds, callback: () => void): TimerHandle {
		this.#requireOpen();
		const handle = new TimerHandle(this, checkedCallback(callback), checkedTime(when));
		return handle.set(this.timers.push(when, handle));
	}

	/** Runs `coroutine` as a task, from the next turn on. CPython: base_events.py, create_task @throws {TypeError} if it is no coroutine */
	createTask<T>(coroutine: Coroutine<T> | Body<T>, options: { readonly name?: string | null } = {}): Task<T> {
		this.#requireOpen();
		checkedOptions("a task", options, 'createTask(job(), { name: "…" })');
		return this.startTask(coroutine, options.name ?? null, NO_GROUP);
	}

	/** A future of this loop. `label` says what it stands for. CPython: base_events.py, create_future */
	createFuture<T = unknown>(label?: string): Future<T> {
		return label === undefined ? new Future<T>(this) : new LabelledFuture<T>(this, label);
	}

	/** Whether it runs at this moment. CPython: base_events.py, is_running */
	isRunning(): boolean {
		return this.#isRunning;
	}

	/** Whether it is in debug mode. CPython: base_events.py, get_debug */
	getDebug(): boolean {
		return this.#debug;
	}

	/** Turns debug mode on or off, from the next callback on. CPython: base_events.py, set_debug */
	setDebug(debug: boolean): void {
		this.#debug = debug;
	}

	/** Sets the handler of errors that reach nobody; null: they are written to the console. CPython: base_events.py, set_exception_handler */
	setExceptionHandler(handler: ExceptionHandler | null): void {
		if (handler !== null && typeof handler !== "function") {
			throw new TypeError(`an exception handler is a function or null, not ${typeof handler}`);
		}
		this.#exceptionHandler = handler;
	}

	/** Tells the observer and the exception handler. CPython: base_events.py, call_exception_handler */
	callExceptionHandler(context: ExceptionContext): void {
		this.observer?.errorReported(context);
		this.#handle(context);
	}

	#requireOpen(): void {
		if (this.#isClosed) throw new RuntimeError("Event loop is closed");
	}

	#handle(context: ExceptionContext): void {
		if (this.#exceptionHandler === null) this.#warn(context);
		else {
			try {
				this.#exceptionHandler(this, context);
			} catch (error) {
				this.#warn({
					...context,
					message: `Unhandled error in exception handler, about: ${context.message}`,
					exception: error,
				});
			}
		}
	}

	/**
	 * Gives up what is left, and reports tasks that are not done and errors that nobody asked for. Nothing can be run or scheduled any
	 * more; closing it again does nothing. CPython: base_events.py, close
	 * @throws {RuntimeError} if it runs
	 */
	close(): void {
		if (this.#isRunning) throw new RuntimeError("Cannot close a running event loop");
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.observer?.loopClosing();
		for (const task of this.isStuck ? [] : this.#tasks.all())
			this.#handle({ message: "Task was destroyed but it is pending!", future: task });
		for (const future of this.unretrieved) this.#reportUnretrieved(future);
		this.unretrieved.clear();
		this.observer?.loopClosed();
	}

	/**
	 * Runs until `main` is done, and to the end of the turn in which its done callback runs; other tasks stay as they are.
	 * Answers its result. CPython: base_events.py, run_until_complete
	 * @throws what `main` raised
	 * @throws {DeadlockError} if nothing is ready and no timer is set
	 * @throws {LivelockError} if the clock stands still for `maxTurns` turns
	 * @throws {StoppedError} if the time `until` is reached
	 * @throws {RuntimeError} if a loop runs already, or this one is closed
	 */
	runUntilComplete<A extends Awaitable<unknown>>(main: A): ResultOf<A> {
		const steps = this.stepsUntilComplete(main);
		for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
	}

	/** @internal The same: after some turns each it can be left, and another time gone on with. */
	*stepsUntilComplete<A extends Awaitable<unknown>>(main: A): Generator<void, ResultOf<A>> {
		this.#requireOpen();
		this.enter();
		try {
			const future = this.ensureFuture(main);
			this.begin(future);
			try {
				for (let turns = 1; !this.isStopping; turns += 1) {
					this.turn();
					if (turns > TURNS_IN_A_ROW && turns % TURNS_IN_A_ROW !== 0) continue;
					this.leave();
					yield;
					this.enter();
				}
			} finally {
				this.finish(future);
			}
			return future.result() as ResultOf<A>;
		} finally {
			this.leave();
		}
	}

	toString(): string {
		return "<loop>";
	}
	// --- for the rest of the runtime ---

	/** @internal The tasks that are not done, in order of creation. */
	tasks(): Task<unknown>[] {
		return this.#tasks.all();
	}

	/** @internal */
	forgetTask(task: Task<unknown>): void {
		this.#tasks.remove(task);
	}

	/** @internal */
	startTask<T>(coroutine: Coroutine<T> | Body<T>, name: string | null, group: GroupId): Task<T> {
		const frame = frameOf(coroutine);
		this.#taskCount += 1;
		const task = new Task<T>(
			this,
			this.#taskCount,
			frame,
			name === null ? ++this.#unnamedTaskCount : textOf(name),
		);
		this.#tasks.add(task);
		if (this.observer !== null) this.observer.taskCreated(task, group);
		this.ready.push(task);
		return task;
	}

	/** @internal A future as it is; a coroutine as a task. */
	ensureFuture<T>(awaitable: Awaitable<T>): Future<T> {
		if (!(awaitable instanceof Future)) return this.startTask(awaitable, null, NO_GROUP);
		if (awaitable.loop !== this)
			throw new ValueError("The future belongs to a different loop than the one that is asked for it");
		return awaitable;
	}

	/** @internal A blocking call: the clock moves, and nothing else runs. */
	block(seconds: Seconds): void {
		this.observer?.blocked(seconds);
		if (this.#clock !== null) this.#clock.block(seconds);
		this.#moveTo(Math.min(this.#now + seconds, this.#until));
	}

	/** @internal Whether the clock is this loop's own. */
	get isVirtual(): boolean {
		return this.#clock === null;
	}

	/** @internal Whether the main future's done callback has run. */
	get isStopping(): boolean {
		return this.#stopping;
	}

	/** @internal Makes this the loop that runs, until {@link leave}. */
	enter(): void {
		if (running.loop !== null)
			throw new RuntimeError("a loop can't be run while another (or itself) is running");
		running.loop = this;
	}

	/** @internal */
	leave(): void {
		running.loop = null;
		running.task = null;
		running.turn = null;
		running.turnOf = null;
	}

	/** @internal From now on it runs until `future` is done. */
	begin(future: Future<unknown>): void {
		future.listen(this.#stop);
		this.#isRunning = true;
	}

	/** @internal */
	finish(future: Future<unknown>): void {
		future.unlisten(this.#stop);
		this.#isRunning = false;
		this.#stopping = false;
	}

	/** @internal Work outside of the loop has begun, which may set a future. */
	outsideBegins(): void {
		this.#outside += 1;
	}

	/** @internal */
	outsideEnded(): void {
		this.#outside -= 1;
		this.#clock?.wake();
	}

	/** @internal When the loop has to turn again at the latest. @throws {DeadlockError} if that is never */
	wakeTime(): Seconds {
		if (this.ready.length > 0) return this.time();
		const next = this.timers.earliest();
		if (next === Number.POSITIVE_INFINITY && this.#outside === 0) this.#stuck(deadlock(this));
		return Math.min(next, this.#until);
	}

	/** @internal A callback begins its turn, on behalf of the task with that number, or of none. Only called where there is an observer. */
	callbackStarts(observer: Observer, taskId: TaskId): void {
		this.#callbackSince = this.time();
		observer.callbackStarted(taskId);
	}

	/** @internal One turn: what is ready when it begins runs, each once. CPython: base_events.py, _run_once */
	turn(): void {
		if (this.observer?.isFull === true) this.#stuck(stopped(this, "bound"));
		this.#fireTimers();
		const { ready } = this;
		const isObserved = this.observer !== null || this.#debug;
		for (let left = ready.length; left > 0; left -= 1) {
			const runnable = ready.shift() as Runnable;
			if (isObserved) this.#runObserved(runnable);
			else runnable.run();
		}
	}

	#fireTimers(): void {
		const { timers } = this;
		if (this.#clock === null) this.#moveClock();
		else {
			this.#now = this.#clock.now();
			if (this.#now >= this.#until) this.#stuck(stopped(this, "until"));
		}
		if (timers.size === 0) return;
		const due = this.#now + CLOCK_RESOLUTION;
		const fired: Timed[] | null = this.observer === null ? null : [];
		for (let timer = timers.takeDue(due); timer !== null; timer = timers.takeDue(due)) {
			timer.due();
			this.ready.push(timer);
			fired?.push(timer);
		}
		if (fired !== null && fired.length > 0) this.#tellDue(fired.map((timer) => timer.dueTimer()));
	}

	/** A lone timer runs at once and is never queued. Where it is a callback, it is told as queued all the same: what runs was queued before. */
	#tellDue(fired: readonly DueTimer[]): void {
		const [first] = fired;
		if (this.ready.length > 1) this.observer?.timersDue(fired);
		else if (first !== undefined && "callback" in first)
			this.observer?.callbackQueued(first.callback, first.label, NO_TASK);
	}

	/** While something is ready, time stands still; else it jumps to the next timer. */
	#moveClock(): void {
		const { length } = this.ready;
		if (length === 0) {
			const next = this.timers.earliest();
			if (next === Number.POSITIVE_INFINITY) this.#stuck(deadlock(this));
			if (next > this.#until) this.#endTime();
			if (next > this.#now) {
				this.#moveTo(next);
				return;
			}
		}
		this.#turnsAtInstant += 1;
		this.#stepsAtInstant += length === 0 ? 1 : length;
		if (this.#stepsAtInstant > this.#maxTurns - WATCHED_TURNS * Math.max(1, length)) this.#watch();
	}

	#moveTo(time: Seconds): void {
		this.#now = time;
		this.#turnsAtInstant = 0;
		this.#stepsAtInstant = 0;
	}

	/** What comes next is later than the run may last. */
	#endTime(): never {
		this.#now = this.#until;
		return this.#stuck(stopped(this, "until"));
	}

	/** The clock has stood still for long: notes who is ready, until that counts as a livelock. */
	#watch(): void {
		const turns = this.#turnsAtInstant - 1;
		const from = this.#leastTurns - Math.min(WATCHED_TURNS, Math.ceil(this.#leastTurns / 2));
		if (turns < from) return;
		for (const runnable of this.ready) if (runnable instanceof Task) this.#busy.add(runnable);
		if (this.#stepsAtInstant <= this.#maxTurns || turns < this.#leastTurns) return;
		const busy = this.#tasks.all().filter((task) => this.#busy.has(task));
		this.#stuck(livelock(this, busy, turns));
	}

	#stuck(error: Error): never {
		this.isStuck = true;
		throw error;
	}

	#runObserved(runnable: Runnable): void {
		const before = this.time();
		runnable.run();
		if (this.observer === null) this.#reportSlow(runnable, this.time() - before);
		else if (this.#callbackSince !== null) {
			if (this.time() !== this.#callbackSince) this.observer.callbackEnded();
			this.#callbackSince = null;
		}
	}

	#reportSlow(runnable: Runnable, seconds: Seconds): void {
		if (seconds <= SLOW_CALLBACK * (this.#clock?.speed ?? 1)) return;
		const who = runnable instanceof Task ? runnable.getName() : "a callback";
		console.warn(`Executing ${who} took ${seconds.toFixed(3)} seconds`, undefined);
	}

	#reportUnretrieved(future: Future<unknown>): void {
		const kind = future instanceof Task ? "Task" : "Future";
		this.observer?.neverRetrieved(future);
		this.#handle({ message: `${kind} exception was never retrieved`, exception: future.value, future });
	}

	/** Where there is neither an exception handler nor an observer, an error is not to be lost. */
	#warn(context: ExceptionContext): void {
		if (this.observer === null) console.warn(messageOf(context), context.exception);
	}
}

function messageOf({ message, future }: ExceptionContext): string {
	return future instanceof Task ? `${message} (${future.getName()})` : message;
}
