PLATES = 21
COOKING = 0.0625  # seconds for each plate
SERVING = 0.75
DROPPED = [1, 8, 20]  # the plates that fall
ROOM = 4  # plates that the counter has room for
WAITERS = 6


async def cook(counter):
    for plate in range(1, PLATES + 1):
        await asyncio.sleep(COOKING)
        await counter.put(plate)


async def serve(plate):
    await asyncio.sleep(SERVING)
    if plate in DROPPED:
        raise ValueError(f"plate {plate} fell")
    print(f"served {plate}")
