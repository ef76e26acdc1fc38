PLATES = 5
COOKING = 0.5  # seconds for each plate
SERVING = 0.25
DROPPED = [3]  # the plates that fall
ROOM = 3  # plates that the counter has room for
WAITERS = 2


async def cook(counter):
    for plate in range(1, PLATES + 1):
        await asyncio.sleep(COOKING)
        await counter.put(plate)


async def serve(plate):
    await asyncio.sleep(SERVING)
    if plate in DROPPED:
        raise ValueError(f"plate {plate} fell")
    print(f"served {plate}")
