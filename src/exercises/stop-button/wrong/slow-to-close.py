import asyncio

# given: do not change
PARTS = 5
TIME = 1.0  # seconds for each part
STOP_AFTER = 1.5  # when the download is asked to stop; None: never
BREAKS_AT = None  # the part at which the connection breaks; None: it holds


async def fetch(part):
    await asyncio.sleep(TIME)
    if part == BREAKS_AT:
        raise OSError(f"the connection broke at part {part}")
    print(f"part {part}")


async def main():
    task = asyncio.create_task(download())
    if STOP_AFTER is not None:
        await asyncio.sleep(STOP_AFTER)
        task.cancel()
    try:
        print(f"{await task} parts")
    except asyncio.CancelledError:
        print("stopped")
    except OSError as error:
        print(f"failed: {error}")
# end of given


async def download():
    print("open")
    try:
        for part in range(1, PARTS + 1):
            await fetch(part)
        return PARTS
    finally:
        await asyncio.sleep(1)
        print("closed")


asyncio.run(main())
