import asyncio
import datetime
import pickle
import time


async def main():
    start, wall = time.perf_counter(), datetime.datetime.now()
    await asyncio.sleep(0.1)
    print(round(time.perf_counter() - start, 1), round((datetime.datetime.now() - wall).total_seconds(), 1))
    birthday = datetime.datetime(2000, 1, 2, 3, 4)
    print(
        repr(birthday),
        birthday.isoformat(),
        isinstance(birthday, datetime.datetime),
        isinstance(birthday, datetime.date),
    )
    print(pickle.loads(pickle.dumps(birthday)) == birthday, repr(datetime.date(2000, 1, 2)))
    print(datetime.datetime.strptime("2001-02-03", "%Y-%m-%d"), datetime.datetime.fromisoformat("2001-02-03").year)


asyncio.run(main())
