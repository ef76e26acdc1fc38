import asyncio


async def job():
    print("once")
    return object()


async def main():
    coroutine = job()
    a, b = await asyncio.gather(coroutine, coroutine)
    print(a is b)


asyncio.run(main())
