# What each station takes to answer, in seconds, and its degrees.
STATIONS = {"D": (3.0, 21), "E": (0.6, 17), "F": (1.8, 19), "G": (0.9, 16), "H": (0.2, 18)}
AIR_TIME = 1.2  # when the forecast goes out


async def ask(station):
    seconds, degrees = STATIONS[station]
    try:
        await asyncio.sleep(seconds)
        return f"{station}: {degrees} degrees"
    finally:
        print(f"{station} hangs up")
