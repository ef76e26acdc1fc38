import asyncio
import traceback


async def inner():
    async with asyncio.Lock():
        async with asyncio.timeout(1):
            raise ValueError("deep")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            await inner()
    except* ValueError as group:
        frames = traceback.extract_tb(group.exceptions[0].__traceback__)
        print([frame.name for frame in frames])
    try:
        await inner()
    except ValueError:
        print(traceback.format_exc().count("File"))


asyncio.run(main())
