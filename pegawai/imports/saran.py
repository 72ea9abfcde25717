"""Who a ruined NIP may belong to: the same name and birth date, offered to a person to accept."""

import re
from collections.abc import Sequence

from inti.excel import Nilai
from inti.impor.pengimpor import BarisTerbaca, Pilihan
from inti.impor.teks import kunci_nama
from inti.models import Instansi
from pegawai import nip as aturan_nip
from pegawai.imports import rekam

PILIH = "nip:"
DIGIT_EXCEL = 15
"""Significant digits that Excel keeps of a number: so many of a ruined NIP are still right."""
_EKSPONEN = re.compile(r"\s*'?(\d)(?:[.,](\d+))?\s*[eE]\s*\+?\s*17\s*")


def catat_nip_rusak(baris: BarisTerbaca, sel: Nilai, lahir: str = "") -> None:
    """Keep what is left of a NIP that was typed as a number, to look for its owner later."""
    awal = _digit_utuh(sel)
    if awal:
        if not lahir and len(awal) >= 8 and aturan_nip.tanggal_lahir(awal):
            lahir = f"{awal[:4]}-{awal[4:6]}-{awal[6:8]}"
        baris.nilai["_nip_rusak"] = {"awal": awal, "lahir": lahir}


def _digit_utuh(sel: Nilai) -> str:
    """Return the leading digits that can be trusted; empty when it is no number of 18 digits."""
    if isinstance(sel, bool):
        return ""
    if isinstance(sel, int | float):
        if not 10**17 <= sel < 10**18:
            return ""
        return f"{float(sel):.{DIGIT_EXCEL - 1}e}".replace(".", "")[:DIGIT_EXCEL]
    cocok = _EKSPONEN.fullmatch(sel) if isinstance(sel, str) else None
    if cocok is None:
        return ""
    digit = cocok[1] + (cocok[2] or "")
    # The last digit shown may have been rounded up.
    return digit[:DIGIT_EXCEL] if len(digit) > DIGIT_EXCEL else digit[:-1]


def cari_orang(instansi: Instansi, baris: Sequence[BarisTerbaca]) -> None:
    """Note for each ruined NIP the one person of that name and birth date, if there is one."""
    rusak = [b for b in baris if "_nip_rusak" in b.nilai and not b.kunci]
    lahir = {b.nilai["_nip_rusak"]["lahir"] for b in rusak} - {""}
    if not lahir:
        return
    calon = rekam.cari(instansi, lahir=lahir)
    for satu in rusak:
        sisa = satu.nilai["_nip_rusak"]
        nama = kunci_nama(satu.judul.partition(",")[0])
        temu = [
            o["nip"]
            for o in calon
            if o["lahir"] == sisa["lahir"]
            and kunci_nama(o["nama"]) == nama
            and o["nip"].startswith(sisa["awal"])
        ]
        satu.nilai.pop("_saran_nip", None)
        if len(temu) == 1:
            satu.nilai["_saran_nip"] = temu[0]


def pilihan(baris: BarisTerbaca) -> list[Pilihan]:
    """Offer the NIP of the person found."""
    nip = baris.nilai.get("_saran_nip")
    if not nip or baris.kunci:
        return []
    return [Pilihan(f"{PILIH}{nip}", f"Pakai NIP {aturan_nip.samarkan(nip)} ({baris.judul[:60]})")]


def putuskan(baris: BarisTerbaca, kode: str) -> bool:
    """Carry the choice out if it is one of ours; the row is compared anew afterwards."""
    nip = kode.removeprefix(PILIH)
    if nip == kode or nip != baris.nilai.get("_saran_nip"):
        return False
    baris.kunci = baris.nilai["nip"] = nip
    del baris.nilai["_saran_nip"], baris.nilai["_nip_rusak"]
    baris.lepas("nip_angka", "nip_panjang")
    return True
