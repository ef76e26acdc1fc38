import asyncio
import threading


async def work(name):
    for i in range(2):
        await asyncio.sleep(0.02)
    return name


results = {}
threads = [threading.Thread(target=lambda n=n: results.update({n: asyncio.run(work(n))})) for n in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results.items()))
