import asyncio


async def worker():
    try:
        while True:
            await asyncio.sleep(0.005)
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
        raise
    finally:
        print("finally")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(0.012)
    print(task.cancel("enough"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print(task.cancelled(), task.get_name())
    print(task.cancel())


asyncio.run(main())
