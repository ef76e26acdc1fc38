import asyncio


async def leaf(n):
    await asyncio.sleep(0.005 * n)
    if n == 2:
        raise RuntimeError(n)
    print("leaf", n)


async def inner():
    async with asyncio.TaskGroup() as group:
        for n in (1, 2, 3):
            group.create_task(leaf(n))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(asyncio.sleep(1))
    except ExceptionGroup as error:
        print(repr(error))


asyncio.run(main())
