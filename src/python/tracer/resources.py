"""Locks, semaphores, events, conditions, barriers and queues: what is done with them, and what they are called."""

import asyncio
import functools
import sys
from asyncio import locks, queues
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from . import places
from .replaced import replace, tell_after, tell_after_await, tell_before
from .task import Task

if TYPE_CHECKING:
    from .recorder import Recorder

_CLASSES: tuple[tuple[type, str], ...] = (
    (asyncio.Lock, "lock"),
    (asyncio.Semaphore, "semaphore"),
    (asyncio.Event, "event"),
    (asyncio.Condition, "condition"),
    (asyncio.Barrier, "barrier"),
    (asyncio.Queue, "queue"),
)
_CONDITION_INIT = asyncio.Condition.__init__.__code__
_BARRIER_INIT = asyncio.Barrier.__init__.__code__
_BARRIER_RESET = asyncio.Barrier.reset.__code__
_BARRIER_ABORT = asyncio.Barrier.abort.__code__


class Told:
    """What is told of one resource."""

    __slots__ = (
        "kind",
        "name",
        "is_silent",
        "recorder",
        "number",
        "capacity",
        "free",
        "took",
        "items",
        "is_shutting_down",
    )

    def __init__(self, kind: str, name: str | None, is_silent: bool, capacity: float) -> None:
        self.kind = kind
        self.name = name
        #: It is asyncio's own, inside of something else.
        self.is_silent = is_silent
        #: In which run it was last used, and its number there.
        self.recorder: Recorder | None = None
        self.number = 0
        self.capacity = capacity
        #: Of a semaphore: how many permits are free as far as it was told, and the task that took the one handed to it just now.
        self.free: float = 0
        self.took: Task | None = None
        self.items: Items | None = None
        self.is_shutting_down = False


class Items:
    """Numbers the items of a queue in the order in which they were put. Of equal ones, the first that was put is the first that is got."""

    def __init__(self) -> None:
        self._count = 0
        self._inside: dict[object, list[int]] = {}

    def put(self, item: object) -> int:
        self._count += 1
        self._inside.setdefault(_key(item), []).append(self._count)
        return self._count

    def got(self, item: object) -> int:
        numbers = self._inside.get(_key(item))
        if not numbers:
            return 0
        number = numbers.pop(0)
        if not numbers:
            del self._inside[_key(item)]
        return number


def _key(item: object) -> object:
    """Items of these kinds are known again by their value, all others by what they are."""
    return (type(item), item) if isinstance(item, (str, bytes, int, float)) else id(item)


def told_of(thing: Any) -> Told | None:
    """Of what was made before the tracer, nothing is told."""
    return getattr(thing, "_told", None)


def number_of(recorder: "Recorder", thing: Any) -> int:
    """Its number in this run; 0 where it is not told of. It is told of when it is first used, the lock of a condition before."""
    told = told_of(thing)
    if told is None or told.is_silent:
        return 0
    if told.recorder is not recorder:
        lock = number_of(recorder, thing._lock) if told.kind == "condition" else 0
        told.recorder = recorder
        told.number = recorder.number_resource()
        told.items = Items() if told.kind == "queue" else None
        name = told.name or f"{told.kind} {told.number}"
        recorder.facts.resource_created(
            recorder.running_number, told.number, told.kind, name, told.capacity, lock, places.here()
        )
    return told.number


def used(
    recorder: "Recorder", thing: Any, use: str, level: float, task: int | None = None, item: object = None
) -> None:
    number = number_of(recorder, thing)
    if number == 0:
        return
    items = thing._told.items
    which = 0
    if items is not None and use == "put":
        which = items.put(item)
    elif items is not None and use == "got":
        which = items.got(item)
    who = recorder.running_number if task is None else task
    recorder.facts.resource_used(who, number, use, level, which, places.here())


def install() -> None:
    for cls, kind in _CLASSES:
        _install_init(cls, kind)
    _install_lock()
    _install_semaphore()
    _install_event()
    _install_condition()
    _install_barrier()
    _install_queue()


def _install_init(cls: type, kind: str) -> None:
    original: Any = cls.__init__

    @functools.wraps(original)
    def init(self: Any, *arguments: Any, **named: Any) -> None:
        frame = _maker(sys._getframe(1), self)
        self._told = _told(kind, frame)
        original(self, *arguments, **named)
        self._told.capacity = self._told.free = _capacity(kind, self)

    replace(cls, "__init__", init)


def _maker(frame: FrameType, made: object) -> FrameType:
    """Who makes it: the frame outside of its class's, and its subclasses', `__init__`."""
    while frame.f_back is not None and frame.f_code.co_name in ("__init__", "init") and _first(frame) is made:
        frame = frame.f_back
    return frame


def _first(frame: FrameType) -> object:
    names = frame.f_code.co_varnames
    return frame.f_locals.get(names[0]) if names else None


def _told(kind: str, maker: FrameType) -> Told:
    code = maker.f_code
    if not places.is_asyncio(code):
        return Told(kind, places.name_given(code, maker.f_lasti), False, 0)
    outer = told_of(_first(maker))
    if code is _CONDITION_INIT and outer is not None:
        # The lock that a condition makes for itself.
        return Told(
            kind, f"{outer.name}.lock" if outer.name else None, outer.is_silent and outer.kind != "condition", 0
        )
    return Told(kind, None, True, 0)


def _capacity(kind: str, made: Any) -> float:
    if kind == "semaphore":
        return made._value
    if kind == "barrier":
        return made.parties
    return max(0, made.maxsize) if kind == "queue" else 0


def _install_lock() -> None:
    def acquired(recorder: "Recorder", lock: Any, _arguments: object, _result: object) -> None:
        used(recorder, lock, "acquired", 1)

    def released(recorder: "Recorder", lock: Any, _arguments: object, _named: object) -> None:
        if lock._locked:
            used(recorder, lock, "released", 0)

    tell_after_await(asyncio.Lock, "acquire", acquired)
    tell_before(asyncio.Lock, "release", released)


def _install_semaphore() -> None:
    def acquired(recorder: "Recorder", semaphore: Any, _arguments: object, _result: object) -> None:
        task, told = recorder.running, semaphore._told
        if task is not None and (told.took is task or _takes_handed(recorder, semaphore, task)):
            told.took = None
        else:
            use_permit(recorder, semaphore, "acquired", semaphore._value)

    def released(recorder: "Recorder", semaphore: Any, _arguments: object, _named: object) -> None:
        use_permit(recorder, semaphore, "released", semaphore._value + 1)

    def wakes_next(recorder: "Recorder", semaphore: Any, _arguments: object, _named: object) -> None:
        # Who was handed a permit and runs again calls this on its way out.
        if recorder.running is not None:
            _takes_handed(recorder, semaphore, recorder.running)
        waiter = next((one for one in semaphore._waiters or () if not one.done()), None)
        task = None if waiter is None else recorder.task_waiting_for(waiter)
        if task is not None:
            task.handed = {*(task.handed or ()), semaphore}
            use_permit(recorder, semaphore, "handed", semaphore._value - 1, recorder.know(task))

    tell_after_await(asyncio.Semaphore, "acquire", acquired)
    tell_before(asyncio.Semaphore, "release", released)
    tell_before(asyncio.Semaphore, "_wake_up_next", wakes_next)


def _takes_handed(recorder: "Recorder", semaphore: Any, task: Task) -> bool:
    """Whether the task was handed a permit, and runs again: it takes it, or puts it back since it was cancelled."""
    if not task.handed or semaphore not in task.handed:
        return False
    task.handed.discard(semaphore)
    told = semaphore._told
    if semaphore._value > told.free:
        use_permit(recorder, semaphore, "put-back", semaphore._value)
    else:
        use_permit(recorder, semaphore, "acquired", told.free)
        told.took = task
    return True


def use_permit(recorder: "Recorder", semaphore: Any, use: str, free: float, task: int | None = None) -> None:
    """`free`: how many permits are, after it."""
    told = semaphore._told
    told.free = free
    used(recorder, semaphore, use, told.capacity - free, task)


def _install_event() -> None:
    def set_(recorder: "Recorder", event: Any, _arguments: object, _named: object) -> None:
        if not event._value:
            used(recorder, event, "set", 1)

    def cleared(recorder: "Recorder", event: Any, _arguments: object, _named: object) -> None:
        if event._value:
            used(recorder, event, "cleared", 0)

    tell_before(asyncio.Event, "set", set_)
    tell_before(asyncio.Event, "clear", cleared)


def _install_condition() -> None:
    def waits(recorder: "Recorder", condition: Any, _arguments: object, _named: object) -> None:
        # An observer sees its number before the lock is given up for it.
        if condition.locked():
            number_of(recorder, condition)

    def notifies(recorder: "Recorder", condition: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        if condition.locked():
            n = arguments[0] if arguments else named.get("n", 1)
            waiting = sum(not one.done() for one in condition._waiters)
            used(recorder, condition, "notified", min(n, waiting))

    tell_before(asyncio.Condition, "wait", waits)
    tell_before(asyncio.Condition, "notify", notifies)


def _install_barrier() -> None:
    def arrived(recorder: "Recorder", barrier: Any, _arguments: object, _named: object) -> None:
        used(recorder, barrier, "arrived", barrier._count)

    def left(recorder: "Recorder", barrier: Any, _arguments: object, _named: object) -> None:
        used(recorder, barrier, "left", barrier._count)

    def notifies_all(recorder: "Recorder", condition: Any, _arguments: object, _named: object) -> None:
        caller = places.caller_of_wrapped()
        use = _BARRIER_USES.get(caller.f_code)
        if use is not None:
            barrier: Any = caller.f_locals["self"]
            used(recorder, barrier, use, barrier._count)

    tell_before(locks.Barrier, "_release", arrived)
    tell_before(locks.Barrier, "_wait", arrived)
    tell_before(locks.Barrier, "_exit", left)
    tell_before(asyncio.Condition, "notify_all", notifies_all)


_BARRIER_USES: dict[CodeType, str] = {_BARRIER_RESET: "reset", _BARRIER_ABORT: "aborted"}


def _install_queue() -> None:
    def put(recorder: "Recorder", queue: Any, arguments: tuple[Any, ...], _result: object) -> None:
        used(recorder, queue, "put", queue.qsize(), item=arguments[0])

    def got(recorder: "Recorder", queue: Any, _arguments: object, item: object) -> None:
        told = told_of(queue)
        if told is not None and not told.is_shutting_down:
            used(recorder, queue, "got", queue.qsize(), item=item)

    def done(recorder: "Recorder", queue: Any, _arguments: object, _named: object) -> None:
        if queue._unfinished_tasks > 0:
            used(recorder, queue, "task-done", queue._unfinished_tasks - 1)

    for cls in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        tell_after(cls, "_put", put)
        tell_after(cls, "_get", got)
    tell_before(asyncio.Queue, "task_done", done)
    if hasattr(queues.Queue, "shutdown"):
        _install_shutdown()


def _install_shutdown() -> None:
    """3.13 on."""
    original: Any = getattr(queues.Queue, "shutdown")

    def shuts_down(recorder: "Recorder", queue: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        is_immediate = arguments[0] if arguments else named.get("immediate", False)
        used(recorder, queue, "shutdown", 0 if is_immediate else queue.qsize())

    def shutdown(self: Any, immediate: bool = False) -> None:
        told = told_of(self)
        if told is None:
            return original(self, immediate)
        told.is_shutting_down = True
        try:
            return original(self, immediate)
        finally:
            told.is_shutting_down = False

    shutdown.__doc__ = original.__doc__
    replace(queues.Queue, "shutdown", shutdown)
    tell_before(queues.Queue, "shutdown", shuts_down)


def is_shutting_down(thing: Any) -> bool:
    told = told_of(thing)
    return told is not None and told.is_shutting_down
