"""Two fetches: one after the other, and both at once.

async-lessons run my-program.py
"""

import asyncio


async def fetch(name, seconds):
    print(f"{name} starts")
    await asyncio.sleep(seconds)
    print(f"{name} is done")
    return f"the data of {name}"


async def in_turn():
    first = await fetch("A", 2)
    second = await fetch("B", 2)
    return [first, second]


async def at_once():
    # gather makes a task of each, and waits for both.
    return await asyncio.gather(fetch("A", 2), fetch("B", 2))


# Each asyncio.run is a picture of its own, and all of them have one time axis.
asyncio.run(in_turn())
asyncio.run(at_once())
