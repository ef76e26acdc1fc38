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
    bread = asyncio.create_task(bake("bread", BREAD))
    await bake("cake", CAKE)
    while not bread.done():
        await asyncio.sleep(0.5)
    print("open")


asyncio.run(main())
