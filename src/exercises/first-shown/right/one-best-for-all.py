import asyncio

# given: do not change
# What each shop takes to answer, in seconds, and its price.
SHOPS = {"A": (0.5, 30), "B": (2.0, 25), "C": (1.2, 33)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    return shop, price
# end of given


best = None


async def show(name):
    global best
    shop, price = await ask(name)
    best = price if best is None else min(best, price)
    print(f"price {shop}: {price}, best {best}")


async def main():
    async with asyncio.TaskGroup() as group:
        for name in SHOPS:
            group.create_task(show(name))


asyncio.run(main())
