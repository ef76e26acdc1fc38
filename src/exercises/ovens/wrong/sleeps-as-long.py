import asyncio
import time

# given: do not change
BREAD = 2.0  # seconds in the oven
CAKE = 1.0
# end of given


async def bake(name, seconds):
    print(f"{name} in")
    await asyncio.sleep(seconds)
    print(f"{name} out")


async def main():
    tasks = [asyncio.create_task(bake("bread", BREAD)), asyncio.create_task(bake("cake", CAKE))]
    await asyncio.sleep(0)
    await asyncio.sleep(max(BREAD, CAKE))
    print("open")


asyncio.run(main())
