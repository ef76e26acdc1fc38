"""Runs Python counterparts of demos, each as a program of its own: one `asyncio.run` after the other.

Reads requests from the file that it is given, one JSON object a line, in the form of test/demos/python/oracle.py.
"""

import asyncio
import importlib
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "demos", "python"))
counterpart = importlib.import_module("counterpart")
file = __file__.replace("harness.py", "demo.py")

asyncio.BaseEventLoop.__repr__ = lambda _: "<loop>"
with open(sys.argv[1]) as requests:
    for line in requests:
        # Each is a script of its own: its clock begins at 0.
        sys.modules["_async_lessons_tracer.clock"].clock.begin()
        try:
            main, _ = counterpart.main_of(json.loads(line), file, {})
            asyncio.run(main)
        except Exception as error:
            sys.stderr.write(f"{error!r}\n")
