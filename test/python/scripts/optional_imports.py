import asyncio
import importlib.util
import sys

# Whatever is installed here, this program sees the standard library alone.
sys.path = [folder for folder in sys.path if "-packages" not in folder]

try:
    import uvloop

    uvloop.install()
except ImportError as error:
    print("without uvloop:", error)

if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())


async def main():
    await asyncio.sleep(0)
    print(importlib.util.find_spec("uvloop"), "uvloop" in sys.modules)


asyncio.run(main())
