"""Who acts, on whose behalf, and what everything is called: the facts of one run follow from that."""

import asyncio
import sys
import threading
import weakref
from asyncio import futures
from types import FrameType
from typing import TYPE_CHECKING, Any

from . import callbacks, facts, places, private, resources, scopes, spans, standing, values, waits
from .settings import Seconds, Settings
from .task import ENDED, READY, RUNNING, WAITING, Task
from .unnoticed import Unnoticed

if TYPE_CHECKING:
    from .loop import Loop

_HANDED = ("lock", "semaphore", "get", "put")
_BY_TASK = '{"kind":"task"}'
_CANCEL = Task.cancel.__code__
#: The work outside of the loop that a thread does runs on behalf of a task.
thread = threading.local()


class Request:
    """A request to stop that was not delivered yet."""

    __slots__ = ("number", "by", "message")

    def __init__(self, number: int, by: int, message: str | None) -> None:
        self.number = number
        self.by = by
        self.message = message


class Recorder:
    """Records one run of one loop."""

    def __init__(self, loop: "Loop", told: facts.Facts, settings: Settings, start: Seconds) -> None:
        self.loop = loop
        self.facts = told
        self.stacks = settings.stacks
        self.thread = threading.get_ident()
        #: The task whose step runs; None: a callback runs, or nothing.
        self.running: Task | None = None
        #: On whose behalf a callback runs.
        self.actor = 0
        #: Whether what runs is a timer's.
        self.in_timer = False
        #: Of the task that is made next: its group, and the name that it will get.
        self.next_group = 0
        self.next_name: Any = None
        self.main_ended_at: Seconds | None = None
        self.unnoticed = Unnoticed(self)
        self._start = start
        self._origin = _BY_TASK
        self._requests: dict[int, Request] = {}
        self._request_count = 0
        self._task_count = 0
        self._span_count = 0
        self._resource_count = 0
        self._group_count = 0
        self._limit_count = 0
        self._future_count = 0
        self._work_count = 0
        self._works: weakref.WeakKeyDictionary[Any, tuple[int, str]] = weakref.WeakKeyDictionary()

    # numbers

    def since_start(self, when: Seconds) -> Seconds:
        """A time of the loop's clock, from the beginning of the run on."""
        return when - self._start

    @property
    def running_number(self) -> int:
        """The task that runs, or on whose behalf this thread does."""
        if threading.get_ident() != self.thread:
            return getattr(thread, "task", 0)
        return 0 if self.running is None else self.running.number

    @property
    def acting(self) -> int:
        """The task that runs, or on whose behalf a callback does."""
        return self.actor if self.running is None else self.running.number

    def know(self, task: Any) -> int:
        """The number of a task. One that an earlier run of the loop has left gets a new one."""
        if not isinstance(task, Task):
            return 0
        if task.recorder is not None and task.recorder is not self:
            task.recorder, task.stack = self, []
            self._task_count += 1
            task.number = self._task_count
            self.facts.task_created(task.number, task.get_name(), task.label, 0, 0, "")
        return task.number

    def number_resource(self) -> int:
        self._resource_count += 1
        return self._resource_count

    def number_group(self) -> int:
        self._group_count += 1
        return self._group_count

    def number_limit(self) -> int:
        self._limit_count += 1
        return self._limit_count

    def number_future(self, made: standing.Made) -> int:
        self._future_count += 1
        self.unnoticed.future_made(made)
        return self._future_count

    def resource_number(self, thing: Any) -> int:
        return resources.number_of(self, thing)

    # tasks

    def number_task(self) -> int:
        self._task_count += 1
        return self._task_count

    def task_made(self, task: Task, coroutine: Any, name: Any, number: int) -> None:
        task.recorder, task.number = self, number
        given = self.next_name if name is None else name
        own_name = f"Task-{number}" if task.phase == RUNNING else task.get_name()
        task.label = str(given) if given is not None else spans.label_of_coroutine(coroutine)
        place = places.here() if self.loop.is_running() else ""
        shown = str(given) if given is not None else own_name
        self.facts.task_created(number, shown, task.label, self.running_number, self.next_group, place)

    def renamed(self, task: Task) -> None:
        name = task.get_name()
        # Before 3.13 a group names its task after it was made.
        if name != task.label:
            task.label = name
            self.facts.task_renamed(task.number, name, name)

    def begin_eager(self, task: Task) -> Task | None:
        """A task runs its first step within the one that makes it."""
        outer, self.running = self.running, task
        task.phase = RUNNING
        self.facts.resumed(task.number)
        return outer

    def end_eager(self, task: Task, outer: Task | None) -> None:
        self.step_ended(task)
        self.running = outer

    def step_begins(self, task: Any) -> None:
        number = task.number if task.recorder is self else self.know(task)
        if task._must_cancel:
            self._woken_by_cancel(task, None)
        if self._requests:
            self._requests.pop(number, None)
        self.running = task
        task.phase = RUNNING
        self.facts.resumed(number)

    def step_ended(self, task: Task) -> None:
        if task.phase == RUNNING:
            if task.done():
                self._ended(task)
            else:
                self._suspended(task, getattr(task, "_fut_waiter"))
        self.running = None

    def queued(self, callback: Any, arguments: tuple[Any, ...]) -> None:
        """The loop is about to put a callback at the end of the ready queue."""
        running = self.running
        if running is not None and running.phase == RUNNING and running.done():
            self._ended(running)
        task = callbacks.task_of_step(callback)
        if task is None:
            kind = self._kind_of(callback, arguments)
            if kind:
                of = self.know(arguments[0]) if arguments and isinstance(arguments[0], Task) else 0
                self.facts.callback_queued(
                    self.running_number, kind, callbacks.label_of(callback, kind), of if kind != "call" else 0
                )
        elif task.recorder is None:
            return
        elif callbacks.is_wake(callback):
            self._woken(task, arguments[0])
        elif task is running and task.phase == RUNNING:
            self._suspended(task, None)

    def _suspended(self, task: Task, future: Any) -> None:
        task.phase = WAITING
        if future is None:
            if not spans.IS_MONITORED:
                spans.follow(self, task, waits.chain_of(task.get_coro()))
            task.is_stopping = False
            task.wait = "turn"
            self.facts.suspended(task.number, waits.TURN[1], "")
            return
        chain = waits.chain_of(task.get_coro())
        if not spans.IS_MONITORED:
            spans.follow(self, task, chain)
        task.is_stopping = False
        inner = waits.Inner(chain)
        task.wait, wait = waits.wait_of(self, task, future, inner)
        self.facts.suspended(task.number, wait, inner.place())

    def _woken(self, task: Task, future: Any) -> None:
        if task.recorder is not self:
            self.know(task)
        if task.phase == RUNNING:
            self._suspended(task, future)
        if task.work:
            self.facts.work_ended(self.running_number, task.work)
            task.work = 0
        self.work_done(future)
        if future.cancelled() or isinstance(future._exception, asyncio.CancelledError):
            self._woken_by_cancel(task, None)
        elif self.in_timer and self.running is None:
            self.facts.woken(task.number, '{"kind":"timer"}')
        else:
            kind = "handed" if task.wait in _HANDED and not self._is_shutting_down() else "result"
            self.facts.woken(task.number, f'{{"kind":"{kind}","by":{self.acting}}}')
        task.phase = READY

    def _is_shutting_down(self) -> bool:
        """Whether a queue that is shut down wakes those who wait at it."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and places.is_asyncio(frame.f_code):
            if frame.f_code.co_name == "shutdown":
                return True
            frame = frame.f_back
        return False

    def _woken_by_cancel(self, task: Task, message: str | None) -> None:
        request = self._requests.pop(task.number, None)
        if request is None:
            cause = f'{{"kind":"cancelled","by":{self.acting},"request":null,"message":{_text(message)}}}'
        else:
            cause = f'{{"kind":"cancelled","by":{request.by},"request":{request.number},"message":{_text(request.message)}}}'
        task.is_stopping = True
        self.facts.woken(task.number, cause)

    def task_waiting_for(self, future: Any) -> Task | None:
        """The task that a future's end wakes."""
        for callback, *_ in future._callbacks or ():
            task = callbacks.task_of_step(callback)
            if task is not None:
                return task
        return None

    def _ended(self, task: Any) -> None:
        task.phase = ENDED
        error = None if task.cancelled() else task._exception
        if task.cancelled():
            ending = '{"how":"cancelled"}'
        elif error is None:
            ending = f'{{"how":"returned","value":{values.value(task.result())}}}'
        else:
            if not task.stack:
                self._told_reuse(error, task.label)
            ending = values.ending(error, self.stacks)
            self.unnoticed.failed(task)
        spans.end_all(self, task, ending)
        if task.number == 1:
            self.main_ended_at = self.facts.now()
        self._requests.pop(task.number, None)
        task.handed = None
        self.facts.task_ended(task.number, ending)

    def _told_reuse(self, error: BaseException, label: str) -> None:
        if spans.is_reuse(error):
            self.facts.awaited_twice(self.running_number, label, "")

    # spans

    def span_started(self, task: Task, key: Any, label: str, name: str, place: str) -> None:
        self._span_count += 1
        task.stack.append((key, self._span_count))
        self.facts.span_started(task.number, self._span_count, label, name, place)

    def span_ended(self, task: Task, ending: str) -> None:
        _, span = task.stack.pop()
        self.facts.span_ended(task.number, span, ending)

    # cancellation

    def cancel_requested(self, task: Task, message: Any) -> None:
        number = self.know(task)
        origin, is_outside, place = self._origin_of_cancel()
        by = 0 if is_outside else self.acting
        accepted = not task.done()
        said = None if message is None else str(message)
        self._request_count += 1
        if accepted:
            self._requests[number] = Request(self._request_count, by, said)
        self.facts.cancel_requested(number, self._request_count, by, origin, said, accepted, place)

    def _origin_of_cancel(self) -> tuple[str, bool, str]:
        """On whose behalf a task is asked to stop, whether that is nobody's among the tasks, and the program's line."""
        if self.loop.is_shutting_down:
            return '{"kind":"shutdown"}', True, ""
        frame: FrameType | None = sys._getframe(3)
        while frame is not None and not places.is_own(frame.f_code):
            code = frame.f_code
            if code is private.ON_TIMEOUT:
                limit = scopes.limit_of(frame.f_locals["self"])
                if limit is not None:
                    limit.expired()
                    return f'{{"kind":"limit","limit":{limit.number}}}', True, ""
            elif code is private.CANCEL_AND_WAIT:
                back = frame.f_back
                seconds = 0.0 if back is None else back.f_locals.get("timeout", 0.0)
                limit = scopes.expire_at_once(self, seconds)
                if limit is not None:
                    return f'{{"kind":"limit","limit":{limit.number}}}', True, ""
            elif code in (private.GROUP_ABORT, private.ON_TASK_DONE, private.GROUP_EXIT):
                group = scopes.group_number(self, frame.f_locals["self"])
                if group:
                    return f'{{"kind":"group","group":{group}}}', False, places.here() if self.running else ""
            frame = frame.f_back
        return _BY_TASK, False, places.here() if self.loop.is_running() else ""

    def uncancelled(self, task: Task, left: int) -> None:
        number = self.know(task)
        if left == 0 and task.phase == RUNNING:
            self._requests.pop(number, None)
        self.facts.uncancelled(number, left)

    # callbacks

    def callback_begins(self, callback: Any, arguments: tuple[Any, ...], is_timer: bool) -> bool:
        """A callback's turn has come. Answers whether that was told."""
        self.actor = standing.ended_by(self, arguments[0]) if arguments else 0
        self.in_timer = is_timer
        kind = self._kind_of(callback, arguments, is_timer)
        if not kind:
            return False
        self.facts.callback_started()
        if kind == "gather":
            standing.before_gather(self, callback, arguments[0])
        elif kind in ("asCompleted", "limit"):
            standing.before_callback(callback, arguments)
        return True

    def _kind_of(self, callback: Any, arguments: tuple[Any, ...], is_timer: bool = False) -> str:
        """What a callback is there for; "" where it is asyncio's own business, as what it does at the end of a run."""
        kind = callbacks.kind_of(callback, arguments, is_timer)
        if kind == "main" and self.loop.is_own_business:
            return ""
        if self.loop.is_joining and callbacks.is_of_future(callback):
            return ""
        return kind

    def turn_skipped(self) -> None:
        """What was taken back would have had its turn now: its place in the queue is free."""
        self.facts.callback_started()

    def timers_due(self, handles: list[Any], is_alone: bool) -> None:
        """Timers were put at the end of the ready queue. A lone one runs at once."""
        timers = map(self._due_timer, handles)
        if not is_alone:
            self.facts.timers_due(timers)
            return
        for task, kind, label in timers:
            if task == 0:
                self.facts.callback_queued(0, kind, label, 0)

    def _due_timer(self, handle: Any) -> tuple[int, str, str]:
        """The task that sleeps until then; or 0, and what the callback is there for, with its label."""
        callback, arguments = handle._callback, handle._args
        task = callbacks.sleeper(callback, arguments)
        if task is not None and task.recorder is not None:
            return self.know(task), "", ""
        kind = callbacks.kind_of(callback, arguments, is_timer=True) or "call"
        return 0, kind, callbacks.label_of(callback, kind)

    # futures, work outside of the loop

    def future_ended(self, number: int, ending: str) -> None:
        self.facts.future_ended(self.acting, number, ending)

    def future_label(self, future: Any) -> str:
        return self.loop.future_label(future)

    def work_started(self, label: str, place: str, future: Any = None) -> int:
        self._work_count += 1
        if future is not None:
            self._works[future] = (self._work_count, label)
        self.facts.work_started(self.running_number, self._work_count, label, place)
        return self._work_count

    def work_done(self, future: Any) -> None:
        """Told once, before whoever waits for it is woken."""
        work = self._works.pop(future, None)
        if work is not None:
            self.facts.work_ended(self.running_number, work[0])

    def work_of(self, future: futures.Future[Any]) -> tuple[int, str] | None:
        return self._works.get(future)

    # the rest

    def writer(self) -> tuple[int, str]:
        """The task that prints now, and where."""
        if self.running is not None:
            spans.settle(self, self.running)
        return (self.running_number, places.here())

    def printed(self, text: str, stream: str, by: tuple[int, str]) -> None:
        task, place = by
        self.facts.printed(task, values.printed(text), stream, place)

    def blocked(self, seconds: Seconds) -> None:
        self.facts.blocked(self.running_number, seconds, places.here())

    def busy(self) -> None:
        self.facts.busy(self.running_number, places.here())

    def error_reported(self, message: str, error: BaseException, future: Any) -> None:
        task = self.know(future) if isinstance(future, Task) else 0
        self.facts.error_reported(task, message, values.error_text(error, self.stacks))


def _text(message: str | None) -> str:
    return "null" if message is None else values.text(message)
