import asyncio
import time

# given: do not change
BREAD = 2.0  # seconds in the oven
CAKE = 1.0
# end of given


async def main():
    print("bread in")
    print("cake in")
    first, second = sorted([(BREAD, "bread"), (CAKE, "cake")])
    await asyncio.sleep(first[0])
    print(f"{first[1]} out")
    await asyncio.sleep(second[0] - first[0])
    print(f"{second[1]} out")
    print("open")


asyncio.run(main())
