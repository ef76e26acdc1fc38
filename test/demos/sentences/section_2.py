"""Running coroutines concurrently."""

import asyncio
import random

from course import failing, now, run, sleeper, took


async def awaited_in_turn(*times):
    for time in times:
        await sleeper(time)


async def as_tasks(*times):
    tasks = [asyncio.create_task(sleeper(time)) for time in times]
    for task in tasks:
        await task


async def check_in_turn():
    #: Writing a function as a coroutine makes nothing concurrent by itself.
    #: If coroutines are awaited one after the other, their waits add up.
    #: Awaited one after the other, the waits add up.
    #: Awaited in turn, the waits add up.
    #: The word `async` alone makes nothing concurrent.
    #: That the functions are async makes nothing concurrent.
    #: Three fetches take 2, 1 and 1.5 s, each awaited before the next is made. How long do they take in all? — 4.5 s
    assert await took(awaited_in_turn(2, 1, 1.5)) == 4.5


async def check_as_tasks():
    #: If you first make a task of each, and await them after that, the waits overlap, and the total is the longest of them.
    #: As tasks the waits overlap, so the total is the longest of them, not the sum.
    #: One after the other, the total is the sum of the waits; at once, it is the longest of them.
    #: The waits overlap: the longest of them decides.
    #: A coroutine runs when it is awaited.
    #: As a task it runs beside the others.
    assert await took(as_tasks(2, 1, 1.5)) == 2
    #: The same three fetches, but first a task is made of each, then all are awaited. API-2 now takes 4 s. How long do they take in all? — 4 s
    #: The waits overlap, so the longest decides: API-2, with 4 s.
    assert await took(as_tasks(2, 4, 1.5)) == 4


async def check_when_a_task_begins():
    #: A new task does not begin at once, but when the one that made it has to wait at an await.
    async def does_not_wait():
        return 1

    begun = []

    async def work():
        begun.append(now())

    task = asyncio.create_task(work())
    assert begun == []
    await does_not_wait()
    assert begun == []
    await asyncio.sleep(0)
    assert begun == [now()]
    await task


async def check_gather():
    #: gather makes a task of every coroutine at once, so the waits overlap.
    #: gather starts all of them at once.
    #: gather starts all ten at once.
    #: More of the same length take no longer.
    #: Three URLs of 2 s each take 2 s with gather. How long do ten of them take? — 2 s
    for count in (3, 10):
        before = len(asyncio.all_tasks())
        gathered = asyncio.gather(*(sleeper(2) for _ in range(count)))
        assert len(asyncio.all_tasks()) == before + count
        assert await took(gathered) == 2
    #: It returns when the last is done, with the results in the order in which you gave the coroutines.
    #: gather waits for all of them, and puts each result at the place of its coroutine.
    #: gather is given the files G1, G2, G3, and G2 is downloaded first. In which order do the results come? — in the order asked: G1, G2, G3
    start = now()
    results = await asyncio.gather(sleeper(3, "G1"), sleeper(1, "G2"), sleeper(2, "G3"))
    assert (results, now() - start) == (["G1", "G2", "G3"], 3)


def check_gather_with_an_error():
    #: gather starts all and, unless one fails, waits for all; the results keep the order of the coroutines.
    #: Plain gather raises the first error and stops nobody: see others-run-on.
    #: Plain gather raises the first error and stops nobody.
    #: To see it, one has to fail early, as in others-run-on: here all end at the same time.
    #: Plain gather raises the first error and does not stop the other tasks.
    #: gather raises the first error, but it stops none of its tasks.
    #: gather does not stop them, and main gives them the time.
    #: gather awaits three tasks. The second fails at 0.5 s, the others need 1 s, and main goes on for another second. What happens to the third task? — it runs to its end
    #: Who still runs when main ends is cancelled.
    #: When main ends, the tasks that still run are cancelled, and the loop stops.
    #: When main ends, asyncio.run cancels all tasks that still run.
    #: The same three tasks, but main ends when gather has raised the error. What happens to the third task? — it is cancelled
    async def main(stays):
        tasks = [asyncio.create_task(one) for one in (sleeper(1), failing(0.5), sleeper(1))]
        try:
            await asyncio.gather(*tasks)
        except ValueError:
            assert now() == 0.5
            assert [task.done() for task in tasks] == [False, True, False]
        await asyncio.sleep(stays)
        return tasks

    assert [task.cancelled() for task in run(main(1))] == [False, False, False]
    assert [task.cancelled() for task in run(main(0))] == [True, False, True]
    # A loop alone cancels nobody: it is asyncio.run that does.
    loop = asyncio.new_event_loop()
    left = loop.run_until_complete(main_that_leaves_one())
    assert not left.done()
    left.cancel()
    loop.run_until_complete(asyncio.wait([left]))
    loop.close()


async def main_that_leaves_one():
    return asyncio.create_task(asyncio.sleep(60))


async def check_gather_when_all_others_are_done():
    #: Here all the others were done when the error came.
    others = [asyncio.create_task(sleeper(1)) for _ in range(2)]
    try:
        await asyncio.gather(*others, failing(2))
    except ValueError:
        assert all(task.done() and not task.cancelled() for task in others)


async def check_return_exceptions():
    #: With returnExceptions it waits for the slowest; an error is a result.
    #: With returnExceptions gather waits for the slowest, and an error is a result like the others.
    #: Use returnExceptions when one failure must not hide the other results; then look at every result.
    results = await asyncio.gather(sleeper(2, "one"), failing(1), sleeper(1, "three"), return_exceptions=True)
    assert [str(result) for result in results] == ["one", "failed after 1 s", "three"]
    assert isinstance(results[1], ValueError)
    assert now() == 2


async def check_a_coroutine_is_awaited_once():
    #: Call riskyTasks again for the second gather, as remade does: a coroutine can be awaited only once.
    #: A coroutine can be awaited once only.
    #: A coroutine object can be awaited once only.
    #: Make new coroutines for every try.
    #: Call the function again for every try.
    #: The same three coroutine objects are given to gather a second time. What does gather give? — an error for each of them
    coroutines = [sleeper(1), failing(1), sleeper(1)]
    await asyncio.gather(*coroutines, return_exceptions=True)
    results = await asyncio.gather(*coroutines, return_exceptions=True)
    assert [str(result) for result in results] == ["cannot reuse already awaited coroutine"] * 3
    #: Every call of the function makes new coroutines, so both gathers do all of their work.
    assert await took(asyncio.gather(sleeper(1), sleeper(1))) == 1
    assert await took(asyncio.gather(sleeper(1), sleeper(1))) == 1


async def check_as_completed():
    #: All five downloads are under way at once, and each await in the loop waits for the one that ends next.
    #: So the results come in the order of finishing.
    #: The total is the longest download.
    #: With asCompleted each result can be handled as soon as it is there.
    #: asCompleted gives each result when it is there.
    #: asCompleted gives each result as it comes.
    times = [3.2, 1.4, 2.6, 2.1, 3.9]
    tasks = [asyncio.create_task(sleeper(time, time)) for time in times]
    came = [(await one, now()) for one in asyncio.as_completed(tasks)]
    assert came == [(time, time) for time in sorted(times)]
    #: asCompleted gives the one that ends next: its result, not the task.
    #: So a download returns the id of its file, too.
    task = asyncio.create_task(sleeper(1, "result"))
    for one in asyncio.as_completed([task]):
        assert one is not task
        assert await one == "result"
    #: Like gather, it makes tasks of coroutines.
    start = now()
    for one in asyncio.as_completed([sleeper(2), sleeper(2)]):
        await one
    assert round(now() - start, 6) == 2


async def check_gather_beside_as_completed():
    #: You can take all results at the end, or each one when it is there.
    #: gather gives all results together, asCompleted each when it is there.
    #: gather gives all results together, when the last is there.
    #: gather gives all results at the end, asCompleted each file when it is there.
    #: Both have the same downloads under way at once, so the total is the same.
    #: Use gather when you need all results together, asCompleted for progress and an early start.
    #: The total stays the same, the first result comes earlier.
    #: The same three files with asCompleted. When is the first one handled? — when the first download ends
    for _ in range(20):
        times = [round(random.uniform(0.5, 2), 3) for _ in range(3)]
        assert await took(asyncio.gather(*map(sleeper, times))) == max(times)
        start = now()
        tasks = [asyncio.create_task(sleeper(time)) for time in times]
        handled = []
        for one in asyncio.as_completed(tasks):
            await one
            handled.append(round(now() - start, 6))
        assert handled == sorted(times)
