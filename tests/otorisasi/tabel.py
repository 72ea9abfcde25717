"""The one table: who may open what. A URL that is not here fails the test."""

from tests.otorisasi.jalan import Baris

TABEL: list[Baris] = []

DI_LUAR: dict[str, str] = {}
"""URLs that are no page of ours, each with the reason why it stands outside the walk."""
