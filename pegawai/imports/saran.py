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
HILANG_EXCEL = 1_000
"""Excel keeps 15 digits of a number: the last three of a NIP are lost, or rounded up."""
DIGIT = 18
_NOL = re.compile(r"\s*\d{15}000\s*", re.ASCII)
"""Such a number as it stands in a CSV."""
_EKSPONEN = re.compile(r"\s*'?(\d)(?:[.,](\d+))?\s*[eE]\s*\+?\s*17\s*")


def catat_nip_rusak(baris: BarisTerbaca, sel: Nilai, lahir: str = "") -> None:
    """Keep what is left of a NIP that was typed as a number, to look for its owner later."""
    sisa = _sisa(sel)
    if sisa is None:
        return
    nilai, selisih = sisa
    awal = str(nilai)[:8]
    if not lahir and selisih <= HILANG_EXCEL and (hari := aturan_nip.tanggal_lahir(awal)):
        lahir = hari.isoformat()
    baris.nilai["_nip_rusak"] = {"nilai": str(nilai), "selisih": selisih, "lahir": lahir}


def _sisa(sel: Nilai) -> tuple[int, int] | None:
    """Return the number and by how much the true one may differ; None when it is no such number."""
    if isinstance(sel, bool):
        return None
    if isinstance(sel, int | float):
        return (int(sel), HILANG_EXCEL) if 10 ** (DIGIT - 1) <= sel < 10**DIGIT else None
    if isinstance(sel, str) and _NOL.fullmatch(sel):
        return int(sel), HILANG_EXCEL
    cocok = _EKSPONEN.fullmatch(sel) if isinstance(sel, str) else None
    if cocok is None:
        return None
    digit = (cocok[1] + (cocok[2] or ""))[:DIGIT]
    satuan: int = 10 ** (DIGIT - len(digit))
    return int(digit) * satuan, max(satuan, HILANG_EXCEL)


def cari_orang(instansi: Instansi, baris: Sequence[BarisTerbaca]) -> None:
    """Note for each ruined NIP the one person of that name and birth date, if there is one."""
    rusak = [b for b in baris if "_nip_rusak" in b.nilai and not b.kunci]
    lahir = {b.nilai["_nip_rusak"]["lahir"] for b in rusak} - {""}
    calon = rekam.cari(instansi, lahir=lahir) if lahir else []
    for satu in rusak:
        sisa = satu.nilai["_nip_rusak"]
        nama = kunci_nama(satu.judul.partition(",")[0])
        temu = [
            o["nip"]
            for o in calon
            if o["lahir"] == sisa["lahir"]
            and kunci_nama(o["nama"]) == nama
            and abs(int(o["nip"]) - int(sisa["nilai"])) <= sisa["selisih"]
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
