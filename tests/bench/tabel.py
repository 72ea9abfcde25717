"""Printing: plain lines that can be pasted anywhere."""

import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.anak import Hasil


@dataclass
class Ulangan:
    """The runs of one measurement."""

    nama: str
    hasil: list[Hasil] = field(default_factory=list)

    @property
    def galat(self) -> str:
        return next((h.galat or h.catatan.get("ditolak", "") for h in self.hasil if h.galat), "")

    def detik(self, *awalan: str) -> float | None:
        """The median of the sum of all steps whose name begins with one of these."""
        jumlah = [
            sum(d for nama, d in h.langkah.items() if nama.startswith(awalan)) for h in self.hasil
        ]
        ada = [j for j in jumlah if j]
        return statistics.median(ada) if len(ada) == len(self.hasil) and ada else None

    def cpu(self, *awalan: str) -> float | None:
        """The same of processor seconds: our processes only, not the database server's."""
        jumlah = [
            sum(d for nama, d in h.cpu.items() if nama.startswith(awalan)) for h in self.hasil
        ]
        return statistics.median(jumlah) if any(jumlah) else None

    @property
    def puncak(self) -> float:
        return max((h.puncak for h in self.hasil), default=0.0)

    @property
    def naik(self) -> float:
        return max((h.puncak - h.awal for h in self.hasil), default=0.0)

    @property
    def puncak_anak(self) -> float:
        return max((h.puncak_anak for h in self.hasil), default=0.0)


def cetak(teks: str = "") -> None:
    sys.stdout.write(teks + "\n")
    sys.stdout.flush()


def judul(teks: str) -> None:
    """Head a section; a load above the number of cores means that times cannot be trusted."""
    beban = os.getloadavg()[0]
    cetak(f"\n## {teks} (beban mesin {beban:.1f})")


def tabel(kepala: Sequence[str], baris: Sequence[Sequence[str]]) -> None:
    """Print columns; the first is text, the others stand to the right."""
    lebar = [max(len(b[k]) for b in [kepala, *baris]) for k in range(len(kepala))]
    for satu in [kepala, *baris]:
        isi = [
            satu[0].ljust(lebar[0]),
            *(s.rjust(w) for s, w in zip(satu[1:], lebar[1:], strict=True)),
        ]
        cetak("  ".join(isi).rstrip())


def detik(nilai: float | None) -> str:
    if nilai is None:
        return "-"
    return f"{nilai:.3f} s" if nilai < 1 else f"{nilai:.2f} s"


def kali(pembanding: float | None, kita: float | None) -> str:
    return f"{pembanding / kita:.1f} x" if pembanding and kita else "-"


def mb(nilai: float) -> str:
    return f"{nilai:.0f} MB" if nilai else "-"
