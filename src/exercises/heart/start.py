import asyncio
import time

# given: do not change
PIECES = 20
PIECE = 0.1  # seconds of computing for each
BEAT = 0.5  # seconds from one beat of the heart to the next


def compute(piece):
    time.sleep(PIECE)  # stands for computing: it keeps the thread
    return piece


async def heart():
    while True:
        print("beat")
        await asyncio.sleep(BEAT)


async def main():
    beating = asyncio.create_task(heart())
    await asyncio.sleep(0)
    print(f"the sum is {await add_up()}")
    beating.cancel()
    await asyncio.wait([beating])
# end of given


async def add_up():
    total = 0
    for piece in range(PIECES):
        total += compute(piece)
    return total


asyncio.run(main())
