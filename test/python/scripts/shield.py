import asyncio


async def save():
    await asyncio.sleep(0.02)
    print("saved")
    return "ok"


async def main():
    task = asyncio.create_task(save())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.005)
    except TimeoutError:
        print("gave up waiting")
    print(await task)


asyncio.run(main())
