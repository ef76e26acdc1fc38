import asyncio


async def fib(n):
    if n < 2:
        await asyncio.sleep(0)
        return n
    return await fib(n - 1) + await fib(n - 2)


async def deep(n):
    return await asyncio.sleep(0, 0) if n == 0 else 1 + await deep(n - 1)


async def main():
    print(await fib(8), await deep(200))


asyncio.run(main())
