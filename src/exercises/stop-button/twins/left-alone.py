PARTS = 4
TIME = 0.7  # seconds for each part
STOP_AFTER = None  # when the download is asked to stop; None: never
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
