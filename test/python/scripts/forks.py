import asyncio
import os
import sys


async def main():
    await asyncio.sleep(0.001)
    print("before")
    sys.stdout.flush()


asyncio.run(main())
pid = os.fork()
if pid == 0:
    print("child")
    sys.stdout.flush()
    os._exit(0)
os.waitpid(pid, 0)
print("parent")
