import asyncio


async def work(n):
    await asyncio.sleep(0.01 * n)
    print("worked", n)
    return n * 10


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(work(1)))
print(loop.run_until_complete(asyncio.gather(work(2), work(1))) if False else "no gather")
task = loop.create_task(work(2))
print(loop.run_until_complete(task))
print(loop.run_until_complete(asyncio.wait_for(work(1), 1)))
loop.close()
