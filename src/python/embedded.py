"""Runs scripts one after the other in an interpreter that goes on: the one that is compiled to WebAssembly."""

import asyncio
import os
import runpy
import socket
import sys
import traceback
from types import ModuleType

_RUNNING_LOOP = "_set_running_loop"


def _refuse_socket(*_arguments: object) -> None:
    raise OSError("the embedded Python has no sockets: a local one has (--python PATH)")


# They are there, and do as if they were connected.
for _name in ("bind", "connect", "connect_ex", "listen"):
    setattr(socket.socket, _name, _refuse_socket)


def run(trace: str, arguments: list[str], cwd: str) -> int:
    """Runs the tracer with these arguments. Answers its exit code."""
    # The interpreter's own loop, which is the browser's or Node's, counts as running.
    getattr(asyncio, _RUNNING_LOOP)(None)
    modules = dict(sys.modules)
    environment = dict(os.environ)
    sys.argv = [trace, *arguments]
    os.chdir(cwd)
    try:
        runpy.run_path(trace, run_name="__main__")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.environ.clear()
        os.environ.update(environment)
        _forget(modules)
    return 0


def _forget(modules: dict[str, ModuleType]) -> None:
    """The next script imports its own modules anew, and the tracer's. Those of the standard library stay."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name not in modules and not file.startswith(os.path.dirname(os.__file__)):
            del sys.modules[name]
    main = modules.get("__main__")
    if main is not None:
        sys.modules["__main__"] = main
