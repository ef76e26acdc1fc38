# What each station takes to answer, in seconds, and its degrees.
STATIONS = {"D": (2.85, 21), "E": (0.45, 17), "F": (1.15, 19), "G": (0.75, 16), "H": (0.05, 18)}
AIR_TIME = 1.2  # when the forecast goes out


async def ask(station):
    seconds, degrees = STATIONS[station]
    try:
        await asyncio.sleep(seconds + 0.15)
        return f"{station}: {degrees} degrees"
    finally:
        print(f"{station} hangs up")
