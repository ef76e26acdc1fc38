import asyncio
import concurrent.futures
import time


def work(n):
    time.sleep(0.01)
    return n


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, work, 1))
        # Its thread is there already.
        print(await asyncio.wrap_future(pool.submit(work, 2)))


asyncio.run(main())
