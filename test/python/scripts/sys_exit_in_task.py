import asyncio
import sys


async def leaver():
    await asyncio.sleep(0.005)
    sys.exit("goodbye")


async def main():
    task = asyncio.create_task(leaver())
    try:
        await asyncio.sleep(1)
    finally:
        print("main is cancelled", task.done())


asyncio.run(main())
