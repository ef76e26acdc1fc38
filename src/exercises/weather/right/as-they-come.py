import asyncio

# given: do not change
# What each station takes to answer, in seconds, and its degrees.
STATIONS = {"A": (1.0, 12), "B": (5.0, 9), "C": (1.5, 14)}
AIR_TIME = 2.0  # when the forecast goes out


async def ask(station):
    seconds, degrees = STATIONS[station]
    try:
        await asyncio.sleep(seconds)
        return f"{station}: {degrees} degrees"
    finally:
        print(f"{station} hangs up")
# end of given


async def listen(station):
    try:
        async with asyncio.timeout(AIR_TIME):
            print(await ask(station))
    except TimeoutError:
        print(f"{station} is late")


async def main():
    async with asyncio.TaskGroup() as group:
        for station in STATIONS:
            group.create_task(listen(station))
    print("end")


asyncio.run(main())
