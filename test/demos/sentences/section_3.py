"""Tasks, cancellation, timeouts."""

import asyncio

from course import block, now, run, sleeper, took, turns


async def check_a_new_task():
    #: A task runs by itself.
    #: createTask only puts the task on the loop's list.
    #: createTask puts the task on the list of the loop.
    #: createTask puts the task on the loop's list.
    #: It first runs when main waits, at its sleep: so 'starting' comes after the first look.
    #: A new task has not run yet; it starts when its maker next has to wait.
    #: Its turn comes when main has to wait.
    #: It runs when main next has to wait.
    #: createTask has just been called, and main has not awaited anything since. How much of the task has run? — nothing yet
    said = []

    async def work():
        said.append("starting")
        await asyncio.sleep(3)
        said.append("done")

    async def nothing():
        return None

    task = asyncio.create_task(work())
    assert said == []
    await nothing()
    assert said == []
    await asyncio.sleep(0)
    assert said == ["starting"]
    await asyncio.sleep(4)
    assert (said, task.done()) == (["starting", "done"], True)


async def check_what_a_task_tells():
    #: If you keep the task, you can look at its state, wait for its result, or ask it to stop.
    #: The remote control shows whether the task still runs or has failed, can ask it to stop, and gives you the result when it is done.
    #: If you make the task, you hold the remote control, and need not stand beside the device.
    #: If you keep the task, you can ask it for its result.
    #: A task that is done stays done.
    for look, done in [(1, False), (4, True)]:
        #: At the second look, at 1 s, it still waits.
        #: At the second look, at 4 s, it is done.
        task = asyncio.create_task(sleeper(3, "result"))
        assert not task.done()
        await asyncio.sleep(look)
        assert task.done() is done
        await task
        assert (task.done(), task.result(), task.exception(), task.cancel()) == (True, "result", None, False)
    #: At the second look, at 1 s, it is done.
    quick = asyncio.create_task(sleeper(0.5))
    await asyncio.sleep(1)
    assert quick.done()


def check_what_a_task_can_be_told():
    #: The remote control has a stop button, which sends a request; asyncio has no button that stops a device by force.
    others = ("_", "get_", "set_", "add_", "remove_", "print_")
    methods = {name for name in dir(asyncio.Task) if not name.startswith(others)}
    assert methods == {"cancel", "cancelled", "cancelling", "done", "exception", "result", "uncancel"}


async def work(name, steps, said):
    try:
        for step in range(1, steps + 1):
            await asyncio.sleep(1)
            said.append((now(), f"{name} {step}"))
    except asyncio.CancelledError:
        said.append((now(), f"{name} cleans up"))
        raise


async def check_cancel():
    #: A task that is asked to stop gets an error, CancelledError, at the place where it awaits: it may clean up there, and should raise the error again.
    #: To cancel is to ask: the task sees it at its await.
    #: cancel() returns at once.
    #: In its next turn Slow gets CancelledError at its await, cleans up and raises it again.
    #: Cancelling is a request, delivered at the task's await: clean up, then raise it again.
    #: cancel() is a request, and returns at once.
    #: Slow gets the error in its own next turn.
    #: cancel() is a request and returns at once: main goes on, and Slow gets the error in its next turn.
    #: main calls cancel() on Slow. What happens at this moment? — Slow is asked, and sees the error when its turn comes
    #: It cleans up, and only after that it is off.
    #: Slow ends at 2 s.
    #: Fast is not asked to stop, and takes its 3 s.
    #: Fast has 3 steps of 1 s, Slow has 8. After 2 s Slow is cancelled. When is the program over? — 3 s
    said = []
    fast, slow = (asyncio.create_task(work(name, steps, said)) for name, steps in (("Fast", 3), ("Slow", 8)))
    await asyncio.sleep(2)
    before = list(said)
    assert slow.cancel() is True
    assert (said, slow.done()) == (before, False)
    await asyncio.wait([slow])
    assert (now(), said[-1], slow.cancelled()) == (2, (2, "Slow cleans up"), True)
    await fast
    assert now() == 3


async def check_alone():
    #: The longer of the two decides.
    assert await took(asyncio.gather(work("Fast", 3, []), work("Slow", 8, []))) == 8


async def check_a_task_that_has_not_begun():
    #: A task that has not begun yet never begins.
    said = []

    async def begin():
        said.append("begins")

    task = asyncio.create_task(begin())
    task.cancel()
    await asyncio.wait([task])
    assert (said, task.cancelled()) == ([], True)


async def check_a_task_that_runs_is_told_at_its_next_wait():
    #: A device that waits gets the request right where it waits, one that runs gets it the next time it waits.
    said = []

    async def running():
        asyncio.current_task().cancel()
        said.append("still runs")
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            said.append(f"told at {now()} s")
            raise

    task = asyncio.create_task(running())
    await asyncio.wait([task])
    assert said == ["still runs", "told at 0.0 s"]


async def never_awaits(seconds):
    block(seconds)
    return "done"


def check_a_task_that_never_awaits():
    #: A Slow that never awaits is done before main can ask.
    #: Await in the long work, as the variant cancelled does: only at an await can it be stopped, and only there can others run.
    #: A task that never awaits can't be stopped once it has begun.
    #: Nobody else has a turn while Slow blocks, so main can't even ask.
    async def main():
        task = asyncio.create_task(never_awaits(8))
        await asyncio.sleep(2)
        assert now() == 8
        assert task.cancel() is False
        return await task

    assert run(main()) == "done"


async def check_a_request_after_the_end():
    #: Slow was done before main called cancel(): the call returned false and changed nothing.
    task = asyncio.create_task(sleeper(1, "result"))
    await asyncio.sleep(2)
    assert (task.cancel(), task.cancelled(), task.result()) == (False, False, "result")


async def check_wait_for():
    #: A timeout is such a request, made by a clock.
    #: A time limit asks, too.
    #: waitFor sets a timer.
    #: If that is first, waitFor cancels what it awaits, and raises TimeoutError once it is cancelled.
    #: When the limit is reached, waitFor cancels what it awaits, and raises TimeoutError once that is cancelled.
    #: A timeout cancels what it waits for.
    #: A timeout cancels what it waits for, and raises TimeoutError once that is cancelled.
    #: Either the task is done before the clock rings, or the clock wakes it at its await and sends it home.
    #: The one who waited for the task is told that the time is up.
    #: waitFor gives a task of 5 s a limit of 2 s. What happens to the task? — it is cancelled at 2 s
    said = []

    async def cleans_up():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            said.append(now())
            await asyncio.sleep(1)
            raise

    task = asyncio.create_task(cleans_up())
    try:
        await asyncio.wait_for(task, 2)
    except TimeoutError:
        assert (said, now(), task.cancelled()) == ([2], 3, True)
    else:
        raise AssertionError("no TimeoutError")

    async def drops_it():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            return "dropped"

    # Not cancelled, so no TimeoutError.
    assert await asyncio.wait_for(asyncio.create_task(drops_it()), 2) == "dropped"


async def check_in_time():
    #: The task is done before its limit, so the limit changes nothing.
    start = now()
    assert await asyncio.wait_for(asyncio.create_task(sleeper(2, "result")), 3) == "result"
    assert now() - start == 2


async def check_a_limit_for_one_that_never_awaits():
    #: A task that never awaits does not hear the clock.
    assert await asyncio.wait_for(never_awaits(5), 2) == "done"
    assert now() == 5


async def check_a_limit_for_a_group():
    #: A gather that is cancelled cancels its tasks that still run.
    #: The limit cancels the gather as a whole, and main has kept nothing but the gather.
    #: Keep the tasks, if you want the results of those that were done.
    tasks = [asyncio.create_task(sleeper(time, time)) for time in (1, 4, 2)]
    gathered = asyncio.gather(*tasks)
    try:
        await asyncio.wait_for(gathered, 3)
    except TimeoutError:
        assert isinstance(gathered.exception(), asyncio.CancelledError)
        assert [task.cancelled() for task in tasks] == [False, True, False]
        assert (tasks[0].result(), tasks[2].result()) == (1, 2)
    else:
        raise AssertionError("no TimeoutError")


async def waited(limit, *times):
    start = now()
    tasks = [asyncio.create_task(sleeper(time)) for time in times]
    done, pending = await asyncio.wait(tasks, timeout=limit)
    return round(now() - start, 6), len(done), pending


async def check_wait():
    #: wait() returns at its limit at the latest, with two sets: done and pending.
    #: It changes no task.
    #: wait() changes nothing.
    #: wait() cancels nothing, waitFor() does: after wait(), always deal with what is pending.
    #: You decide what happens to the late ones.
    #: You have to deal with what is pending: here main cancels it.
    #: wait() with a limit of 2 s is given tasks of 1, 3 and 5 s. What does it do with the two tasks that are late? — nothing, they still run
    #: The pending 2 run on until main cancels and awaits them.
    #: The pending one runs on until main cancels and awaits it.
    for limit, late in [(2, 2), (4, 1)]:
        at, done, pending = await waited(limit, 1, 3, 5)
        assert (at, done, len(pending)) == (limit, 3 - late, late)
        await turns(5)
        assert not any(task.done() or task.cancelling() for task in pending)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        assert all(task.cancelled() for task in pending)
    #: Here all tasks were done before the limit, so there was none to deal with.
    assert await waited(6, 1, 3, 5) == (5, 3, set())
