# What each booking takes, in seconds.
TRIP = {"flight": 1.4, "hotel": 0.6, "car": 0.9}
REFUSED = []


async def book(what):
    try:
        await asyncio.sleep(TRIP[what])
        if what in REFUSED:
            raise ValueError(f"{what} refused")
        print(f"{what} booked")
    except asyncio.CancelledError:
        print(f"{what} undone")
        raise


async def write_report():
    print("report")
    await asyncio.sleep(4)
