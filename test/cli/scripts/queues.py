import asyncio


async def producer(queue):
    for number in range(3):
        await queue.put(number)
        print("put", number)
    await queue.put(None)


async def consumer(queue):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(1)
        print("used", number)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
