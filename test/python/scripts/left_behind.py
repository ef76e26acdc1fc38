import asyncio


async def background():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("background cancelled")
        raise


loop = asyncio.new_event_loop()
task = loop.create_task(background())


async def main():
    await asyncio.sleep(0.01)
    print("main done")


loop.run_until_complete(main())
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    print("awaited its end")
loop.close()
