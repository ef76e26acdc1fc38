import asyncio
import sys


async def main():
    print(__name__, sys.modules["__main__"].main is main, __file__.endswith(".py"))


if __name__ == "__main__":
    asyncio.run(main())
