import asyncio
import contextvars

request = contextvars.ContextVar("request")


async def handle(n):
    request.set(n)
    await asyncio.sleep(0.1 * (3 - n))
    print("request", request.get())


async def main():
    await asyncio.gather(*(handle(n) for n in range(3)))
    print(request.get("none"))


asyncio.run(main())
