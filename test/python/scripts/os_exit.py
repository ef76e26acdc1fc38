import asyncio
import os
import sys


async def main():
    await asyncio.sleep(0.001)
    print("last words")
    sys.stdout.flush()
    os._exit(7)


asyncio.run(main())
