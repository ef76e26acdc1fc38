"""Runs Python counterparts of demos, each as a program of its own: one `asyncio.run` after the other.

Reads requests from the file that it is given, one JSON object a line, in the form of test/demos/python/oracle.py. `random.uniform`
draws from the lesson's generator.
"""

import asyncio
import inspect
import json
import keyword
import random
import re
import sys


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


def function_name(variant):
    name = variant.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def parameter_name(name):
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def main_of(request):
    random.uniform = Mulberry32(request["seed"]).uniform
    program = {"__name__": "demo"}
    file = __file__.replace("harness.py", "demo.py")
    exec(compile(request["source"], file, "exec"), program)
    function = program[function_name(request["variant"])]
    known = inspect.signature(function).parameters
    given = {parameter_name(name): value for name, value in request["parameters"].items()}
    return function(**{name: value for name, value in given.items() if name in known})


asyncio.BaseEventLoop.__repr__ = lambda _: "<loop>"
with open(sys.argv[1]) as requests:
    for line in requests:
        # Each is a script of its own: its clock begins at 0.
        sys.modules["_async_lessons_tracer.clock"].clock.begin()
        try:
            asyncio.run(main_of(json.loads(line)))
        except Exception as error:
            sys.stderr.write(f"{error!r}\n")
