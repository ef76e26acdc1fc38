import asyncio
import time


def blocking(n):
    time.sleep(0.05 * n)
    print("thread", n)


async def ticker():
    for i in range(5):
        await asyncio.sleep(0.05)
        if i == 4:
            print("ticker done")


async def main():
    tick = asyncio.create_task(ticker())
    await asyncio.to_thread(blocking, 1.5)
    await tick
    print("end")


asyncio.run(main())
