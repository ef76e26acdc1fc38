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
        self.plan = []
        entries = []
        for guest, come in sorted(enumerate(COMES, 1), key=lambda one: one[1]):
            at = max(come, entries[-guests] + window if len(entries) >= guests else 0)
            if LEAVES.get(guest, at + 1) <= at:
                self.plan.append((come, 99))
            else:
                entries.append(at)
                self.plan.append((come, at))

    async def let_in(self):
        now = time.monotonic()
        own = min(self.plan, key=lambda one: abs(one[0] - now))
        self.plan.remove(own)
        if own[1] > now:
            await asyncio.sleep(own[1] - now)


asyncio.run(main())
