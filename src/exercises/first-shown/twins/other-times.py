# What each shop takes to answer, in seconds, and its price.
SHOPS = {"A": (1.7, 20), "B": (0.4, 44), "C": (0.9, 41)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    return shop, price
