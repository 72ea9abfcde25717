"""Somebody else at work in the database while a test asks for something."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def sedang_menulis() -> Iterator[None]:
    """Another connection decides: it holds the audit chains, and on SQLite all writing."""
    lain = connection.copy()
    lain.ensure_connection()
    try:
        with lain.cursor() as kursor:
            if lain.vendor == "sqlite":
                kursor.execute("BEGIN IMMEDIATE")
            else:
                kursor.execute("BEGIN")
                kursor.execute("SELECT 1 FROM inti_kepalarantai FOR UPDATE")
            yield
    finally:
        lain.connection.rollback()
        lain.connection.close()  # Django would leave a database in memory open
