import asyncio


def done(task):
    print("done", task.result())


async def job():
    await asyncio.sleep(0.001)
    return 42


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon")
    loop.call_later(0.3, print, "later")
    handle = loop.call_later(0.005, print, "never")
    handle.cancel()
    loop.call_at(loop.time() + 0.15, lambda: print("at"))
    task = asyncio.create_task(job())
    task.add_done_callback(done)
    await task
    await asyncio.sleep(0.4)
    print(handle.cancelled())


asyncio.run(main())
