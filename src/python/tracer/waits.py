"""What a suspended task waits for: read from the coroutines between it and the future, and from the frames of asyncio among them."""

import asyncio
import gc
import inspect
from asyncio import locks, queues, tasks
from collections.abc import Callable, Iterable
from types import CodeType, CoroutineType, FrameType, GeneratorType
from typing import TYPE_CHECKING, Any

from . import facts, places, private, standing
from .task import Task

if TYPE_CHECKING:
    from .recorder import Recorder

#: A wait: by what (its kind, or who waits for tasks), and as JSON.
Wait = tuple[str, str]
TURN: Wait = ("turn", '{"kind":"turn"}')

# They hide what they drive; the collector knows it.
_HIDING = ("async_generator_a", "anext_awaitable", "coroutine_wrapper")


def _step_into(awaited: Any) -> tuple[CodeType | None, Any]:
    """The code of what is suspended, and what it awaits."""
    kind = type(awaited)
    if kind is CoroutineType:
        return awaited.cr_code, awaited.cr_await
    if kind is GeneratorType:
        return awaited.gi_code, awaited.gi_yieldfrom
    if inspect.isasyncgen(awaited):
        return awaited.ag_code, awaited.ag_await
    if kind.__name__.startswith(_HIDING):
        return None, next((one for one in gc.get_referents(awaited) if _is_driven(one)), None)
    return None, None


def _is_driven(one: object) -> bool:
    return inspect.isasyncgen(one) or inspect.iscoroutine(one) or "asend" in type(one).__name__


def chain_of(coroutine: Any) -> list[tuple[Any, CodeType]]:
    """From the outermost to the innermost: what is suspended, and its code."""
    chain = []
    while coroutine is not None:
        code, deeper = _step_into(coroutine)
        if code is not None:
            chain.append((coroutine, code))
        coroutine = deeper
    return chain


def frame_of(suspended: Any) -> FrameType | None:
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        if hasattr(suspended, name):
            return getattr(suspended, name)
    return None


def _locals(suspended: Any) -> dict[str, Any]:
    frame = frame_of(suspended)
    return {} if frame is None else dict(frame.f_locals)


class Inner:
    """The coroutines of asyncio through which a task came to its future, outermost first; and the program's own above them."""

    def __init__(self, chain: list[tuple[Any, CodeType]]) -> None:
        begin = len(chain)
        while begin > 0 and places.is_asyncio(chain[begin - 1][1]):
            begin -= 1
        self.asyncio = [one for one in chain[begin:] if not one[1].co_filename.startswith(places.HERE)]
        self._above = chain[:begin]

    def place(self) -> str:
        """`,"place":…` of the await, or nothing."""
        for suspended, code in reversed(self._above):
            if places.is_own(code):
                frame = frame_of(suspended)
                return "" if frame is None else f',"place":{places.text_of(frame)}'
        return ""


def wait_of(recorder: "Recorder", task: Task, future: Any, inner: Inner) -> Wait:
    """What `task`, which is suspended on `future`, waits for."""
    if isinstance(future, Task):
        recorder.know(future)
        return ("task", f'{{"kind":"task","of":{future.number}}}')
    made = standing.made_of(future)
    if made is not None and made.by != "asCompleted":
        return made.by, _standing_wait(recorder, made)
    for index, (suspended, code) in enumerate(inner.asyncio):
        describe = _WAITS_BY_ID.get(id(code))
        wait = None if describe is None else describe(recorder, _locals(suspended), inner.asyncio[index + 1 :])
        if wait is not None:
            return wait
    work = recorder.work_of(future)
    if work is not None:
        number, label = work
        return ("outside", facts.fields(kind="outside", work=number, label=label))
    if inner.asyncio:
        return _outside(recorder, task, inner)
    return ("future", facts.fields(kind="future", label=recorder.future_label(future)))


def _outside(recorder: "Recorder", task: Task, inner: Inner) -> Wait:
    """A socket, a process, a signal: work outside of the loop that begins with the wait."""
    label = inner.asyncio[0][1].co_qualname
    task.work = recorder.work_started(label, inner.place())
    return ("outside", facts.fields(kind="outside", work=task.work, label=label))


def _standing_wait(recorder: "Recorder", made: standing.Made) -> str:
    return tasks_wait(
        recorder,
        made.by,
        made.members,
        until=made.until,
        future=made.number,
        count=len(dict.fromkeys(made.members)) if made.by == "gather" else None,
    )[1]


def tasks_wait(
    recorder: "Recorder",
    by: str,
    members: Iterable[Any],
    *,
    until: str = "all",
    deadline: float | None = None,
    future: int = 0,
    count: int | None = None,
) -> Wait:
    """A wait for the end of those of `members` that are not done."""
    ordered = sorted(members, key=hash) if isinstance(members, set) else members
    pending = [one for one in dict.fromkeys(ordered) if not one.done()]
    of, futures = standing.numbers(recorder, pending)
    counted = len(pending) if count is None else count
    return by, (
        f'{{"kind":"tasks","by":"{by}","of":{_list(of)},"futures":{_list(futures)},"count":{counted},"until":"{until}",'
        f'"deadline":{facts.perhaps(deadline)},"future":{future}}}'
    )


def _list(numbers: list[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


# What the frames of asyncio say. Each answers None where another frame knows better.

Describe = Callable[["Recorder", dict[str, Any], list[tuple[Any, CodeType]]], Wait | None]


def _sleep(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait:
    handle = local.get("h")
    if handle is None:
        return TURN
    return ("sleep", f'{{"kind":"sleep","until":{facts.instant(recorder.since_start(handle.when()))}}}')


def _at(kind: str) -> Describe:
    def describe(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait | None:
        number = recorder.resource_number(local["self"])
        return None if number == 0 else (kind, f'{{"kind":"{kind}","resource":{number}}}')

    return describe


def _condition(recorder: "Recorder", local: dict[str, Any], inner: list[tuple[Any, CodeType]]) -> Wait | None:
    # After it was notified it waits for the lock.
    if inner and inner[0][1] is _LOCK_ACQUIRE:
        return None
    return _at("condition")(recorder, local, inner)


def _barrier(recorder: "Recorder", local: dict[str, Any], inner: list[tuple[Any, CodeType]]) -> Wait | None:
    if any(code is _LOCK_ACQUIRE for _, code in inner):
        return None
    return _at("barrier")(recorder, local, inner)


_UNTIL = {asyncio.ALL_COMPLETED: "all", asyncio.FIRST_COMPLETED: "first", asyncio.FIRST_EXCEPTION: "first-error"}


def _deadline(recorder: "Recorder", handle: Any) -> float | None:
    return None if handle is None else recorder.since_start(handle.when())


def _wait(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait:
    until = _UNTIL.get(local["return_when"], "all")
    deadline = _deadline(recorder, local.get("timeout_handle"))
    return tasks_wait(recorder, "wait", local["fs"], until=until, deadline=deadline)


def _group(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait:
    return tasks_wait(recorder, "taskGroup", local["self"]._tasks)


def _cancel_and_wait(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait:
    return tasks_wait(recorder, "waitFor", [local["fut"]])


def _old_wait_for(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait | None:
    """Before 3.12, wait_for makes a task of a coroutine."""
    future = local.get("fut")
    if not asyncio.isfuture(future):
        return None
    return tasks_wait(recorder, "waitFor", [future], deadline=_deadline(recorder, local.get("timeout_handle")))


def _next_completed(recorder: "Recorder", local: dict[str, Any], _inner: object) -> Wait | None:
    made = standing.completions_of(local)
    if made is None:
        return None
    deadline = _deadline(recorder, made.timer)
    return tasks_wait(recorder, "asCompleted", made.members, until="first", deadline=deadline, future=made.number)


_LOCK_ACQUIRE = locks.Lock.acquire.__code__
_WAITS: dict[CodeType | None, Describe] = {
    private.SLEEP: _sleep,
    private.WAIT: _wait,
    private.CANCEL_AND_WAIT: _cancel_and_wait,
    private.GROUP_EXIT: _group,
    private.AS_COMPLETED_NEXT: _next_completed,
    _LOCK_ACQUIRE: _at("lock"),
    locks.Semaphore.acquire.__code__: _at("semaphore"),
    locks.Event.wait.__code__: _at("event"),
    locks.Condition.wait.__code__: _condition,
    locks.Barrier.wait.__code__: _barrier,
    queues.Queue.get.__code__: _at("get"),
    queues.Queue.put.__code__: _at("put"),
    queues.Queue.join.__code__: _at("join"),
}
if not hasattr(tasks, "timeouts"):
    _WAITS[private.WAIT_FOR] = _old_wait_for
#: A code's hash takes long.
_WAITS_BY_ID = {id(code): describe for code, describe in _WAITS.items() if code is not None}
