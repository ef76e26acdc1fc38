# What each station takes to answer, in seconds, and its degrees.
STATIONS = {"D": (2.85, 22), "E": (0.45, 18), "F": (1.15, 20), "G": (0.75, 17), "H": (0.05, 19)}
AIR_TIME = 1.2  # when the forecast goes out


async def ask(station):
    seconds, degrees = STATIONS[station]
    try:
        await asyncio.sleep(seconds + 0.15)
        return f"{station}: {degrees - 1} degrees"
    finally:
        print(f"{station} hangs up")
