import asyncio
import io
import sys


async def main():
    print(isinstance(sys.stdout, io.TextIOWrapper), sys.stdout)


print(sorted(name for name in globals() if name.startswith("__")), type(__loader__).__name__)
asyncio.run(main())
