"""python trace.py [--hosted] [OPTION...] SCRIPT [ARGUMENT...]: runs an asyncio program, and writes what its tasks did.

The tracer is loaded under a name that no program uses, from its folder: nothing of it is found by the program's imports.
`--hosted`: before all it says which Python this is. This file has no type hints and no new syntax: old Pythons read it, too.
"""

import json
import os
import sys

_NAME = "_async_lessons_tracer"
_FACTS = 3
_OLDEST = (3, 11)


def _say_which():
    version = list(sys.version_info[:3])
    line = {"format": "async-lessons/python", "version": 1, "python": version, "executable": sys.executable}
    os.write(_FACTS, (json.dumps(line) + "\n").encode("utf-8"))


def _load():
    import importlib.util

    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tracer")
    init = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location(_NAME, init, submodule_search_locations=[folder])
    if spec is None or spec.loader is None:
        raise ImportError("no tracer in " + folder)
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module
    # Compiled once for all: to compile it takes longer than most programs. What the program's own modules leave is the user's choice.
    writes_none, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    try:
        spec.loader.exec_module(module)
        return importlib.import_module(_NAME + ".script")
    finally:
        sys.dont_write_bytecode = writes_none


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--hosted"]:
        arguments = arguments[1:]
        _say_which()
        if sys.version_info < _OLDEST:
            sys.exit(2)
    sys.exit(_load().main(arguments))
