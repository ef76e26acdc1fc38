import asyncio


async def worker(name, queue, results):
    while True:
        item = await queue.get()
        await asyncio.sleep(0.01 * item)
        results.append((name, item))
        queue.task_done()


async def main():
    queue, results = asyncio.Queue(), []
    for item in (3, 1, 2, 1):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker(f"w{i}", queue, results)) for i in range(2)]
    await queue.join()
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(sorted(results))


asyncio.run(main())
