from pegawai.models.akun import Akun
from pegawai.models.bukti import BuktiKomputer, Kontrak, PredikatKinerja, RiwayatNip
from pegawai.models.opd import Opd, Pejabat
from pegawai.models.pegawai import Pegawai

__all__ = [
    "Akun",
    "BuktiKomputer",
    "Kontrak",
    "Opd",
    "Pegawai",
    "Pejabat",
    "PredikatKinerja",
    "RiwayatNip",
]
