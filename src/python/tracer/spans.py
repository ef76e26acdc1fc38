"""Where bodies of coroutines begin and end.

From 3.12 on `sys.monitoring` tells it, and costs nothing where there are no coroutines. On 3.11 they are seen when they suspend:
those that never do are lost.
"""

import sys
from asyncio import CancelledError
from inspect import CO_COROUTINE
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from . import places, values
from .replaced import current_recorder
from .task import Task

if TYPE_CHECKING:
    from .recorder import Recorder

IS_MONITORED = hasattr(sys, "monitoring")
_TOOL_NAME = "async-lessons"
_LONGEST_LABEL = 60
_SELF = ("self", "cls")
#: The first argument of each code that was asked for, by its identity; the code is kept so that it stays its own.
_firsts: dict[int, tuple[CodeType, str | None]] = {}


def label_of(code: CodeType, frame: FrameType | None, name: str) -> str:
    """A coroutine by its name and its first argument, if that is a text, a number or a truth."""
    known = _firsts.get(id(code))
    if known is None:
        names = code.co_varnames[: code.co_argcount]
        known = _firsts[id(code)] = (code, next((one for one in names if one not in _SELF), None))
    first = known[1]
    if frame is None or first is None:
        return name
    return f"{name} {_shown(frame.f_locals.get(first))}".strip()


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_LABEL else f"{value[:_LONGEST_LABEL]}…"
    if isinstance(value, bool | int | float):
        return str(value)[:_LONGEST_LABEL]
    return ""


def label_of_coroutine(coroutine: Any) -> str:
    name = getattr(coroutine, "__name__", type(coroutine).__name__)
    code = getattr(coroutine, "cr_code", None)
    return name if code is None else label_of(code, coroutine.cr_frame, name)


def is_reuse(error: BaseException) -> bool:
    """Whether a coroutine was awaited a second time."""
    return type(error) is RuntimeError and "already" in values.message(error) and "await" in values.message(error)


def follow(recorder: "Recorder", task: Task, chain: list[tuple[Any, CodeType]]) -> None:
    """Without sys.monitoring: what has come and gone since the last wait, by what is suspended now."""
    settle(recorder, task)
    now = [(one, code) for one, code in chain if code.co_flags & CO_COROUTINE and places.is_own(code)]
    same = 0
    while same < min(len(now), len(task.stack)) and task.stack[same][0] is now[same][0]:
        same += 1
    while len(task.stack) > same:
        _end_innermost(recorder, task)
    for index, (one, code) in enumerate(now[same:], same):
        name = one.__name__
        caller = now[index - 1][0].cr_frame if index > 0 else None
        place = "" if caller is None else f',"place":{places.text_of(caller)}'
        recorder.span_started(task, one, label_of(code, one.cr_frame, name), name, place)


def settle(recorder: "Recorder", task: Task) -> None:
    """Without sys.monitoring: the bodies that have ended since the task's last wait."""
    while not IS_MONITORED and task.stack and task.stack[-1][0].cr_frame is None:
        _end_innermost(recorder, task)


def _end_innermost(recorder: "Recorder", task: Task) -> None:
    """How it ended is known if its error is being handled, and of a request to stop, which passes through a body that catches nothing."""
    code = task.stack[-1][0].cr_code
    error = sys.exception()
    trace = None if error is None else error.__traceback__
    while trace is not None and trace.tb_frame.f_code is not code:
        trace = trace.tb_next
    task.is_stopping = task.is_stopping and not code.co_exceptiontable
    if error is not None and trace is not None:
        ending = values.ending(error)
    else:
        ending = '{"how":"cancelled"}' if task.is_stopping else '{"how":"returned","value":null}'
    recorder.span_ended(task, ending)


def end_all(recorder: "Recorder", task: Task, ending: str) -> None:
    """Without sys.monitoring: the task has ended, and with it all that was open in it."""
    while not IS_MONITORED and task.stack:
        recorder.span_ended(task, ending)


_monitor: "_Monitor | None" = None


def install() -> None:
    global _monitor
    if IS_MONITORED:
        _monitor = _Monitor()
        _monitor.install()


def stop() -> None:
    """The process ends: modules are about to be emptied."""
    if _monitor is not None:
        _monitor.stop()


class _Monitor:
    def __init__(self) -> None:
        # 3.12 on: pyright reads the tracer as Python 3.11.
        self._monitoring: Any = getattr(sys, "monitoring")
        self._tool = next((one for one in (5, 4, 3, 2) if self._monitoring.get_tool(one) is None), None)
        # By identity: a source that is compiled twice has two that are equal, and each is watched on its own.
        self._known: dict[int, CodeType] = {}

    def install(self) -> None:
        global IS_MONITORED
        if self._tool is None:
            IS_MONITORED = False
            return
        monitoring, event = self._monitoring, self._monitoring.events
        monitoring.use_tool_id(self._tool, _TOOL_NAME)
        monitoring.register_callback(self._tool, event.PY_START, self._started)
        monitoring.register_callback(self._tool, event.PY_RETURN, self._returned)
        monitoring.register_callback(self._tool, event.PY_UNWIND, self._unwound)
        monitoring.register_callback(self._tool, event.RAISE, self._raised)
        monitoring.set_events(self._tool, event.PY_START | event.PY_UNWIND | event.RAISE)

    def stop(self) -> None:
        if self._tool is not None:
            self._monitoring.set_events(self._tool, 0)
            self._monitoring.free_tool_id(self._tool)
            self._tool = None

    def _started(self, code: CodeType, _offset: int) -> object:
        if not (code.co_flags & CO_COROUTINE and places.is_own(code)):
            return self._monitoring.DISABLE
        recorder = current_recorder()
        task = None if recorder is None else recorder.running
        if recorder is None or task is None or task.recorder is not recorder:
            return None
        if id(code) not in self._known:
            self._known[id(code)] = code
            self._monitoring.set_local_events(self._tool, code, self._monitoring.events.PY_RETURN)
        frame = sys._getframe(1)
        place = ""
        if task.stack:
            caller = frame.f_back
            while caller is not None and not places.is_own(caller.f_code):
                caller = caller.f_back
            place = "" if caller is None else f',"place":{places.text_of(caller)}'
        recorder.span_started(task, id(frame), label_of(code, frame, code.co_name), code.co_name, place)
        return None

    def _ended(self, frame: FrameType, value: object, error: BaseException | None) -> None:
        recorder = current_recorder()
        task = None if recorder is None else recorder.running
        if recorder is None or task is None or not task.stack or task.stack[-1][0] != id(frame):
            return
        if error is None:
            ending = f'{{"how":"returned","value":{values.value(value)}}}'
        elif isinstance(error, CancelledError):
            ending = '{"how":"cancelled"}'
        else:
            ending = values.ending(error)
        recorder.span_ended(task, ending)

    def _returned(self, _code: CodeType, _offset: int, value: object) -> None:
        self._ended(sys._getframe(1), value, None)

    def _unwound(self, code: CodeType, _offset: int, error: BaseException) -> None:
        if id(code) in self._known:
            self._ended(sys._getframe(1), None, error)

    def _raised(self, code: CodeType, _offset: int, error: BaseException) -> None:
        """A coroutine was awaited a second time, perhaps where the error is caught."""
        if not is_reuse(error) or not places.is_own(code):
            return
        recorder = current_recorder()
        trace = error.__traceback__
        if recorder is None or (trace is not None and trace.tb_next is not None):
            return
        frame = sys._getframe(1)
        used = [one for one in frame.f_locals.values() if hasattr(one, "cr_code") and one.cr_frame is None]
        label = used[0].__name__ if used else ""
        recorder.facts.awaited_twice(recorder.running_number, label, f',"place":{places.text_of(frame)}')
