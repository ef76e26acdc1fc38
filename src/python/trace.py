"""python trace.py [OPTION...] SCRIPT [ARGUMENT...]: runs an asyncio program, and writes what its tasks did.

The tracer is loaded under a name that no program uses, from its folder: nothing of it is found by the program's imports.
"""

import importlib.util
import os
import sys

_NAME = "_async_lessons_tracer"


def _load() -> None:
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tracer")
    init = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location(_NAME, init, submodule_search_locations=[folder])
    if spec is None or spec.loader is None:
        raise ImportError(f"no tracer in {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    _load()
    script = importlib.import_module(f"{_NAME}.script")
    sys.exit(script.main(sys.argv[1:]))
