import asyncio


async def fail(error, after):
    await asyncio.sleep(after)
    raise error


async def slow():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("v"), 0.01))
            group.create_task(fail(TypeError("t"), 0.01))
            group.create_task(slow())
    except* ValueError as group:
        print("values", group.exceptions)
    except* TypeError as group:
        print("types", group.exceptions)


asyncio.run(main())
