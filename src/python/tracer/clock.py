"""The virtual clock: it stands still while anything is ready, and jumps to the next timer. `time` and `datetime` agree with it.

The standard library's own waits (of threads, of processes) go by the real clock: they measure what really takes time.
"""

import copyreg
import datetime as datetime_module
import functools
import math
import sys
import time
from collections.abc import Callable
from typing import Any

from . import places
from .replaced import replace
from .settings import Seconds

#: What the functions of `time` were.
REAL: dict[str, Callable[..., Any]] = {
    name: getattr(time, name)
    for name in ("time", "monotonic", "perf_counter", "sleep", "localtime", "gmtime", "strftime", "asctime")
}
_real_monotonic = time.monotonic

#: A program that asks for the time more often in one turn waits for it to pass: it then does so, by this much with each question.
PATIENCE = 10_000
CREEP: Seconds = 1e-5
#: The shortest wait. Less could be lost in the rounding of floats, and a clock that stands still would never get to its end.
SHORTEST: Seconds = 1e-9

#: Where the virtual clock begins for `time.time`: 2026-01-01 09:00:00 UTC.
EPOCH: Seconds = 1_767_258_000.0


class Clock:
    """One clock for all that a script runs. Each run begins at 0, so that no rounding of those before it gets into its times."""

    def __init__(self) -> None:
        self._before: Seconds = 0.0
        self._now: Seconds = 0.0
        #: The real clock when the wall clock took over; None: the clock is virtual.
        self._live_since: Seconds | None = None
        #: What `now` answers for as long as this is the same; None: it is asked each time, since the clock is the wall's.
        self.instant: Seconds | None = 0.0
        #: How often the program has asked for the time in this turn of the loop.
        self.asked = 0
        #: Lets the time pass for one who waits for that.
        self.creep: Callable[[], None] = lambda: None

    @property
    def is_live(self) -> bool:
        return self._live_since is not None

    def now(self) -> Seconds:
        """Seconds since the run began."""
        if self._live_since is None:
            return self._now
        return self._now + _real_monotonic() - self._live_since

    def read(self) -> Seconds:
        """Seconds since the script began."""
        return self._before + self.now()

    def answer(self) -> Seconds:
        """Seconds since the script began, for the program that asks."""
        self.asked += 1
        if self.asked > PATIENCE and self._live_since is None:
            self.creep()
        return self.read()

    def after(self, seconds: Seconds) -> Seconds:
        """The time of this run when so many seconds have passed: a later one than now, if they are any."""
        return self._now if seconds <= 0 else max(self._now + seconds, later_than(self._now))

    def jump(self, when: Seconds) -> None:
        """To a time of this run, exactly; never back."""
        self._now = max(self._now, when)
        self._tell_instant()

    def begin(self) -> None:
        """A script begins."""
        self._before, self._now, self._live_since = 0.0, 0.0, None
        self._tell_instant()

    def begin_run(self) -> None:
        """A run begins."""
        self._before, self._now = self.read(), 0.0
        if self._live_since is not None:
            self._live_since = _real_monotonic()
        self._tell_instant()

    def go_live(self) -> None:
        """From now on it is the wall clock."""
        if self._live_since is None:
            self._live_since = _real_monotonic()
        self._tell_instant()

    def stand(self) -> None:
        """From now on it is virtual again."""
        self._now, self._live_since = self.now(), None
        self._tell_instant()

    def _tell_instant(self) -> None:
        self.instant = self._now if self._live_since is None else None


def later_than(when: Seconds) -> Seconds:
    """The time nearest to `when` that can be told from it."""
    return max(when + SHORTEST, math.nextafter(when, math.inf))


clock = Clock()


def real_sleep(seconds: Seconds) -> None:
    REAL["sleep"](seconds)


#: Modules of the standard library that ask for the time on behalf of the program.
_AGREEING = ("asyncio", "datetime", "_pydatetime", "logging", "random", "timeit", "uuid")


@functools.cache
def _goes_by_real_time(file: str) -> bool:
    """Whether a file belongs to the standard library and measures what really takes time."""
    return places.is_standard_file(file) and not any(places.is_standard_module(file, name) for name in _AGREEING)


def is_real_caller() -> bool:
    """Whether who asks for the time goes by the real clock."""
    return _goes_by_real_time(sys._getframe(2).f_code.co_filename)


def _time() -> Seconds:
    return REAL["time"]() if is_real_caller() else EPOCH + clock.answer()


def _monotonic() -> Seconds:
    return _real_monotonic() if is_real_caller() else clock.answer()


def _time_ns() -> int:
    return int(REAL["time"]() * 1e9) if is_real_caller() else round((EPOCH + clock.answer()) * 1e9)


def _monotonic_ns() -> int:
    return int(_real_monotonic() * 1e9) if is_real_caller() else round(clock.answer() * 1e9)


def _now() -> Seconds:
    return EPOCH + clock.answer()


def _localtime(seconds: Seconds | None = None) -> time.struct_time:
    return REAL["localtime"](_now() if seconds is None else seconds)


def _gmtime(seconds: Seconds | None = None) -> time.struct_time:
    return REAL["gmtime"](_now() if seconds is None else seconds)


def _strftime(form: str, given: Any = None) -> str:
    return REAL["strftime"](form, _localtime() if given is None else given)


def _asctime(given: Any = None) -> str:
    return REAL["asctime"](_localtime() if given is None else given)


def _ctime(seconds: Seconds | None = None) -> str:
    return REAL["asctime"](_localtime(seconds))


def install(sleep: Callable[[Seconds], None], is_live: bool) -> None:
    """Puts the virtual clock in place of `time`'s and `datetime`'s. `sleep`: what `time.sleep` does."""
    if is_live:
        replace(time, "sleep", sleep)
        return
    replacements: dict[str, Callable[..., Any]] = {
        "time": _time,
        "time_ns": _time_ns,
        "monotonic": _monotonic,
        "monotonic_ns": _monotonic_ns,
        "perf_counter": _monotonic,
        "perf_counter_ns": _monotonic_ns,
        "localtime": _localtime,
        "gmtime": _gmtime,
        "strftime": _strftime,
        "asctime": _asctime,
        "ctime": _ctime,
        "sleep": sleep,
    }
    for name, replacement in replacements.items():
        replacement.__name__ = replacement.__qualname__ = name
        replace(time, name, replacement)
    _install_dates()


def _install_dates() -> None:
    """`datetime.now()` and `date.today()` read the clock. All that they make are the real classes' objects."""
    real_datetime, real_date = datetime_module.datetime, datetime_module.date

    class Alias(type):
        """Stands for a class: its instances are that class's. A class that a program derives from it is a class of its own."""

        def __call__(cls, *arguments: Any, **named: Any) -> Any:
            real = real_of(cls)
            return super().__call__(*arguments, **named) if real is None else real(*arguments, **named)

        def __instancecheck__(cls, one: object) -> bool:
            real = real_of(cls)
            return super().__instancecheck__(one) if real is None else isinstance(one, real)

        def __subclasscheck__(cls, other: type) -> bool:
            real = real_of(cls)
            return super().__subclasscheck__(other) if real is None else issubclass(other, real)

        def __eq__(cls, other: object) -> bool:
            return other is cls or (other is not None and other is real_of(cls))

        def __hash__(cls) -> int:
            real = real_of(cls)
            return super().__hash__() if real is None else hash(real)

    def real_of(one: type) -> type | None:
        return vars(one).get("_real")

    def alias(real: Any, extra: dict[str, Any]) -> Any:
        return Alias(
            real.__name__, (real,), {"__module__": "datetime", "_real": real, "__doc__": real.__doc__, **extra}
        )

    def now(cls: Any, tz: Any = None) -> Any:
        return cls.fromtimestamp(_now(), tz)

    def utcnow(cls: Any) -> Any:
        return cls.fromtimestamp(_now(), datetime_module.UTC).replace(tzinfo=None)

    def today(cls: Any) -> Any:
        return cls.fromtimestamp(_now())

    moments = {"now": classmethod(now), "utcnow": classmethod(utcnow), "today": classmethod(today)}
    replace(datetime_module, "datetime", alias(real_datetime, moments))
    replace(datetime_module, "date", alias(real_date, {"today": classmethod(today)}))
    # pickle and copy ask for the class by its name.
    for real, name in ((real_datetime, "datetime"), (real_date, "date")):
        copyreg.pickle(real, functools.partial(_reduced, getattr(datetime_module, name)))


def _reduced(alias: Any, one: Any) -> Any:
    return (alias, one.__reduce_ex__(2)[1])
