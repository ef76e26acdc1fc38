import asyncio

balance = 0


async def deposit(lock, amount):
    global balance
    async with lock:
        seen = balance
        await asyncio.sleep(0)
        balance = seen + amount


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(deposit(lock, 10) for _ in range(10)))
    print(balance, lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
