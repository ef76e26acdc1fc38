# What each station takes to answer, in seconds, and its degrees.
STATIONS = {"A": (0.3, 5), "B": (1.1, 3), "C": (0.8, 4)}
AIR_TIME = 1.5  # when the forecast goes out


async def ask(station):
    seconds, degrees = STATIONS[station]
    try:
        await asyncio.sleep(seconds)
        return f"{station}: {degrees} degrees"
    finally:
        print(f"{station} hangs up")
