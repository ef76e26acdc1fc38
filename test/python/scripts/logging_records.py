import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s %(message)s", level=logging.INFO)
log = logging.getLogger("app")


async def main():
    log.info("begins")
    await asyncio.sleep(0.001)
    try:
        1 / 0
    except ZeroDivisionError:
        log.error("failed", exc_info=False)


asyncio.run(main())
