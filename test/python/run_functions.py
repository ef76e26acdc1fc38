"""Runs coroutine functions of a file, each by an `asyncio.run` of its own: `run_functions.py FILE NAME...`"""

import asyncio
import sys

path, *names = sys.argv[1:]
with open(path) as file:
    source = file.read()
program = {"__name__": "program", "__file__": path}
exec(compile(source, path, "exec"), program)
for name in names:
    try:
        asyncio.run(program[name]())
    except Exception as error:
        sys.stderr.write(f"{error!r}\n")
