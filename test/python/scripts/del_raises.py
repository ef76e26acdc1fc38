import asyncio


class Bad:
    def __del__(self):
        raise ValueError("in __del__")


async def main():
    bad = Bad()
    del bad
    await asyncio.sleep(0)
    print("went on")


asyncio.run(main())
