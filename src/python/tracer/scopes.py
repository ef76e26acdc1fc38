"""Task groups and time limits: where they begin, whom they ask to stop, how they are left."""

import asyncio
import functools
from asyncio import taskgroups, tasks, timeouts
from typing import TYPE_CHECKING, Any

from . import places, values
from .replaced import current_recorder, replace, tell_before
from .values import without_own_frames

if TYPE_CHECKING:
    from .recorder import Recorder


def install() -> None:
    _install_groups()
    _install_limits()
    if hasattr(tasks, "timeouts"):
        _install_wait_for()


class OrderedSet(dict[Any, None]):
    """The tasks of a group in order of creation: a set's order is chance."""

    def add(self, item: Any) -> None:
        self[item] = None

    def discard(self, item: Any) -> None:
        self.pop(item, None)


def group_number(recorder: "Recorder", group: Any) -> int:
    told = getattr(group, "_group", None)
    return told[1] if told is not None and told[0] is recorder else 0


def _install_groups() -> None:
    cls = taskgroups.TaskGroup
    original_init, enter, leave = cls.__init__, cls.__aenter__, cls.__aexit__
    create: Any = cls.create_task

    @functools.wraps(original_init)
    def init(self: Any) -> None:
        original_init(self)
        self._tasks = OrderedSet()

    @functools.wraps(enter)
    async def aenter(self: Any) -> Any:
        result = await enter(self)
        recorder = current_recorder()
        if recorder is not None:
            self._group = (recorder, recorder.number_group())
            recorder.facts.group_entered(recorder.running_number, self._group[1], _here())
        return result

    @functools.wraps(leave)
    async def aexit(self: Any, kind: Any, error: Any, trace: Any) -> Any:
        recorder = current_recorder()
        number = 0 if recorder is None else group_number(recorder, self)
        if recorder is None or number == 0:
            return await leave(self, kind, error, trace)
        ending = '{"how":"returned","value":null}' if error is None else values.ending(error)
        recorder.facts.group_body_ended(recorder.running_number, number, ending)
        owner = recorder.running_number
        try:
            result = await leave(self, kind, error, trace)
        except BaseException as raised:
            without_own_frames(raised)
            recorder.facts.group_exited(owner, number, values.error_text(raised))
            raise
        recorder.facts.group_exited(owner, number, "null")
        return result

    @functools.wraps(create)
    def create_task(self: Any, coro: Any, *, name: Any = None, context: Any = None, **more: Any) -> Any:
        recorder = current_recorder()
        if recorder is not None:
            recorder.next_group, recorder.next_name = group_number(recorder, self), name
        try:
            return create(self, coro, name=name, context=context, **more)
        except BaseException as error:
            without_own_frames(error)
            raise
        finally:
            if recorder is not None:
                recorder.next_group, recorder.next_name = 0, None

    def aborts(recorder: "Recorder", group: Any, _arguments: object, _named: object) -> None:
        number = group_number(recorder, group)
        if number:
            owner = group._parent_task
            recorder.facts.group_aborted(recorder.know(owner), number)

    replace(cls, "__init__", init)
    replace(cls, "__aenter__", aenter)
    replace(cls, "__aexit__", aexit)
    replace(cls, "create_task", create_task)
    tell_before(cls, "_abort", aborts)


def _here() -> str:
    frame = places.own_frame(2)
    return "" if frame is None else f',"place":{places.text_of(frame)}'


class Limit:
    """What is told of a time limit."""

    def __init__(self, recorder: "Recorder", seconds: float | None, when: float | None) -> None:
        self.recorder = recorder
        self.task = recorder.running_number
        self.number = recorder.number_limit()
        self._is_expired = False
        told = None if when is None else recorder.since_start(when)
        recorder.facts.limit_set(self.task, self.number, seconds, told, _here())

    def rescheduled(self, when: float | None) -> None:
        told = None if when is None else self.recorder.since_start(when)
        self.recorder.facts.limit_rescheduled(self.task, self.number, told)

    def expired(self) -> None:
        """Told once: the task that it asks may ask others."""
        if self._is_expired:
            return
        self._is_expired = True
        self.recorder.facts.limit_expired(self.task, self.number)

    def left(self, how: str, error: BaseException | None = None) -> None:
        """`error`: by what it was left, where that is not the limit's doing."""
        if error is not None:
            how = "cancelled" if isinstance(error, asyncio.CancelledError) else "other-error"
        told = None if how != "other-error" or error is None else values.error_text(error)
        self.recorder.facts.limit_left(self.task, self.number, how, told)


def limit_of(timeout: Any) -> Limit | None:
    return getattr(timeout, "_limit", None)


_ENTER = timeouts.Timeout.__aenter__.__code__


def _install_limits() -> None:
    cls = timeouts.Timeout
    enter, leave = cls.__aenter__, cls.__aexit__
    timeout = timeouts.timeout

    @functools.wraps(timeout)
    def remembers(delay: float | None) -> Any:
        made: Any = timeout(delay)
        made._seconds = delay
        return made

    @functools.wraps(enter)
    async def aenter(self: Any) -> Any:
        recorder = current_recorder()
        if recorder is not None and recorder.running is not None and limit_of(self) is None:
            self._limit = Limit(recorder, getattr(self, "_seconds", None), self.when())
        try:
            return await enter(self)
        except BaseException as error:
            without_own_frames(error)
            raise

    @functools.wraps(leave)
    async def aexit(self: Any, kind: Any, error: Any, trace: Any) -> Any:
        limit = limit_of(self)
        try:
            result = await leave(self, kind, error, trace)
        except BaseException as raised:
            without_own_frames(raised)
            if limit is not None:
                limit.left("timed-out", None if raised is not error else raised)
            raise
        if limit is not None:
            limit.left("swallowed" if self.expired() else "in-time", error)
        return result

    def reschedules(_recorder: object, given: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        limit = limit_of(given)
        frame = places.caller_of_wrapped()
        if limit is not None and frame.f_code is not _ENTER:
            limit.rescheduled(arguments[0] if arguments else named["when"])

    replace(timeouts, "timeout", remembers)
    replace(asyncio, "timeout", remembers)
    replace(cls, "__aenter__", aenter)
    replace(cls, "__aexit__", aexit)
    tell_before(cls, "reschedule", reschedules)


def _install_wait_for() -> None:
    """With a time, wait_for is `async with timeout`. Without any, it cancels at once, and is a limit of its own."""
    original = tasks.wait_for

    async def for_nothing(fut: Any, timeout: float) -> Any:
        recorder = current_recorder()
        task = None if recorder is None else recorder.running
        try:
            result = await original(fut, timeout)
        except BaseException as error:
            without_own_frames(error)
            limit = None if task is None else _expired_at_once.pop(task, None)
            if limit is not None:
                is_own = isinstance(error, TimeoutError) and isinstance(error.__cause__, asyncio.CancelledError)
                limit.left("timed-out", None if is_own else error)
            raise
        limit = None if task is None else _expired_at_once.pop(task, None)
        if limit is not None:
            limit.left("swallowed")
        return result

    for_nothing.__name__, for_nothing.__qualname__ = original.__name__, original.__qualname__

    @functools.wraps(original)
    def wait_for(fut: Any, timeout: float | None) -> Any:
        if timeout is None or timeout > 0 or current_recorder() is None:
            return original(fut, timeout)
        return for_nothing(fut, timeout)

    replace(tasks, "wait_for", wait_for)
    replace(asyncio, "wait_for", wait_for)


_expired_at_once: dict[Any, Limit] = {}


def expire_at_once(recorder: "Recorder", seconds: float) -> Limit | None:
    """wait_for without any time asks its future to stop."""
    if recorder.running is None:
        return None
    limit = Limit(recorder, seconds, recorder.loop.time())
    _expired_at_once[recorder.running] = limit
    limit.expired()
    return limit
