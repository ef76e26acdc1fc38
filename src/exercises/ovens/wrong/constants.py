import asyncio

# given: do not change
BREAD = 2.0  # seconds in the oven
CAKE = 1.0
# end of given


async def bake(name, seconds):
    print(f"{name} in")
    await asyncio.sleep(2 if name == "bread" else 1)
    print(f"{name} out")


async def main():
    bread = asyncio.create_task(bake("bread", BREAD))
    cake = asyncio.create_task(bake("cake", CAKE))
    await bread
    await cake
    print("open")


asyncio.run(main())
