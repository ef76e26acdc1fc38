"""What is printed in a run becomes facts, a line each. What is printed to stdout before, between and after runs is told beside them;
what is written to stderr there goes where it always does.
"""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import values
from .replaced import recorder_of_output, replace
from .stream import Stream

if TYPE_CHECKING:
    from .recorder import Recorder


class Printed:
    """Stands for `sys.stdout` or `sys.stderr`."""

    def __init__(self, real: Any, stream: str, raw: bool, outside: Stream | None = None) -> None:
        """`outside`: what is printed outside of runs is told there."""
        self._real = real
        self._stream = stream
        self._raw = raw
        self._rest = ""
        #: The task that wrote the rest, and where.
        self._rest_by = (0, "")
        self._outside = outside
        #: What was printed outside of runs, and is not told yet.
        self._kept: list[str] = []
        self._is_in_fork = False

    def write(self, text: str, /) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._is_in_fork:
            return self._real.write(text)
        recorder = recorder_of_output()
        if recorder is None:
            return self._write_outside(text)
        if self._kept:
            self.tell_outside()
        if self._raw:
            self._real.write(text)
        writer = recorder.writer()
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            recorder.printed(line, self._stream, writer)
        self._rest_by = writer
        return len(text)

    def _write_outside(self, text: str) -> int:
        if self._outside is None:
            return self._real.write(text)
        self._kept.append(text)
        if "\n" in text and self._outside.is_due:
            self._tell_lines()
        return len(text)

    def _tell_lines(self) -> None:
        """What was printed outside of runs is told, as far as it has ends of lines."""
        whole, feed, rest = "".join(self._kept).rpartition("\n")
        self._kept = [rest] if rest else []
        if feed:
            self._tell(whole)

    def _tell(self, lines: str) -> None:
        if self._outside is None:
            return
        if len(lines) <= values.MOST_PRINTED:
            self._outside.notice("printed", text=lines)
        else:
            for line in lines.split("\n"):
                self._outside.notice("printed", text=values.printed(line))

    def tell_outside(self) -> None:
        """What was printed outside of runs is told, also without an end of line."""
        self._tell_lines()
        rest, self._kept = "".join(self._kept), []
        if rest:
            self._tell(rest)

    def tell_rest(self, recorder: "Recorder") -> None:
        rest, self._rest = self._rest, ""
        if rest:
            recorder.printed(rest, self._stream, self._rest_by)

    def abandon(self) -> None:
        """This process is a fork: what it prints is told by nobody."""
        self._is_in_fork = True
        self._kept = []

    def writelines(self, lines: Iterable[str], /) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        if self._kept:
            self._tell_lines()
        self._real.flush()

    @property
    def __class__(self) -> type:
        # Of `isinstance`: some programs ask which kind of file it is, before they set its encoding.
        return type(self._real)

    @__class__.setter
    def __class__(self, _other: type) -> None:
        raise TypeError("it stands for a file, and stays what it is")

    def __repr__(self) -> str:
        return repr(self._real)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def install(raw: bool, outside: Stream | None) -> None:
    """`outside`: where it is told what is printed to stdout outside of runs; None: it is printed."""
    replace(sys, "stdout", Printed(sys.stdout, "stdout", raw, outside))
    replace(sys, "stderr", Printed(sys.stderr, "stderr", raw))


def tell_outside() -> None:
    """A run is about to begin, or the script has ended: what was printed before, without an end of line, is told."""
    for printed in (sys.stdout, sys.stderr):
        if isinstance(printed, Printed):
            printed.tell_outside()


def abandon() -> None:
    """This process is a fork: what it prints goes where it always does."""
    for printed in (sys.stdout, sys.stderr):
        if isinstance(printed, Printed):
            printed.abandon()


def end_run(recorder: "Recorder") -> None:
    """A run is about to end: what it printed last, without an end of line, is told."""
    for printed in (sys.stdout, sys.stderr):
        if isinstance(printed, Printed):
            printed.tell_rest(recorder)
