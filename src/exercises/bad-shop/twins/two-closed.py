# What each shop takes to answer, in seconds, and its price; None: it is closed.
SHOPS = {"E": (0.7, None), "F": (1.4, 17), "G": (0.3, 19), "H": (1.1, None), "I": (0.9, 11)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    if price is None:
        raise ValueError(f"{shop} is closed")
    return f"{shop}: {price}"
