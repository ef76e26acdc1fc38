import asyncio
import threading


async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
print(asyncio.run_coroutine_threadsafe(add(1, 2), loop).result(5))
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
print("joined")
