"""The door of a measuring process: ``python -m tests.bench.tugas module.function JSON``.

Only the named module is imported, so that no peer pays for another one's memory.
"""

import importlib
import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    modul, _, fungsi = sys.argv[1].partition(".")
    getattr(importlib.import_module(f"tests.bench.{modul}"), fungsi)(**json.loads(sys.argv[2]))
