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
    for answer in asyncio.as_completed([ask(shop) for shop in SHOPS]):
        shop, _ = await answer
        price = SHOPS[shop][1]
        best = price if best is None else min(best, price)
        print(f"price {shop}: {price}, best {best}")


asyncio.run(main())
