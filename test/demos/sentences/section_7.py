"""Four pitfalls."""

import asyncio
import gc

from course import block, now, run, took, warned


async def save(saved):
    await asyncio.sleep(1)
    saved.append("notes.txt")


def check_a_forgotten_await():
    #: Calling save makes a coroutine and runs none of it.
    #: Without yield* nobody does: nothing is saved, and it looks fast.
    #: There is no error; Python only warns that save was never awaited.
    #: Calling a coroutine function makes a coroutine and runs none of it.
    #: To call a coroutine function makes a coroutine.
    #: Nobody awaits this one, so it never runs.
    #: save() is a coroutine function. It is called, and nobody awaits it. What happens to the file? — nothing: save never runs
    saved = []

    async def forgotten():
        assert asyncio.iscoroutine(save(saved))
        await asyncio.sleep(0)
        return now()

    with warned() as said:
        assert run(forgotten()) == 0
        gc.collect()
    assert (saved, said) == ([], ["coroutine 'save' was never awaited"])


async def check_an_await():
    #: Write yield* before the call, as the variant awaited does: then the file is saved, and that takes time.
    #: Calling a coroutine function runs nothing: await it, or make it a task.
    #: Whoever awaits a coroutine runs it.
    #: It lies on your table until you send it: await it, or make it a task.
    saved = []
    assert await took(save(saved)) == 1
    await asyncio.create_task(save(saved))
    assert saved == ["notes.txt"] * 2


async def silence(work):
    beats = []

    async def heartbeat():
        while True:
            beats.append(now())
            await asyncio.sleep(0.5)

    heart = asyncio.create_task(heartbeat())
    await asyncio.sleep(0)
    start = now()
    await work()
    time = now() - start
    await asyncio.sleep(0.5)
    heart.cancel()
    return time, max(after - before for before, after in zip(beats, beats[1:], strict=False))


async def check_a_blocking_call():
    #: The work takes the same time in both.
    #: While it awaits, the heartbeat goes on.
    #: While it blocks, the loop can give nobody a turn, and the heartbeat stops.
    #: While one call blocks, the loop can give nobody a turn.
    #: While one call blocks, the loop can give nobody a turn, however short their sleep is.
    #: While the work awaits, the loop gives the heartbeat its turns.
    #: Await a sleep that does not block, as the variant cooperative does.
    #: One blocking call stops everybody: await what can wait, and move a call that can only block to another thread.
    #: A heartbeat prints a line every 0.5 s, beside work that blocks for 2 s. How long is the longest silence? — 2 s
    async def blocks():
        block(2)

    assert await silence(blocks) == (2, 2)
    assert await silence(lambda: asyncio.sleep(2)) == (2, 0.5)


async def swallowing(steps, said):
    for step in range(1, steps + 1):
        try:
            await asyncio.sleep(1)
            said.append(step)
        except BaseException:
            said.append(f"{step} broken off")


async def check_a_swallowed_cancellation():
    #: A request to stop comes as CancelledError at the await.
    #: If it is caught and dropped, it is gone: one step is lost, the worker goes on to its end, and main waits for it.
    #: The request comes once.
    #: Who catches it and drops it works on.
    #: The request was delivered once, and dropped.
    #: Nobody asks a second time.
    #: A worker of five steps is cancelled at 1.5 s. It catches CancelledError and drops it. When does it end? — at 4.5 s, after its last step
    said = []
    task = asyncio.create_task(swallowing(5, said))
    await asyncio.sleep(1.5)
    task.cancel()
    await task
    assert (said, now(), task.cancelled()) == ([1, "2 broken off", 3, 4, 5], 4.5, False)
    #: Here the worker was done before it was asked: cancel() returned false, and there was nothing to swallow.
    assert task.cancel() is False


async def check_a_cancellation_that_is_raised_again():
    #: Handle CancelledError in tasks that run long: clean up, and raise it again.
    #: Catch CancelledError by its class, clean up, and raise it again, as the variant re-raised does: then the worker ends when it is asked to.
    #: Catch CancelledError to clean up, and raise it again.
    #: The error leaves the worker, so the worker ends.
    said = []

    async def raising():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            said.append("cleaning up")
            raise

    task = asyncio.create_task(raising())
    await asyncio.sleep(1.5)
    task.cancel()
    await asyncio.wait([task])
    assert (said, now(), task.cancelled()) == (["cleaning up"], 1.5, True)


class Service:
    def __init__(self, limit):
        self.limit, self.serving, self.came = limit, 0, []

    async def serve(self):
        self.came.append(now())
        if self.serving >= self.limit:
            raise RuntimeError("503 Service Unavailable")
        self.serving += 1
        try:
            await asyncio.sleep(1)
        finally:
            self.serving -= 1


async def served(requests, limit, permits=None):
    """How many were served, in which time, and when they came to the service."""
    service, start = Service(limit), now()
    semaphore = asyncio.Semaphore(permits or requests)

    async def request():
        async with semaphore:
            await service.serve()

    results = await asyncio.gather(*(request() for _ in range(requests)), return_exceptions=True)
    return results.count(None), now() - start, service.came


def check_too_many_requests():
    #: gather starts all 100, and the service refuses those that it can't serve.
    #: Nobody holds them back, so all come before the first is served.
    #: Nothing held them back, so all 100 came before the first was served.
    #: A service serves 10 requests at once, and refuses any more. 100 requests come at the same time. How many fail? — 90
    assert run(served(100, 10)) == (10, 1, [0] * 100)
    #: With a semaphore they wait for one of its 10 permits; then all are served.
    #: Take a permit of a semaphore around each request, as the variant limited does: then it takes longer, but none fails.
    #: As many as the semaphore lets in, then as many again.
    #: No request fails.
    #: Ten at a time, ten times.
    #: It takes longer, but all of them succeed.
    #: Put a limit on how many requests are under way at once: a semaphore, as in a pool of connections.
    #: The same 100 requests of 1 s with a semaphore of 10. How long until all have succeeded? — 10 s
    assert run(served(100, 10, permits=10)) == (100, 10, [second for second in range(10) for _ in range(10)])
    #: With a semaphore they wait for one of its 50 permits; then all are served.
    assert run(served(100, 50, permits=50))[:2] == (100, 2)
    #: Here there are no more requests than the service can serve at once: nobody is refused, and nobody has to wait for a permit.
    assert run(served(10, 10, permits=10)) == (10, 1, [0] * 10)


def check_what_python_warns_of():
    #: Python warns of the first one, and in its debug mode of the second.
    async def forgets():
        save([])

    async def blocks():
        block(2)

    async def swallows():
        task = asyncio.create_task(swallowing(2, []))
        await asyncio.sleep(0.5)
        task.cancel()
        await task

    async def asks_too_much():
        await served(100, 10)

    warned_of = {}
    for debug in (False, True):
        for main in (forgets, blocks, swallows, asks_too_much):
            with warned() as said:
                run(main(), debug=debug)
                gc.collect()
            warned_of[main.__name__, debug] = len(said)
    assert {name for (name, debug), count in warned_of.items() if count > 0 and not debug} == {"forgets"}
    assert {name for (name, debug), count in warned_of.items() if count > 0 and debug} == {"forgets", "blocks"}
