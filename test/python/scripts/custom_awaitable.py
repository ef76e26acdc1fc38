import asyncio


class Delay:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        print("delaying")
        yield from asyncio.sleep(self.seconds).__await__()
        return self.seconds


class Turn:
    def __await__(self):
        yield
        return "turned"


async def main():
    print(await Delay(0.01), await Turn())


asyncio.run(main())
