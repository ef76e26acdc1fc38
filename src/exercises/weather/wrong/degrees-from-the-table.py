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


async def main():
    tasks = {station: asyncio.create_task(ask(station)) for station in STATIONS}
    done, pending = await asyncio.wait(tasks.values(), timeout=AIR_TIME)
    for station, task in tasks.items():
        if task in done:
            print(f"{station}: {STATIONS[station][1]} degrees")
        else:
            print(f"{station} is late")
            task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print("end")


asyncio.run(main())
