"""What the checks of the course's sentences have in common. Needs CPython 3.12 or newer."""

import asyncio
import contextlib
import importlib
import logging
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "conformance"))
virtual_loop = importlib.import_module("virtual_loop")


def run(main, debug=None):
    """asyncio.run, on a clock that jumps to the next timer."""
    with asyncio.Runner(debug=debug, loop_factory=virtual_loop.VirtualLoop) as runner:
        return runner.run(main)


def stuck(main):
    """How many tasks wait for ever, main among them: asyncio.run would not return."""
    with asyncio.Runner(debug=True, loop_factory=virtual_loop.VirtualLoop) as runner:
        try:
            runner.run(main)
        except virtual_loop.Deadlock:
            return len(asyncio.all_tasks(runner.get_loop()))
    return 0


def now():
    """Virtual seconds since the beginning of the run."""
    return round(asyncio.get_running_loop().time(), 6)


def block(seconds):
    """What time.sleep does to a loop."""
    asyncio.get_running_loop().block(seconds)


async def took(awaitable):
    start = now()
    await awaitable
    return round(now() - start, 6)


async def sleeper(seconds, result=None):
    await asyncio.sleep(seconds)
    return result


async def failing(seconds, error=ValueError):
    await asyncio.sleep(seconds)
    raise error(f"failed after {seconds} s")


async def turns(count=1):
    """Gives up so many turns."""
    for _ in range(count):
        await asyncio.sleep(0)


@contextlib.contextmanager
def warned():
    """The texts of all that Python and asyncio warn of meanwhile."""
    said = []

    class Handler(logging.Handler):
        def emit(self, record):
            said.append(record.getMessage())

    handler = Handler()
    logger = logging.getLogger("asyncio")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            yield said
        said.extend(str(one.message) for one in caught)
    finally:
        logger.removeHandler(handler)
