import asyncio


async def rows():
    try:
        while True:
            yield 1
    finally:
        await asyncio.sleep(0.01)
        print("cleaned up at the end")


async def main():
    agen = rows()
    print(await agen.__anext__())
    print("main ends")
    return agen


asyncio.run(main())
