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


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for what in TRIP:
                group.create_task(book(what))
        print("all booked")
    except ExceptionGroup as errors:
        print("failed: " + ", ".join(str(error) for error in errors.exceptions))
    await write_report()


asyncio.run(main())
