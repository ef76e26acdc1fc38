import asyncio


async def waiter(event, n):
    await event.wait()
    print("waiter", n, "goes on")


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in range(3)]
    await asyncio.sleep(0.01)
    event.set()
    await asyncio.wait(tasks)
    print(event.is_set())
    event.clear()
    print(event.is_set())


asyncio.run(main())
