import asyncio

name = input("name? ")


async def main():
    print("hello", name, input())


asyncio.run(main())
