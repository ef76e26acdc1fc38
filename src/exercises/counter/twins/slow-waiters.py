PLATES = 9
COOKING = 0.25  # seconds for each plate
SERVING = 1.5
DROPPED = [2, 7]  # the plates that fall
ROOM = 2  # plates that the counter has room for
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
