import asyncio


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("refuses", asyncio.current_task().uncancel())
    await asyncio.sleep(0.001)
    return "went on"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task)


asyncio.run(main())
