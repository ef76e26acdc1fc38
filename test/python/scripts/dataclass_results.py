import asyncio
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


async def make(x):
    return Point(x, x * x)


async def main():
    print(await asyncio.gather(*(make(x) for x in range(3))))


asyncio.run(main())
