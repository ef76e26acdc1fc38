import { coroutine, gather, getRunningLoop, Lock, print, type Seconds, sleep } from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

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

/** As in the course. */
function limiterAsPrinted(calls: number, window: Seconds): Limiter {
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

const asPrinted = coroutine("main", function* ({ requests, calls, window, time }: Numbers) {
	yield* makeRequests(requests, time, limiterAsPrinted(calls, window));
});

const python = `\
import asyncio
import time as clock
from collections import deque


class LimiterAsPrinted:
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


async def as_printed(requests=8, calls=3, window=2, time=0.1):
    await make_requests(requests, time, LimiterAsPrinted(calls, window))


if __name__ == "__main__":
    asyncio.run(unlimited())
    asyncio.run(fixed())
    asyncio.run(as_printed())  # never ends: stop it with Ctrl-C
`;

export const rateLimit = defineDemo({
	name: "rate-limit",
	section: 5,
	title: "at most so many calls in any window of time",
	mentalModel:
		"A doorman lets three guests in every two seconds. He keeps the key in his hand while he waits for his watch. The doorman of the listing asks for the key again before he lets the next one in: he holds it, and waits for ever for whoever has it.",
	why: "The limiter holds its lock while it waits for room, so requests pass one by one. The listing's calls itself with the lock held: nobody can give it back.",
	takeAway: "A lock is not re-entrant: loop inside it. And a tool should say when your program is stuck.",
	parameters,
	variants: [
		{
			name: "unlimited",
			summary: "all requests start at once",
			main: unlimited,
			elapsed: ({ time }) => time,
		},
		{
			name: "fixed",
			summary: "the limiter loops while it holds its lock",
			main: limited,
			elapsed: ({ requests, calls, window, time }) => Math.floor((requests - 1) / calls) * window + time,
		},
		{
			name: "as-printed",
			summary: "the limiter calls itself while it holds its lock",
			main: asPrinted,
			// Requests under way still end; only then does nothing move any more.
			elapsed: ({ requests, calls, window, time }) => (requests > calls ? Math.max(window, time) : time),
			outcome: ({ requests, calls }) => (requests > calls ? "deadlock" : "returned"),
			fix: "A lock is not re-entrant: loop inside it, never call acquire again. The variant fixed has a loop where this one has the call, and lets the next three in at 2 s.",
			rightVariant: "fixed",
		},
	],
	next: [{ run: "rate-limit --set requests=3", question: "is it still stuck?" }],
	python,
});
