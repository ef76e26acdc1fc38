import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    await asyncio.gather(asyncio.sleep(0.001), asyncio.sleep(0))


asyncio.run(main(), debug=True)
