import type { Fact, FactOf } from "../../src/recording/facts.ts";
import type { DueTimer, TaskId } from "../../src/runtime/observer.ts";

type State = "ready" | "begins" | "waits" | "runs" | "ended";

/** What stands in the ready queue: a task, a callback, or the timer of a task that sleeps. */
type Place = TaskId | "callback" | { readonly timerOf: TaskId };

/** What facts say that can't be: a task that runs before its turn, a clock that goes back, spans that cross. */
export function contradictions(facts: Iterable<Fact>): string[] {
	const reader = new Reader();
	for (const fact of facts) reader.read(fact);
	return reader.found;
}

class Reader {
	readonly found: string[] = [];
	readonly #states = new Map<TaskId, State>();
	readonly #spans = new Map<TaskId, number[]>();
	/** Requests to cancel that were accepted, by number: whom they ask. */
	readonly #requests = new Map<number, TaskId>();
	readonly #cancelling = new Map<TaskId, number>();
	readonly #queue: Place[] = [];
	#index = 0;
	#clock = 0;
	/** Whom the last fact found ready and cancelled: it is to be resumed next. */
	#cancelled: TaskId | null = null;

	read(fact: Fact): void {
		if (fact.at < this.#clock) this.#complain(`the clock goes back from ${this.#clock} to ${fact.at}`);
		this.#clock = fact.at;
		if (this.#cancelled !== null && (fact.kind !== "resumed" || fact.task !== this.#cancelled))
			this.#complain(`${fact.kind}, where task ${this.#cancelled} is to be resumed`);
		this.#cancelled = null;
		this.#take(fact);
		this.#index += 1;
	}

	#take(fact: Fact): void {
		const { task } = fact;
		switch (fact.kind) {
			case "task-created":
				this.#turn(fact, [undefined], "begins");
				this.#queue.push(task);
				break;
			case "suspended": {
				const isTurn = fact.wait.kind === "turn";
				this.#turn(fact, ["runs"], isTurn ? "ready" : "waits");
				if (isTurn) this.#queue.push(task);
				break;
			}
			case "woken":
				this.#woken(fact);
				break;
			case "resumed":
				this.#turn(fact, ["ready", "begins"], "runs");
				this.#leave(task);
				break;
			case "task-ended":
				this.#turn(fact, ["runs"], "ended");
				if ((this.#spans.get(task) ?? []).length > 0) this.#complain("a task ends inside of a span");
				break;
			case "span-started":
				this.#turn(fact, ["runs"], "runs");
				this.#spans.set(task, [...(this.#spans.get(task) ?? []), fact.span]);
				break;
			case "span-ended":
				this.#turn(fact, ["runs"], "runs");
				if (this.#spans.get(task)?.pop() !== fact.span)
					this.#complain(`span ${fact.span} is not the innermost`);
				break;
			case "cancel-requested":
				this.#requested(fact);
				break;
			case "uncancelled":
				this.#count(task, -1);
				if (fact.left !== this.#cancelling.get(task)) this.#complain(`${fact.left} requests left`);
				break;
			case "callback-queued":
				this.#queue.push("callback");
				break;
			case "timers-due":
				this.#queue.push(...fact.timers.map(placeOfTimer));
				break;
			case "callback-started":
				this.#callbackStarted();
				break;
			default:
		}
	}

	#woken({ task, cause }: FactOf<"woken">): void {
		const state = this.#states.get(task);
		if (cause.kind === "cancelled") {
			if (cause.request !== null && this.#requests.get(cause.request) !== task)
				this.#complain(`request ${cause.request} is delivered to task ${task}`);
			if (state === "ready" || state === "begins") {
				this.#cancelled = task;
				return;
			}
		}
		if (state !== "waits") this.#complain(`woken: task ${task}, which ${state}`);
		const [first] = this.#queue;
		const isFirst = typeof first === "object" && first.timerOf === task;
		if (cause.kind === "timer" && isFirst) this.#queue.shift();
		else if (cause.kind === "timer" && this.#hasTimerOf(task))
			this.#complain(`the timer of task ${task} is not the first`);
		this.#states.set(task, "ready");
		this.#queue.push(task);
	}

	#hasTimerOf(task: TaskId): boolean {
		return this.#queue.some((place) => typeof place === "object" && place.timerOf === task);
	}

	#requested({ task, request, accepted }: FactOf<"cancel-requested">): void {
		if (accepted === (this.#states.get(task) === "ended")) this.#complain(`request ${request}: ${accepted}`);
		if (!accepted) return;
		this.#requests.set(request, task);
		this.#count(task, 1);
	}

	#count(task: TaskId, by: number): void {
		this.#cancelling.set(task, (this.#cancelling.get(task) ?? 0) + by);
	}

	/** A callback stands first, or the timer of a task that has been cancelled meanwhile. */
	#callbackStarted(): void {
		const first = this.#queue.shift();
		if (first === "callback") return;
		if (typeof first !== "object") this.#complain(`a callback starts where ${first} is first`);
	}

	#turn({ kind, task }: Fact, from: readonly (State | undefined)[], to: State): void {
		const state = this.#states.get(task);
		if (!from.includes(state)) this.#complain(`${kind}: task ${task}, which ${state}`);
		this.#states.set(task, to);
	}

	#leave(task: TaskId): void {
		const first = this.#queue.shift();
		if (first !== task) this.#complain(`task ${task} runs where ${JSON.stringify(first)} is first`);
	}

	#complain(what: string): void {
		this.found.push(`${this.#index}: ${what}`);
	}
}

function placeOfTimer(timer: DueTimer): Place {
	return "task" in timer ? { timerOf: timer.task } : "callback";
}
