import asyncio
from contextlib import aclosing


async def numbers():
    try:
        for i in range(100):
            await asyncio.sleep(0)
            yield i
    finally:
        print("closed")


async def main():
    async with aclosing(numbers()) as stream:
        async for i in stream:
            if i == 3:
                break
    print("after")


asyncio.run(main())
