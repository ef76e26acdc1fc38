import asyncio


async def fetch(n):
    await asyncio.sleep(0.01 * n)
    return n


async def main():
    for next_one in asyncio.as_completed([fetch(n) for n in (3, 1, 2)]):
        print(await next_one)
    try:
        for next_one in asyncio.as_completed([fetch(1), fetch(50)], timeout=0.03):
            print(await next_one)
    except TimeoutError:
        print("timed out")


asyncio.run(main())
