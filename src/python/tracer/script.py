"""Runs a script as `__main__`, and sees to it that all is written however it ends."""

import atexit
import functools
import gc
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from types import FrameType, ModuleType
from typing import Any

from . import loop, output, places, private, spans
from .replaced import replace, restore, under_way
from .settings import Settings, UsageError, parse
from .stream import Stream
from .values import without_own_frames

_INTERRUPTED = 130
_CALLED_WRONGLY = 2
_PROGRAM_FAILED = 1
_OTHERS = ("trio", "curio")


def main(arguments: list[str]) -> int:
    """Runs the script that the command line names. Answers the exit code."""
    try:
        settings = parse(arguments)
    except UsageError as error:
        loop.tell(str(error))
        return _CALLED_WRONGLY
    stream = Stream(settings.facts)
    missing = private.missing()
    if missing:
        version = ".".join(map(str, sys.version_info[:3]))
        _refuse(stream, _CALLED_WRONGLY, f"CPython {version} has no {', '.join(missing)}, which the tracer leans on")
        return _CALLED_WRONGLY
    return run(settings, stream)


def run(settings: Settings, stream: Stream) -> int:
    """Runs a script, and answers its exit code."""
    path = os.path.abspath(settings.script)
    places.set_folder(os.path.dirname(path))
    random.seed(settings.seed)
    host = loop.install(settings, stream)
    output.install(settings.raw, stream if settings.tell_outside else None)
    _listen(host, stream)
    replace(sys, "argv", [settings.script, *settings.arguments])
    replace(sys, "path", [os.path.dirname(path), *sys.path[1:]])
    code = _run_script(settings, path, host, stream)
    if sys.platform == "emscripten":
        _end_in_interpreter(host)
    elif host.stopped:
        # What was cut off stays as it is: at a usual exit its `finally` would run.
        _run_exit_functions()
        _flush()
        os._exit(code)
    return code


def _end_in_interpreter(host: loop.Host) -> None:
    """The script has ended, and the interpreter goes on: it may run another."""
    _run_exit_functions()
    _flush()
    restore()
    if host.stopped:
        # What was cut off stays as it is, here for as long as the interpreter goes on.
        gc.freeze()


def _run_exit_functions() -> None:
    getattr(atexit, "_run_exitfuncs")()


def _run_script(settings: Settings, path: str, host: loop.Host, stream: Stream) -> int:
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec")
    except (OSError, SyntaxError, ValueError) as error:
        error.__traceback__ = None
        wrong = _CALLED_WRONGLY if isinstance(error, OSError) else _PROGRAM_FAILED
        text = (
            f"{settings.script}: {error.strerror}" if isinstance(error, OSError) else _shown(error.with_traceback(None))
        )
        _refuse(stream, wrong, text)
        return wrong
    module = ModuleType("__main__")
    module.__file__ = path
    module.__loader__ = SourceFileLoader("__main__", path)
    setattr(module, "__builtins__", __builtins__)
    setattr(module, "__cached__", None)
    if sys.version_info < (3, 14):
        module.__annotations__ = {}
    sys.modules["__main__"] = module
    try:
        exec(code, module.__dict__)
    except loop.Halt:
        return 0
    except SystemExit as error:
        if not host.has_run:
            _refuse_unrun(settings, stream, f"it exited with {error.code!r} before")
        return _exit_code(error.code)
    except BaseException as error:
        return _failed(error, host, stream)
    if not host.has_run:
        _refuse_unrun(settings, stream, "")
        return _CALLED_WRONGLY
    return 0


def _failed(error: BaseException, host: loop.Host, stream: Stream) -> int:
    trace = error.__traceback__
    error.__traceback__ = None if trace is None else trace.tb_next
    if not host.has_run:
        missing = error.name if isinstance(error, ModuleNotFoundError) and error.name else None
        _refuse(stream, _PROGRAM_FAILED, _shown(error), None if missing is None else missing.partition(".")[0])
    else:
        sys.excepthook(type(error), error, error.__traceback__)
    return _PROGRAM_FAILED


def _shown(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).rstrip("\n")


def _exit_code(code: Any) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)
    return 1


def _refuse(stream: Stream, code: int, message: str, missing: str | None = None) -> None:
    """Says why there is nothing to record. `missing`: the module that this Python has not."""
    more = {} if missing is None else {"missing": missing}
    stream.notice("refused", exit=code, message=message, **more)


def _refuse_unrun(settings: Settings, stream: Stream, why: str) -> None:
    other = next((name for name in _OTHERS if name in sys.modules), None)
    if other is not None:
        sentence = f"{settings.script} runs {other}, not asyncio: only loops of asyncio can be recorded"
    else:
        sentence = f"{settings.script} runs no event loop: call asyncio.run(main())"
    _refuse(stream, _CALLED_WRONGLY, f"{sentence}; {why}" if why else sentence)


def _listen(host: loop.Host, stream: Stream) -> None:
    """Hears of each way in which the process may end."""

    def finish() -> None:
        for one in list(host.loops):
            one.finish()
        output.tell_outside()
        stream.flush()
        spans.stop()

    def told_before(end: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(end)
        def end_with_all_told(*arguments: Any) -> Any:
            output.tell_outside()
            stream.flush()
            try:
                return end(*arguments)
            except OSError as error:
                without_own_frames(error)
                raise

        return end_with_all_told

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        for recorder in under_way[-1:]:
            recorder.facts.end("stopped", recorder.facts.now(), by="interrupt")
        stream.exit(_INTERRUPTED)

    def terminated(number: int, _frame: FrameType | None) -> None:
        stream.flush()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    def abandon() -> None:
        stream.abandon()
        output.abandon()

    atexit.register(finish)
    for owner, name in ((os, "_exit"), (os, "abort"), (os, "kill"), (signal, "raise_signal")):
        if hasattr(owner, name):
            replace(owner, name, told_before(getattr(owner, name)))
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=stream.flush, after_in_child=abandon)
    if sys.platform != "emscripten":
        signal.signal(signal.SIGINT, interrupted)
        signal.signal(signal.SIGTERM, terminated)


def _flush() -> None:
    for printed in (sys.stdout, sys.stderr):
        try:
            printed.flush()
        except (OSError, ValueError):
            # It was closed.
            continue
