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
    answers = asyncio.Queue()

    async def hand_in(name):
        await answers.put(await ask(name))

    tasks = [asyncio.create_task(hand_in(name)) for name in SHOPS]
    best = None
    for _ in tasks:
        shop, price = await answers.get()
        best = price if best is None else min(best, price)
        print(f"price {shop}: {price}, best {best}")
    await asyncio.gather(*tasks)


asyncio.run(main())
