import asyncio


async def hold(semaphore):
    async with semaphore:
        await asyncio.sleep(0.02)


async def want(semaphore, name):
    async with semaphore:
        print(name, "has it")


async def main():
    semaphore = asyncio.Semaphore(1)
    first = asyncio.create_task(hold(semaphore))
    await asyncio.sleep(0)
    second = asyncio.create_task(want(semaphore, "second"))
    third = asyncio.create_task(want(semaphore, "third"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    print(semaphore.locked())


asyncio.run(main())
