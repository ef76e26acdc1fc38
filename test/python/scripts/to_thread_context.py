import asyncio
import contextvars
import threading

user = contextvars.ContextVar("user")


def whoami():
    return user.get(), threading.current_thread() is threading.main_thread()


async def main():
    user.set("bob")
    print(await asyncio.to_thread(whoami))


asyncio.run(main())
