import asyncio


async def job(n):
    await asyncio.sleep(0.005 * n)
    if n % 2:
        raise ValueError(n)
    return n


async def main():
    print(await asyncio.gather(*(job(n) for n in range(4)), return_exceptions=True))
    try:
        await asyncio.gather(*(job(n) for n in range(4)))
    except ValueError as error:
        print("first", error)
    print(await asyncio.gather())


asyncio.run(main())
