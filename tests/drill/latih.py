"""Getting the ground ready: a database of its own in a folder of its own."""

import os
from pathlib import Path
from typing import Any


def django_sendiri(folder: Path) -> Any:
    """Set Django up on a scratch SQLite database and return the arena. Once per process."""
    os.environ["DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415

    django.setup()
    from tests.drill.persiapan import siapkan_arena  # noqa: PLC0415

    return siapkan_arena()
