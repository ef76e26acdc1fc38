"""What is printed in a run becomes facts, a line each; what is printed outside of runs goes where it always does."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .replaced import recorder_of_output, replace

if TYPE_CHECKING:
    from .recorder import Recorder


class Printed:
    """Stands for `sys.stdout` or `sys.stderr`."""

    def __init__(self, real: Any, stream: str, raw: bool) -> None:
        self._real = real
        self._stream = stream
        self._raw = raw
        self._rest = ""

    def write(self, text: str, /) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        recorder = recorder_of_output()
        if recorder is None:
            return self._real.write(text)
        if self._raw:
            self._real.write(text)
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            recorder.printed(line, self._stream)
        return len(text)

    def tell_rest(self, recorder: "Recorder") -> None:
        rest, self._rest = self._rest, ""
        if rest:
            recorder.printed(rest, self._stream)

    def writelines(self, lines: Iterable[str], /) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._real.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def install(raw: bool) -> None:
    replace(sys, "stdout", Printed(sys.stdout, "stdout", raw))
    replace(sys, "stderr", Printed(sys.stderr, "stderr", raw))


def end_run(recorder: "Recorder") -> None:
    """A run is about to end: what it printed last, without an end of line, is told."""
    for printed in (sys.stdout, sys.stderr):
        if isinstance(printed, Printed):
            printed.tell_rest(recorder)
