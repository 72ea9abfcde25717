"""The truth about a synthetic city, told by a second, independent reading of the policy.

Nothing of ``penugasan.rules`` or of the importers is used here: when the portal's verdicts on the
generated workbooks equal these, two programs agree.
"""

import datetime as dt
from typing import Any, Final

from penugasan.demo.kota import Kota, Orang

LAYAK, BELUM_PASTI, TIDAK = "layak", "belum_pasti", "tidak"
SYARAT_TINGKAT: Final = frozenset({"30", "35", "40", "42", "45", "47", "49", "50"})
TINGKAT_RENDAH: Final = frozenset({"05", "10", "12", "15", "17", "18", "20", "25"})
BUKTI_KUAT: Final = ("uji praktik", "sertifikat", "ijazah", "pernyataan atasan")
USIA_MAKS: Final = 56


def kebenaran(kota: Kota) -> dict[str, Any]:
    """Return verdict and rule answers per NIP, in the shape of the sample city's truth file."""
    pegawai = {orang.nip: nilai(orang, kota) for orang in kota.orang}
    hitung = [satu["hasil"] for satu in pegawai.values()]
    return {
        "tanggal_acuan": kota.acuan.isoformat(),
        "seed": kota.seed,
        "jumlah": len(pegawai),
        "layak": hitung.count(LAYAK),
        "belum_pasti": hitung.count(BELUM_PASTI),
        "tidak": hitung.count(TIDAK),
        "kebutuhan": sum(len(koperasi.peran) for koperasi in kota.koperasi),
        "pegawai": pegawai,
    }


def nilai(orang: Orang, kota: Kota) -> dict[str, Any]:
    """Judge one person by the base policy of the pack."""
    rinci = {
        "jenis_asn": LAYAK if orang.jenis in _jenis(kota) else TIDAK,
        "kedudukan_hukum": LAYAK if orang.kedudukan in {"Aktif", "PPPK Aktif"} else TIDAK,
        "pendidikan": _pendidikan(orang.tingkat),
        "usia": LAYAK if umur(orang.lahir, kota.acuan) <= USIA_MAKS else TIDAK,
        "komputer": _komputer(orang),
    }
    if kota.daerah.survei_pns:
        rinci["predikat_kinerja"] = _kinerja(orang) if orang.jenis == "PNS" else LAYAK
    jawaban = set(rinci.values())
    hasil = TIDAK if TIDAK in jawaban else BELUM_PASTI if BELUM_PASTI in jawaban else LAYAK
    return {
        "hasil": hasil,
        "rinci": rinci,
        "opd": orang.unit.kode,
        "domisili": kota.kelurahan.get(orang.domisili),
    }


def _jenis(kota: Kota) -> set[str]:
    """Where the survey asks PNS too, they may be sent too."""
    return {"PPPK", "PPPK_PW", *(["PNS"] if kota.daerah.survei_pns else [])}


def _kinerja(orang: Orang) -> str:
    """Two years of at least BAIK; one bad year decides, a blank one leaves it open."""
    if any(satu in {"BUTUH PERBAIKAN", "KURANG"} for satu in orang.predikat):
        return TIDAK
    return LAYAK if all(orang.predikat) else BELUM_PASTI


def umur(lahir: dt.date, hari: dt.date) -> int:
    """Completed years; who was born on 29 February turns on 1 March in common years."""
    return hari.year - lahir.year - ((hari.month, hari.day) < (lahir.month, lahir.day))


def _pendidikan(tingkat: str) -> str:
    if tingkat in SYARAT_TINGKAT:
        return LAYAK
    return TIDAK if tingkat in TINGKAT_RENDAH else BELUM_PASTI


def _komputer(orang: Orang) -> str:
    if orang.mampu == "Tidak":
        return TIDAK
    if "Pranata Komputer" in orang.jabatan:
        return LAYAK
    bukti = orang.bukti.lower()
    return LAYAK if any(kata in bukti for kata in BUKTI_KUAT) else BELUM_PASTI
