import asyncio


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("deleted", self.name)


async def job():
    resource = Resource("in a task")
    await asyncio.sleep(0.001)


async def main():
    await asyncio.create_task(job())
    print("task is over")


kept = Resource("kept")
asyncio.run(main())
print("end")
