import asyncio

running = most = 0


async def job(semaphore, n):
    global running, most
    async with semaphore:
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.005)
        running -= 1
        return n


async def main():
    semaphore = asyncio.Semaphore(3)
    print(await asyncio.gather(*(job(semaphore, n) for n in range(9))), most)
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)


asyncio.run(main())
