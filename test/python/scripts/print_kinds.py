import asyncio
import sys


async def main():
    print("no", "end", sep="-", end=" ")
    await asyncio.sleep(0.001)
    print("of line")
    sys.stdout.write("two\nlines\n")
    print("to stderr", file=sys.stderr)
    sys.stdout.writelines(["a", "b\n"])
    print("é ☃ \x1b[1mbold\x1b[0m", flush=True)
    print()
    print("rest", end="")


asyncio.run(main())
