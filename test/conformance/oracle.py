"""The conformance oracle: runs small asyncio programs, written as JSON, on CPython under a virtual clock.

A program is data, so any runtime can interpret it; CPython's event log is the expected answer.
PROGRAMS.md beside this file says what each statement means. Needs CPython 3.13 or newer; vectors.jsonl was made with 3.13.

usage:
  python oracle.py generate FIRST COUNT [--profile NAME]   one vector a line: {"program", "log", "outcome", "elapsed"}
  python oracle.py run                                     reads programs (a JSON object a line) from stdin and answers each
                                                           with its vector, or null where the log grew too long
"""
import asyncio
import gc
import json
import random
import sys
import warnings

from virtual_loop import VirtualLoop, Deadlock

MAX_LOG = 400


class TooLong(BaseException):
    pass


class OrderedSet(dict):
    """asyncio.TaskGroup keeps its tasks in a set, whose order CPython leaves to chance; here it is the order of creation."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    remove = discard


class OrderedTaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class OrderedAsCompleted(asyncio.tasks._AsCompletedIterator):
    """as_completed keeps its futures in a set too, so chance decides which of two that are done already comes first;
    here it is the order given."""

    def __init__(self, futures, timeout):
        super().__init__((), None)
        for f in futures:
            f.add_done_callback(self._handle_completion)
        if timeout is not None:
            self._timeout_handle = asyncio.get_running_loop().call_later(timeout, self._handle_timeout)
        self._todo = OrderedSet.fromkeys(futures)
        self._todo_left = len(self._todo)


KINDS = {
    "Cancelled": asyncio.CancelledError,
    "Timeout": TimeoutError,
    "Value": ValueError,
    "Runtime": RuntimeError,
    "Group": BaseExceptionGroup,
    "InvalidState": asyncio.InvalidStateError,
    "QueueFull": asyncio.QueueFull,
    "QueueEmpty": asyncio.QueueEmpty,
    "BrokenBarrier": asyncio.BrokenBarrierError,
    "QueueShutDown": asyncio.QueueShutDown,
    "Exception": Exception,
}
RAISABLE = {"Value": ValueError, "Runtime": RuntimeError}


def show_error(e):
    if isinstance(e, BaseExceptionGroup):
        return "Group[" + ", ".join(show_error(x) for x in e.exceptions) + "]"
    for name in ("Cancelled", "Timeout", "InvalidState", "QueueFull", "QueueEmpty", "BrokenBarrier", "QueueShutDown", "Value", "Runtime"):
        if isinstance(e, KINDS[name]):
            # only the program's own messages are compared; the wording of the library's is its own
            text = str(e) if name in ("Value", "Runtime", "Cancelled") and getattr(e, "own", name == "Cancelled") else ""
            return f"{name}({text})"
    return type(e).__name__


def show(v):
    if isinstance(v, BaseException):
        return show_error(v)
    if isinstance(v, list):
        return "[" + ", ".join(show(x) for x in v) + "]"
    return "None" if v is None else str(v)


class Return:
    """what a block answers when its coroutine is to return"""

    def __init__(self, value):
        self.value = value


class Machine:
    def __init__(self, program):
        self.program = program
        self.log_lines = []
        self.vars = {}
        self.calls = {}
        self.groups = {}
        self.limits = {}
        r = program["resources"]
        self.locks = [asyncio.Lock() for _ in range(r.get("locks", 0))]
        self.semaphores = [asyncio.Semaphore(n) for n in r.get("semaphores", [])]
        self.bounded = [asyncio.BoundedSemaphore(n) for n in r.get("bounded", [])]
        self.queues = [asyncio.Queue(n) for n in r.get("queues", [])]
        self.queues += [asyncio.LifoQueue(n) for n in r.get("lifo_queues", [])]
        self.queues += [asyncio.PriorityQueue(n) for n in r.get("priority_queues", [])]
        self.events = [asyncio.Event() for _ in range(r.get("events", 0))]
        self.conditions = [asyncio.Condition() for _ in range(r.get("conditions", 0))]
        self.barriers = [asyncio.Barrier(n) for n in r.get("barriers", [])]

    def log(self, who, text):
        loop = asyncio.get_running_loop()
        self.log_lines.append([round(loop.time(), 6), who, text])
        if len(self.log_lines) >= MAX_LOG:
            raise TooLong

    def coroutine(self, name):
        n = self.calls[name] = self.calls.get(name, 0) + 1
        return self.body(f"{name}#{n}", name)

    async def body(self, who, name):
        self.log(who, "start")
        try:
            returned = await self.block(who, self.program["coroutines"][name])
        except BaseException as e:
            if not isinstance(e, (Deadlock, TooLong, GeneratorExit)):
                self.log(who, f"fail {show_error(e)}")
            raise
        if returned:
            self.log(who, f"return {returned.value}")
            return returned.value
        self.log(who, "end")

    async def block(self, who, statements):
        for s in statements:
            missing = [n for n in self.names_in(s) if n[0] == "t" and n not in self.vars]
            if missing:
                self.log(who, f"skip {s[0]}")
            else:
                returned = await getattr(self, "do_" + s[0])(who, *s[1:])
                if returned:
                    return returned

    def names_in(self, s):
        """the variables and coroutines that a statement reads"""
        if s[0] in ("gather", "wait", "as_completed"):
            return s[1]
        if s[0] == "gather_kept":
            return s[2]
        if s[0] in ("await", "cancel", "status", "wait_for", "shield", "set_result", "set_error", "result", "exception", "done_callback"):
            return [s[1]]
        if s[0] in ("shield_kept", "cancel_later"):
            return [s[2]]
        return []

    def item(self, name):
        """a variable's task or future, or a fresh coroutine of that name"""
        return self.vars[name] if name in self.vars else self.coroutine(name)

    # --- plain ---
    async def do_log(self, who, text):
        self.log(who, text)

    async def do_sleep(self, who, seconds):
        await asyncio.sleep(seconds)
        self.log(who, "awake")

    async def do_raise(self, who, kind, text):
        e = RAISABLE[kind](text)
        e.own = True
        raise e

    async def do_return(self, who, value):
        return Return(value)

    async def do_try(self, who, body, handlers, final):
        try:
            return await self.block(who, body)
        except BaseException as e:
            if isinstance(e, (Deadlock, TooLong, GeneratorExit)):
                raise
            for kind, then in handlers:
                if isinstance(e, KINDS[kind]):
                    self.log(who, f"caught {show_error(e)}")
                    for s in then:
                        if s[0] == "reraise":
                            raise
                        returned = await self.block(who, [s])
                        if returned:
                            return returned
                    break
            else:
                raise
        finally:
            await self.block(who, final)

    # --- tasks and futures ---
    async def do_spawn(self, who, var, name):
        self.vars[var] = asyncio.create_task(self.coroutine(name))

    async def do_future(self, who, var):
        self.vars[var] = asyncio.get_running_loop().create_future()

    async def do_set_result(self, who, var, value):
        self.vars[var].set_result(value)

    async def do_set_error(self, who, var, text):
        e = ValueError(text)
        e.own = True
        self.vars[var].set_exception(e)

    async def do_await(self, who, name):
        self.log(who, f"{name} = {show(await self.item(name))}")

    async def do_cancel(self, who, var, message):
        cancelled = self.vars[var].cancel() if message is None else self.vars[var].cancel(message)
        self.log(who, f"cancel {var}: {cancelled}")

    async def do_cancel_self(self, who):
        asyncio.current_task().cancel()

    async def do_uncancel(self, who):
        self.log(who, f"uncancel: {asyncio.current_task().uncancel()}")

    async def do_cancelling(self, who):
        self.log(who, f"cancelling: {asyncio.current_task().cancelling()}")

    async def do_status(self, who, var):
        f = self.vars[var]
        self.log(who, f"{var} done={f.done()} cancelled={f.cancelled()}")

    # --- waiting for several ---
    async def do_gather(self, who, names, return_exceptions):
        self.log(who, f"gather = {show(await asyncio.gather(*[self.item(n) for n in names], return_exceptions=return_exceptions))}")

    async def do_wait(self, who, names, timeout, when):
        futures = [self.vars[n] for n in names]
        done, pending = await asyncio.wait(futures, timeout=timeout, return_when=when)
        self.log(who, f"wait: done={[n for n in names if self.vars[n] in done]} pending={[n for n in names if self.vars[n] in pending]}".replace("'", ""))

    async def do_wait_for(self, who, name, timeout):
        self.log(who, f"wait_for = {show(await asyncio.wait_for(self.item(name), timeout))}")

    async def do_timeout(self, who, seconds, body):
        async with asyncio.timeout(seconds) as t:
            limits = self.limits.setdefault(who, [])
            limits.append(t)
            try:
                returned = await self.block(who, body)
            finally:
                limits.pop()
        self.log(who, f"timeout expired={t.expired()}")
        return returned

    async def do_shield(self, who, name):
        self.log(who, f"shield = {show(await asyncio.shield(self.item(name)))}")

    async def do_as_completed(self, who, names, timeout):
        for next_one in OrderedAsCompleted([self.vars[n] for n in names], timeout):
            try:
                self.log(who, f"completed = {show(await next_one)}")
            except ValueError as e:
                self.log(who, f"completed with {show_error(e)}")

    async def do_task_group(self, who, members, body):
        async with OrderedTaskGroup() as group:
            self.groups.setdefault(who, []).append(group)
            try:
                for var, name in members:
                    self.vars[var] = group.create_task(self.coroutine(name))
                returned = await self.block(who, body)
            finally:
                self.groups[who].pop()
        self.log(who, "group done")
        return returned

    async def do_group_spawn(self, who, var, name):
        if self.groups.get(who):
            self.vars[var] = self.groups[who][-1].create_task(self.coroutine(name))
        else:
            self.log(who, "skip group_spawn")

    # --- synchronisation ---
    async def do_lock(self, who, i, body):
        async with self.locks[i]:
            return await self.block(who, body)

    async def do_semaphore(self, who, i, body):
        async with self.semaphores[i]:
            return await self.block(who, body)

    async def do_set(self, who, i):
        self.events[i].set()

    async def do_clear(self, who, i):
        self.events[i].clear()

    async def do_wait_event(self, who, i):
        await self.events[i].wait()

    async def do_condition_wait(self, who, i, body):
        async with self.conditions[i]:
            await self.conditions[i].wait()
            self.log(who, "notified")
            return await self.block(who, body)

    async def do_notify(self, who, i, n, body):
        async with self.conditions[i]:
            self.conditions[i].notify(n)
            return await self.block(who, body)

    async def do_barrier(self, who, i):
        self.log(who, f"barrier {i}: {await self.barriers[i].wait()}")

    # --- queues ---
    async def do_put(self, who, i, value):
        await self.queues[i].put(value)

    async def do_get(self, who, i):
        self.log(who, f"got {show(await self.queues[i].get())}")

    async def do_put_nowait(self, who, i, value):
        self.queues[i].put_nowait(value)

    async def do_get_nowait(self, who, i):
        self.log(who, f"got {show(self.queues[i].get_nowait())}")

    async def do_task_done(self, who, i):
        self.queues[i].task_done()

    async def do_join(self, who, i):
        await self.queues[i].join()

    # --- callbacks ---
    async def do_call_soon(self, who, text):
        asyncio.get_running_loop().call_soon(self.log, who, text)

    async def do_call_later(self, who, seconds, text):
        asyncio.get_running_loop().call_later(seconds, self.log, who, text)


    # --- more, which only the profile "more" uses ---
    async def do_raise_cancelled(self, who, text):
        raise asyncio.CancelledError(text)

    async def do_gather_kept(self, who, var, names, return_exceptions):
        self.vars[var] = asyncio.gather(*[self.item(n) for n in names], return_exceptions=return_exceptions)

    async def do_shield_kept(self, who, var, name):
        self.vars[var] = asyncio.shield(self.item(name))

    async def do_result(self, who, var):
        self.log(who, f"result {var}: {show(self.vars[var].result())}")

    async def do_exception(self, who, var):
        self.log(who, f"exception {var}: {show(self.vars[var].exception())}")

    async def do_done_callback(self, who, var, text):
        self.vars[var].add_done_callback(lambda f: self.log(who, f"{text} cancelled={f.cancelled()}"))

    async def do_cancel_later(self, who, seconds, var, message):
        asyncio.get_running_loop().call_later(seconds, self.vars[var].cancel, message)

    async def do_set_later(self, who, seconds, i):
        asyncio.get_running_loop().call_later(seconds, self.events[i].set)

    async def do_put_later(self, who, seconds, i, value):
        asyncio.get_running_loop().call_later(seconds, self.queues[i].put_nowait, value)

    async def do_block(self, who, seconds):
        asyncio.get_running_loop().block(seconds)

    async def do_block_later(self, who, seconds, blocked):
        asyncio.get_running_loop().call_later(seconds, asyncio.get_running_loop().block, blocked)

    async def do_set_name(self, who, name):
        asyncio.current_task().set_name(name)

    async def do_all_tasks(self, who):
        self.log(who, f"all_tasks: {len(asyncio.all_tasks())}")

    async def do_reschedule(self, who, seconds):
        if self.limits.get(who):
            self.limits[who][-1].reschedule(None if seconds is None else asyncio.get_running_loop().time() + seconds)
        else:
            self.log(who, "skip reschedule")

    async def do_acquire(self, who, kind, i):
        self.log(who, f"acquire {kind}: {await getattr(self, kind)[i].acquire()}")

    async def do_release(self, who, kind, i):
        getattr(self, kind)[i].release()

    async def do_locked(self, who, kind, i):
        self.log(who, f"{kind} {i} locked={getattr(self, kind)[i].locked()}")

    async def do_bounded(self, who, i, body):
        async with self.bounded[i]:
            return await self.block(who, body)

    async def do_condition_wait_for(self, who, i, event, body):
        async with self.conditions[i]:
            self.log(who, f"holds: {await self.conditions[i].wait_for(self.events[event].is_set)}")
            return await self.block(who, body)

    async def do_notify_all(self, who, i):
        async with self.conditions[i]:
            self.conditions[i].notify_all()

    async def do_barrier_reset(self, who, i):
        await self.barriers[i].reset()

    async def do_barrier_abort(self, who, i):
        await self.barriers[i].abort()

    async def do_barrier_status(self, who, i):
        self.log(who, f"barrier {i} waiting={self.barriers[i].n_waiting} broken={self.barriers[i].broken}")

    async def do_shutdown(self, who, i, immediate):
        self.queues[i].shutdown(immediate)

    async def do_queue_status(self, who, i):
        self.log(who, f"queue {i} size={self.queues[i].qsize()} full={self.queues[i].full()}")


def run(program):
    loop = VirtualLoop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda loop, context: None)
    machine = None

    async def start():
        nonlocal machine
        machine = Machine(program)
        return await machine.coroutine("main")

    try:
        outcome = "returned " + show(loop.run_until_complete(start()))
    except Deadlock:
        outcome = "deadlock"
    except BaseException as e:
        outcome = "raised " + show_error(e)
    elapsed = round(loop.time(), 6)
    log = list(machine.log_lines)
    asyncio.set_event_loop(None)
    # a task or a callback keeps its TooLong to itself, so it is the length that tells
    return None if len(log) >= MAX_LOG else {"program": program, "log": log, "outcome": outcome, "elapsed": elapsed}


def run_alone(program):
    """Collects what the program left behind only once it has ended: a collected coroutine runs its finally blocks,
    and in the middle of a program (or of the next one) they would add log lines and timers to it."""
    gc.disable()
    gc.freeze()
    try:
        return run(program)
    finally:
        gc.collect()


# --- the generator of programs -----------------------------------------------
PROFILES = {
    # weights of the statements
    "mixed": {},
    "tasks": dict(lock=0, semaphore=0, put=0, get=0, notify=0, condition_wait=0, barrier=0),
    "cancel": dict(cancel=6, cancel_self=2, timeout=4, wait_for=4, shield=3, task_group=3),
    "sync": dict(lock=6, semaphore=5, condition_wait=3, notify=4, set=3, wait_event=3, barrier=2, put=5, get=5),
    "groups": dict(task_group=7, group_spawn=6, cancel=4, raise_=2, timeout=3, try_=6, sleep=12),
    "queues": dict(put=9, get=9, spawn=8, cancel=4, timeout=3, wait_for=3, join=1, task_done=1, lock=0.5, semaphore=0.5),
}
BASE = dict(log=4, sleep=10, raise_=0.7, return_=0.7, try_=4, spawn=5, future=1, set_result=1, set_error=1, await_=4, cancel=2,
            cancel_self=0.3, uncancel=0.4, cancelling=0.5, status=1, gather=2, wait=2, wait_for=2, timeout=1.5, shield=1,
            as_completed=1, task_group=2, group_spawn=0.6, lock=2, semaphore=1.5, set=1, clear=0.3, wait_event=1, condition_wait=0.7, notify=1,
            barrier=0.5, put=2, get=2, put_nowait=0.4, get_nowait=0.3, task_done=0.2, join=0.3, call_soon=0.7, call_later=0.7)
# profiles of their own, and not of those in turn, whose programs stay what they were
EXTRA = {
    # all statements there are
    "more": dict(raise_cancelled=0.5, gather_kept=2, shield_kept=1.5, result=1, exception=1, done_callback=1.5, cancel_later=2.5, set_later=1,
            put_later=1, block=0.4, all_tasks=0.3, reschedule=1, acquire=0.7, release=1, locked=0.5, bounded=1, condition_wait_for=1.2,
            notify_all=1.2, barrier=1.5, barrier_reset=0.5, barrier_abort=0.2, barrier_status=0.4, shutdown=0.3, queue_status=0.4,
            cancel=4, timeout=3, wait_for=3, spawn=7, set=2, put=3, get=3),
    # many tasks at few locks and queues, and much at one instant: what is handed over, and to whom
    "handover": dict(dict.fromkeys(BASE, 0.1), sleep=7, spawn=10, put=8, get=8, put_nowait=1.5, get_nowait=1.5, cancel=6, cancel_later=6,
            semaphore=5, lock=3, bounded=2, acquire=4, release=0.5, shutdown=0.2, join=0.6, task_done=1, wait_for=2, timeout=2,
            try_=1.5, condition_wait=2, condition_wait_for=1, notify=2, notify_all=0.5, barrier=2, barrier_reset=0.5, set=1, clear=0.3,
            wait_event=1, put_later=1, log=1, gather=0.5, task_group=0.5, return_=0, raise_=0.2),
}
# what main does in a program of the profile handover: it hardly ever waits, so that much happens in one turn
HANDS = dict(spawn=10, sleep=6, cancel=6, cancel_later=1, put_nowait=4, get_nowait=4, put_later=1, release=3, notify=1, notify_all=0.3,
             set=1, clear=0.3, shutdown=0.3, task_done=1, barrier_reset=0.3, barrier_abort=0.1, queue_status=0.3, locked=0.3, status=0.3)
INSTANTS = [0, 0, 0, 1, 1, 2]
DURATIONS = [0, 0, 0.1, 0.2, 0.3, 0.5, 0.5, 1, 1, 1, 1.5, 2, 2.5, 3]


class Generator:
    def __init__(self, seed, profile):
        self.r = random.Random(f"{profile}-{seed}")
        self.more = profile in EXTRA
        self.crowded = profile == "handover"
        self.weights = {**BASE, **(EXTRA if self.more else PROFILES)[profile]}
        self.durations = INSTANTS if self.crowded else DURATIONS
        self.count = self.r.randint(2, 5)
        self.names = [f"c{i}" for i in range(1, self.count + 1)]
        self.n_vars = 0
        self.known = []  # (variable, is_future)
        self.seed, self.profile = seed, profile

    def program(self):
        coroutines = {}
        # callees first, so that no coroutine calls itself
        for i in range(self.count, 0, -1):
            self.local, self.callable = [], self.names[i:]
            coroutines[f"c{i}"] = self.block(0, self.r.randint(1, 2) if self.crowded else self.r.randint(2, 5))
        self.local, self.callable = [], self.names
        if self.crowded:
            self.weights = HANDS
        main = [self.guard(s) if self.r.random() < 0.85 else s for s in self.block(0, self.r.randint(5, 20 if self.crowded else 10))]
        # whatever main started is waited for, so that the log says how it ended
        for var in list(self.local):
            main.append(self.guard(["wait_for", var, 20]))
        coroutines["main"] = main
        resources = {"locks": 2, "semaphores": [1, 2], "queues": [0, 2], "events": 2, "conditions": 1, "barriers": [2]}
        if self.more:
            resources |= {"bounded": [1, 2], "barriers": [2, 3], "lifo_queues": [0], "priority_queues": [3]}
        if self.crowded:
            resources |= {"queues": [1, 1], "lifo_queues": [2], "priority_queues": [1], "semaphores": [1, 0]}
        return {"seed": self.seed, "profile": self.profile, "resources": resources, "coroutines": coroutines}

    def guard(self, s):
        return ["try", [s], [[k, []] for k in ("Cancelled", "Group", "Exception")], []]

    def block(self, depth, n):
        statements = [self.statement(depth) for _ in range(n)]
        # most waits that could last for ever get a time limit, so that most programs end
        endless = ("get", "put", "join", "wait_event", "condition_wait", "barrier", "condition_wait_for", "acquire")
        return [["timeout", self.r.choice([1, 2, 4]), [s]] if s[0] in endless and self.r.random() < 0.7 else s for s in statements]

    def fresh(self):
        self.n_vars += 1
        return f"t{self.n_vars}"

    def statement(self, depth):
        r = self.r
        while True:
            kind = r.choices(list(self.weights), list(self.weights.values()))[0]
            s = self.make(kind.rstrip("_"), depth)
            if s:
                return s

    def make(self, kind, depth):
        r, local, fns = self.r, self.local, self.callable
        inner = lambda: self.block(depth + 1, r.randint(1, 3))
        nested = depth < 3
        if kind == "log":
            return ["log", r.choice("abcdefgh")]
        if kind == "sleep":
            return ["sleep", r.choice(self.durations)]
        if kind == "raise":
            return ["raise", r.choice(["Value", "Runtime"]), f"e{r.randint(1, 9)}"]
        if kind == "return":
            return ["return", r.randint(1, 99)]
        if kind == "try" and nested:
            handlers = []
            for k in r.sample(["Cancelled", "Timeout", "Value", "Runtime", "Group", "Exception"], r.randint(1, 3)):
                then = self.block(depth + 2, r.randint(0, 2))
                if r.random() < 0.35:
                    then.append(["reraise"])
                handlers.append([k, then])
            final = self.block(depth + 2, r.randint(0, 1)) if r.random() < 0.4 else []
            return ["try", inner(), handlers, [s for s in final if s[0] in ("log", "sleep", "set", "cancel", "status")]]
        if kind == "spawn" and fns:
            var = self.fresh()
            name = r.choice(fns)
            local.append(var)
            return ["spawn", var, name]
        if kind == "future":
            var = self.fresh()
            local.append(var)
            self.futures = getattr(self, "futures", set()) | {var}
            return ["future", var]
        if kind in ("set_result", "set_error"):
            fs = [v for v in local if v in getattr(self, "futures", ())]
            return fs and [kind, r.choice(fs), r.randint(1, 99) if kind == "set_result" else f"f{r.randint(1, 9)}"]
        if kind in ("await", "shield") and (local or fns):
            return [kind, r.choice(local + fns)]
        if kind == "cancel" and local:
            return [kind, r.choice(local), r.choice([None, None, None, "m1", "m2"])]
        if kind == "status" and local:
            return [kind, r.choice(local)]
        if kind == "group_spawn" and fns and depth:
            var = self.fresh()
            local.append(var)
            return [kind, var, r.choice(fns)]
        if kind in ("cancel_self", "uncancel", "cancelling"):
            return [kind]
        if kind == "gather" and (local or fns):
            pool = local + fns
            return ["gather", [r.choice(pool) for _ in range(r.randint(1, 4))], r.random() < 0.5]
        if kind == "wait" and local:
            return ["wait", r.sample(local, r.randint(1, min(4, len(local)))), r.choice([None, 0.5, 1, 2]),
                    r.choice(["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"])]
        if kind == "wait_for" and (local or fns):
            return ["wait_for", r.choice(local + fns), r.choice([None, 0, 0.5, 1, 2])]
        if kind == "timeout" and nested:
            return ["timeout", r.choice([None, 0, 0.5, 1, 2]), inner()]
        if kind == "as_completed" and local:
            return ["as_completed", r.sample(local, r.randint(1, min(4, len(local)))), r.choice([None, None, 1, 2])]
        if kind == "task_group" and nested and fns:
            members = []
            for _ in range(r.randint(1, 3)):
                var = self.fresh()
                members.append([var, r.choice(fns)])
            body = inner() if r.random() < 0.6 else []
            local.extend(v for v, _ in members)
            return ["task_group", members, body]
        if kind in ("lock", "semaphore") and nested:
            return [kind, r.randint(0, 1), inner()]
        if kind in ("set", "clear", "wait_event"):
            return [kind, r.randint(0, 1)]
        if kind == "condition_wait":
            return [kind, 0, inner() if nested and r.random() < 0.5 else []]
        if kind == "notify":
            return [kind, 0, r.randint(1, 2), inner() if nested and r.random() < 0.3 else []]
        if kind == "barrier":
            return [kind, r.randint(0, 1) if self.more else 0]
        if kind in ("put", "put_nowait"):
            return [kind, self.any_queue(), r.randint(1, 99)]
        if kind in ("get", "get_nowait", "task_done", "join"):
            return [kind, self.any_queue()]
        if kind == "call_soon":
            return [kind, r.choice("xyz")]
        if kind == "call_later":
            return [kind, r.choice(self.durations), r.choice("xyz")]
        return self.make_more(kind, depth, inner, nested)

    def any_queue(self):
        return self.r.choice([0, 0, 0, 1, 2, 3]) if self.crowded else self.r.randint(0, 3 if self.more else 1)

    def make_more(self, kind, depth, inner, nested):
        r, local, fns = self.r, self.local, self.callable
        if kind == "raise_cancelled":
            return [kind, r.choice(["m3", "m4"])]
        if kind in ("gather_kept", "shield_kept") and (local or fns):
            pool = local + fns
            names = [r.choice(pool) for _ in range(r.randint(1, 3))]
            var = self.fresh()
            local.append(var)
            self.futures = getattr(self, "futures", set()) | {var}
            return [kind, var, names, r.random() < 0.5] if kind == "gather_kept" else [kind, var, names[0]]
        if kind in ("result", "exception") and local:
            return [kind, r.choice(local)]
        if kind == "done_callback" and local:
            return [kind, r.choice(local), r.choice("uvw")]
        if kind == "cancel_later" and local:
            return [kind, r.choice(self.durations), r.choice(local), r.choice([None, "m5", "m6"])]
        if kind == "set_later":
            return [kind, r.choice(self.durations), r.randint(0, 1)]
        if kind == "put_later":
            return [kind, r.choice(self.durations), self.any_queue(), r.randint(1, 99)]
        if kind == "block":
            return [kind, r.choice([0.1, 0.5, 1])]
        if kind in ("all_tasks",):
            return [kind]
        if kind == "reschedule":
            return [kind, r.choice([None, -1, 0, 0.5, 1, 2])]
        if kind in ("acquire", "release", "locked"):
            return [kind, r.choice(["locks", "semaphores", "bounded"]), r.randint(0, 1)]
        if kind == "bounded" and nested:
            return [kind, r.randint(0, 1), inner()]
        if kind == "condition_wait_for":
            return [kind, 0, r.randint(0, 1), inner() if nested and r.random() < 0.4 else []]
        if kind == "notify_all":
            return [kind, 0]
        if kind in ("barrier_reset", "barrier_abort", "barrier_status"):
            return [kind, r.randint(0, 1)]
        if kind == "shutdown":
            return [kind, self.any_queue(), r.random() < 0.5]
        if kind == "queue_status":
            return [kind, self.any_queue()]


def main(argv):
    # what a collected coroutine complains of in its last moments is of no interest
    sys.unraisablehook = lambda unraisable: None
    warnings.simplefilter("ignore")
    if argv[:1] == ["generate"]:
        first, count = int(argv[1]), int(argv[2])
        profiles = [argv[argv.index("--profile") + 1]] if "--profile" in argv else list(PROFILES)
        for seed in range(first, first + count):
            vector = run_alone(Generator(seed, profiles[seed % len(profiles)]).program())
            if vector:
                print(json.dumps(vector, separators=(",", ":")))
    elif argv[:1] == ["run"]:
        for line in sys.stdin:
            print(json.dumps(run_alone(json.loads(line)), separators=(",", ":")), flush=True)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
