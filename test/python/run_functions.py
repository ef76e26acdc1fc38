"""Runs coroutine functions of a file, each by an `asyncio.run` of its own: `run_functions.py FILE NAME...`"""

import asyncio
import sys
from contextlib import suppress

path, *names = sys.argv[1:]
with open(path) as file:
    source = file.read()
program = {"__name__": "program", "__file__": path}
exec(compile(source, path, "exec"), program)
for name in names:
    # How it ended is recorded.
    with suppress(Exception):
        asyncio.run(program[name]())
