from inti.models.audit import JejakAudit, KepalaRantai, LogAkses
from inti.models.impor import (
    BarisImpor,
    Impor,
    Padanan,
    PetaKolom,
    RiwayatFakta,
    Sumber,
)
from inti.models.instansi import HariLibur, Instansi, RuangInstansi, Wilayah
from inti.models.pekerjaan import Pekerjaan

__all__ = [
    "BarisImpor",
    "HariLibur",
    "Impor",
    "Instansi",
    "JejakAudit",
    "KepalaRantai",
    "LogAkses",
    "Padanan",
    "Pekerjaan",
    "PetaKolom",
    "RiwayatFakta",
    "RuangInstansi",
    "Sumber",
    "Wilayah",
]
