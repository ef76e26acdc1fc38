"""Structured concurrency."""

import asyncio

from course import failing, now, sleeper


async def check_the_block_waits():
    #: A task group owns its tasks.
    #: Its block ends only when all of them have ended, so none of them is forgotten.
    #: The block waits for all of its tasks.
    #: The block ends when the last worker is done.
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(sleeper(time)) for time in (2, 3, 1)]
    assert (now(), all(task.done() for task in tasks)) == (3, True)


async def failed_group(*coroutines, body=None):
    """The tasks of a group in which one fails, when it ended, its error, and whether its body was cancelled."""
    start, tasks, was_cancelled = now(), [], False
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one) for one in coroutines]
            try:
                if body is not None:
                    await asyncio.sleep(body)
            except asyncio.CancelledError:
                was_cancelled = True
                raise
    except ExceptionGroup as error:
        return tasks, round(now() - start, 6), error, was_cancelled
    raise AssertionError("no error")


def cancelled(tasks):
    return [number for number, task in enumerate(tasks, 1) if task.cancelled()]


async def check_one_fails():
    #: When worker 3 fails, the group cancels the workers that still run, and also a body that waits.
    #: Then it raises all errors as one, an ExceptionGroup.
    #: The group cancels those that still run, and waits for their end.
    #: The group cancels the rest, waits for them, and raises all errors together.
    #: At the first failure the group cancels the others at once, and waits only until they have ended.
    #: No task outlives its block: when one fails, those that still run are cancelled.
    #: A task group, of which section 4 tells, leaves nobody behind.
    #: Prefer task groups: no task outlives the block that started it.
    #: A group has three workers of 2, 3 and 1 s. The third one fails when its second is over. When does the block end? — 1 s
    #: The closing question of the course: what happens when one task in a task group raises? — all others in the group that still run are cancelled
    tasks, at, error, _ = await failed_group(sleeper(2), sleeper(3), failing(1))
    assert (cancelled(tasks), at, all(task.done() for task in tasks)) == ([1, 2], 1, True)
    assert [str(one) for one in error.exceptions] == ["failed after 1 s"]
    #: When worker 3 fails, no other worker runs any more, and the group cancels only a body that waits.
    #: The block belongs to the group like its tasks: the failure cancels it, too.
    tasks, at, _, was_cancelled = await failed_group(sleeper(2), sleeper(3), failing(4), body=5)
    assert (cancelled(tasks), at, was_cancelled) == ([], 4, True)


async def check_those_that_clean_up_are_waited_for():
    #: A task group waits for all of its tasks, and gives you all of their errors.
    async def fails_while_it_cleans_up():
        try:
            await asyncio.sleep(5)
        finally:
            await asyncio.sleep(2)
            raise RuntimeError("while it cleans up")

    _, at, error, _ = await failed_group(failing(1), fails_while_it_cleans_up())
    assert at == 3
    assert [str(one) for one in error.exceptions] == ["failed after 1 s", "while it cleans up"]


async def fails_twice():
    """What is caught, and what goes on upwards, where a ValueError and a KeyError come out of one group."""
    caught = []
    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(failing(1))
                group.create_task(failing(1, KeyError))
        except* ValueError as errors:
            caught.append(errors)
    except ExceptionGroup as rest:
        return caught, rest
    raise AssertionError("nothing goes on")


async def check_what_is_taken_out_of_a_group():
    #: If some fail, the block raises one error that holds all of theirs, an ExceptionGroup; its message counts them as sub-exceptions.
    _, _, error, _ = await failed_group(failing(1), failing(1, KeyError), sleeper(5))
    assert [type(one) for one in error.exceptions] == [ValueError, KeyError]
    assert str(error) == "unhandled errors in a TaskGroup (2 sub-exceptions)"
    #: In Python `except* ValueError` takes the errors of that kind out of the group, and those of other kinds go on upwards, in a group again.
    caught, rest = await fails_twice()
    assert [[type(one) for one in group.exceptions] for group in caught] == [[ValueError]]
    assert isinstance(rest, ExceptionGroup)
    assert [type(one) for one in rest.exceptions] == [KeyError]


async def check_one_that_is_cancelled_alone():
    # Why it is not said that either all succeed or all that run are cancelled.
    async with asyncio.TaskGroup() as group:
        first, second = group.create_task(sleeper(1)), group.create_task(sleeper(2))
        first.cancel()
    assert (first.cancelled(), second.cancelled(), now()) == (True, False, 2)


async def check_what_is_left():
    #: When worker 2 fails, no other worker runs any more, so none is cancelled.
    #: worker 1 and worker 3 had finished, and keep their results.
    #: All errors come out together, here a group of one.
    #: What is finished is not lost by a later failure: ask the task for its result.
    #: The exception group holds the errors alone.
    #: The exception group holds errors only.
    #: Worker 1 is done at 1 s, worker 2 fails at 2 s. What happens to the result of worker 1? — it is still there
    tasks, _, error, _ = await failed_group(sleeper(1, "one"), failing(2), sleeper(1, "three"))
    assert (cancelled(tasks), tasks[0].result(), tasks[2].result()) == ([], "one", "three")
    assert [type(one) for one in error.exceptions] == [ValueError]
    #: When worker 2 fails, worker 1 is cancelled.
    #: worker 3 had finished, and keeps its result.
    tasks, _, _, _ = await failed_group(sleeper(3), failing(2), sleeper(1, "three"))
    assert (cancelled(tasks), tasks[2].result()) == ([1], "three")
    #: When worker 2 fails, worker 1 and worker 3 are cancelled.
    #: No other worker was done.
    tasks, _, error, _ = await failed_group(sleeper(1), failing(0.5), sleeper(1))
    assert (cancelled(tasks), len(error.exceptions)) == ([1, 3], 1)


async def by_hand(*coroutines, return_exceptions):
    """When gather was over, and which tasks the finally has stopped."""
    start, found = now(), []
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        await asyncio.gather(*tasks, return_exceptions=return_exceptions)
    except ValueError:
        pass
    finally:
        at = round(now() - start, 6)
        for number, task in enumerate(tasks, 1):
            if not task.done():
                task.cancel()
                found.append(number)
        await asyncio.gather(*tasks, return_exceptions=True)
    assert cancelled(tasks) == found
    return at, found


async def check_by_hand():
    #: With returnExceptions gather waits for all: here finally has nothing to do.
    #: gather has waited for all of them, so the finally finds nobody who still runs.
    #: gather has waited for all three, so the finally block finds no task that still runs.
    #: There is no task group: gather stands in a try, and the finally block cancels the tasks that still run. If no task fails, how many are cancelled? — none
    assert await by_hand(sleeper(1), sleeper(2), sleeper(3), return_exceptions=True) == (3, [])
    assert await by_hand(sleeper(1), failing(2), sleeper(3), return_exceptions=True) == (3, [])
    assert await by_hand(sleeper(1), sleeper(2), sleeper(3), return_exceptions=False) == (3, [])
    #: Without it the first error comes out at once, and finally acts: it cancels and awaits worker 3.
    #: Those that are done can't be cancelled.
    #: The finally stops the rest, and awaits it.
    #: A list of tasks, a gather and a finally: a task group does this for you.
    assert await by_hand(sleeper(1), failing(1.5), sleeper(3), return_exceptions=False) == (1.5, [3])
    tasks, at, _, _ = await failed_group(sleeper(1), failing(1.5), sleeper(3))
    assert (at, cancelled(tasks)) == (1.5, [3])
    #: By hand only the first error comes out, and the gather in finally swallows the others; a group raises all of them.
    tasks = [asyncio.create_task(one) for one in (failing(1), failing(1, KeyError))]
    try:
        await asyncio.gather(*tasks)
    except ValueError:
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(one) for one in results] == [ValueError, KeyError]
    _, _, error, _ = await failed_group(failing(1), failing(1, KeyError))
    assert [type(one) for one in error.exceptions] == [ValueError, KeyError]
    #: Without it the first error comes out at once, and finally acts: it cancels and awaits worker 1 and worker 3.
    assert await by_hand(sleeper(1), failing(0.5), sleeper(3), return_exceptions=False) == (0.5, [1, 3])
    #: Without it the first error comes out at once, and finally acts: here no worker runs any more.
    assert await by_hand(sleeper(1), failing(4), sleeper(3), return_exceptions=False) == (4, [])


async def check_by_hand_when_main_is_cancelled():
    #: It is needed where gather raises the first error, or when main is cancelled.
    workers = []

    async def main():
        tasks = [asyncio.create_task(sleeper(3)) for _ in range(2)]
        workers.extend(tasks)
        try:
            await asyncio.gather(asyncio.sleep(1), *map(asyncio.shield, tasks), return_exceptions=True)
        finally:
            assert not any(task.done() for task in tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    task = asyncio.create_task(main())
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.wait([task])
    assert (task.cancelled(), cancelled(workers)) == (True, [1, 2])
