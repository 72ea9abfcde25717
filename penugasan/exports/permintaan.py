"""Questions to units and their answers, as an officer follows them up."""

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang
from penugasan.models import PermintaanData


def kolom() -> list[Kolom[PermintaanData]]:
    """One row per question, as ``queries.permintaan.hias`` decorated it."""
    return [
        *kolom_orang(lambda p: p.pegawai),
        Kolom("OPD", lambda p: p.opd.nama, lebar=36),
        Kolom("SYARAT", lambda p: _hiasan(p, "nama_aturan"), lebar=24),
        Kolom("DATA YANG DIMINTA", lambda p: p.pertanyaan, lebar=34),
        Kolom("STATUS", lambda p: p.get_status_display(), lebar=20),
        Kolom("BATAS JAWABAN", lambda p: p.batas, Jenis.TANGGAL, 14),
        Kolom("SISA WAKTU", lambda p: _hiasan(p, "kalimat"), lebar=20),
        Kolom("DIMINTA", lambda p: p.diminta_pada, Jenis.WAKTU, 17),
        Kolom("OLEH", lambda p: p.diminta_oleh.nama, lebar=26),
        Kolom("DIJAWAB", lambda p: p.dijawab_pada, Jenis.WAKTU, 17),
        Kolom("DIJAWAB SEBAGAI", lambda p: p.dijawab_sebagai, lebar=30),
        Kolom("PENJELASAN", lambda p: p.penjelasan, Jenis.PANJANG, 40),
        Kolom("CATATAN", lambda p: p.catatan, Jenis.PANJANG, 40),
    ]


def _hiasan(permintaan: PermintaanData, nama: str) -> str:
    return str(getattr(permintaan, nama, ""))
