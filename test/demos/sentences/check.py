"""Runs every check of this folder: functions whose names begin with check_, coroutines on a virtual clock.

A comment that begins with #: is a sentence of the course, word for word; the assertions below it show that it is true.
Prints how many checks it has run. The first that fails ends it with a traceback.
"""

import importlib
import inspect
import sys
from pathlib import Path

here = Path(__file__).parent
sys.path.insert(0, str(here))
run = importlib.import_module("course").run

count = 0
for file in sorted(here.glob("section_*.py")):
    module = importlib.import_module(file.stem)
    for name, check in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("check_"):
            continue
        if inspect.iscoroutinefunction(check):
            run(check())
        else:
            check()
        count += 1
print(count)
