# What each booking takes, in seconds.
TRIP = {"bus": 0.5, "museum": 2.5, "boat": 1.6, "dinner": 1.6, "hostel": 1.2, "bike": 1.2, "guide": 1.2}
REFUSED = ["hostel", "bike", "guide"]


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
