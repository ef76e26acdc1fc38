import asyncio


async def job():
    await asyncio.sleep(0.001)


async def main():
    asyncio.create_task(job(), name="first")
    second = asyncio.create_task(job())
    second.set_name("second")
    print(sorted(task.get_name() for task in asyncio.all_tasks()))
    print(asyncio.current_task().get_name(), asyncio.current_task().get_coro().__name__)
    print(repr(second).split(" coro=")[0])


asyncio.run(main())
asyncio.run(main())
