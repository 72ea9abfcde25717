"""What is wrong or doubtful in a workbook, with the cell an officer can click to."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Tingkat(StrEnum):
    """GALAT: the row (or the file) is not applied. PERINGATAN: it is, and somebody must look."""

    GALAT = "galat"
    PERINGATAN = "peringatan"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding. ``lembar`` and ``sel`` are empty when it is about the whole file."""

    kode: str
    tingkat: Tingkat
    pesan: str
    lembar: str = ""
    sel: str = ""
    kolom: str = ""

    def sebagai_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the contract: lembar, sel, kolom, kode, tingkat, pesan."""
        return asdict(self) | {"tingkat": str(self.tingkat)}


def dari_dict(isi: dict[str, Any]) -> Temuan:
    """Read a finding back from its JSON shape."""
    return Temuan(**(isi | {"tingkat": Tingkat(isi["tingkat"])}))
