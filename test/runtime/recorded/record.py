"""Writes the files beside it: what CPython's heapq takes out when, what its PriorityQueue can't compare, and what the lesson's generator draws.

Run it with CPython 3.13: python3.13 test/runtime/recorded/record.py
"""

import asyncio
import heapq
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
WORD = 0xFFFFFFFF


def mulberry32(seed):
    """The lesson's generator: numbers from 0 to 1, 1 not included."""
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & WORD
        t = state
        t = ((t ^ (t >> 15)) * (t | 1)) & WORD
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & WORD)) & WORD
        yield (t ^ (t >> 14)) / 2**32


class Item:
    """Compared by its priority alone, so that equals can be told apart."""

    def __init__(self, priority, number):
        self.priority = priority
        self.number = number

    def __lt__(self, other):
        return self.priority < other.priority


def heap_case(seed, length=80):
    """Steps (a priority: put it; null: take one) and the numbers of the items taken."""
    draw = mulberry32(seed)
    heap, steps, taken, count = [], [], [], 0
    for _ in range(length):
        if heap and next(draw) < 0.4:
            steps.append(None)
            taken.append(heapq.heappop(heap).number)
        else:
            priority = int(next(draw) * (3 + seed))
            steps.append(priority)
            heapq.heappush(heap, Item(priority, count))
            count += 1
    while heap:
        steps.append(None)
        taken.append(heapq.heappop(heap).number)
    return {"seed": seed, "steps": steps, "taken": taken}


def random_case(seed):
    draw = mulberry32(seed)
    return {
        "seed": seed,
        "random": [next(draw) for _ in range(5)],
        "uniform": [0.5 + (2.0 - 0.5) * next(draw) for _ in range(5)],
        "randint": [1 + int(6 * next(draw)) for _ in range(10)],
    }


class Thing:
    """Can't be compared with anything."""

    def __init__(self, number):
        self.number = number


# How JavaScript calls the types; those of things are the same.
TYPES = {"int": "number", "str": "string", "bool": "boolean", "NoneType": "null", "tuple": "Array"}


def any_item(draw, depth=0):
    kinds = ["number", "text", "truth", "nothing", "thing", "list"]
    kind = draw.choices(kinds, [8, 4, 2, 1, 1, 3 if depth < 2 else 0])[0]
    if kind == "number":
        return draw.randrange(3)
    if kind == "text":
        return draw.choice(["a", "b", "ab", ""])
    if kind == "truth":
        return draw.random() < 0.5
    if kind == "nothing":
        return None
    if kind == "thing":
        return {"thing": draw.randrange(2)}
    return [any_item(draw, depth + 1) for _ in range(draw.randrange(3))]


def priority_step(draw, style):
    if draw.random() < 0.3:
        return "get"
    if style == 0:
        return {"put": any_item(draw)}
    return {"put": [*(draw.randrange(4 // style) for _ in range(style)), any_item(draw, 1)]}


def priority_case(seed, length=12):
    """Steps of a PriorityQueue, and of each: what it answered or raised, how many items there are, and how many are not done."""
    draw = random.Random(seed)
    style = seed % 3
    steps = [priority_step(draw, style) for _ in range(length)]
    things = {}

    def built(value):
        if isinstance(value, list):
            return tuple(map(built, value))
        if isinstance(value, dict):
            return things.setdefault(value["thing"], Thing(value["thing"]))
        return value

    def shown(value):
        if isinstance(value, tuple):
            return [shown(item) for item in value]
        return {"thing": value.number} if isinstance(value, Thing) else value

    queue, told = asyncio.PriorityQueue(), []
    for step in steps:
        try:
            answer = {"got": shown(queue.get_nowait())} if step == "get" else {"put": queue.put_nowait(built(step["put"]))}
        except asyncio.QueueEmpty:
            answer = {"raised": "QueueEmpty"}
        except TypeError as error:
            one, other = str(error).split("'")[3::2]
            answer = {"raised": [TYPES.get(one, one), TYPES.get(other, other)]}
        told.append([answer, queue.qsize(), queue._unfinished_tasks])
    return {"seed": seed, "steps": steps, "told": told}


def write(name, cases):
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n")


write("heapq.json", [heap_case(seed) for seed in range(1, 13)])
write("priorities.json", [priority_case(seed) for seed in range(1, 61)])
write("mulberry32.json", [random_case(seed) for seed in (0, 1, 42, 2**31, 2**32 - 1)])
