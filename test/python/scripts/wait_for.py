import asyncio


async def slow():
    try:
        await asyncio.sleep(1)
    finally:
        print("slow is cleaned up")


async def main():
    for limit in (0.01, 0):
        try:
            await asyncio.wait_for(slow(), limit)
        except TimeoutError:
            print("too slow for", limit)
    print(await asyncio.wait_for(asyncio.sleep(0.001, "fine"), None))
    print(await asyncio.wait_for(asyncio.sleep(0.001, "fine"), 1))


asyncio.run(main())
