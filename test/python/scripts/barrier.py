import asyncio


async def runner(barrier, n):
    await asyncio.sleep(0.005 * n)
    position = await barrier.wait()
    print("past", n, position)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(barrier, n) for n in range(3)))
    late = asyncio.create_task(runner(barrier, 0))
    await asyncio.sleep(0.01)
    await barrier.abort()
    print(type((await asyncio.gather(late, return_exceptions=True))[0]).__name__, barrier.broken)


asyncio.run(main())
