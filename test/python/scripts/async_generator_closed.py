import asyncio


async def rows():
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0)
    finally:
        print("cursor closed")


async def main():
    agen = rows()
    async for row in agen:
        print(row)
        if row == 2:
            break
    await agen.aclose()
    print("done")


asyncio.run(main())
