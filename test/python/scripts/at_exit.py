import asyncio
import atexit


@atexit.register
def goodbye():
    print("goodbye")


async def main():
    print("hello")
    atexit.register(print, "second")


asyncio.run(main())
