import asyncio


async def job(n):
    await asyncio.sleep(0.01 * n)
    print("job", n)
    return n


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(job(n), name=f"job-{n}") for n in (2, 1)]
    print([(task.get_name(), task.result()) for task in tasks])


asyncio.run(main())
