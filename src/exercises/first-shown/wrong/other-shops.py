import asyncio

# given: do not change
# What each shop takes to answer, in seconds, and its price.
SHOPS = {"A": (0.5, 30), "B": (2.0, 25), "C": (1.2, 33)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    return shop, price
# end of given


async def ask(shop):
    await asyncio.sleep(0.01)
    return shop, SHOPS[shop][1]


async def main():
    best = None
    for shop, price in await asyncio.gather(*(ask(shop) for shop in SHOPS)):
        best = price if best is None else min(best, price)
        print(f"price {shop}: {price}, best {best}")


asyncio.run(main())
