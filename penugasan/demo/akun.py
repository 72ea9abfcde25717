"""The demo accounts. They exist only where ``--demo`` was asked for."""

from dataclasses import dataclass
from typing import Final

from inti.peran import Peran

SANDI: Final = "demo-kkmp-2026"  # printed on every start: these accounts guard nothing


@dataclass(frozen=True, slots=True)
class AkunDemo:
    """One login: ``opd`` is the code of the unit that an OPD head leads, and how he leads it."""

    username: str
    nama: str
    peran: Peran
    opd: str = ""
    jenis_pejabat: str = "definitif"

    @property
    def keterangan(self) -> str:
        """The role as the start screen names it."""
        return f"{self.peran.label} {self.opd}".strip()


AKUN_DEMO: Final = (
    AkunDemo("petugas", "Ratna Petugas Contoh", Peran.PETUGAS),
    AkunDemo("penyetuju", "Bambang Penyetuju Contoh", Peran.PENYETUJU),
    AkunDemo("kepala.dinkes", "Kepala Dinas Kesehatan Contoh", Peran.KEPALA_OPD, "DINKES"),
    AkunDemo(
        "kepala.dindik", "Plt. Kepala Dinas Pendidikan Contoh", Peran.KEPALA_OPD, "DINDIK", "plt"
    ),
    AkunDemo("dinaskoperasi", "Dinas Koperasi Contoh", Peran.DINAS_KOPERASI),
    AkunDemo("auditor", "Auditor Contoh", Peran.AUDITOR),
    AkunDemo("admin", "Admin Contoh", Peran.ADMIN),
)
