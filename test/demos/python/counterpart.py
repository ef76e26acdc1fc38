"""Makes the coroutine of a demo's Python counterpart that a request names, as test/demos/python/oracle.py tells."""

import inspect
import keyword
import random
import re


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


def main_of(request, file, names):
    """The coroutine and the defaults of its function. `names`: what the program finds beside its own."""
    random.uniform = Mulberry32(request["seed"]).uniform
    program = {"__name__": "demo", **names}
    exec(compile(request["source"], file, "exec"), program)
    function = program[function_name(request["variant"])]
    known = inspect.signature(function).parameters
    given = {parameter_name(name): value for name, value in request["parameters"].items()}
    main = function(**{name: value for name, value in given.items() if name in known})
    return main, {name: one.default for name, one in known.items()}
