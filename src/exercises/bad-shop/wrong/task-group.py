import asyncio

# given: do not change
# What each shop takes to answer, in seconds, and its price; None: it is closed.
SHOPS = {"A": (1.0, 30), "B": (0.5, None), "C": (2.0, 25), "D": (1.5, 28)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    if price is None:
        raise ValueError(f"{shop} is closed")
    return f"{shop}: {price}"
# end of given


async def main():
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            for shop in SHOPS:
                tasks.append(group.create_task(ask(shop)))
    except ExceptionGroup:
        pass
    for task in tasks:
        if task.cancelled():
            print("no price: it was cancelled")
        elif task.exception() is not None:
            print(f"no price: {task.exception()}")
        else:
            print(f"price {task.result()}")


asyncio.run(main())
