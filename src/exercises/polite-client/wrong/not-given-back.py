import asyncio
import time

# given: do not change
REQUESTS = 20
AT_ONCE = 3  # more requests than these, and the service refuses
TIMES = [0.5, 1.2, 0.9, 0.6, 1.3, 1.0, 0.7, 1.4, 1.1, 0.8]  # seconds, by turns
BAD = 5  # this request fails whoever serves it
in_service = 0


async def service(number):
    global in_service
    if in_service == AT_ONCE:
        print(f"503 for request {number}")
        raise RuntimeError("503 service unavailable")
    in_service += 1
    try:
        await asyncio.sleep(TIMES[number % len(TIMES)])
        if number == BAD:
            raise ValueError("400 bad request")
        return f"answer {number}"
    finally:
        in_service -= 1
# end of given


async def request(number, permits):
    await permits.acquire()
    started = time.monotonic()
    try:
        result = await service(number)
        permits.release()
    except Exception as error:
        result = error
    print(f"request {number}: {result}, {time.monotonic() - started:.2f} s")


async def main():
    permits = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(request(number, permits) for number in range(REQUESTS)))


asyncio.run(main())
