import asyncio


async def ticker(n):
    for i in range(n):
        await asyncio.sleep(0.01)
        yield i


async def main():
    async for i in ticker(4):
        print("tick", i)
    print([i async for i in ticker(3)], {i: i * i async for i in ticker(2)})


asyncio.run(main())
