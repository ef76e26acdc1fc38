import asyncio


async def main():
    lifo, priority = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for item in (3, 1, 2):
        await lifo.put(item)
        await priority.put((item, str(item)))
    print([lifo.get_nowait() for _ in range(3)], [priority.get_nowait() for _ in range(3)])


asyncio.run(main())
