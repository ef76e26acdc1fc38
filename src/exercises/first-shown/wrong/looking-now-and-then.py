import asyncio

# given: do not change
# What each shop takes to answer, in seconds, and its price.
SHOPS = {"A": (0.5, 30), "B": (2.0, 25), "C": (1.2, 33)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    return shop, price
# end of given


async def main():
    best = None
    tasks = [asyncio.create_task(ask(shop)) for shop in SHOPS]
    while tasks:
        for task in [task for task in tasks if task.done()]:
            shop, price = task.result()
            best = price if best is None else min(best, price)
            print(f"price {shop}: {price}, best {best}")
            tasks.remove(task)
        await asyncio.sleep(0.3)


asyncio.run(main())
