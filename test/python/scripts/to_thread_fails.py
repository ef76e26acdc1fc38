import asyncio


def fails():
    raise ValueError("in the thread")


async def main():
    try:
        await asyncio.to_thread(fails)
    except ValueError as error:
        print("caught", error)
    print(await asyncio.gather(asyncio.to_thread(fails), return_exceptions=True))


asyncio.run(main())
