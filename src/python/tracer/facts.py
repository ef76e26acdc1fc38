"""The form of each fact: format 2 of recordings, a JSON object a line. What each of them means, docs/recordings.md says.

The common ones are written by hand, since a step of a task takes three of them.
"""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from . import values
from .clock import clock
from .settings import FORMAT, FORMAT_VERSION, Seconds
from .stream import Stream

text = values.text
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def instant(seconds: Seconds) -> str:
    """A time as JSON, to the microsecond. JSON has no infinity: the greatest number stands for it."""
    return repr(min(max(round(seconds, 6), -sys.float_info.max), sys.float_info.max))


def perhaps(seconds: Seconds | None) -> str:
    return "null" if seconds is None else instant(seconds)


def _runtime() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    return f"CPython {version}, embedded" if sys.platform == "emscripten" else f"CPython {version}"


class Facts:
    """Writes the facts of one run. `now`: the time of the loop's clock since the run began."""

    def __init__(self, stream: Stream, now: Callable[[], Seconds], until: Seconds | None, most: int) -> None:
        self._stream = stream
        self.now = now
        self._until = sys.float_info.max if until is None else until
        self._most = most
        #: How many there are so far.
        self.count = 0
        #: No more are written.
        self.is_closed = False
        #: Of the fact before: the clock's instant, the time of the run, and that as JSON.
        self._instant: Seconds | None = None
        self._time: Seconds = 0.0
        self._at = "0.0"
        #: Since when a task asks for the time until it is late enough, which one, and where; None: none does.
        self._busy: tuple[Seconds, int, str] | None = None

    @property
    def is_full(self) -> bool:
        return self.count >= self._most

    def begin(self, program: str, variant: str, seed: int, clock: str, sources: list[str]) -> None:
        header = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "program": program,
            "variant": variant,
            "parameters": {},
            "seed": seed,
            "language": "python",
            "runtime": _runtime(),
            "clock": clock,
            "sources": sources,
        }
        self._stream.begin(self)
        self._stream.write(self, f"{_encode(header)}\n")
        self._stream.flush()

    def end(self, how: str, at: Seconds, **more: object) -> None:
        """The last line of the run. Facts that come later are dropped."""
        if self.is_closed:
            return
        if self._busy is not None:
            self._tell_busy(self._busy)
        self.is_closed = True
        line = {"kind": "end", "how": how, "at": round(at, 6), **more}
        self._stream.write(self, f"{_encode(line)}\n")
        self._stream.end(self)

    def _put(self, kind: str, task: int, more: str = "") -> None:
        """`more`: the other fields, as JSON, each with a comma before it."""
        if self.is_closed or self.count >= self._most:
            return
        if self._busy is not None:
            self._tell_busy(self._busy)
        if clock.instant is None or clock.instant is not self._instant:
            self._instant = clock.instant
            now = self.now()
            if now != self._time:
                self._time = now
                self._at = repr(round(now, 6))
        if self._time > self._until:
            return
        self.count += 1
        self._stream.write(self, f'{{"kind":"{kind}","at":{self._at},"task":{task}{more}}}\n')

    def busy(self, task: int, place: str) -> None:
        """A task waits by asking for the time again and again. How long it did is told with what it does next."""
        if self._busy is None:
            self._busy = (self.now(), task, place)

    def _tell_busy(self, busy: tuple[Seconds, int, str]) -> None:
        self._busy = None
        since, task, place = busy
        seconds = min(self.now(), self._until) - since
        if self.count < self._most and seconds >= 0:
            self.count += 1
            more = f',"seconds":{instant(seconds)}{place}'
            self._stream.write(self, f'{{"kind":"blocked","at":{instant(since)},"task":{task}{more}}}\n')

    # tasks

    def task_created(self, task: int, name: str, label: str, by: int, group: int, place: str) -> None:
        more = f',"name":{text(name)},"label":{text(label)},"by":{by},"group":{group}{place}'
        self._put("task-created", task, more)

    def task_renamed(self, task: int, name: str, label: str) -> None:
        self._put("task-renamed", task, f',"name":{text(name)},"label":{text(label)}')

    def resumed(self, task: int) -> None:
        self._put("resumed", task)

    def suspended(self, task: int, wait: str, place: str) -> None:
        self._put("suspended", task, f',"wait":{wait}{place}')

    def woken(self, task: int, cause: str) -> None:
        self._put("woken", task, f',"cause":{cause}')

    def task_ended(self, task: int, ending: str) -> None:
        self._put("task-ended", task, f',"ending":{ending}')

    # bodies of coroutines

    def span_started(self, task: int, span: int, label: str, name: str, place: str) -> None:
        self._put("span-started", task, f',"span":{span},"label":{text(label)},"name":{text(name)}{place}')

    def span_ended(self, task: int, span: int, ending: str) -> None:
        self._put("span-ended", task, f',"span":{span},"ending":{ending}')

    def awaited_twice(self, task: int, label: str, place: str) -> None:
        self._put("awaited-twice", task, f',"label":{text(label)}{place}')

    def never_awaited(self, task: int, label: str, future: int, place: str) -> None:
        which = f',"future":{future}' if future else ""
        self._put("never-awaited", task, f',"label":{text(label)}{which}{place}')

    # cancellation and time limits

    def cancel_requested(
        self, task: int, request: int, by: int, origin: str, message: str | None, accepted: bool, place: str
    ) -> None:
        said = "null" if message is None else text(message)
        more = (
            f',"request":{request},"by":{by},"origin":{origin},"message":{said},"accepted":{_encode(accepted)}{place}'
        )
        self._put("cancel-requested", task, more)

    def uncancelled(self, task: int, left: int) -> None:
        self._put("uncancelled", task, f',"left":{left}')

    def limit_set(self, task: int, limit: int, seconds: Seconds | None, when: Seconds | None, place: str) -> None:
        more = f',"limit":{limit},"seconds":{perhaps(seconds)},"when":{perhaps(when)}{place}'
        self._put("limit-set", task, more)

    def limit_rescheduled(self, task: int, limit: int, when: Seconds | None) -> None:
        self._put("limit-rescheduled", task, f',"limit":{limit},"when":{perhaps(when)}')

    def limit_expired(self, task: int, limit: int) -> None:
        self._put("limit-expired", task, f',"limit":{limit}')

    def limit_left(self, task: int, limit: int, how: str, error: str | None) -> None:
        by = "" if error is None else f',"error":{error}'
        self._put("limit-left", task, f',"limit":{limit},"how":"{how}"{by}')

    # groups, and futures that stand for others

    def group_entered(self, task: int, group: int, place: str) -> None:
        self._put("group-entered", task, f',"group":{group}{place}')

    def group_body_ended(self, task: int, group: int, ending: str) -> None:
        self._put("group-body-ended", task, f',"group":{group},"ending":{ending}')

    def group_aborted(self, task: int, group: int) -> None:
        self._put("group-aborted", task, f',"group":{group}')

    def group_exited(self, task: int, group: int, error: str) -> None:
        self._put("group-exited", task, f',"group":{group},"error":{error}')

    def future_made(
        self, task: int, future: int, by: str, of: list[int], futures: list[int], count: int, place: str
    ) -> None:
        more = f',"future":{future},"by":"{by}","of":{_encode(of)},"futures":{_encode(futures)},"count":{count}{place}'
        self._put("future-made", task, more)

    def future_ended(self, task: int, future: int, ending: str) -> None:
        self._put("future-ended", task, f',"future":{future},"ending":{ending}')

    # the ready queue

    def callback_queued(self, task: int, callback: str, label: str, of: int) -> None:
        self._put("callback-queued", task, f',"callback":"{callback}","label":{text(label)},"of":{of}')

    def callback_started(self) -> None:
        self._put("callback-started", 0)

    def callback_ended(self) -> None:
        self._put("callback-ended", 0)

    def timers_due(self, timers: Iterable[tuple[int, str, str]]) -> None:
        """Of each: the task that sleeps; or 0, and the callback, with its label."""
        told = [
            f'{{"task":{task}}}' if task else f'{{"callback":"{kind}","label":{text(label)}}}'
            for task, kind, label in timers
        ]
        self._put("timers-due", 0, f',"timers":[{",".join(told)}]')

    # resources

    def resource_created(
        self, task: int, resource: int, kind: str, name: str, capacity: float, lock: int, place: str
    ) -> None:
        more = f',"resource":{resource},"resourceKind":"{kind}","name":{text(name)},"capacity":{capacity},"lock":{lock}{place}'
        self._put("resource-created", task, more)

    def resource_used(self, task: int, resource: int, use: str, level: float, item: int, place: str) -> None:
        which = f',"item":{item}' if item else ""
        self._put("resource-used", task, f',"resource":{resource},"use":"{use}","level":{level}{which}{place}')

    # the rest

    def printed(self, task: int, line: str, stream: str, place: str) -> None:
        where = "" if stream == "stdout" else f',"stream":"{stream}"'
        self._put("printed", task, f',"text":{text(line)}{where}{place}')

    def blocked(self, task: int, seconds: Seconds, place: str) -> None:
        self._put("blocked", task, f',"seconds":{instant(seconds)}{place}')

    def work_started(self, task: int, work: int, label: str, place: str) -> None:
        self._put("work-started", task, f',"work":{work},"label":{text(label)}{place}')

    def work_ended(self, task: int, work: int) -> None:
        self._put("work-ended", task, f',"work":{work}')

    def clock_switched(self) -> None:
        self._put("clock-switched", 0, ',"clock":"wall"')

    def error_reported(self, task: int, message: str, error: str) -> None:
        self._put("error-reported", task, f',"message":{text(message)},"error":{error}')

    def shutdown_started(self) -> None:
        self._put("shutdown-started", 0)

    def loop_closed(self) -> None:
        self._put("loop-closed", 0)

    def never_retrieved(self, task: int, error: str, future: int) -> None:
        which = f',"future":{future}' if future else ""
        self._put("never-retrieved", task, f',"error":{error}{which}')


def fields(**more: Any) -> str:
    """An object as JSON."""
    return _encode(more)
