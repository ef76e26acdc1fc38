import asyncio

# given: do not change
FIRST = 1.0
SECOND = 2.0
# end of given


async def write(letter, seconds):
    await asyncio.sleep(seconds)
    print(f"{letter} written")


async def main():
    await write("first", FIRST)
    await write("second", SECOND)


asyncio.run(main())
