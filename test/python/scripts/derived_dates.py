import asyncio
from datetime import date, datetime, timedelta


class Stamp(datetime):
    def short(self):
        return f"{self:%H:%M}"


class Day(date):
    pass


async def main():
    stamp = Stamp(2020, 1, 2, 3, 4)
    print(stamp.short(), type(stamp) is Stamp, isinstance(stamp, datetime), isinstance(datetime(2020, 1, 1), Stamp))
    kinds = (Stamp.now(), Stamp.today(), Day.today(), stamp + timedelta(1), Stamp.fromisoformat("2020-02-03"))
    print([type(one).__name__ for one in kinds])
    print(issubclass(Stamp, datetime), issubclass(datetime, Stamp), Stamp == datetime, len({Stamp, datetime, Day, date}))


asyncio.run(main())
