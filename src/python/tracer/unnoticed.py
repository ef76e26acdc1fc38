"""What nobody noticed, told at the end of a run: coroutines that were never awaited, errors that nobody asked for."""

import sys
import warnings
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import places, spans, values
from .replaced import current_recorder, replace

if TYPE_CHECKING:
    from .recorder import Recorder
    from .standing import Made

_NEVER_RETRIEVED = "exception was never retrieved"
#: The run that was recorded last: some coroutines are only given up after it.
last_recorder: "Recorder | None" = None


class Unnoticed:
    """Of one run."""

    def __init__(self, recorder: "Recorder") -> None:
        self._recorder = recorder
        self._failed: list[tuple[int, weakref.ref[Any]]] = []
        #: Those that are gone, and told so themselves: the task's and the future's number, and the error.
        self._gone: list[tuple[int, int, BaseException]] = []
        self._made: list[Made] = []
        self._coroutines: list[Callable[[], None]] = []

    def failed(self, task: Any) -> None:
        """A task ended with an error."""
        self._failed.append((task.number, weakref.ref(task)))

    def future_made(self, made: "Made") -> None:
        self._made.append(made)

    def never_awaited(self, coroutine: Any) -> None:
        file, line, _ = (coroutine.cr_origin or ((coroutine.cr_code.co_filename, 0, ""),))[0]
        task = self._recorder.running_number
        label = spans.label_of_coroutine(coroutine)
        place = places.line_text(file, line) if line else ""
        self._coroutines.append(lambda: self._recorder.facts.never_awaited(task, label, 0, place))

    def is_retrieval(self, context: dict[str, Any]) -> bool:
        """Whether a report is about an error that nobody asked for; then it is told at the end."""
        if not str(context.get("message", "")).endswith(_NEVER_RETRIEVED):
            return False
        error = context.get("exception")
        future = context.get("future")
        made = getattr(future, "made", None)
        if error is not None:
            self._gone.append((getattr(future, "number", 0), 0 if made is None else made.number, error))
        return True

    def tell_errors(self) -> None:
        left = list(self._gone)
        for number, reference in self._failed:
            task = reference()
            if task is not None and task._log_traceback:
                left.append((number, 0, task._exception))
        for number, future, error in sorted(left, key=lambda one: one[:2]):
            self._recorder.facts.never_retrieved(number, values.error_text(error, self._recorder.stacks), future)

    def tell_rest(self) -> None:
        for made in self._made:
            if not made.is_asked:
                self._recorder.facts.never_awaited(made.task, "", made.number, "")
        for tell in self._coroutines:
            tell()


def install() -> None:
    """Python reports a coroutine when it is given up."""
    sys.set_coroutine_origin_tracking_depth(1)
    original: Any = getattr(warnings, "_warn_unawaited_coroutine")

    def warn(coroutine: Any) -> None:
        origin = coroutine.cr_origin or ((coroutine.cr_code.co_filename, 0, ""),)
        recorder = current_recorder() or last_recorder
        if recorder is not None and places.is_own_file(origin[0][0]):
            recorder.unnoticed.never_awaited(coroutine)
        _warn_as_ever(coroutine, original)

    replace(warnings, "_warn_unawaited_coroutine", warn)


def _warn_as_ever(coroutine: Any, original: Callable[[Any], None]) -> None:
    """The warning as it is where origins are not tracked."""
    message = f"coroutine '{coroutine.__qualname__}' was never awaited"
    if sys.get_coroutine_origin_tracking_depth() > 1:
        original(coroutine)
    else:
        warnings.warn(message, category=RuntimeWarning, stacklevel=3, source=coroutine)
