import asyncio


async def job(seconds, error=None):
    await asyncio.sleep(seconds)
    if error is not None:
        raise error
    print(f"done after {seconds} s")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job(1), name="quick")
            group.create_task(job(2, ValueError("no value")), name="wrong")
            group.create_task(job(2, KeyError("no key")), name="lost")
            group.create_task(job(5), name="slow")
    except* ValueError as wrong:
        print("wrong:", wrong.exceptions)
    except* KeyError as lost:
        print("lost:", lost.exceptions)


asyncio.run(main())
