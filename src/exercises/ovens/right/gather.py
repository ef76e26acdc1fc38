import asyncio

# given: do not change
BREAD = 2.0  # seconds in the oven
CAKE = 1.0
# end of given


async def bake(name, seconds):
    print(f"{name} in")
    await asyncio.sleep(seconds)
    print(f"{name} out")


async def main():
    await asyncio.gather(bake("bread", BREAD), bake("cake", CAKE))
    print("open")


asyncio.run(main())
