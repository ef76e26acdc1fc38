import asyncio


async def consumer(condition, items, n):
    async with condition:
        await condition.wait_for(lambda: items)
        print(n, "takes", items.pop())


async def main():
    condition, items = asyncio.Condition(), []
    tasks = [asyncio.create_task(consumer(condition, items, n)) for n in range(3)]
    for item in "abc":
        await asyncio.sleep(0.005)
        async with condition:
            items.append(item)
            condition.notify()
    await asyncio.gather(*tasks)


asyncio.run(main())
