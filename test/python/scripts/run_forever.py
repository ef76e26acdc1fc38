import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)


async def count():
    for i in range(3):
        print(i)
        await asyncio.sleep(0.01)
    loop.stop()


loop.create_task(count())
loop.run_forever()
print("stopped")
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
