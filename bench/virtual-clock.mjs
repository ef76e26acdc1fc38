// A virtual clock for programs on promises: a heap of timers, and a jump to the earliest whenever nothing else is left to do.

/** Timers ordered by deadline, then age. */
class TimerHeap {
	#timers = [];

	get size() {
		return this.#timers.length;
	}

	peek() {
		return this.#timers[0];
	}

	push(timer) {
		const timers = this.#timers;
		let place = timers.length;
		while (place > 0) {
			const parent = (place - 1) >> 1;
			if (isBefore(timers[parent], timer)) break;
			timers[place] = timers[parent];
			place = parent;
		}
		timers[place] = timer;
	}

	pop() {
		const timers = this.#timers;
		const first = timers[0];
		const last = timers.pop();
		if (timers.length > 0) this.#sink(last);
		return first;
	}

	#sink(timer) {
		const timers = this.#timers;
		const size = timers.length;
		let place = 0;
		for (let child = 1; child < size; child = 2 * place + 1) {
			if (child + 1 < size && isBefore(timers[child + 1], timers[child])) child += 1;
			if (isBefore(timer, timers[child])) break;
			timers[place] = timers[child];
			place = child;
		}
		timers[place] = timer;
	}
}

function isBefore(a, b) {
	return a.when < b.when || (a.when === b.when && a.age < b.age);
}

/** Jumps once Node has nothing left to run: an immediate comes after every pending microtask. */
export class VirtualClock {
	now = 0;
	#timers = new TimerHeap();
	#ages = 0;
	#isJumpDue = false;

	/** Calls `callback` after `delay` seconds; the answer is for {@link clear}. */
	set(delay, callback) {
		const timer = { when: this.now + delay, age: this.#ages++, callback };
		this.#timers.push(timer);
		this.#askForJump();
		return timer;
	}

	/** Forgets a timer; it stays in the heap until its deadline, as asyncio's does. */
	clear(timer) {
		timer.callback = undefined;
	}

	#askForJump() {
		if (this.#isJumpDue || this.#timers.size === 0) return;
		this.#isJumpDue = true;
		setImmediate(this.#jump);
	}

	#jump = () => {
		this.#isJumpDue = false;
		while (this.#timers.size > 0 && this.#timers.peek().callback === undefined) this.#timers.pop();
		if (this.#timers.size === 0) return;
		this.now = this.#timers.peek().when;
		while (this.#timers.size > 0 && this.#timers.peek().when === this.now) this.#timers.pop().callback?.();
		this.#askForJump();
	};
}
