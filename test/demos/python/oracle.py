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
import inspect
import json
import keyword
import logging
import random
import re
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "conformance"))
from virtual_loop import Deadlock, VirtualLoop  # noqa: E402


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


class Mulberry32:
    """The lesson's random numbers, the same on every machine and in every language."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x6D2B79F5) & 0xFFFFFFFF
        t = self.state
        t = ((t ^ t >> 15) * (t | 1)) & 0xFFFFFFFF
        t ^= (t + (t ^ t >> 7) * (t | 61)) & 0xFFFFFFFF
        return (t ^ t >> 14) / 2**32

    def uniform(self, a, b):
        return a + (b - a) * self.next()


class DemoLoop(VirtualLoop):
    def __repr__(self):
        return "<loop>"


def function_name(variant):
    name = variant.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def parameter_name(name):
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def run(request):
    loop = DemoLoop()
    lines = []

    def keep(*values):
        lines.append([loop.time(), " ".join(map(str, values))])

    time.perf_counter, time.sleep = loop.time, loop.block
    random.uniform = Mulberry32(request["seed"]).uniform
    program = {"__name__": "demo", "print": keep}
    exec(compile(request["source"], "demo.py", "exec"), program)
    function = program[function_name(request["variant"])]
    known = inspect.signature(function).parameters
    given = {parameter_name(name): value for name, value in request["parameters"].items()}
    main = function(**{name: value for name, value in given.items() if name in known})
    ending = end_of(loop, main)
    return {"lines": lines, **ending, "defaults": {name: one.default for name, one in known.items()}}


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
    except Deadlock:
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
