import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handled", context["message"][:21], context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.001)


asyncio.run(main())
