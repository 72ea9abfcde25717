"""What the assignments take from each unit: staff before and after, and the minimum."""

from inti.excel_tulis import Jenis, Kolom
from penugasan.queries.beban import Beban


def kolom() -> list[Kolom[Beban]]:
    return [
        Kolom("KODE", lambda b: b.opd.kode, Jenis.KODE, 18),
        Kolom("UNIT", lambda b: b.opd.nama, lebar=46),
        Kolom("INDUK", lambda b: str(b.opd.induk or ""), lebar=36),
        Kolom("PEGAWAI", lambda b: b.pegawai, Jenis.BULAT, 10),
        Kolom("LAYAK", lambda b: b.layak, Jenis.BULAT, 9),
        Kolom("SEDANG DIPROSES", lambda b: b.diproses, Jenis.BULAT, 17),
        Kolom("DITUGASKAN", lambda b: b.ditugaskan, Jenis.BULAT, 13),
        Kolom("SISA", lambda b: b.sisa, Jenis.BULAT, 8),
        Kolom("BAGIAN PERGI", lambda b: b.bagian, Jenis.PERSEN, 14),
        Kolom("MINIMUM STAF", lambda b: b.opd.minimum_staf, Jenis.BULAT, 14),
        Kolom("DI BAWAH MINIMUM", _di_bawah, lebar=18),
    ]


def _di_bawah(beban: Beban) -> str:
    """Empty when no minimum is recorded."""
    if beban.opd.minimum_staf is None:
        return ""
    return "Ya" if beban.kurang else "Tidak"
