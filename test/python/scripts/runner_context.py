import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


async def set_name():
    name.set("alice")


async def get_name():
    print(name.get())


with asyncio.Runner() as runner:
    runner.run(get_name())
    runner.run(set_name())
    runner.run(get_name())
asyncio.run(get_name())
