import asyncio


class Unique(asyncio.Queue):
    def _init(self, maxsize):
        super()._init(maxsize)
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


async def main():
    queue = Unique()
    for item in "abcab":
        await queue.put(item)
    print([queue.get_nowait() for _ in range(queue.qsize())])


asyncio.run(main())
