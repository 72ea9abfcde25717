from inti.models.audit import JejakAudit, KepalaRantai, LogAkses
from inti.models.impor import BarisImpor, Impor, Sumber
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
    "Pekerjaan",
    "RuangInstansi",
    "Sumber",
    "Wilayah",
]
