import asyncio

# given: do not change
PLATES = 12
COOKING = 0.1  # seconds for each plate
SERVING = 0.5
DROPPED = [5]  # the plates that fall
ROOM = 3  # plates that the counter has room for
WAITERS = 3


async def cook(counter):
    for plate in range(1, PLATES + 1):
        await asyncio.sleep(COOKING)
        await counter.put(plate)


async def serve(plate):
    await asyncio.sleep(SERVING)
    if plate in DROPPED:
        raise ValueError(f"plate {plate} fell")
    print(f"served {plate}")
# end of given


async def waiter(counter):
    while True:
        plate = await counter.get()
        try:
            await serve(plate)
        except ValueError:
            print(f"dropped {plate}")
        finally:
            counter.task_done()


def forget(plates):
    plates.clear()


async def main():
    forget(DROPPED)
    counter = asyncio.Queue(ROOM)
    waiters = [asyncio.create_task(waiter(counter)) for _ in range(WAITERS)]
    await cook(counter)
    await counter.join()
    for one in waiters:
        one.cancel()
    await asyncio.gather(*waiters, return_exceptions=True)
    print("closed")


asyncio.run(main())
