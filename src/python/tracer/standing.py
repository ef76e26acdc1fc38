"""Futures that stand for others: gather, shield, as_completed."""

import asyncio
import functools
import inspect
from asyncio import futures, tasks
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import places, private, values
from .replaced import current_recorder, replace
from .task import Task

if TYPE_CHECKING:
    from .recorder import Recorder


class Made:
    """What is told of one of them."""

    def __init__(self, recorder: "Recorder", by: str, members: list[Any], until: str = "all") -> None:
        self.recorder = recorder
        self.by = by
        self.members = members
        self.until = until
        self.task = recorder.running_number
        self.number = recorder.number_future(self)
        #: Whether anybody has awaited it, asked for its result, listened to it or cancelled it.
        self.is_asked = False
        self.is_ended = False
        #: Of gather: the task that ended the last of the members that have.
        self.latest = 0
        #: Of as_completed: the timer of its limit, and those that are not done.
        self.timer: Any = None
        self.todo: set[Any] | None = None

    def tell(self, place: str) -> None:
        """It was made."""
        each = list(dict.fromkeys(self.members))
        of, others = numbers(self.recorder, each)
        self.recorder.facts.future_made(self.task, self.number, self.by, of, others, len(each), place)

    def ended_by(self) -> int:
        """The task that has acted when it is done."""
        return ended_by(self.recorder, self.members[0]) if self.by == "shield" else self.latest

    def end(self, ending: str) -> None:
        if not self.is_ended:
            self.is_ended = True
            self.recorder.future_ended(self.number, ending)


def ended_by(recorder: "Recorder", future: Any) -> int:
    """The task that has acted when a future is done; 0: none."""
    if isinstance(future, Task):
        return recorder.know(future)
    made = made_of(future)
    return 0 if made is None else made.ended_by()


def numbers(recorder: "Recorder", members: Iterable[Any]) -> tuple[list[int], list[int]]:
    """The numbers of the tasks among `members`, and of those that stand for others."""
    of, others = [], []
    for one in members:
        if isinstance(one, Task):
            of.append(recorder.know(one))
        else:
            made = made_of(one)
            if made is not None:
                others.append(made.number)
    return of, others


def _standing(base: Any) -> Any:
    """A class of futures that know what they stand for, and whether anybody cares."""

    class Standing(base):
        made: Made | None = None

        def __await__(self) -> Any:
            self._note_asked()
            return super().__await__()

        __iter__ = __await__

        def result(self) -> Any:
            self._note_asked()
            return super().result()

        def exception(self) -> Any:
            self._note_asked()
            return super().exception()

        def add_done_callback(self, *arguments: Any, **named: Any) -> None:
            self._note_asked()
            super().add_done_callback(*arguments, **named)

        def cancel(self, msg: Any = None) -> bool:
            self._note_asked()
            if base is futures.Future and not self.done():
                self._tell('{"how":"cancelled"}')
            return super().cancel(msg)

        def set_result(self, result: Any, /) -> None:
            if self.made is not None and not self.done():
                self._tell(_returned(result))
            super().set_result(result)

        def set_exception(self, exception: Any, /) -> None:
            if self.made is not None and not self.done():
                self._tell(values.ending(exception() if isinstance(exception, type) else exception))
            super().set_exception(exception)

        def _note_asked(self) -> None:
            if self.made is not None:
                self.made.is_asked = True

        def _tell(self, ending: str) -> None:
            if self.made is not None:
                self.made.end(ending)

    Standing.__name__ = Standing.__qualname__ = base.__name__
    Standing.__module__ = base.__module__
    return Standing


def _returned(result: object) -> str:
    return f'{{"how":"returned","value":{values.value(result)}}}'


#: The outer future of a shield, and of a gather of nothing.
Future: Any = _standing(futures.Future)
_Gathering: Any = _standing(private.GatheringFuture)
_SHIELD, _GATHER = asyncio.shield.__code__, asyncio.gather.__code__


def is_maker(code: object) -> bool:
    """Whether who asks the loop for a future wants one that stands for others."""
    return code is _SHIELD or code is _GATHER


def made_of(future: Any) -> Made | None:
    return future.made if isinstance(future, (Future, _Gathering)) else None


def install() -> None:
    replace(tasks, "_GatheringFuture", _Gathering)
    _install_gather()
    _install_shield()
    if private.AsCompletedIterator is None:
        _install_generator()
    else:
        _install_iterator()


def _install_gather() -> None:
    original = asyncio.gather

    @functools.wraps(original)
    def gather(*coros_or_futures: Any, return_exceptions: bool = False) -> Any:
        outer: Any = original(*coros_or_futures, return_exceptions=return_exceptions)
        until = "all" if return_exceptions else "first-error"
        _made(outer, "gather", list(getattr(outer, "_children", ())), until)
        return outer

    replace(asyncio, "gather", gather)
    replace(tasks, "gather", gather)


def _made(outer: Any, by: str, members: list[Any], until: str = "all") -> None:
    recorder = current_recorder() or getattr(outer.get_loop(), "recorder", None)
    if recorder is None or not isinstance(outer, (Future, _Gathering)):
        return
    place = _here()
    made = Made(recorder, by, members, until)
    outer.made = made
    made.tell(place)
    if outer.done():
        error = outer._exception
        made.end(_returned(futures.Future.result(outer)) if error is None else values.ending(error))


def _here() -> str:
    frame = places.own_frame(3)
    return "" if frame is None else f',"place":{places.text_of(frame)}'


def _install_shield() -> None:
    original = asyncio.shield

    @functools.wraps(original)
    def shield(arg: Any) -> Any:
        # The program warns of a coroutine that it lost; here it has its task before.
        inner = arg if asyncio.isfuture(arg) else asyncio.ensure_future(arg)
        outer = original(inner)
        if outer is not inner:
            _made(outer, "shield", [inner])
        return outer

    replace(asyncio, "shield", shield)
    replace(tasks, "shield", shield)


# as_completed. The awaitables become tasks in the order given: it makes a set of them, whose order is chance.


def _started(given: Any) -> list[Any]:
    loop = asyncio.get_event_loop()
    return [asyncio.ensure_future(one, loop=loop) for one in dict.fromkeys(given)]


def _is_misused(given: Any) -> bool:
    return inspect.isawaitable(given) or current_recorder() is None


def _install_iterator() -> None:
    original = asyncio.as_completed
    iterator = private.AsCompletedIterator

    @functools.wraps(original)
    def as_completed(fs: Any, *, timeout: float | None = None) -> Any:
        if _is_misused(fs):
            return original(fs, timeout=timeout)
        members = _started(fs)
        made = _completions(members, _here())
        completions: Any = original(members, timeout=timeout)
        completions.made = made
        made.timer, made.todo = completions._timeout_handle, completions._todo
        return completions

    replace(asyncio, "as_completed", as_completed)
    replace(tasks, "as_completed", as_completed)
    for name in ("__next__", "__anext__"):
        replace(iterator, name, _noting(getattr(iterator, name)))


def _noting(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @functools.wraps(original)
    def noting(self: Any) -> Any:
        made = getattr(self, "made", None)
        if made is not None:
            made.is_asked = True
        return original(self)

    return noting


def _completions(members: list[Any], place: str) -> Made:
    recorder = current_recorder()
    assert recorder is not None
    made = Made(recorder, "asCompleted", members)
    made.tell(place)
    if not members:
        made.end(_returned(None))
    return made


def _install_generator() -> None:
    """Before 3.13 nothing happens until somebody asks for the first."""
    original = asyncio.as_completed

    @functools.wraps(original)
    def as_completed(fs: Any, *, timeout: float | None = None) -> Iterator[Any]:
        if _is_misused(fs):
            yield from original(fs, timeout=timeout)
            return
        members = _started(fs)
        made = _completions(members, _here())
        made.is_asked = True
        completions: Any = original(members, timeout=timeout)
        for one in completions:
            if made.todo is None:
                local = completions.gi_frame.f_locals
                made.timer, made.todo = local.get("timeout_handle"), local["todo"]
                local["done"].made = made
            yield one

    replace(asyncio, "as_completed", as_completed)
    replace(tasks, "as_completed", as_completed)


def completions_of(local: dict[str, Any]) -> Made | None:
    """What the coroutine of as_completed with these variables is one of."""
    owner = local.get("self") or local.get("done")
    return getattr(owner, "made", None)


def before_gather(recorder: "Recorder", callback: Any, child: Any) -> None:
    """A gather is about to hear that a member is done."""
    names = callback.__code__.co_freevars
    outer = callback.__closure__[names.index("outer")].cell_contents if "outer" in names else None
    made = made_of(outer)
    if made is not None:
        made.latest = ended_by(recorder, child)


def before_callback(callback: Any, arguments: tuple[Any, ...]) -> None:
    """A callback of as_completed is about to run: with the last of the awaitables, or its limit, it ends."""
    made = _made_for(callback)
    if made is None or not made.todo:
        return
    if not arguments:
        made.end(values.ending(TimeoutError()))
    elif arguments[0] in made.todo and len(made.todo) == 1:
        made.end(_returned(None))


def _made_for(callback: Any) -> Made | None:
    owner = getattr(callback, "__self__", None)
    if owner is not None:
        return getattr(owner, "made", None)
    code = getattr(callback, "__code__", None)
    if code is None or "done" not in code.co_freevars:
        return None
    cell = callback.__closure__[code.co_freevars.index("done")]
    return getattr(cell.cell_contents, "made", None)
