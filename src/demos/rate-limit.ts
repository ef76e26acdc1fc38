import { coroutine, gather, getRunningLoop, Lock, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed, general } from "./numbers.ts";

const parameters = {
	requests: { default: 8, unit: "", range: [1, 200], whole: true, description: "how many requests are made" },
	calls: {
		default: 3,
		unit: "",
		range: [1, 50],
		whole: true,
		description: "how many may start in any window",
	},
	window: { default: 2, unit: "s", range: [0.1, 60], description: "how long a window is" },
	time: { default: 0.1, unit: "s", range: [0.01, 60], description: "how long a request takes" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

/** Ends when one more request may start. */
type Limiter = () => Generator<unknown, void>;

function* noLimiter(): Generator<unknown, void> {}

function relockingLimiter(calls: number, window: Seconds): Limiter {
	const lock = new Lock({ name: "limiter.lock" });
	let starts: Seconds[] = [];
	return function* acquire(): Generator<unknown, void> {
		yield* lock.with(function* () {
			const now = getRunningLoop().time();
			starts = starts.filter((start) => now - start < window);
			const [oldest] = starts;
			if (oldest !== undefined && starts.length >= calls) {
				yield* sleep(window - (now - oldest));
				// It wants the lock that it holds: from here on nobody gets any further.
				return yield* acquire();
			}
			starts.push(now);
		});
	};
}

function fixedLimiter(calls: number, window: Seconds): Limiter {
	const lock = new Lock({ name: "limiter.lock" });
	const starts: Seconds[] = [];
	return function* acquire(): Generator<unknown, void> {
		yield* lock.with(function* () {
			const loop = getRunningLoop();
			// A loop in place of the call: the lock is taken once, and held until there is room.
			for (let [oldest] = starts; oldest !== undefined && starts.length >= calls; [oldest] = starts) {
				yield* sleep(oldest + window - loop.time());
				starts.shift();
			}
			starts.push(loop.time());
		});
	};
}

const request = coroutine(
	"request",
	function* (id: number, time: Seconds, acquire: Limiter, start: Seconds) {
		yield* acquire();
		print(`Making request ${id} at ${fixed(getRunningLoop().time() - start, 2)}`);
		yield* sleep(time);
	},
	{ label: (id) => `req ${id}` },
);

function* makeRequests(count: number, time: Seconds, acquire: Limiter): Generator<unknown, void> {
	const loop = getRunningLoop();
	const start = loop.time();
	yield* gather(Array.from({ length: count }, (_, id) => request(id, time, acquire, start)));
	print(`Completed ${count} requests in ${fixed(loop.time() - start, 2)}s`);
}

const unlimited = coroutine("main", function* ({ requests, time }: Numbers) {
	yield* makeRequests(requests, time, noLimiter);
});

const limited = coroutine("main", function* ({ requests, calls, window, time }: Numbers) {
	yield* makeRequests(requests, time, fixedLimiter(calls, window));
});

const reLocked = coroutine("main", function* ({ requests, calls, window, time }: Numbers) {
	yield* makeRequests(requests, time, relockingLimiter(calls, window));
});

const python = `\
import asyncio
import time as clock
from collections import deque


class RelockingLimiter:
    def __init__(self, calls, window):
        self.calls = calls
        self.window = window
        self.starts = []
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            now = clock.perf_counter()
            self.starts = [start for start in self.starts if now - start < self.window]
            if len(self.starts) >= self.calls:
                await asyncio.sleep(self.window - (now - self.starts[0]))
                # it wants the lock that it holds: from here on nobody gets any further
                return await self.acquire()
            self.starts.append(now)


class FixedLimiter:
    def __init__(self, calls, window):
        self.calls = calls
        self.window = window
        self.starts = deque()
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            # a loop in place of the call: the lock is taken once
            while len(self.starts) >= self.calls:
                free = self.starts[0] + self.window
                await asyncio.sleep(free - clock.perf_counter())
                self.starts.popleft()
            self.starts.append(clock.perf_counter())


async def request(id, time, limiter, start):
    if limiter is not None:
        await limiter.acquire()
    print(f"Making request {id} at {clock.perf_counter() - start:.2f}")
    await asyncio.sleep(time)


async def make_requests(count, time, limiter):
    start = clock.perf_counter()
    await asyncio.gather(*(request(id, time, limiter, start) for id in range(count)))
    print(f"Completed {count} requests in {clock.perf_counter() - start:.2f}s")


async def unlimited(requests=8, time=0.1):
    await make_requests(requests, time, None)


async def fixed(requests=8, calls=3, window=2, time=0.1):
    await make_requests(requests, time, FixedLimiter(calls, window))


async def re_locked(requests=8, calls=3, window=2, time=0.1):
    await make_requests(requests, time, RelockingLimiter(calls, window))


if __name__ == "__main__":
    asyncio.run(unlimited())
    asyncio.run(fixed())
    asyncio.run(re_locked())  # never ends: stop it with Ctrl-C
`;

/** The most requests that started in any stretch as long as the window. */
function mostInWindow(starts: readonly Seconds[], window: Seconds): number {
	// Starts a window apart are in two, also where sums of floats say a little less.
	const inWindow = (from: Seconds) => starts.filter((at) => at >= from && at < from + window - 1e-6).length;
	return Math.max(0, ...starts.map(inWindow));
}

export const rateLimit = defineDemo({
	name: "rate-limit",
	section: 5,
	title: "a limit on the calls in any window of time",
	mentalModel:
		"A doorman lets three guests in every two seconds. He has the only key in his hand while he looks at his watch. Another doorman asks for the key again before he lets the next guest in, although he has it himself.",
	why: ({ parameters: { requests, calls }, of }) => {
		const plain = "The limiter holds its lock while it waits, so requests pass one by one.";
		if (requests <= calls)
			return `${plain} Here there are no more requests than it allows at once: nobody has to wait, and the fault of re-locked does not show.`;
		return of("re-locked") === undefined
			? plain
			: `${plain} The limiter of re-locked calls itself while it holds the lock: it waits for a lock that only it could give back.`;
	},
	takeAway: "A lock is not re-entrant: loop inside it. asyncio will not tell you that your program is stuck.",
	measure: ({ history, parameters: { calls, window } }) => {
		const starts = history.lines.filter(({ text }) => text.startsWith("Making")).map(({ at }) => at);
		return `${mostInWindow(starts, window)} calls in ${general(window)} s, ${calls} allowed`;
	},
	parameters,
	variants: [
		{
			name: "unlimited",
			summary: "all requests start at once",
			main: unlimited,
			elapsed: ({ time }) => time,
			work: ({ requests, calls }) => (requests > calls ? "over the limit" : "within the limit"),
		},
		{
			name: "fixed",
			summary: "the limiter loops while it holds its lock",
			main: limited,
			elapsed: ({ requests, calls, window, time }) => Math.floor((requests - 1) / calls) * window + time,
			work: "within the limit",
		},
		{
			name: "re-locked",
			summary: "the limiter calls itself while it holds its lock",
			main: reLocked,
			// Requests under way still end; only then does nothing move any more.
			elapsed: ({ requests, calls, window, time }) => (requests > calls ? Math.max(window, time) : time),
			outcome: ({ requests, calls }) => (requests > calls ? "deadlock" : "returned"),
			work: "within the limit",
			fix: ({ parameters: { calls, window } }) =>
				`A lock is not re-entrant: loop inside it, never call acquire again. The variant fixed has a loop where this one has the call; it lets ${calls === 1 ? "the next one" : `up to ${calls} more`} in at ${general(window)} s.`,
			rightVariant: "fixed",
		},
	],
	next: [
		{ run: "rate-limit --set requests=3", question: "is it still stuck?" },
		{ run: "rate-limit --set window=5", question: "when is it done?" },
	],
	python,
});
