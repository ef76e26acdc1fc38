import asyncio


async def fail():
    raise ValueError("nobody looks")


async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.001)
    del task
    print("main goes on")


asyncio.run(main())
