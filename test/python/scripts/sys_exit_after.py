import asyncio
import sys


async def main():
    return 4


code = asyncio.run(main())
print("exits with", code)
sys.exit(code)
