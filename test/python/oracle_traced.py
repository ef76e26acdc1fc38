"""Runs the programs of test/conformance/oracle.py under the tracer: `oracle_traced.py FILE`, a program a line, answers as `oracle.py run`.

The tracer's own loop takes the place of the oracle's, and begins at 0 for each program.
"""

import asyncio
import os
import runpy
import sys
import types

tracer_loop = sys.modules["_async_lessons_tracer.loop"]
tracer_clock = sys.modules["_async_lessons_tracer.clock"]


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        tracer_clock.clock.__init__()
        super().__init__()


stub = types.ModuleType("virtual_loop")
stub.VirtualLoop, stub.Deadlock = VirtualLoop, tracer_loop.Halt
sys.modules["virtual_loop"] = stub

oracle = runpy.run_path(os.path.join(os.path.dirname(__file__), "..", "conformance", "oracle.py"))
with open(sys.argv[1]) as programs:
    sys.stdin = programs
    oracle["main"](["run"])
