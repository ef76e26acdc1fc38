# What each shop takes to answer, in seconds, and its price; None: it is closed.
SHOPS = {"A": (0.4, 31), "B": (1.2, 22), "C": (0.8, 27)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    if price is None:
        raise ValueError(f"{shop} is closed")
    return f"{shop}: {price}"
