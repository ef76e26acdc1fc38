import asyncio

async def fetch(name, seconds):
    print(f"{name} begins")
    await asyncio.sleep(seconds)
    print(f"{name} ends")
    return name

async def sequential():
    for name, seconds in [("API-1", 2), ("API-2", 1), ("API-3", 1.5)]:
        await fetch(name, seconds)

async def concurrent():
    tasks = [asyncio.create_task(fetch(n, s), name=n) for n, s in [("API-1", 2), ("API-2", 1), ("API-3", 1.5)]]
    for task in tasks:
        await task

print("before")
asyncio.run(sequential())
print("between")
asyncio.run(concurrent())
print("after")
