"""Runs Python counterparts of demos, each as a program of its own: one `asyncio.run` after the other.

Reads requests from requests.jsonl beside it, one JSON object a line, in the form of test/demos/python/oracle.py, whose counterpart.py
lies there, too.
"""

import asyncio
import importlib
import json
import os
import sys
from contextlib import suppress

counterpart = importlib.import_module("counterpart")
folder = os.path.dirname(os.path.abspath(__file__))

asyncio.BaseEventLoop.__repr__ = lambda _: "<loop>"
with open(os.path.join(folder, "requests.jsonl")) as requests:
    for line in requests:
        # Each is a script of its own: its clock begins at 0.
        sys.modules["_async_lessons_tracer.clock"].clock.begin()
        main, _ = counterpart.main_of(json.loads(line), os.path.join(folder, "demo.py"), {})
        # How it ended is recorded.
        with suppress(Exception):
            asyncio.run(main)
