import asyncio
import time

# given: do not change
GUESTS = 3  # how many may go in
WINDOW = 2.0  # within any so many seconds
COMES = [0, 0, 0, 0, 0, 0, 0, 0]  # when each guest comes
LEAVES = {}  # guests that give up, by number, and when


async def visit(guest, doorman):
    await asyncio.sleep(COMES[guest - 1])
    await doorman.let_in()
    print(f"guest {guest} is in")
    await asyncio.sleep(0.1)


async def main():
    doorman = Doorman(GUESTS, WINDOW)
    visits = [asyncio.create_task(visit(guest + 1, doorman)) for guest in range(len(COMES))]
    for guest, when in LEAVES.items():
        asyncio.get_running_loop().call_later(when, visits[guest - 1].cancel)
    await asyncio.wait(visits)
    for one in visits:
        if not one.cancelled():
            one.result()
    print("the party is over")
# end of given


class Doorman:
    def __init__(self, guests, window):
        self.pause = window / guests
        self.lock = asyncio.Lock()
        self.last = None

    async def let_in(self):
        async with self.lock:
            if self.last is not None:
                await asyncio.sleep(self.last + self.pause - time.monotonic())
            self.last = time.monotonic()


asyncio.run(main())
