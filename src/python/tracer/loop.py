"""The event loop: asyncio's own, with a clock that jumps, and turns that are seen."""

import asyncio
import concurrent.futures
import functools
import heapq
import itertools
import os
import sys
import threading
import weakref
from asyncio import base_events, events, futures, runners, tasks
from asyncio.log import logger
from collections.abc import Callable
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType
from typing import Any

from . import callbacks, facts, output, places, resources, scopes, spans, standing, unnoticed, values
from . import clock as clock_module
from .clock import clock
from .recorder import Recorder, thread
from .replaced import replace, under_way
from .settings import LEAST_TURNS, Seconds, Settings
from .stream import Stream
from .task import RUNNING, Task
from .values import without_own_frames

_HAS_PIPES = sys.platform != "emscripten"
#: A select of the wall clock waits for so long at most; base_events.py, MAXIMUM_SELECT_TIMEOUT
_LONGEST_SELECT: Seconds = 24 * 3600
#: The tasks that are ready in so many turns before a livelock keep the loop busy.
_WATCHED_TURNS = 100
#: By how much a thread lets the time pass that waits by asking for it: the loop takes a turn for each.
_CREEP_IN_THREAD: Seconds = 1e-3


class Halt(BaseException):
    """A run was cut off, or can't go on. What the run should have answered, nobody knows."""


class Host:
    """What all loops of a script share."""

    def __init__(self, settings: Settings, stream: Stream) -> None:
        self.settings = settings
        self.stream = stream
        self.program = os.path.splitext(os.path.basename(settings.script))[0]
        self.sources = [places.relative(os.path.abspath(settings.script))]
        self.has_run = False
        #: Tasks of runs that were cut off: were they given up, their `finally` would run.
        self.stopped: list[Any] = []
        self._variants: dict[str, int] = {}
        self.loops: weakref.WeakSet[Loop] = weakref.WeakSet()

    def variant(self, coroutine: Any) -> str:
        """The name of a run: its coroutine's, counted where there are several."""
        name = getattr(coroutine, "__name__", None) or "main"
        count = self._variants[name] = self._variants.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


_host: Host


class Loop(asyncio.SelectorEventLoop):
    """A selector event loop under the clock of the script."""

    # Of asyncio's own: base_events.py, BaseEventLoop, and selector_events.py.
    _ready: Any
    #: A heap of its own making: when, which of those made for that time, and the handle. On a real clock no two times are equal.
    _scheduled: Any
    _stopping: bool
    _debug: bool
    _selector: Any
    _default_executor: Any
    _timer_cancelled_count: int
    _clock_resolution: Seconds
    _process_events: Callable[[Any], None]
    _check_closed: Callable[[], None]
    _check_thread: Callable[[], None]
    _check_callback: Callable[[Any, str], None]

    def __init__(self, selector: Any = None) -> None:
        #: Who records the run; None: there was none yet.
        self.recorder: Recorder | None = None
        #: The end of the run cancels what is left.
        self.is_shutting_down = False
        #: How a run was cut off that nobody goes on with.
        self.is_halted = False
        self._made_before: list[tuple[Task, Any, Any]] = []
        #: It runs what asyncio does at the end of a run.
        self.is_own_business = False
        #: Threads that work for the loop, those aside that sleep by its clock.
        self._busy_threads = 0
        self._turns = 0
        self._ran = 0
        self._instant: Seconds = -1.0
        self._busy_tasks: dict[int, None] = {}
        self._future_makers: weakref.WeakKeyDictionary[Any, tuple[CodeType, int]] = weakref.WeakKeyDictionary()
        self._start = self._latest = 0.0
        #: A loop's clock begins when it is made, and goes on from one of its runs to the next.
        self._ahead: Seconds = -clock.now()
        #: A blocking call went on beyond the time at which the run is cut off.
        self._is_past_latest = False
        self._is_main_next = False
        self._crash: tuple[Seconds, BaseException] | None = None
        #: Tasks are counted: sets of them then have the same order in each run.
        self.task_ordinals = itertools.count(1)
        self.thread = threading.get_ident()
        #: It waits for its threads to end.
        self.is_joining = False
        super().__init__(selector)
        self._clock_resolution = 1e-9
        _host.loops.add(self)

    # What there are no sockets for, nobody outside of the loop can wake it.

    def _make_self_pipe(self) -> None:
        if _HAS_PIPES:
            getattr(super(), "_make_self_pipe")()
        else:
            self._ssock = self._csock = None

    def _close_self_pipe(self) -> None:
        if _HAS_PIPES:
            getattr(super(), "_close_self_pipe")()

    def _write_to_self(self) -> None:
        if _HAS_PIPES:
            getattr(super(), "_write_to_self")()

    # time

    def time(self) -> Seconds:
        return clock.now() + self._ahead

    def go_live(self, why: str) -> None:
        """From now on the wall clock counts."""
        if clock.is_live:
            return
        clock.go_live()
        if self._open is not None:
            self._open.facts.clock_switched()
        tell(f"from here on by the wall clock, since {why}")

    def block(self, seconds: Seconds) -> None:
        """What `time.sleep` does to the loop: the clock moves, and nothing else runs."""
        recorder = self._open
        if recorder is not None:
            recorder.blocked(seconds)
        if clock.is_live:
            _host.stream.flush()
            clock_module.real_sleep(seconds)
        else:
            then = clock.after(seconds)
            if recorder is not None and then + self._ahead > self._latest:
                # The clock stands there for the rest of the turn.
                then, self._is_past_latest = self._latest - self._ahead, True
            clock.jump(then)

    def creep(self) -> None:
        """What it does to the loop that the program asks for the time until it is late enough: as if it slept."""
        recorder = self._open
        if recorder is not None:
            recorder.busy()
        clock.jump(clock.after(clock_module.CREEP))
        if recorder is not None and self.time() > self._latest:
            # Who asks has to see it pass, and what happens from there on is not told.
            self._is_past_latest = True

    # the beginning and the end of a run

    @property
    def _open(self) -> Recorder | None:
        """Who records now; None: nobody."""
        recorder = self.recorder
        return None if recorder is None or recorder.facts.is_closed else recorder

    def task_is_made(self, task: Task, coroutine: Any, name: Any, is_eager: bool) -> None:
        if self.is_own_business:
            return
        recorder = self._open
        is_before = not self.is_running() and not self._is_main_next
        if recorder is None or (is_before and recorder.main_ended_at is not None):
            self._made_before.append((task, coroutine, name))
            return
        if is_eager:
            task.phase = RUNNING
        number = 1 if self._is_main_next else recorder.number_task()
        self._is_main_next = False
        recorder.task_made(task, coroutine, name, number)

    def _begin(self, main: Any) -> None:
        """A run begins. `main`: the coroutine, task or future that it is for; None: it goes on until it is stopped."""
        for loop in list(_host.loops):
            if loop is self or (loop.thread == threading.get_ident() and not loop.is_running()):
                loop.finish()
        output.tell_outside()
        settings = _host.settings
        now = self.time()
        clock.begin_run()
        self._ahead = self._start = now
        self._latest = float("inf") if settings.until is None else self._start + settings.until
        self._crash = None
        _go_live_among_threads(self)
        told = facts.Facts(_host.stream, lambda: self.time() - self._start, settings.until, settings.most_facts)
        self.recorder = unnoticed.last_recorder = Recorder(self, told, settings, self._start)
        before, self._made_before = self._made_before, []
        tasks_before = [task for task, _, _ in before]
        first = main if isinstance(main, Task) else tasks_before[0] if main is None and before else None
        coroutine = main if asyncio.iscoroutine(main) else None if first is None else first.get_coro()
        clock_name = "wall" if clock.is_live else "virtual"
        told.begin(_host.program, _host.variant(coroutine), settings.seed, clock_name, _host.sources)
        _host.has_run = True
        self._is_main_next = coroutine is not None and first is None
        main_number = self.recorder.number_task() if self._is_main_next or first in tasks_before else 0
        for task, made_of, name in before:
            number = main_number if task is first else self.recorder.number_task()
            self.recorder.task_made(task, made_of, name, number)

    def finish(self) -> None:
        """The run has ended: what nobody noticed is told, and how it ended."""
        recorder = self._open
        if recorder is None:
            return
        self._tell_end(recorder)
        if recorder.main_ended_at is None and self._crash is not None:
            at, error = self._crash
            recorder.facts.end("crashed", at, error=values.error_fields(error, recorder.stacks))
        else:
            ended = recorder.main_ended_at
            recorder.facts.end("main-ended", recorder.facts.now() if ended is None else ended)
        # It holds on to frames, and to what they hold.
        self._crash = None
        if not _host.settings.live:
            clock.stand()

    def _tell_end(self, recorder: Recorder) -> None:
        output.end_run(recorder)
        recorder.facts.loop_closed()
        recorder.unnoticed.tell_errors()
        recorder.unnoticed.tell_rest()

    def run_until_complete(self, future: Any) -> Any:
        if _is_of_asyncio(future):
            return self._run_own(future)
        is_new = not asyncio.isfuture(future) or any(future is task for task, _, _ in self._made_before)
        if is_new or self._open is None:
            self._begin(future)
        try:
            return super().run_until_complete(future)
        except Halt:
            frame = places.own_frame()
            if frame is not None and places.is_dropped(frame):
                return None
            raise
        except BaseException as error:
            without_own_frames(error)
            if self._crash is None and self.recorder is not None:
                self._crash = (self.recorder.facts.now(), error)
            raise

    def _run_own(self, coroutine: Any) -> Any:
        """What asyncio does at the end of a run: closes async generators, joins threads."""
        if self.is_halted:
            coroutine.close()
            return None
        self.is_own_business = True
        try:
            return super().run_until_complete(coroutine)
        finally:
            self.is_own_business = False

    def run_forever(self) -> None:
        if self._open is None and not self.is_own_business:
            self._begin(None)
        recorder = self.recorder
        if recorder is None:
            super().run_forever()
            return
        under_way.append(recorder)
        try:
            super().run_forever()
        finally:
            under_way.remove(recorder)

    def close(self) -> None:
        if not self.is_closed() and not self.is_running():
            self.finish()
        super().close()

    def halt(self, how: str, at: Seconds | None = None, **more: object) -> Halt:
        """The run is cut off here: its tasks stay as they are, and nothing of them runs any more."""
        recorder = self._open
        if recorder is not None:
            if how == "stopped":
                output.end_run(recorder)
            else:
                self._tell_end(recorder)
            recorder.facts.end(how, recorder.facts.now() if at is None else at, **more)
        self.is_halted = True
        self._ready.clear()
        self._scheduled.clear()
        for task in asyncio.all_tasks(self):
            setattr(task, "_log_destroy_pending", False)
            _host.stopped.append(task)
        if not _host.settings.live:
            clock.stand()
        return Halt(how)

    # turns

    def _run_once(self) -> None:
        """One turn. CPython: base_events.py, BaseEventLoop._run_once"""
        self._drop_cancelled_timers()
        self._wait_until_ready()
        recorder = self._open
        self._fire_timers(recorder)
        ready = self._ready
        count = len(ready)
        self._count_turn(count)
        for _ in range(count):
            self._take_turn(ready.popleft(), recorder)
            if not ready:
                break
        if recorder is not None and recorder.facts.is_full:
            raise self.halt("stopped", by="bound")

    def _drop_cancelled_timers(self) -> None:
        timers = self._scheduled
        if self._timer_cancelled_count > max(100, len(timers) // 2):
            for _, _, handle in timers:
                if handle._cancelled:
                    handle._scheduled = False
            timers = self._scheduled = [timer for timer in timers if not timer[2]._cancelled]
            heapq.heapify(timers)
            self._timer_cancelled_count = 0
        while timers and timers[0][2]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(timers)[2]._scheduled = False

    def _wait_until_ready(self) -> None:
        if clock.is_live:
            self._wait_live()
            return
        if self._open is not None and self._is_past_latest:
            raise self.halt("stopped", _host.settings.until, by="until")
        if self._ready or self._stopping:
            if self._busy_threads or self._has_sockets():
                self._select(0)
            return
        if self._has_sockets():
            self.go_live("the program opened a socket or a pipe")
            self._wait_live()
        elif self._busy_threads:
            # The clock stands still while a thread works; but it may wait for what the loop does next.
            if not self._select(self._until_timer()) and not self._ready:
                self._jump()
        else:
            self._jump()

    def _jump(self) -> None:
        if not self._scheduled:
            if self.is_own_business:
                self._select(None)
                return
            raise self.halt("deadlock")
        when = self._scheduled[0][0]
        if when > self._latest:
            raise self.halt("stopped", _host.settings.until, by="until")
        clock.jump(when - self._ahead)

    def _wait_live(self) -> None:
        timeout = 0.0 if self._ready or self._stopping else self._until_timer()
        if self._open is not None and self._latest < float("inf"):
            left = self._latest - self.time()
            if left <= 0:
                raise self.halt("stopped", _host.settings.until, by="until")
            timeout = left if timeout is None else min(timeout, left)
        self._select(timeout)

    def _until_timer(self) -> Seconds | None:
        if not self._scheduled:
            return None
        return min(max(0.0, self._scheduled[0][0] - self.time()), _LONGEST_SELECT)

    def _has_sockets(self) -> bool:
        # One is the loop's own, through which it is woken.
        return len(self._selector.get_map()) > _OWN_SOCKETS

    def _select(self, timeout: Seconds | None) -> bool:
        if timeout != 0:
            _host.stream.flush()
        happened = self._selector.select(timeout)
        self._process_events(happened)
        return bool(happened)

    def _fire_timers(self, recorder: Recorder | None) -> None:
        timers, ready = self._scheduled, self._ready
        end = self.time() + self._clock_resolution
        fired = []
        while timers and timers[0][0] < end:
            _, _, handle = heapq.heappop(timers)
            handle._scheduled = False
            if handle._cancelled:
                self._timer_cancelled_count -= 1
            elif not callbacks.is_idle(handle._callback, handle._args):
                ready.append(handle)
                fired.append(handle)
        if fired and recorder is not None:
            recorder.timers_due(fired, len(ready) == 1)

    def _count_turn(self, count: int) -> None:
        """Counts what runs at one instant: too much of it is a livelock."""
        now = self.time()
        if now != self._instant:
            self._instant = now
            self._turns = self._ran = 0
            self._busy_tasks.clear()
        self._turns += 1
        self._ran += count
        most = _host.settings.most_callbacks
        if self._ran + _WATCHED_TURNS * count > most:
            for handle in self._ready:
                task = callbacks.task_of_step(handle._callback)
                if task is not None and task.number:
                    self._busy_tasks[task.number] = None
            if self._ran > most and self._turns >= min(LEAST_TURNS, most):
                raise self.halt("livelock", turns=self._turns, busy=sorted(self._busy_tasks))

    def _take_turn(self, handle: Any, recorder: Recorder | None) -> None:
        clock.asked = 0
        callback, arguments = handle._callback, handle._args
        if recorder is None:
            if not handle._cancelled:
                self._run_handle(handle)
            return
        if handle._cancelled:
            # Its callback is forgotten.
            recorder.turn_skipped()
            return
        task = callbacks.task_of_step(callback)
        if task is not None:
            if task.recorder is None or task.done():
                self._run_handle(handle)
                return
            recorder.step_begins(task)
            try:
                self._run_handle(handle)
            finally:
                recorder.step_ended(task)
        elif callbacks.is_idle(callback, arguments or ()):
            recorder.turn_skipped()
        else:
            self._run_callback(handle, recorder)

    def _run_callback(self, handle: Any, recorder: Recorder) -> None:
        told = recorder.callback_begins(handle._callback, handle._args, isinstance(handle, events.TimerHandle))
        since = self.time() if told else 0.0
        try:
            self._run_handle(handle)
        finally:
            recorder.in_timer = False
            if told and self.time() != since:
                recorder.facts.callback_ended()

    def _run_handle(self, handle: Any) -> None:
        if not self._debug:
            handle._run()
            return
        self._current_handle = handle
        since = self.time()
        try:
            handle._run()
        finally:
            self._current_handle = None
        took = self.time() - since
        if took >= self.slow_callback_duration:
            describe = getattr(base_events, "_format_handle")
            logger.warning("Executing %s took %.3f seconds", describe(handle), took)

    # what the program asks for

    def _call_soon(self, callback: Any, args: tuple[Any, ...], context: Any) -> Any:
        """CPython: base_events.py, BaseEventLoop._call_soon"""
        recorder = self.recorder
        if recorder is not None and not recorder.facts.is_closed:
            recorder.queued(callback, args)
        handle: Any = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def call_at(self, when: Seconds, callback: Any, *args: Any, context: Any = None) -> Any:
        """CPython: base_events.py, BaseEventLoop.call_at"""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        handle: Any = events.TimerHandle(when, callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        heapq.heappush(self._scheduled, (when, next(_ages), handle))
        handle._scheduled = True
        return handle

    def call_later(self, delay: Seconds, callback: Any, *args: Any, context: Any = None) -> Any:
        """CPython: base_events.py, BaseEventLoop.call_later"""
        if delay is None:
            raise TypeError("delay must not be None")
        now = self.time()
        when = now + delay
        if delay > 0 and when - now < clock_module.SHORTEST:
            when = clock_module.later_than(now)
        handle = self.call_at(when, callback, *args, context=context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        return handle

    def create_future(self) -> futures.Future[Any]:
        frame = sys._getframe(1)
        if standing.is_maker(frame.f_code):
            return standing.Future(loop=self)
        future: futures.Future[Any] = futures.Future(loop=self)
        if places.is_own(frame.f_code):
            self._future_makers[future] = (frame.f_code, frame.f_lasti)
        return future

    def future_label(self, future: Any) -> str:
        """The name that the program has given to a future."""
        maker = self._future_makers.get(future)
        return "" if maker is None else places.name_given(*maker) or ""

    def add_signal_handler(self, sig: int, callback: Callable[..., object], *args: Any) -> None:
        super().add_signal_handler(sig, callback, *args)
        self.go_live("the program waits for a signal")

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        recorder = self._open
        if recorder is not None and not recorder.unnoticed.is_retrieval(context):
            error = context.get("exception")
            if error is not None:
                recorder.error_reported(
                    str(context.get("message")), error, context.get("future") or context.get("task")
                )
        super().call_exception_handler(context)

    # threads

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        pool = executor or self._default_executor
        if not _HAS_PIPES:
            raise RuntimeError(_NO_THREADS)
        if not isinstance(pool, concurrent.futures.ThreadPoolExecutor | None):
            return super().run_in_executor(executor, func, *args)
        return self._run_in_thread(executor, func, args)

    def _run_in_thread(self, executor: Any, func: Any, args: tuple[Any, ...]) -> Any:
        recorder = self._open
        task = 0 if recorder is None else recorder.running_number

        @functools.wraps(func) if hasattr(func, "__name__") else _as_it_is
        def work() -> Any:
            thread.loop, thread.task = self, task
            try:
                return func(*args)
            except BaseException as error:
                without_own_frames(error)
                raise

        self._busy_threads += 1
        _starts_own.is_so = True
        try:
            future = super().run_in_executor(executor, work)
        except BaseException:
            self._busy_threads -= 1
            raise
        finally:
            _starts_own.is_so = False
        if recorder is not None:
            recorder.work_started(f"thread {_name_of(func)}", places.here(), future)
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, future: Any) -> None:
        self._busy_threads -= 1
        if self._open is not None:
            self._open.work_done(future)

    async def shutdown_default_executor(self, timeout: Any = None) -> None:
        # It waits for a thread that joins the others.
        self._busy_threads += 1
        self.is_joining = True
        arguments = () if timeout is None else (timeout,)
        try:
            await super().shutdown_default_executor(*arguments)
        finally:
            self._busy_threads -= 1
            self.is_joining = False

    def sleep_in_thread(self, seconds: Seconds) -> None:
        """A thread that works for the loop sleeps until the loop's clock is there."""
        awake = threading.Event()

        def wake() -> None:
            self._busy_threads += 1
            awake.set()

        def begin() -> None:
            self.call_later(seconds, wake)
            self._busy_threads -= 1

        self.call_soon_threadsafe(begin)
        awake.wait()


# A program may print it.
_real = asyncio.SelectorEventLoop
Loop.__module__, Loop.__name__, Loop.__qualname__ = _real.__module__, _real.__name__, _real.__qualname__
for _name, _method in vars(Loop).items():
    if callable(_method) and hasattr(_real, _name):
        setattr(_method, "__qualname__", getattr(_real, _name).__qualname__)

_ages = itertools.count()
_OWN_SOCKETS = 1 if _HAS_PIPES else 0
_starts_own = threading.local()


def _as_it_is(function: Any) -> Any:
    return function


def _name_of(func: Any) -> str:
    """What a thread is to do: `asyncio.to_thread` hands over a context's `run`, and the function."""
    if isinstance(func, functools.partial):
        inner = func.args[0] if func.args and getattr(func.func, "__name__", "") == "run" else func.func
        return _name_of(inner)
    return getattr(func, "__name__", type(func).__name__)


def _is_of_asyncio(future: Any) -> bool:
    code = getattr(future, "cr_code", None)
    return code is not None and places.is_asyncio(code)


def tell(sentence: str) -> None:
    """On stderr itself."""
    print(f"async-lessons: {sentence}", file=sys.__stderr__, flush=True)


def _go_live_among_threads(loop: Loop) -> None:
    if threading.current_thread() is not threading.main_thread() or threading.active_count() > 1:
        clock.go_live()


def sleep(seconds: Seconds, /) -> None:
    """`time.sleep` of the program."""
    if clock_module.is_real_caller() or not isinstance(seconds, int | float) or not seconds >= 0:
        clock_module.real_sleep(seconds)
        return
    loop: Any = events._get_running_loop()
    if isinstance(loop, Loop):
        loop.block(seconds)
    elif clock.is_live:
        _host.stream.flush()
        clock_module.real_sleep(seconds)
    elif threading.current_thread() is threading.main_thread():
        clock.jump(clock.after(seconds))
    elif getattr(thread, "loop", None) is not None:
        thread.loop.sleep_in_thread(seconds)
    else:
        clock_module.real_sleep(seconds)


def _creep() -> None:
    loop: Any = events._get_running_loop()
    if isinstance(loop, Loop):
        loop.creep()
    elif getattr(thread, "loop", None) is not None:
        thread.loop.sleep_in_thread(_CREEP_IN_THREAD)
        # The loop has had its turns meanwhile.
        clock.asked = clock_module.PATIENCE
    else:
        clock.jump(clock.after(clock_module.CREEP))


# What is put in the place of what.


def install(settings: Settings, stream: Stream) -> Host:
    global _host
    _host = Host(settings, stream)
    clock.begin()
    clock.creep = _creep
    if settings.live:
        clock.go_live()
    clock_module.install(sleep, settings.live)
    resources.install()
    standing.install()
    scopes.install()
    unnoticed.install()
    for owner in (tasks, asyncio):
        replace(owner, "Task", Task)
    if hasattr(tasks, "create_eager_task_factory"):
        factory = getattr(tasks, "create_eager_task_factory")(Task)
        replace(tasks, "eager_task_factory", factory)
        replace(asyncio, "eager_task_factory", factory)
    replace(runners, "_cancel_all_tasks", _cancel_all_tasks)
    _install_loop()
    _install_threads()
    spans.install()
    return _host


def _install_loop() -> None:
    for name in ("SelectorEventLoop", "EventLoop", "ProactorEventLoop"):
        if hasattr(asyncio, name):
            replace(asyncio, name, Loop)
    for owner in (events, asyncio):
        replace(owner, "new_event_loop", _new_event_loop)
    policy = getattr(events, "BaseDefaultEventLoopPolicy", None) or getattr(events, "_BaseDefaultEventLoopPolicy")
    replace(policy, "new_event_loop", lambda _policy: Loop())
    replace(sys, "meta_path", [_UvloopFinder, *sys.meta_path])


class _UvloopFinder:
    """In the place of uvloop stands this loop. Where uvloop is not installed, it is missed as ever."""

    @staticmethod
    def find_spec(name: str, path: Any = None, _target: Any = None) -> ModuleSpec | None:
        if name != "uvloop" or PathFinder.find_spec(name, path) is None:
            return None
        return ModuleSpec(name, _UvloopLoader())


class _UvloopLoader(Loader):
    def exec_module(self, module: Any) -> None:
        module.run, module.install, module.new_event_loop, module.Loop = asyncio.run, _do_nothing, Loop, Loop
        module.EventLoopPolicy = asyncio.DefaultEventLoopPolicy


#: It asks the policy, which may be the program's.
_original_new_event_loop = events.new_event_loop


def _new_event_loop() -> Any:
    loop = _original_new_event_loop()
    if isinstance(loop, Loop):
        return loop
    loop.close()
    return Loop()


def _do_nothing() -> None:
    """`uvloop.install`: this loop stands in."""


def _cancel_all_tasks(loop: Any) -> None:
    """Cancels what is left, in order of creation. CPython: runners.py, _cancel_all_tasks"""
    if getattr(loop, "is_halted", False):
        return
    left = sorted(asyncio.all_tasks(loop), key=hash)
    if not left:
        return
    recorder = getattr(loop, "recorder", None)
    if recorder is not None:
        recorder.facts.shutdown_started()
    loop.is_shutting_down = True
    for task in left:
        task.cancel()
    loop.is_shutting_down = False
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    if getattr(loop, "is_halted", False):
        return
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            message = "unhandled exception during asyncio.run() shutdown"
            loop.call_exception_handler({"message": message, "exception": task.exception(), "task": task})


_NO_THREADS = "the embedded Python has no threads: a local one has (--python PATH)"


def _refuse_thread(_thread: threading.Thread) -> None:
    raise RuntimeError(_NO_THREADS)


def _install_threads() -> None:
    """A thread of the program's own goes by the wall clock, and so does its run."""
    original = threading.Thread.start
    if not _HAS_PIPES:
        replace(threading.Thread, "start", _refuse_thread)
        return

    @functools.wraps(original)
    def start(self: threading.Thread) -> None:
        if under_way and not getattr(_starts_own, "is_so", False):
            loop = under_way[-1].loop
            if not loop.is_joining:
                loop.go_live("the program started a thread")
        original(self)

    replace(threading.Thread, "start", start)
    submit = concurrent.futures.ThreadPoolExecutor.submit

    @functools.wraps(submit)
    def submit_live(self: Any, fn: Any, /, *arguments: Any, **named: Any) -> Any:
        # Its threads may all be there, from work that the loop gave it.
        if under_way and not getattr(_starts_own, "is_so", False):
            under_way[-1].loop.go_live("the program gave work to a thread")
        return submit(self, fn, *arguments, **named)

    replace(concurrent.futures.ThreadPoolExecutor, "submit", submit_live)
