"""Our units and positions beside SIASN's, and SIASN's units that none of ours is mapped to."""

from inti.excel_tulis import Jenis, Kolom
from penugasan.queries.padanan import KEADAAN, UNIT, Daftar, Hal
from penugasan.rules.padanan import Rujukan


def kolom(jenis: str) -> list[Kolom[Hal]]:
    """One row per unit or position."""
    kita = "UNIT KITA" if jenis == UNIT else "JABATAN KITA"
    return [
        Kolom(kita, lambda h: h.nama, lebar=40),
        *([Kolom("INDUK", lambda h: h.induk, lebar=36)] if jenis == UNIT else []),
        Kolom("PEGAWAI", lambda h: h.orang, Jenis.BULAT, 10),
        Kolom("KEADAAN", lambda h: KEADAAN[h.keadaan], lebar=20),
        Kolom("ID SIASN", lambda h: _id(h), Jenis.KODE, 36),
        Kolom("NAMA SIASN", lambda h: h.rujukan.nama if h.rujukan else "", lebar=40),
        Kolom("ALASAN", lambda h: h.padanan.get_alasan_display() if h.padanan else "", lebar=30),
        Kolom("OLEH", lambda h: h.padanan.diterima_oleh.nama if h.padanan else "", lebar=26),
        Kolom("PADA", lambda h: h.padanan.diterima_pada if h.padanan else None, Jenis.WAKTU, 17),
        Kolom("SARAN", lambda h: _saran(h), lebar=40),
    ]


def kolom_sisa(semua: Daftar) -> list[Kolom[Rujukan]]:
    """One row per unit of SIASN that stands for none of ours."""
    return [
        Kolom("ID SIASN", lambda r: r.kunci, Jenis.KODE, 36),
        Kolom("NAMA SIASN", lambda r: r.nama, lebar=40),
        Kolom("DI BAWAH", lambda r: _atasan(semua, r), lebar=40),
    ]


def sisa(semua: Daftar) -> list[Rujukan]:
    """Living units of SIASN without one of ours."""
    return [r for kunci, r in semua.penyaran.per_kunci.items() if kunci not in semua.terpakai]


def _id(hal: Hal) -> str:
    if hal.jenis == UNIT:
        return hal.unor_id
    return hal.padanan.rujukan.siasn_id if hal.padanan else ""


def _saran(hal: Hal) -> str:
    if hal.rujukan is not None:
        return ""
    return ", ".join(satu.rujukan.nama for satu in hal.saran[:3])


def _atasan(semua: Daftar, rujukan: Rujukan) -> str:
    atas = semua.penyaran.per_kunci.get(rujukan.atasan)
    return atas.nama if atas else ""
