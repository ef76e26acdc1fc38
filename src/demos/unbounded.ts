import {
	coroutine,
	gather,
	getRunningLoop,
	print,
	RuntimeError,
	type Seconds,
	Semaphore,
	sleep,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";
import { fixed } from "./numbers.ts";

const parameters = {
	requests: {
		default: 100,
		unit: "",
		range: [1, 100_000],
		whole: true,
		description: "how many requests are sent",
	},
	limit: {
		default: 10,
		unit: "",
		range: [1, 100_000],
		whole: true,
		description: "how many the service serves at once, and the semaphore lets in",
	},
	time: { default: 1, unit: "s", range: [0.1, 60], description: "how long the service takes for one" },
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

/** Serves a number of requests at once, and refuses all others. */
class Service {
	readonly #limit: number;
	readonly #time: Seconds;
	#serving = 0;

	constructor(limit: number, time: Seconds) {
		this.#limit = limit;
		this.#time = time;
	}

	*serve() {
		if (this.#serving >= this.#limit) throw new RuntimeError("503 Service Unavailable");
		this.#serving += 1;
		try {
			yield* sleep(this.#time);
		} finally {
			this.#serving -= 1;
		}
	}
}

const request = coroutine("request", function* (_id: number, service: Service) {
	yield* service.serve();
});

const limitedRequest = coroutine("request", function* (_id: number, service: Service, permits: Semaphore) {
	yield* permits.with(() => service.serve());
});

function* report(requests: readonly ReturnType<typeof request>[]) {
	const loop = getRunningLoop();
	const start = loop.time();
	const results = yield* gather(requests, { returnExceptions: true });
	const failed = results.filter((result) => result instanceof RuntimeError).length;
	const succeeded = results.length - failed;
	print(`${succeeded} succeeded, ${failed} failed in ${fixed(loop.time() - start, 2)}s`);
	return { succeeded, failed };
}

const unbounded = coroutine("main", function* ({ requests, limit, time }: Numbers) {
	const service = new Service(limit, time);
	print(`Sending ${requests} requests, all at once`);
	return yield* report(numbered(requests).map((id) => request(id, service)));
});

const limited = coroutine("main", function* ({ requests, limit, time }: Numbers) {
	const service = new Service(limit, time);
	const permits = new Semaphore(limit, { name: "permits" });
	print(`Sending ${requests} requests, at most ${limit} at once`);
	return yield* report(numbered(requests).map((id) => limitedRequest(id, service, permits)));
});

function numbered(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

const python = `\
import asyncio
import time as clock


class Service:
    """Serves a number of requests at once, and refuses all others."""

    def __init__(self, limit, time):
        self.limit = limit
        self.time = time
        self.serving = 0

    async def serve(self):
        if self.serving >= self.limit:
            raise RuntimeError("503 Service Unavailable")
        self.serving += 1
        try:
            await asyncio.sleep(self.time)
        finally:
            self.serving -= 1


async def limited_request(service, permits):
    async with permits:
        await service.serve()


async def report(requests):
    start = clock.perf_counter()
    results = await asyncio.gather(*requests, return_exceptions=True)
    failed = sum(isinstance(result, RuntimeError) for result in results)
    succeeded = len(results) - failed
    print(f"{succeeded} succeeded, {failed} failed in {clock.perf_counter() - start:.2f}s")


async def unbounded(requests=100, limit=10, time=1):
    service = Service(limit, time)
    print(f"Sending {requests} requests, all at once")
    await report([service.serve() for _ in range(requests)])


async def limited(requests=100, limit=10, time=1):
    service = Service(limit, time)
    permits = asyncio.Semaphore(limit)
    print(f"Sending {requests} requests, at most {limit} at once")
    await report([limited_request(service, permits) for _ in range(requests)])


if __name__ == "__main__":
    asyncio.run(unbounded())
    asyncio.run(limited())
`;

// Added up as the loop's clock is: with many waves a product would differ.
function waves(count: number, time: Seconds): Seconds {
	let at = 0;
	for (let wave = 0; wave < count; wave++) at += time;
	return at;
}

export const unboundedDemo = defineDemo({
	name: "unbounded",
	section: 7,
	title: "too many at once",
	mentalModel:
		"A ferry takes ten people. A hundred people want to get to the other side. They may all go on board at once, or pass a gate that lets ten people through at a time.",
	why: ({ parameters: { requests, limit } }) =>
		requests > limit
			? `gather starts all ${requests}, and the service refuses those that it can't serve. With a semaphore they wait for ${limit === 1 ? "its one permit" : `one of its ${limit} permits`}; then all are served.`
			: "Here there are no more requests than the service can serve at once: nobody is refused, and nobody has to wait for a permit.",
	measure: ({ outcome, parameters: { requests } }) => {
		const value = outcome.kind === "returned" ? outcome.value : null;
		const hasCount = typeof value === "object" && value !== null && "succeeded" in value;
		return hasCount ? `${value.succeeded} of ${requests} served` : null;
	},
	takeAway:
		"Put a limit on how many requests are under way at once: a semaphore, as in a pool of connections.",
	parameters,
	variants: [
		{
			name: "unbounded",
			summary: "all requests at once",
			main: unbounded,
			elapsed: ({ time }) => time,
			fix: "Take a permit of a semaphore around each request, as the variant limited does: then it takes longer, but none fails.",
			rightVariant: "limited",
		},
		{
			name: "limited",
			summary: "a semaphore around each request",
			main: limited,
			elapsed: ({ requests, limit, time }) => waves(Math.ceil(requests / limit), time),
		},
	],
	next: [
		{ run: "unbounded --set limit=50", question: "how many fail now?" },
		{ run: "unbounded --set requests=10", question: "how many fail now?" },
	],
	python,
});
