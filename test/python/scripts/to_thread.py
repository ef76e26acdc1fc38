import asyncio
import time


def blocking(n):
    time.sleep(0.02 * n)
    return f"slept {n}"


async def main():
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in (3, 1, 2))))


asyncio.run(main())
