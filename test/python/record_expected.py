"""Writes test/python/scripts/expected.json: what each script prints, and how it ends, by plain CPython.

usage: python3.13 test/python/record_expected.py
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"
INPUT = "one\ntwo\n"


def run(script: Path) -> dict[str, object]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run([sys.executable, script], input=INPUT, capture_output=True, text=True, env=environment)
    return {"stdout": ran.stdout, "code": ran.returncode}


expected = {script.stem: run(script) for script in sorted(SCRIPTS.glob("*.py"))}
(SCRIPTS / "expected.json").write_text(json.dumps(expected, indent="\t", ensure_ascii=False) + "\n")
