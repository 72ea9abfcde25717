from pegawai.models.akun import Akun
from pegawai.models.bukti import (
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    PredikatKinerja,
    RiwayatNip,
)
from pegawai.models.opd import Opd, Pejabat
from pegawai.models.pegawai import Pegawai
from pegawai.models.pendataan import HasilPendataan, KoreksiTenaga, Pendataan
from pegawai.models.tenaga_non_asn import TenagaNonAsn

__all__ = [
    "Akun",
    "BuktiKomputer",
    "HasilPendataan",
    "HukumanDisiplin",
    "Kontrak",
    "KoreksiTenaga",
    "Opd",
    "Pegawai",
    "Pejabat",
    "Pendataan",
    "PredikatKinerja",
    "RiwayatNip",
    "TenagaNonAsn",
]
