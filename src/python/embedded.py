"""Runs scripts one after the other in an interpreter that goes on: the one that is compiled to WebAssembly."""

import asyncio
import builtins
import gc
import logging
import os
import runpy
import socket
import subprocess
import sys
import time
import traceback
import warnings
from types import ModuleType

_RUNNING_LOOP = "_set_running_loop"
_POLICY = "_set_event_loop_policy"
#: Modules in which programs put something of their own in the place of what is there.
_PATCHED = (asyncio, builtins, time)


def _refuse(owner: object, names: tuple[str, ...], what: str, kind: type[Exception] = OSError) -> None:
    """What the machine of WebAssembly has not is refused in plain words: it fails otherwise, or does as if it were there."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise kind(f"the embedded Python has no {what}: a local one has (--python PATH)")

    for name in names:
        setattr(owner, name, refuse)


_refuse(socket.socket, ("bind", "connect", "connect_ex", "listen"), "sockets")
_refuse(socket, ("create_connection", "create_server", "getaddrinfo", "socketpair"), "sockets")
_LOOP = asyncio.SelectorEventLoop
_CONNECTIONS = ("create_connection", "create_server", "create_unix_connection", "create_unix_server")
_refuse(_LOOP, (*_CONNECTIONS, "create_datagram_endpoint", "getaddrinfo", "getnameinfo"), "sockets")
_refuse(_LOOP, ("connect_read_pipe", "connect_write_pipe"), "pipes")
_refuse(_LOOP, ("subprocess_exec", "subprocess_shell"), "processes")
_refuse(subprocess.Popen, ("__init__",), "processes")
_refuse(os, ("fork",), "processes")
# The error by which Windows says so, too: programs for both are ready for it.
_refuse(_LOOP, ("add_signal_handler",), "signals", NotImplementedError)

# What is there before the first script stays, and is not gone through after each of them.
gc.freeze()


def run(trace: str, arguments: list[str], cwd: str) -> int:
    """Runs the tracer with these arguments. Answers its exit code."""
    # The interpreter's own loop, which is the browser's or Node's, counts as running.
    getattr(asyncio, _RUNNING_LOOP)(None)
    # So does its policy make loops that nobody can run here.
    getattr(asyncio.events, _POLICY)(None)
    modules = dict(sys.modules)
    environment = dict(os.environ)
    patched = {module: dict(vars(module)) for module in _PATCHED}
    sys.argv = [trace, *arguments]
    os.chdir(cwd)
    try:
        with warnings.catch_warnings():
            runpy.run_path(trace, run_name="__main__")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        os.environ.clear()
        os.environ.update(environment)
        for module, names in patched.items():
            vars(module).update(names)
        _forget(modules)
        _let_go()
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _let_go() -> None:
    """What the script has left says its last words now, and not in the next one."""
    # Of a process that ends nobody hears any more what asyncio complains of.
    logging.disable()
    gc.collect()
    # What is left is the tracer's: to go through that of all scripts again after each would take longer each time.
    gc.freeze()
    logging.disable(logging.NOTSET)
    for handler in list(logging.root.handlers):
        logging.root.removeHandler(handler)
    logging.root.setLevel(logging.WARNING)


def _forget(modules: dict[str, ModuleType]) -> None:
    """The next script imports its own modules anew, and the tracer's. Those of the standard library stay."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name not in modules and not file.startswith(os.path.dirname(os.__file__)):
            del sys.modules[name]
    main = modules.get("__main__")
    if main is not None:
        sys.modules["__main__"] = main
