import asyncio


async def inner():
    await asyncio.sleep(0.001)
    raise LookupError("not found")


async def main():
    await inner()


asyncio.run(main())
