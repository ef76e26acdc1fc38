import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def by_finishing():
    tasks = [asyncio.create_task(fetch(name, seconds), name=name) for name, seconds in [("a", 2), ("b", 1)]]
    for done in asyncio.as_completed(tasks):
        print(await done, "is there")


async def limited():
    try:
        print(await asyncio.wait_for(fetch("late", 3), timeout=1))
    except asyncio.TimeoutError:
        print("too late")


asyncio.run(by_finishing())
asyncio.run(limited())
