"""What was there before the tracer put something in its place, and how it wraps what is there."""

import functools
from asyncio import events
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .values import without_own_frames

if TYPE_CHECKING:
    from .recorder import Recorder

_replaced: list[tuple[Any, str, Any]] = []


def replace(owner: Any, name: str, replacement: Any) -> None:
    """Puts `replacement` in the place of `owner`'s attribute."""
    _replaced.append((owner, name, getattr(owner, name)))
    setattr(owner, name, replacement)


def restore() -> None:
    """Puts everything back, the last first: another script may run in this interpreter."""
    while _replaced:
        owner, name, original = _replaced.pop()
        setattr(owner, name, original)


def current_recorder() -> "Recorder | None":
    """Who records what the running loop of this thread does."""
    loop: Any = events._get_running_loop()
    return None if loop is None else getattr(loop, "recorder", None)


#: The runs under way, the innermost last: also threads print for them.
under_way: "list[Recorder]" = []


def recorder_of_output() -> "Recorder | None":
    """The run that what this thread prints belongs to."""
    return under_way[-1] if under_way else None


Before = Callable[["Recorder", Any, tuple[Any, ...], dict[str, Any]], None]
After = Callable[["Recorder", Any, tuple[Any, ...], Any], None]


def tell_before(cls: type, name: str, before: Before) -> None:
    """Each call of a method is told of before it happens. Errors pass through as they are."""
    original = getattr(cls, name)

    @functools.wraps(original)
    def wrapped(self: Any, *arguments: Any, **named: Any) -> Any:
        recorder = current_recorder()
        if recorder is not None:
            before(recorder, self, arguments, named)
        try:
            return original(self, *arguments, **named)
        except BaseException as error:
            without_own_frames(error)
            raise

    replace(cls, name, wrapped)


def tell_after(cls: type, name: str, after: After) -> None:
    """Each call of a method that succeeded is told of, with its result."""
    original = getattr(cls, name)

    @functools.wraps(original)
    def wrapped(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            result = original(self, *arguments, **named)
        except BaseException as error:
            without_own_frames(error)
            raise
        recorder = current_recorder()
        if recorder is not None:
            after(recorder, self, arguments, result)
        return result

    replace(cls, name, wrapped)


def tell_after_await(cls: type, name: str, after: After) -> None:
    """The same of a coroutine function."""
    original = getattr(cls, name)

    @functools.wraps(original)
    async def wrapped(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            result = await original(self, *arguments, **named)
        except BaseException as error:
            without_own_frames(error)
            raise
        recorder = current_recorder()
        if recorder is not None:
            after(recorder, self, arguments, result)
        return result

    replace(cls, name, wrapped)
