import asyncio


async def cached(n):
    print("begin", n)
    if n:
        await asyncio.sleep(0.001)
    return n


async def main():
    loop = asyncio.get_running_loop()
    if hasattr(asyncio, "eager_task_factory"):
        loop.set_task_factory(asyncio.eager_task_factory)
        tasks = [asyncio.create_task(cached(n)) for n in (0, 1)]
        print([task.done() for task in tasks])
        print(await asyncio.gather(*tasks))


asyncio.run(main())
