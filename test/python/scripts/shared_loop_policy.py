import asyncio
import warnings

warnings.simplefilter("ignore")
try:
    loop = asyncio.get_event_loop()
except RuntimeError:
    loop = asyncio.new_event_loop()


async def main():
    await asyncio.sleep(0.001)
    return "old style"


print(loop.run_until_complete(main()))
loop.close()
