import random

print("nothing", random.Random(3).random() < 1)

import asyncio

asyncio.run(asyncio.sleep(0.001, "result"))
