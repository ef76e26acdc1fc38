import asyncio


async def answer(future):
    await asyncio.sleep(0.005)
    future.set_result("answer")


async def main():
    future = asyncio.get_running_loop().create_future()
    asyncio.ensure_future(answer(future))
    print(await future, future.done())
    failing = asyncio.get_running_loop().create_future()
    failing.set_exception(OSError("broken"))
    try:
        await failing
    except OSError as error:
        print(error)
    own = asyncio.Future()
    own.cancel()
    print(own.cancelled())


asyncio.run(main())
