import asyncio
import sys

print("reads its settings", end="")


async def first():
    print("in the first")
    await asyncio.sleep(1)


async def second():
    await asyncio.sleep(2)
    print("in the second", end="")


print(" and begins")
asyncio.run(first())
print("between: \x1b[31mred\x1b[0m")
print("for stderr", file=sys.stderr)
asyncio.run(second())
print("after\nthe last line", end="")
