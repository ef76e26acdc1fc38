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
    answers = await asyncio.gather(*(ask(shop) for shop in SHOPS), return_exceptions=True)
    for shop, answer in zip(SHOPS, answers):
        if isinstance(answer, Exception):
            print(f"no price: {answer}")
        else:
            print(f"price {shop}: {SHOPS[shop][1]}")


asyncio.run(main())
