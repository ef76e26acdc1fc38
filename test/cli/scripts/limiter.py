import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        self.rate, self.per = rate, per
        self.calls = []
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            now = time.monotonic()
            self.calls = [call for call in self.calls if now - call < self.per]
            if len(self.calls) >= self.rate:
                await asyncio.sleep(self.per - (now - self.calls[0]))
                return await self.acquire()
            self.calls.append(now)


async def request(limiter, number):
    await limiter.acquire()
    print(f"request {number}")
    await asyncio.sleep(0.1)


async def main():
    limiter = RateLimiter(3, 1)
    await asyncio.gather(*(request(limiter, number) for number in range(5)))


asyncio.run(main())
