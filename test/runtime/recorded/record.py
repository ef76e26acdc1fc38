"""Writes the files beside it: what CPython's heapq takes out when, and what the lesson's generator draws.

Run it with CPython 3.13: python3.13 test/runtime/recorded/record.py
"""

import heapq
import json
import pathlib

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


def write(name, cases):
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n")


write("heapq.json", [heap_case(seed) for seed in range(1, 13)])
write("mulberry32.json", [random_case(seed) for seed in (0, 1, 42, 2**31, 2**32 - 1)])
