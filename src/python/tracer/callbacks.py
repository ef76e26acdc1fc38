"""What waits in the ready queue: steps of tasks, callbacks, timers."""

import asyncio
import functools
from types import BuiltinFunctionType, MethodType
from typing import Any

from . import places, private
from .task import Task


def task_of_step(callback: Any) -> Task | None:
    """The task whose step a callback is; None: it is none."""
    kind = type(callback)
    if kind is private.STEP_TYPE or (kind is private.WAKE_TYPE and callback.__name__ == private.WAKE_NAME):
        task = callback.__self__
        return task if isinstance(task, Task) else None
    return None


def is_wake(callback: Any) -> bool:
    """Whether a step goes on after what the task waited for is done."""
    return type(callback) is private.WAKE_TYPE


def _function_of(callback: Any) -> Any:
    while isinstance(callback, functools.partial):
        callback = callback.func
    return callback


def kind_of(callback: Any, arguments: tuple[Any, ...], is_timer: bool = False) -> str:
    """What a callback is there for; "" where it is asyncio's own business."""
    function = _function_of(callback)
    code = getattr(function, "__code__", None)
    kind = private.CALLBACKS.get(id(code))
    if kind is not None:
        return "limit" if is_timer else kind
    if function is private.SET_RESULT or (code is not None and places.is_asyncio(code)):
        return ""
    if len(arguments) == 1 and asyncio.isfuture(arguments[0]) and arguments[0].done():
        return "done"
    return "call"


def is_of_future(callback: Any) -> bool:
    """Whether it is a method of a future. Up to 3.12 such a callback tells the loop that its threads have ended."""
    return asyncio.isfuture(getattr(callback, "__self__", None))


def label_of(callback: Any, kind: str) -> str:
    """The name of a callback of the program's own."""
    if kind not in ("call", "done"):
        return ""
    function = _function_of(callback)
    if not isinstance(function, (BuiltinFunctionType, MethodType)) and not hasattr(function, "__name__"):
        return type(function).__name__
    name = getattr(function, "__name__", "")
    return "" if name == "<lambda>" else name


def sleeper(callback: Any, arguments: tuple[Any, ...]) -> Task | None:
    """The task that sleeps until a timer is due; None: it is another timer."""
    if _function_of(callback) is not private.SET_RESULT:
        return None
    for wake, *_ in arguments[0]._callbacks or ():
        task = task_of_step(wake)
        if task is not None:
            return task
    return None


def is_idle(callback: Any, arguments: tuple[Any, ...]) -> bool:
    """Whether a timer has nothing to do any more: its sleep was cancelled."""
    return callback is private.SET_RESULT and arguments[0].done()
