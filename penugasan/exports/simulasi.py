"""The names that a changed policy gains and loses, with the reasons."""

from inti.excel_tulis import Jenis, Kolom
from pegawai.models import Pegawai
from penugasan.queries.simulasi import Pindahan
from penugasan.rules.types import Hasil

Baris = tuple[str, Pegawai, str, Pindahan]
"""What happens, the person, the unit, and the change."""


def kolom() -> list[Kolom[Baris]]:
    """One row per person whose eligibility changes."""
    return [
        Kolom("PERUBAHAN", lambda b: b[0], lebar=18),
        Kolom("NIP", lambda b: b[1].nip, Jenis.KODE, 21),
        Kolom("NAMA", lambda b: b[1].nama_lengkap, lebar=32),
        Kolom("OPD", lambda b: b[2], lebar=36),
        Kolom("HASIL SEKARANG", lambda b: Hasil(b[3].lama).label, lebar=15),
        Kolom("HASIL BARU", lambda b: Hasil(b[3].baru).label, lebar=15),
        Kolom("ALASAN", lambda b: " ".join(b[3].alasan), Jenis.PANJANG, 60),
    ]
