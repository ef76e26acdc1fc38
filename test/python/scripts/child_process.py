import asyncio
import sys


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('from the child'); raise SystemExit(5)", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    print(out.decode().strip(), process.returncode)


asyncio.run(main())
