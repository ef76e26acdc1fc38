import type { Wait } from "./events.ts";
import type { Suspended } from "./suspension.ts";
import { Waiter } from "./waiter.ts";

/** A wait that somebody else ends with `wake`: asyncio's `waiter = loop.create_future()` inside a coroutine. */
export class Parking extends Waiter<void> {
	private readonly describe: () => Wait;

	constructor(describe: () => Wait) {
		super();
		this.describe = describe;
	}

	get name(): string {
		return "wait";
	}

	describeWait(): Wait {
		return this.describe();
	}

	protected begin(): IteratorYieldResult<Suspended> {
		return this.suspend();
	}

	protected resume(): IteratorReturnResult<void> {
		return this.answer(undefined);
	}
}
