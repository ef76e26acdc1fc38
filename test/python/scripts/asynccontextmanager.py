import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(name):
    print("open", name)
    await asyncio.sleep(0.005)
    try:
        yield name.upper()
    finally:
        await asyncio.sleep(0.005)
        print("close", name)


async def main():
    async with resource("a") as a, resource("b") as b:
        print(a, b)
    async with AsyncExitStack() as stack:
        for name in "xyz":
            print(await stack.enter_async_context(resource(name)))
        stack.push_async_callback(asyncio.sleep, 0)
    try:
        async with resource("failing"):
            raise KeyError("inside")
    except KeyError as error:
        print("caught", error)


asyncio.run(main())
