"""The private names of CPython that the tracer leans on, seen in 3.11.7, 3.12.1, 3.13.0 and 3.14.2.

Here is the one place that names modules' private functions and classes; attributes of objects are read by the module of that thought,
and checked here. `missing()` says at the start which of them this Python has not.
"""

import asyncio
from asyncio import base_events, events, futures, locks, queues, runners, taskgroups, tasks, timeouts
from collections.abc import Callable
from types import CodeType
from typing import Any


def _of(owner: object, path: str) -> Any:
    for name in path.split("."):
        owner = getattr(owner, name, None)
    return owner


def _code(owner: object, path: str) -> CodeType | None:
    return getattr(_of(owner, path), "__code__", None)


def _inner(function: Callable[..., object] | None, name: str) -> CodeType | None:
    """The code of a function that is defined within another."""
    code = getattr(function, "__code__", None)
    constants = () if code is None else code.co_consts
    return next((one for one in constants if isinstance(one, CodeType) and one.co_name == name), None)


GatheringFuture: Any = _of(tasks, "_GatheringFuture")
#: 3.13 on; before, as_completed is a generator.
AsCompletedIterator: Any = _of(tasks, "_AsCompletedIterator")

#: What each callback of asyncio's own is there for, by its code.
_CALLBACKS: dict[CodeType | None, str] = {
    _code(base_events, "_run_until_complete_cb"): "main",
    _inner(asyncio.gather, "_done_callback"): "gather",
    _code(taskgroups, "TaskGroup._on_task_done"): "group",
    _inner(_of(tasks, "_wait"), "_on_completion"): "wait",
    _code(tasks, "_release_waiter"): "wait",
    _code(tasks, "_AsCompletedIterator._handle_completion"): "asCompleted",
    _inner(asyncio.as_completed, "_on_completion"): "asCompleted",
    _inner(asyncio.shield, "_inner_done_callback"): "shield",
    _inner(asyncio.shield, "_outer_done_callback"): "shield",
    _code(timeouts, "Timeout._on_timeout"): "limit",
    _code(tasks, "_AsCompletedIterator._handle_timeout"): "limit",
    _inner(asyncio.as_completed, "_on_timeout"): "limit",
}
#: By the identity of the code: its hash takes long.
CALLBACKS = {id(code): kind for code, kind in _CALLBACKS.items() if code is not None}
#: The callback of a sleep's timer.
SET_RESULT: Any = _of(futures, "_set_result_unless_cancelled")

# Whose frames say on whose behalf a task is asked to stop.
ON_TIMEOUT = _code(timeouts, "Timeout._on_timeout")
ON_TASK_DONE = _code(taskgroups, "TaskGroup._on_task_done")
CANCEL_AND_WAIT = _code(tasks, "_cancel_and_wait")
GROUP_ABORT = _code(taskgroups, "TaskGroup._abort")
GROUP_EXIT = _code(taskgroups, "TaskGroup._aexit") or _code(taskgroups, "TaskGroup.__aexit__")

# Whose frames say what a task waits for.
WAIT = _code(tasks, "_wait")
WAIT_FOR = _code(tasks, "wait_for")
SLEEP = _code(tasks, "sleep")
#: Before 3.13: the coroutines that as_completed hands out.
AS_COMPLETED_NEXT = _code(tasks, "_AsCompletedIterator._wait_for_one") or _inner(asyncio.as_completed, "_wait_for_one")

_MODULES: list[tuple[object, str]] = [
    (base_events, "_run_until_complete_cb"),
    (base_events, "BaseEventLoop._call_soon"),
    (base_events, "BaseEventLoop._check_closed"),
    (base_events, "BaseEventLoop._check_thread"),
    (base_events, "BaseEventLoop._check_callback"),
    (futures, "_set_result_unless_cancelled"),
    (tasks, "_GatheringFuture"),
    (tasks, "_wait"),
    (tasks, "_release_waiter"),
    (tasks, "_cancel_and_wait"),
    (runners, "_cancel_all_tasks"),
    (taskgroups, "TaskGroup._abort"),
    (taskgroups, "TaskGroup._on_task_done"),
    (timeouts, "Timeout._on_timeout"),
    (locks, "Semaphore._wake_up_next"),
    (locks, "Barrier._release"),
    (locks, "Barrier._wait"),
    (locks, "Barrier._exit"),
    (queues, "Queue._put"),
    (queues, "Queue._get"),
    (events, "Handle._run"),
    (base_events, "BaseEventLoop._run_once"),
    (base_events, "BaseEventLoop._process_events"),
    (tasks.Task, "_must_cancel"),
    (tasks.Task, "_fut_waiter"),
    (futures.Future, "_exception"),
    (futures.Future, "_log_traceback"),
    (futures.Future, "_callbacks"),
]
_OBJECTS: list[tuple[Callable[[], object], tuple[str, ...]]] = [
    (locks.Lock, ("_locked", "_waiters")),
    (locks.Semaphore, ("_value", "_waiters")),
    (locks.Event, ("_value",)),
    (locks.Condition, ("_lock", "_waiters")),
    (lambda: locks.Barrier(1), ("_cond", "_count")),
    (queues.Queue, ("_unfinished_tasks", "_finished")),
    (lambda: taskgroups.TaskGroup(), ("_tasks", "_parent_task")),
    (lambda: timeouts.Timeout(None), ("_when", "_task")),
]


class _Catcher:
    """Stands for a loop, to see what a task hands to it."""

    def __init__(self) -> None:
        self.callbacks: list[Any] = []

    def call_soon(self, callback: object, *_arguments: object, context: object = None) -> None:
        self.callbacks.append(callback)

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return False


async def _one_wait(future: Any) -> None:
    await future


def _probe() -> tuple[Any, Any]:
    """The types of a task's first step, and of the callback that wakes it."""
    catcher: Any = _Catcher()
    future: Any = futures.Future(loop=catcher)
    task: Any = tasks.Task(_one_wait(future), loop=catcher, name="probe")
    [step] = catcher.callbacks
    # 3.14 on, a task steps in the running loop only.
    running = events._get_running_loop()
    events._set_running_loop(catcher)
    try:
        step()
        future.set_result(None)
        wake = catcher.callbacks[-1]
        wake(future)
    finally:
        events._set_running_loop(running)
    del task
    return step, wake


_step, _wake = _probe()
#: A step of a task, handed to `call_soon`: of its first turn, and of a wait for its next.
STEP_TYPE: type = type(_step)
#: The callback that goes on with a task, by type and name.
WAKE_TYPE: type = type(_wake)
WAKE_NAME: str = getattr(_wake, "__name__", "")


def missing() -> list[str]:
    """Which names this Python has not, as `module.name`."""
    gone = [f"{_name(owner)}.{path}" for owner, path in _MODULES if not _has(owner, path)]
    for make, names in _OBJECTS:
        made = make()
        gone += [f"{type(made).__module__}.{type(made).__name__}.{name}" for name in names if not hasattr(made, name)]
    if getattr(_step, "__self__", None) is None or getattr(_wake, "__self__", None) is None:
        gone.append("the task of its callbacks")
    return gone


def _has(owner: object, path: str) -> bool:
    for name in path.split("."):
        if not hasattr(owner, name):
            return False
        owner = getattr(owner, name)
    return True


def _name(owner: object) -> str:
    return getattr(owner, "__qualname__", None) or getattr(owner, "__name__", repr(owner))
