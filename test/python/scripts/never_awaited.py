import asyncio


async def save():
    print("never")


async def main():
    save()
    print("main goes on")


asyncio.run(main())
