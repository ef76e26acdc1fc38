"""Real-world patterns, monitoring and debugging."""

import asyncio
import random
from collections import deque

from course import now, run, sleeper, stuck, took, turns, warned


async def produce(queue, count, least, most, said):
    for item in range(count):
        await asyncio.sleep(random.uniform(least, most))
        if queue.full():
            said.append("producer")
        await queue.put(item)


async def consume(queue, least, most, said, patience=None, leaves=False):
    while True:
        if queue.empty():
            said.append("consumer")
        try:
            await asyncio.wait_for(queue.get(), patience)
        except TimeoutError:
            if leaves:
                return
            continue
        await asyncio.sleep(random.uniform(least, most))
        queue.task_done()


async def handled(producers, consumers, size, make, work, items=3, **options):
    """Who has to wait at the queue, in all."""
    said, queue = [], asyncio.Queue(size)
    makers = [asyncio.create_task(produce(queue, items, *make, said)) for _ in range(producers)]
    handlers = [asyncio.create_task(consume(queue, *work, said, **options)) for _ in range(consumers)]
    await asyncio.gather(*makers)
    await queue.join()
    assert all(not handler.done() for handler in handlers) or options
    for handler in handlers:
        handler.cancel()
    await asyncio.gather(*handlers, return_exceptions=True)
    return set(said)


def check_who_waits_at_a_queue():
    #: A queue of limited size stands between those who make work and those who do it, because the two have different speeds.
    #: A bounded queue joins two speeds.
    #: Neither has to know how fast the other is; when the counter is full, the cooks wait; when it is empty, the waiters wait.
    #: Whoever is faster waits for the others: consumers at an empty queue, producers at a full one.
    assert run(handled(1, 1, 2, make=(1, 1), work=(0.1, 0.1), items=9)) == {"consumer"}
    assert "producer" in run(handled(1, 1, 2, make=(0.1, 0.1), work=(1, 1), items=9))
    #: Three items are taken as soon as they are made, and the other three fit in the queue.
    #: Consumers are there before the first item, and wait.
    #: Two producers make six items, and need 0.1 to 0.5 s for each. Three consumers need 0.2 to 0.8 s for each. The queue has room for five. Who has to wait at the queue? — only consumers
    for _ in range(50):
        assert run(handled(2, 3, 5, make=(0.1, 0.5), work=(0.2, 0.8))) == {"consumer"}


async def check_join():
    #: join() returns when every item that was put in has been reported done.
    #: join() waits until all items are handled.
    #: Here each item was taken.
    queue = asyncio.Queue()
    for item in range(2):
        queue.put_nowait(item)
    joining = asyncio.create_task(queue.join())
    for is_done in (False, True):
        await queue.get()
        await turns(3)
        assert not joining.done()
        queue.task_done()
        await turns(3)
        assert joining.done() is is_done


async def check_one_is_made_while_others_are_handled():
    #: While one item is made, others are handled.
    assert await took(handled(1, 1, 5, make=(1, 1), work=(1, 1), items=3)) == 4


def check_consumers_that_leave():
    #: If all consumers leave at their timeout, nobody takes what comes later: it is never reported, and main waits for ever.
    #: Whoever should do that must not leave.
    #: join() waits until all items are handled, so some consumer has to stay to handle them.
    assert stuck(handled(1, 3, 5, make=(3, 3), work=(0.2, 0.2), patience=2, leaves=True)) == 1
    # Where the queue is too small for what comes, main has not even come to join(): the producer is stuck, too.
    assert stuck(handled(1, 3, 1, make=(3, 3), work=(0.2, 0.2), patience=2, leaves=True)) == 2
    #: Let a consumer wait on after its timeout, as the variant stays does.
    #: A consumer that waits on is there when an item comes.
    #: It ends when main cancels it, after join.
    run(handled(1, 3, 5, make=(3, 3), work=(0.2, 0.2), patience=2))


class Limiter:
    def __init__(self, calls, window, relocks):
        self.calls, self.window, self.relocks = calls, window, relocks
        self.starts, self.lock = deque(), asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            while len(self.starts) >= self.calls:
                await asyncio.sleep(self.starts[0] + self.window - now())
                self.starts.popleft()
                if self.relocks:
                    await self.acquire()
                    return
            self.starts.append(now())


async def requested(count, calls, window, relocks=False):
    """When the requests started."""
    starts, limiter = [], Limiter(calls, window, relocks)

    async def request():
        await limiter.acquire()
        starts.append(now())
        await asyncio.sleep(0.1)

    await asyncio.gather(*(request() for _ in range(count)))
    return starts


def check_a_rate_limiter():
    #: A rate limiter holds back calls to a service that allows only a few of them in a given time.
    #: The limiter holds its lock while it waits, so requests pass one by one.
    #: The variant fixed has a loop where this one has the call; it lets up to 3 more in at 2 s.
    #: As many as are allowed start together; the next ones when the window has passed.
    #: Three at 0 s, three at 2 s, and the last two at 4 s.
    #: Eight requests, at most three in any 2 s. When does the last one start? — 4 s
    assert run(requested(8, 3, 2)) == [0, 0, 0, 2, 2, 2, 4, 4]
    #: The variant fixed has a loop where this one has the call; it lets up to 3 more in at 5 s.
    assert run(requested(8, 3, 5)) == [0, 0, 0, 5, 5, 5, 10, 10]
    #: Here there are no more requests than it allows at once: nobody has to wait, and the fault of re-locked does not show.
    assert run(requested(3, 3, 2, relocks=True)) == [0, 0, 0]
    #: Nobody holds the requests back: all start at once.
    assert run(requested(8, 8, 2)) == [0] * 8


def check_a_lock_is_not_reentrant():
    #: The limiter of re-locked calls itself while it holds the lock: it waits for a lock that only it could give back.
    #: A lock is not re-entrant: loop inside it, never call acquire again.
    #: A lock is not re-entrant: loop inside it.
    #: A lock is not re-entrant: its holder waits for itself, and all others for the holder.
    #: A lock is not re-entrant: the task waits for itself, and all others wait for that task.
    #: asyncio will not tell you that your program is stuck.
    #: Another limiter calls itself while it holds its lock. How does the program end? — never: six tasks wait for ever
    with warned() as said:
        assert stuck(requested(8, 3, 2, relocks=True)) == 6
    assert said == []


async def check_measuring():
    #: Code can give the right results and still do one thing after the other: one await too early is enough.
    #: The clock shows it: measure each part and the whole, and compare.
    #: Each operation takes as long in turn as at once; it is the total that shows whether they overlap.
    #: The total alone does not show which part is which: measure each.
    #: Each takes its own time; all together take as long as the longest.
    #: One after the other: the sum.
    #: At once: the longest of the three.
    #: Operations of 0.5, 1 and 1.5 s are started at once. What does the stopwatch around all of them show? — 1.5 s
    times = [0.5, 1, 1.5]
    took_each = []

    async def timed(time):
        took_each.append(await took(sleeper(time)))

    async def in_turn():
        for time in times:
            await asyncio.create_task(timed(time))

    async def at_once():
        await asyncio.gather(*map(timed, times))

    assert (await took(in_turn()), await took(at_once()), took_each) == (3, 1.5, times + times)
    #: The sum of the first two, then the longest of the three.
    #: 1.5 s in turn, then 1.5 s for the longest of the three.
    #: Two operations of 1 and 0.5 s are awaited in turn, then three of 0.5, 1 and 1.5 s together. How long do they take in all? — 3 s
    start = now()
    await timed(1)
    await timed(0.5)
    await at_once()
    assert now() - start == 3


async def check_a_finally_also_runs_after_an_error():
    #: The wrapper prints the time in a finally, so it also does that when an operation fails.
    said = []

    async def timed():
        try:
            await asyncio.sleep(1)
            raise ValueError
        finally:
            said.append(now())

    await asyncio.gather(timed(), return_exceptions=True)
    assert said == [1]
