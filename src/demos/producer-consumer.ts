import {
	coroutine,
	createTask,
	gather,
	print,
	Queue,
	type Random,
	random,
	type Seconds,
	sleep,
	TimeoutError,
	waitFor,
} from "../runtime/index.ts";
import { defineDemo, type Parameters, type Values } from "./define-demo.ts";

const parameters = {
	producers: { default: 2, unit: "", range: [1, 20], whole: true, description: "how many producers" },
	items: { default: 3, unit: "", range: [1, 50], whole: true, description: "items that each of them makes" },
	consumers: { default: 3, unit: "", range: [1, 20], whole: true, description: "how many consumers" },
	size: { default: 5, unit: "", range: [1, 100], whole: true, description: "items that the queue holds" },
	makeLeast: { default: 0.1, unit: "s", range: [0.01, 5], description: "least time to make an item" },
	makeMost: { default: 0.5, unit: "s", range: [0.01, 5], description: "greatest time to make an item" },
	workLeast: { default: 0.2, unit: "s", range: [0.01, 5], description: "least time to handle an item" },
	workMost: { default: 0.8, unit: "s", range: [0.01, 5], description: "greatest time to handle an item" },
	patience: { default: 2, unit: "s", range: [0.5, 60], description: "how long a consumer waits for an item" },
	pause: {
		default: 3,
		unit: "s",
		range: [0.1, 60],
		description: "how long the producer of leaves and stays pauses before each item",
	},
} as const satisfies Parameters;

type Numbers = Values<typeof parameters>;

const produce = coroutine(
	"produce",
	function* (id: number, queue: Queue<string>, { items, makeLeast, makeMost }: Numbers) {
		for (let number = 0; number < items; number++) {
			yield* sleep(random.uniform(makeLeast, makeMost));
			yield* queue.put(`item-${id}-${number}`);
			print(`Producer ${id} produced: item-${id}-${number}`);
		}
		print(`Producer ${id} finished`);
	},
	{ label: (id) => `producer ${id}` },
);

const consume = coroutine(
	"consume",
	function* (id: number, queue: Queue<string>, { workLeast, workMost, patience }: Numbers) {
		while (true) {
			const item = yield* nextItem(id, queue, patience);
			if (item === null) continue;
			yield* sleep(random.uniform(workLeast, workMost));
			print(`Consumer ${id} processed: ${item}`);
			queue.taskDone();
		}
	},
	{ label: (id) => `consumer ${id}` },
);

function* nextItem(id: number, queue: Queue<string>, patience: number) {
	try {
		return yield* waitFor(queue.get(), patience);
	} catch (error) {
		if (!(error instanceof TimeoutError)) throw error;
		print(`Consumer ${id} still waits`);
		return null;
	}
}

const produceSlowly = coroutine(
	"produce",
	function* (queue: Queue<string>, { items, pause }: Numbers) {
		for (let number = 0; number < items; number++) {
			yield* sleep(pause);
			yield* queue.put(`item-${number}`);
			print(`Producer produced: item-${number}`);
		}
		print("Producer finished");
	},
	{ label: () => "producer" },
);

const leavingConsumer = coroutine(
	"consume",
	function* (id: number, queue: Queue<string>, { workLeast, patience }: Numbers) {
		while (true) {
			let item: string;
			try {
				item = yield* waitFor(queue.get(), patience);
			} catch (error) {
				if (!(error instanceof TimeoutError)) throw error;
				print(`Consumer ${id} timed out waiting for items`);
				return;
			}
			yield* sleep(workLeast);
			print(`Consumer ${id} processed: ${item}`);
			queue.taskDone();
		}
	},
	{ label: (id) => `consumer ${id}` },
);

const stayingConsumer = coroutine(
	"consume",
	function* (id: number, queue: Queue<string>, { workLeast, patience }: Numbers) {
		while (true) {
			const item = yield* nextItem(id, queue, patience);
			if (item === null) continue;
			yield* sleep(workLeast);
			print(`Consumer ${id} processed: ${item}`);
			queue.taskDone();
		}
	},
	{ label: (id) => `consumer ${id}` },
);

function* handleSlowItems(numbers: Numbers, consume: typeof leavingConsumer) {
	const queue = new Queue<string>(numbers.size, { name: "queue" });
	const producer = createTask(produceSlowly(queue, numbers));
	const consumers = range(numbers.consumers).map((id) => createTask(consume(id, queue, numbers)));
	yield* producer;
	yield* queue.join();
	for (const consumer of consumers) consumer.cancel();
	yield* gather(consumers, { returnExceptions: true });
	print("Producer-consumer demo completed");
}

const leaves = coroutine("main", function* (numbers: Numbers) {
	yield* handleSlowItems(numbers, leavingConsumer);
});

const stays = coroutine("main", function* (numbers: Numbers) {
	yield* handleSlowItems(numbers, stayingConsumer);
});

const sequential = coroutine("main", function* (numbers: Numbers) {
	const { producers, items, makeLeast, makeMost, workLeast, workMost } = numbers;
	for (let id = 0; id < producers; id++) {
		for (let number = 0; number < items; number++) {
			yield* sleep(random.uniform(makeLeast, makeMost));
			print(`Producer ${id} produced: item-${id}-${number}`);
			yield* sleep(random.uniform(workLeast, workMost));
			print(`Consumer 0 processed: item-${id}-${number}`);
		}
		print(`Producer ${id} finished`);
	}
	print("Producer-consumer demo completed");
});

const concurrent = coroutine("main", function* (numbers: Numbers) {
	const queue = new Queue<string>(numbers.size, { name: "queue" });
	const producers = range(numbers.producers).map((id) => createTask(produce(id, queue, numbers)));
	const consumers = range(numbers.consumers).map((id) => createTask(consume(id, queue, numbers)));
	yield* gather(producers);
	yield* queue.join();
	// Consumers wait for items for ever, so that they have to be told that there are no more.
	for (const consumer of consumers) consumer.cancel();
	yield* gather(consumers, { returnExceptions: true });
	print("Producer-consumer demo completed");
});

function range(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}

function oneAtATime(numbers: Numbers, drawn: Random): number {
	const { makeLeast, makeMost, workLeast, workMost } = numbers;
	let total = 0;
	for (let item = 0; item < numbers.producers * numbers.items; item++) {
		total += drawn.uniform(makeLeast, makeMost);
		total += drawn.uniform(workLeast, workMost);
	}
	return total;
}

// Who draws which number depends on who is served first, so bounds: somebody makes or handles an item at any time.
function bounds(numbers: Numbers): { atLeast: number; atMost: number } {
	const { producers, items, consumers } = numbers;
	const make = [numbers.makeLeast, numbers.makeMost];
	const work = [numbers.workLeast, numbers.workMost];
	const rounds = Math.ceil((producers * items) / consumers);
	return {
		atLeast: Math.max(
			items * Math.min(...make) + Math.min(...work),
			Math.min(...make) + rounds * Math.min(...work),
		),
		atMost: producers * items * (Math.max(...make) + Math.max(...work)),
	};
}

// Added up as the loop's clock is.
function pauses(count: number, pause: Seconds): Seconds {
	let at = 0;
	for (let item = 0; item < count; item++) at += pause;
	return at;
}

/** All consumers leave before the first item is there; a queue that is full holds up the producer, else main waits for ever. */
function allLeave({ pause, patience }: Numbers): boolean {
	return pause >= patience;
}

/** One consumer handles one item after the other, or each is handled at once when it is there. */
function slowBounds({ items, pause, workLeast }: Numbers): { atLeast: Seconds; atMost: Seconds } {
	const made = pauses(items, pause);
	return { atLeast: made + workLeast, atMost: made + items * workLeast };
}

const python = `\
import asyncio
import random


async def produce(id, queue, items, least, most):
    for number in range(items):
        await asyncio.sleep(random.uniform(least, most))
        await queue.put(f"item-{id}-{number}")
        print(f"Producer {id} produced: item-{id}-{number}")
    print(f"Producer {id} finished")


async def consume(id, queue, patience, least, most):
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), patience)
        except TimeoutError:
            print(f"Consumer {id} still waits")
            continue
        await asyncio.sleep(random.uniform(least, most))
        print(f"Consumer {id} processed: {item}")
        queue.task_done()


async def sequential(
    producers=2, items=3, make_least=0.1, make_most=0.5, work_least=0.2, work_most=0.8
):
    for id in range(producers):
        for number in range(items):
            await asyncio.sleep(random.uniform(make_least, make_most))
            print(f"Producer {id} produced: item-{id}-{number}")
            await asyncio.sleep(random.uniform(work_least, work_most))
            print(f"Consumer 0 processed: item-{id}-{number}")
        print(f"Producer {id} finished")
    print("Producer-consumer demo completed")


async def concurrent(
    producers=2, items=3, consumers=3, size=5, patience=2,
    make_least=0.1, make_most=0.5, work_least=0.2, work_most=0.8,
):
    queue = asyncio.Queue(size)
    makers = [
        asyncio.create_task(produce(id, queue, items, make_least, make_most))
        for id in range(producers)
    ]
    handlers = [
        asyncio.create_task(consume(id, queue, patience, work_least, work_most))
        for id in range(consumers)
    ]
    await asyncio.gather(*makers)
    await queue.join()
    # consumers wait for items for ever, so they have to be told that there are no more
    for handler in handlers:
        handler.cancel()
    await asyncio.gather(*handlers, return_exceptions=True)
    print("Producer-consumer demo completed")


async def produce_slowly(queue, items, pause):
    for number in range(items):
        await asyncio.sleep(pause)
        await queue.put(f"item-{number}")
        print(f"Producer produced: item-{number}")
    print("Producer finished")


async def leaving_consumer(id, queue, patience, time):
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), patience)
        except TimeoutError:
            print(f"Consumer {id} timed out waiting for items")
            break
        await asyncio.sleep(time)
        print(f"Consumer {id} processed: {item}")
        queue.task_done()


async def staying_consumer(id, queue, patience, time):
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), patience)
        except TimeoutError:
            print(f"Consumer {id} still waits")
            continue
        await asyncio.sleep(time)
        print(f"Consumer {id} processed: {item}")
        queue.task_done()


async def handle_slow_items(consume, items, consumers, size, work_least, patience, pause):
    queue = asyncio.Queue(size)
    producer = asyncio.create_task(produce_slowly(queue, items, pause))
    handlers = [
        asyncio.create_task(consume(id, queue, patience, work_least))
        for id in range(consumers)
    ]
    await producer
    await queue.join()
    for handler in handlers:
        handler.cancel()
    await asyncio.gather(*handlers, return_exceptions=True)
    print("Producer-consumer demo completed")


async def leaves(items=3, consumers=3, size=5, work_least=0.2, patience=2, pause=3):
    await handle_slow_items(
        leaving_consumer, items, consumers, size, work_least, patience, pause
    )


async def stays(items=3, consumers=3, size=5, work_least=0.2, patience=2, pause=3):
    await handle_slow_items(
        staying_consumer, items, consumers, size, work_least, patience, pause
    )


if __name__ == "__main__":
    asyncio.run(sequential())
    asyncio.run(concurrent())
    asyncio.run(leaves())  # never ends: stop it with Ctrl-C
    asyncio.run(stays())
`;

export const producerConsumer = defineDemo({
	name: "producer-consumer",
	section: 5,
	title: "two speeds, joined by a queue",
	mentalModel:
		"Cooks and waiters with a counter between them. Cooks put plates on it while there is room, waiters take the plates that are there. Neither has to know how fast the other is; when the counter is full, the cooks wait; when it is empty, the waiters wait.",
	why: ({ of }) => {
		const plain = "join() returns when every item that was put in has been reported done.";
		const run = of("leaves");
		if (run === undefined) return `While one item is made, others are handled. ${plain}`;
		return run.outcome.kind === "returned"
			? `While one item is made, others are handled. ${plain} Here each item was taken.`
			: `${plain} If all consumers leave at their timeout, nobody takes what comes later: it is never reported, and main waits for ever.`;
	},
	takeAway:
		"A bounded queue joins two speeds. join() waits until all items are handled, so some consumer has to stay to handle them.",
	measure: (run) => {
		const { producers, items } = run.parameters;
		const wanted = run.variant === "leaves" || run.variant === "stays" ? items : producers * items;
		const handled = run.history.lines.filter(({ text }) => / processed: /.test(text)).length;
		return `${handled} of ${wanted} items handled`;
	},
	parameters,
	variants: [
		{
			name: "sequential",
			summary: "one item at a time: made, then handled",
			main: sequential,
			elapsed: oneAtATime,
			work: "one worker, and draws of its own",
		},
		{
			name: "concurrent",
			summary: "producers and consumers at a bounded queue",
			main: concurrent,
			elapsed: bounds,
			work: "more workers, other draws",
		},
		{
			name: "leaves",
			summary: "slow items; consumers leave at their timeout",
			main: leaves,
			// A queue that is full holds up the producer at the next item.
			elapsed: (numbers) =>
				allLeave(numbers)
					? pauses(Math.min(numbers.items, numbers.size + 1), numbers.pause)
					: slowBounds(numbers),
			outcome: (numbers) => (allLeave(numbers) ? "deadlock" : "returned"),
			work: "slow items",
			fix: "Let a consumer wait on after its timeout, as the variant stays does. It ends when main cancels it, after join.",
			rightVariant: "stays",
		},
		{
			name: "stays",
			summary: "slow items; consumers wait on",
			main: stays,
			elapsed: slowBounds,
			work: "slow items",
		},
	],
	next: [
		{ run: "producer-consumer --set size=1", question: "who waits now?" },
		{ run: "producer-consumer --set pause=1", question: "who leaves now?" },
	],
	python,
});
