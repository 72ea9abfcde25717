"""Differences with SIASN and their answers, as an officer follows them up."""

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang
from penugasan.models import BedaSiasn


def kolom() -> list[Kolom[BedaSiasn]]:
    """One row per person and fact."""
    return [
        *kolom_orang(lambda b: b.pegawai),
        Kolom("OPD", lambda b: b.pegawai.opd.nama if b.pegawai.opd else "", lebar=36),
        Kolom("DATA", lambda b: b.get_kolom_display(), lebar=20),
        Kolom("MILIK KITA", lambda b: b.kita, lebar=40),
        Kolom("MILIK BKN", lambda b: b.bkn, lebar=40),
        Kolom("STATUS", lambda b: b.get_status_display(), lebar=20),
        Kolom("DITEMUKAN", lambda b: b.ditemukan_pada, Jenis.WAKTU, 17),
        Kolom("TERAKHIR DICOCOKKAN", lambda b: b.dilihat_pada, Jenis.WAKTU, 17),
        Kolom("DIJAWAB", lambda b: b.dijawab_pada, Jenis.WAKTU, 17),
        Kolom("OLEH", lambda b: b.dijawab_oleh.nama if b.dijawab_oleh else "", lebar=26),
        Kolom("CATATAN", lambda b: b.catatan, Jenis.PANJANG, 40),
    ]
