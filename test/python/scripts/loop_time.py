import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(0.1)
    time.sleep(0.1)
    print(round(loop.time() - start, 1), abs(loop.time() - time.monotonic()) < 0.01)


asyncio.run(main())
