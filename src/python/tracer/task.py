"""A task that tells of itself."""

import itertools
import sys
from asyncio import events, tasks
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .recorder import Recorder

_ordinals = itertools.count(1)
#: The interpreter goes on after the script: its own count of tasks would, too.
_GOES_ON = sys.platform == "emscripten"
_names = itertools.count(1)

# How far a task has come, as far as it was told.
READY = 0
RUNNING = 1
WAITING = 2
ENDED = 3


class Task(tasks.Task):
    """`asyncio.Task`: its coroutine runs as ever; what it does is seen by the loop."""

    __slots__ = ("_ordinal", "recorder", "number", "label", "phase", "stack", "wait", "work", "handed", "is_stopping")

    def __init__(self, coro: Any, *, loop: Any = None, name: Any = None, **more: Any) -> None:
        if loop is None:
            loop = events.get_event_loop()
        given = f"Task-{next(_names)}" if name is None and _GOES_ON else name
        self._ordinal = next(getattr(loop, "task_ordinals", _ordinals))
        #: Who records what it does; None: nobody.
        self.recorder: Recorder | None = None
        #: Its number in the run that records it.
        self.number = 0
        self.label = ""
        self.phase = READY
        #: The bodies of coroutines that are open in it: what they are known by, and their numbers.
        self.stack: list[tuple[Any, int]] = []
        #: By what it waits.
        self.wait = ""
        #: The work outside of the loop that ends with its wait; 0: none.
        self.work = 0
        #: The semaphores that have handed it a permit that it has not taken yet.
        self.handed: set[Any] | None = None
        #: Without sys.monitoring: a CancelledError was raised in it in this turn, and all bodies that have ended since let it pass.
        self.is_stopping = False
        make_known = getattr(loop, "task_is_made", None)
        if make_known is None:
            super().__init__(coro, loop=loop, name=given, **more)
            return
        is_eager = bool(more.get("eager_start")) and loop.is_running()
        if is_eager:
            make_known(self, coro, name, is_eager=True)
            running = loop.recorder and loop.recorder.begin_eager(self)
            try:
                super().__init__(coro, loop=loop, name=given, **more)
            finally:
                if loop.recorder is not None:
                    loop.recorder.end_eager(self, running)
        else:
            super().__init__(coro, loop=loop, name=given, **more)
            make_known(self, coro, name, is_eager=False)

    def __hash__(self) -> int:
        # Sets of tasks, as asyncio.wait answers them, have the same order each time.
        return self._ordinal

    def cancel(self, msg: Any = None) -> bool:
        if self.recorder is not None:
            self.recorder.cancel_requested(self, msg)
        return super().cancel(msg)

    def uncancel(self) -> int:
        before = self.cancelling()
        left = super().uncancel()
        if before > 0 and self.recorder is not None:
            self.recorder.uncancelled(self, left)
        return left

    def set_name(self, value: object, /) -> None:
        super().set_name(value)
        if self.recorder is not None:
            self.recorder.renamed(self)


Task.__module__, Task.__qualname__ = tasks.Task.__module__, "Task"
