import asyncio
import time


class Bucket:
    """The rest that is still to wait for gets lost in the rounding of floats."""

    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens = rate, capacity, capacity
        self.updated = time.monotonic()
        self.lock = asyncio.Lock()

    async def take(self):
        async with self.lock:
            while True:
                now = time.monotonic()
                self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= 1:
                    self.tokens -= 1
                    return
                await asyncio.sleep((1 - self.tokens) / self.rate)


async def main():
    await asyncio.sleep(0.01)
    bucket = Bucket(500, 3)
    await asyncio.gather(*(bucket.take() for _ in range(20)))
    print("all taken")
    before = time.monotonic()
    while time.monotonic() == before:
        await asyncio.sleep(1e-18)
    print("later")


asyncio.run(main())
deadline = time.monotonic() + 0.01
while time.monotonic() < deadline:
    time.sleep((deadline - time.monotonic()) / 2)
print("end")
