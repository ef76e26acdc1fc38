"""Runs a demo's Python counterpart on CPython under a virtual clock, and says what it printed, and when.

Reads requests from stdin, one JSON object a line:
    {"source": the program, "variant": "fail-fast", "seed": 42, "parameters": {"makeLeast": 0.1}}
and answers each with one line:
    {"lines": [[seconds, text], ...], "elapsed": seconds, "outcome": "returned" | "deadlock",
     "stuck": tasks that wait for ever, "defaults": {"make_least": 0.1}}

The program is plain asyncio and runs without this, too. Here the loop's clock is virtual, `time.perf_counter` reads it and
`time.sleep` moves it, `random.uniform` draws from the lesson's generator, and `print` keeps the line with its time.

Needs CPython 3.12 or newer.
"""
import asyncio
import importlib
import json
import logging
import sys
import time
import warnings
from pathlib import Path

from counterpart import main_of

sys.path.insert(0, str(Path(__file__).parents[2] / "conformance"))
virtual_loop = importlib.import_module("virtual_loop")


class OrderedSet(dict):
    """asyncio.TaskGroup keeps its tasks in a set, whose order is chance; here it is the order of creation."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class OrderedTaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class DemoLoop(virtual_loop.VirtualLoop):
    def __repr__(self):
        return "<loop>"


def run(request):
    loop = DemoLoop()
    lines = []

    def keep(*values):
        lines.append([loop.time(), " ".join(map(str, values))])

    time.perf_counter, time.sleep = loop.time, loop.block
    main, defaults = main_of(request, "demo.py", {"print": keep})
    return {"lines": lines, **end_of(loop, main), "defaults": defaults}


def end_of(loop, main):
    """Runs main, then cancels what it left, as asyncio.run does; a deadlock stays as it stands."""
    try:
        loop.run_until_complete(main)
        elapsed = loop.time()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
        return {"elapsed": elapsed, "outcome": "returned", "stuck": 0}
    except virtual_loop.Deadlock:
        return {"elapsed": loop.time(), "outcome": "deadlock", "stuck": len(asyncio.all_tasks(loop))}
    finally:
        loop.close()


if __name__ == "__main__":
    asyncio.TaskGroup = OrderedTaskGroup
    # what a demo does wrong on purpose is reported by our runtime; CPython's own reports are not compared
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.unraisablehook = lambda _: None
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
