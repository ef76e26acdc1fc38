"""asyncio itself, on a loop whose clock jumps to the next timer when nothing is ready.

Run as: python3.13 cpython.py WORKLOAD SIZE-AS-JSON WARM-UPS; answers one line of JSON.
"""

import asyncio
import json
import resource
import selectors
import sys
import time

KEYS = 2**32
LONGEST = 10


def mulberry32(seed):
    state = seed & 0xFFFFFFFF

    def key():
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        mixed = ((mixed + (((mixed ^ (mixed >> 7)) * (61 | mixed)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ mixed
        return mixed ^ (mixed >> 14)

    return key


def delay_of(key):
    return key / KEYS * LONGEST


def digest(before, key):
    return (before * 31 + key) & 0xFFFFFFFF


class JumpingSelector(selectors.SelectSelector):
    def select(self, timeout=None):
        if timeout is not None and timeout > 0:
            self.loop.now = self.loop._scheduled[0]._when
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = JumpingSelector()
        super().__init__(selector)
        selector.loop = self
        self._clock_resolution = 1e-9

    def time(self):
        return self.now


def run(main):
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


async def all_of(count, body):
    return await asyncio.gather(*(body(index) for index in range(count)))


async def turn_around(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return turns


def switching(tasks, turns):
    return sum(run(all_of(tasks, lambda _: turn_around(turns))))


def timers(tasks, seed):
    random = mulberry32(seed)
    order = 0

    async def sleeper(_):
        nonlocal order
        key = random()
        await asyncio.sleep(delay_of(key))
        order = digest(order, key)

    run(all_of(tasks, sleeper))
    return order


def gathering(tasks):
    async def trivial(index):
        return index

    return sum(run(all_of(tasks, trivial)))


def queue(size, producers, consumers, items):
    async def main():
        queue = asyncio.Queue(size)

        async def produce(producer):
            for item in range(producer, items, producers):
                await queue.put(item)

        async def consume(_):
            total = 0
            for _ in range(items // consumers):
                total += await queue.get()
            return total

        consuming = asyncio.create_task(all_of(consumers, consume))
        await all_of(producers, produce)
        return await consuming

    return sum(run(main()))


def semaphore(tasks, permits):
    held = most = passed = 0

    async def main():
        semaphore = asyncio.Semaphore(permits)

        async def holder(_):
            nonlocal held, most, passed
            async with semaphore:
                held += 1
                most = max(most, held)
                await asyncio.sleep(0)
                held -= 1
            passed += 1

        await all_of(tasks, holder)

    run(main())
    return f"{passed} passed, {most} at once"


async def nested(depth, turns):
    if depth == 0:
        return await turn_around(turns)
    return await nested(depth - 1, turns) + 1


def deep(tasks, depth, turns):
    return sum(run(all_of(tasks, lambda _: nested(depth, turns))))


# Its way of giving up a turn is sleep(0).
sleepingZero = switching
deepSleepingZero = deep


def cancelling(tasks):
    async def sleeper():
        await asyncio.sleep(1_000)

    async def main():
        tasks_asleep = [asyncio.create_task(sleeper()) for _ in range(tasks)]
        await asyncio.sleep(0)
        for task in tasks_asleep:
            task.cancel()
        cancelled = 0
        for task in tasks_asleep:
            try:
                await task
            except asyncio.CancelledError:
                cancelled += 1
        return f"{cancelled} cancelled at {asyncio.get_running_loop().time():g}"

    return run(main())


def measure(workload, size):
    begin = time.perf_counter()
    answer = workload(**size)
    return answer, (time.perf_counter() - begin) * 1_000


def main():
    name, size, warm_ups = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
    for _ in range(warm_ups):
        measure(globals()[name], size)
    answer, milliseconds = measure(globals()[name], size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"answer": answer, "milliseconds": milliseconds, "peakBytes": peak}))


main()
