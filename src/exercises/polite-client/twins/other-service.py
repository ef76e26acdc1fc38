REQUESTS = 14
AT_ONCE = 4  # more requests than these, and the service refuses
TIMES = [0.3, 0.75, 1.5, 0.45, 0.9]  # seconds, by turns
BAD = 2  # this request fails whoever serves it
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
