import asyncio

# given: do not change
# What each shop takes to answer, in seconds, and its price.
SHOPS = {"A": (0.5, 30), "B": (2.0, 25), "C": (1.2, 33)}


async def ask(shop):
    seconds, price = SHOPS[shop]
    await asyncio.sleep(seconds)
    return shop, price
# end of given


async def main():
    tasks = [asyncio.create_task(ask(shop)) for shop in SHOPS]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        shop, price = task.result()
        print(f"price {shop}: {price}, best {price}")


asyncio.run(main())
