import asyncio
import datetime
import time


def busy(seconds):
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        pass
    return seconds


async def ticker():
    for _ in range(3):
        await asyncio.sleep(0.005)
    return "ticked"


async def main():
    start = time.perf_counter()
    print(busy(0.01), 0.01 <= time.perf_counter() - start)
    until = datetime.datetime.now() + datetime.timedelta(milliseconds=5)
    while datetime.datetime.now() < until:
        pass
    print(await asyncio.gather(asyncio.to_thread(busy, 0.01), ticker()))


asyncio.run(main())
until = time.time() + 0.01
while time.time() < until:
    pass
print("end")
