import asyncio
import selectors
import warnings

warnings.simplefilter("ignore")


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("makes a loop")
        return asyncio.SelectorEventLoop(selectors.SelectSelector())


class TellingLoop(asyncio.SelectorEventLoop):
    def create_task(self, coro, **more):
        print("task of", coro.__qualname__)
        return super().create_task(coro, **more)


async def main():
    print(type(asyncio.get_running_loop()).__name__)
    await asyncio.to_thread(print, "in a thread")


asyncio.set_event_loop_policy(Policy())
asyncio.run(main())
asyncio.set_event_loop_policy(None)
with asyncio.Runner(loop_factory=TellingLoop) as runner:
    runner.run(main())
