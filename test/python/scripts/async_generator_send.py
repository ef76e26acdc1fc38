import asyncio


async def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        await asyncio.sleep(0.001)
        total, count = total + value, count + 1
        average = total / count


async def main():
    agen = averager()
    await agen.asend(None)
    for value in (10, 20, 60):
        print(await agen.asend(value))
    try:
        await agen.athrow(ValueError("stop"))
    except ValueError as error:
        print("thrown", error)


asyncio.run(main())
