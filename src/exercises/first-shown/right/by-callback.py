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
    prices = []

    def show(task):
        shop, price = task.result()
        prices.append(price)
        print(f"price {shop}: {price}, best {min(prices)}")

    tasks = [asyncio.create_task(ask(shop)) for shop in SHOPS]
    for task in tasks:
        task.add_done_callback(show)
    await asyncio.wait(tasks)
    await asyncio.sleep(0)


asyncio.run(main())
