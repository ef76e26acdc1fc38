import asyncio
import inspect


async def job():
    return 1


async def main():
    task = asyncio.create_task(job())
    print(isinstance(task, asyncio.Task), isinstance(task, asyncio.Future), type(task).__name__)
    print(asyncio.iscoroutinefunction(job), inspect.iscoroutinefunction(asyncio.sleep))
    print(await task, inspect.iscoroutinefunction(asyncio.Lock.acquire))
    print(isinstance(asyncio.get_running_loop(), asyncio.AbstractEventLoop))


asyncio.run(main())
