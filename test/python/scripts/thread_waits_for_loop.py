import asyncio
import threading


async def main():
    ready = threading.Event()
    waiting = asyncio.create_task(asyncio.to_thread(ready.wait))
    await asyncio.sleep(0.05)
    print("setting")
    ready.set()
    print(await waiting)


asyncio.run(main())
