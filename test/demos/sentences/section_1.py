"""The event loop and cooperative multitasking."""

import asyncio
import socket
import threading

from course import block, failing, now, run, sleeper, took, turns


async def check_one_thread():
    #: Everything here happens on one thread.
    #: There is one thread.
    threads = set()

    async def work():
        threads.add(threading.get_ident())
        await asyncio.sleep(1)
        threads.add(threading.get_ident())

    asyncio.get_running_loop().call_soon(lambda: threads.add(threading.get_ident()))
    await asyncio.gather(work(), work())
    assert threads == {threading.get_ident()}


async def check_turns_end_where_an_await_waits():
    #: A loop gives turns to tasks.
    #: A task keeps its turn until an await really has to wait, and only there can another task go on.
    #: The next one on the list gets a turn.
    #: One task runs at a time.
    #: Still only one task runs at a time; the others are under way, and wait.
    said = []

    async def nothing():
        return None

    async def work(name):
        said.append(f"{name} 1")
        await nothing()
        said.append(f"{name} 2")
        await asyncio.sleep(0)
        said.append(f"{name} 3")

    await asyncio.gather(work("a"), work("b"), work("c"))
    assert said == ["a 1", "a 2", "b 1", "b 2", "c 1", "c 2", "a 3", "b 3", "c 3"]


def check_io_and_timers_let_others_run():
    #: Waiting for a timer or for I/O blocks nobody else; a blocking call blocks everybody.
    #: When the list is empty, the manager rests until something happens: the clock rings, or the kitchen calls that the order of table 5 is ready.
    #: For a loop that is a timer that is due, or I/O that is done.
    said = []

    async def io():
        loop = asyncio.get_running_loop()
        here, there = socket.socketpair()
        here.setblocking(False)
        there.setblocking(False)

        async def reader():
            said.append(await loop.sock_recv(here, 10))

        reading = asyncio.create_task(reader())
        await turns(3)
        said.append("others run")
        await loop.sock_sendall(there, b"done")
        await reading
        here.close()
        there.close()

    asyncio.run(io())
    assert said == ["others run", b"done"]

    async def timers():
        ran = []

        async def other(at):
            await asyncio.sleep(at)
            ran.append(now())

        others = [asyncio.create_task(other(at)) for at in (1, 2, 5)]
        await asyncio.sleep(3)
        waited = list(ran)
        block(3)
        assert (waited, ran) == ([1, 2], [1, 2])
        await asyncio.gather(*others)
        return ran

    assert run(timers()) == [1, 2, 6]


async def blocked(seconds, ends):
    block(seconds)
    ends.append(now())


async def check_blocking_and_awaiting():
    #: What overlaps is the waiting; a blocking call lets nobody else run.
    #: A blocking sleep keeps it, so Task 2 can't even begin.
    #: A task that awaits its sleep gives the thread back, and the two waits overlap.
    #: Await a sleep that does not block, as the variant async does.
    #: A blocking call keeps the one thread: Task 2 can't begin before Task 1 is done.
    #: A blocking call keeps the one thread, so Task 2 can't begin before Task 1 is over.
    #: Task 1 takes 2 s, Task 2 takes 1 s. Both sleep with a blocking call. How long do they take? — 3 s
    ends = []
    assert await took(asyncio.gather(blocked(2, ends), blocked(1, ends))) == 3
    assert ends == [2, 3]
    #: Both wait at the same time.
    #: The longer wait decides.
    #: Both wait at the same time, and the longer of the two decides.
    #: The same two, but as tasks that await their sleep. How long do they take now? — 2 s
    assert await took(asyncio.gather(sleeper(2), sleeper(1))) == 2


def check_what_can_only_block_goes_to_a_thread():
    #: Move a call that can only block to another thread: asyncio.to_thread in Python.
    event = threading.Event()
    threads = []

    def wait():
        threads.append(threading.get_ident())
        assert event.wait(60)

    async def main():
        waiting = asyncio.create_task(asyncio.to_thread(wait))
        await turns(3)
        # The loop is free, else nobody would set it.
        event.set()
        await waiting

    asyncio.run(main())
    assert threads[0] != threading.get_ident()


async def check_a_blocking_call_stops_the_tasks_of_its_loop():
    #: A blocking call stops every task of its loop; an await stops only its own task.
    beats = []

    async def beat():
        while True:
            beats.append(now())
            await asyncio.sleep(1)

    hearts = [asyncio.create_task(beat()) for _ in range(2)]
    await asyncio.sleep(2.5)
    assert beats == [0, 0, 1, 1, 2, 2]
    block(3)
    assert len(beats) == 6
    await asyncio.sleep(0.25)
    assert beats[6:] == [5.5, 5.5]
    for heart in hearts:
        heart.cancel()


async def check_awaiting_a_coroutine():
    #: Awaiting a coroutine runs it to its end before the next line.
    #: A coroutine that is awaited runs to its end before the next line.
    said = []

    async def greet(name, delay):
        said.append((now(), f"start {name}"))
        await asyncio.sleep(delay)
        said.append((now(), f"hello {name}"))

    await greet("Alice", 2)
    await greet("Bob", 1)
    assert said == [(0, "start Alice"), (2, "hello Alice"), (2, "start Bob"), (3, "hello Bob")]


async def check_two_tasks():
    #: Two tasks are both scheduled before main waits, so Diana waits while Charlie waits.
    #: Two tasks are both scheduled before main waits, so Charlie waits while Diana waits.
    #: In which order main awaits them changes nothing for them.
    #: The order in which main awaits them changes nothing for them.
    #: Both tasks run as soon as main waits.
    #: Charlie's greeting takes 2 s, Diana's 1 s. Both are tasks; main awaits Charlie first. Who is greeted first? — Diana, who takes less time
    #: Creating a task schedules it: it runs at your next wait.
    for order in [("Charlie", "Diana"), ("Diana", "Charlie")]:
        for times in [{"Charlie": 2, "Diana": 1}, {"Charlie": 2, "Diana": 3}]:
            start, said = now(), []

            async def greet(name, time, start=start, said=said):
                said.append((now() - start, f"start {name}"))
                await asyncio.sleep(time)
                said.append((now() - start, f"hello {name}"))

            tasks = {name: asyncio.create_task(greet(name, time)) for name, time in times.items()}
            assert said == []
            for name in order:
                await tasks[name]
            first, second = sorted(times, key=times.get)
            assert said == [
                (0, "start Charlie"),
                (0, "start Diana"),
                (times[first], f"hello {first}"),
                (times[second], f"hello {second}"),
            ]


async def check_awaiting_a_task():
    #: Awaiting it gives you its result, or raises its error.
    assert await asyncio.create_task(sleeper(1, "result")) == "result"
    try:
        await asyncio.create_task(failing(1))
    except ValueError as error:
        assert str(error) == "failed after 1 s"
    else:
        raise AssertionError("no error")


async def called_at(due, pause):
    loop, calls = asyncio.get_running_loop(), []

    def callback():
        calls.append((now(), asyncio.current_task()))

    loop.call_later(due, callback)
    await asyncio.sleep(pause)
    return calls


def check_callbacks():
    #: The callback is a plain function: no task, no coroutine, nothing to await.
    #: While main sleeps, the loop is free, so it calls the callback when it is due, at 1 s.
    #: The loop runs tasks, and plain callbacks at a time that you choose.
    #: While main awaits its sleep the loop is free, and calls what is due.
    #: While main awaits its sleep the loop is free, and the loop itself calls what is due.
    #: callLater(1) sets a plain callback, then main sleeps 1.5 s. When is the callback called? — at 1 s, while main sleeps
    assert run(called_at(1, 1.5)) == [(1, None)]
    #: While main sleeps, the loop is free, so it calls the callback when it is due, at 0.5 s.
    assert run(called_at(0.5, 1.5)) == [(0.5, None)]
    #: It was due at 2 s, but main ended at 1.5 s, and the loop ended with it: the callback was never called.
    assert run(called_at(2, 1.5)) == []
