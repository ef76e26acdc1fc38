"""How facts get out: whole lines to a file descriptor, soon enough that a process that dies has told what it did."""

import json
import os
import time
from collections import deque
from contextlib import suppress
from typing import Any

_monotonic = time.monotonic
_write = os.write

#: Lines are kept back for so long, in seconds of the wall clock.
LONGEST = 0.01
#: The first lines of a process are written one by one: most programs have no more, and may crash at any of them.
AT_ONCE = 1_000


class _Waiting:
    """A run whose turn to be written has not come."""

    def __init__(self, owner: object) -> None:
        self.owner = owner
        self.lines: list[str] = []
        self.has_ended = False


class Stream:
    """One file descriptor. Runs are written one after the other: while one is under way, those of other threads wait."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        #: Threads add to it while it is emptied.
        self._lines: deque[str] = deque()
        self._written = 0
        self._last = _monotonic()
        self._owner: Any = None
        self._waiting: deque[_Waiting] = deque()
        self._is_flushing = False
        self._exit_code: int | None = None
        # Without a reader there is no such descriptor.
        with suppress(OSError):
            # Processes that the program starts may outlive it: who reads would wait for their ends, too.
            os.set_inheritable(descriptor, False)

    @property
    def is_due(self) -> bool:
        """Whether what comes now is to be written at once."""
        return self._written < AT_ONCE or _monotonic() - self._last > LONGEST

    def begin(self, owner: object) -> None:
        """`owner` wants to write its run."""
        if self._owner is None:
            self._owner = owner
        else:
            self._waiting.append(_Waiting(owner))

    def write(self, owner: object, line: str) -> None:
        """A line of `owner`'s run, with its end."""
        if owner is not self._owner:
            for waiting in self._waiting:
                if waiting.owner is owner:
                    waiting.lines.append(line)
            return
        self._lines.append(line)
        self._written += 1
        if self.is_due:
            self.flush()

    def end(self, owner: object) -> None:
        """`owner` has written its run: whoever waited longest is next."""
        for waiting in self._waiting:
            if waiting.owner is owner:
                waiting.has_ended = True
        if owner is self._owner:
            self._owner = None
            while self._owner is None and self._waiting:
                first = self._waiting.popleft()
                self._lines.extend(first.lines)
                if not first.has_ended:
                    self._owner = first.owner
        self.flush()

    def notice(self, kind: str, **fields: object) -> None:
        """A line that is about no run; it is written when no run is under way."""
        owner = object()
        line = json.dumps({"format": f"async-lessons/{kind}", "version": 1, **fields}, separators=(",", ":"))
        self.begin(owner)
        self.write(owner, f"{line}\n")
        self.end(owner)

    def flush(self) -> None:
        """Writes what was kept back: also called before the process waits, and before what may end it."""
        if self._is_flushing or not self._lines:
            return
        self._is_flushing = True
        try:
            text = "".join([self._lines.popleft() for _ in range(len(self._lines))])
            rest = memoryview(text.encode())
            while rest and self._descriptor >= 0:
                rest = rest[_write(self._descriptor, rest) :]
        except BrokenPipeError:
            # Who started this process has gone, and nobody would hear of the rest.
            os._exit(1)
        except OSError:
            # There has never been a reader.
            self._descriptor = -1
        finally:
            self._is_flushing = False
            self._last = _monotonic()
        if self._exit_code is not None:
            os._exit(self._exit_code)

    def exit(self, code: int) -> None:
        """Ends the process with all written, also in the midst of writing: called by a signal's handler."""
        if self._is_flushing:
            self._exit_code = code
        else:
            self.flush()
            os._exit(code)

    def abandon(self) -> None:
        """This process is a fork: the stream is its parent's."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1
        self._lines.clear()
