"""The twelve rules a second time, from the words of the handbook and the pack alone.

Nothing here imports the portal. Other algorithms are used on purpose: dates are whole numbers
(20260301), months are counted since year 0, text is cut into words. A rule answers with "L", "B"
or "T" (layak, belum pasti, tidak). Parameters are the pack's own tables.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

Tabel = Mapping[str, Any]
Hari = dt.date | None
JENIS = ("PNS", "PPPK", "PPPK_PW")


class Bukti(NamedTuple):
    jenis: str
    mampu: bool | None
    tanggal: dt.date


class Rentang(NamedTuple):
    """An assignment, or with ``tingkat`` a sanction."""

    mulai: dt.date
    selesai: dt.date | None
    tingkat: str = ""


class Orang(NamedTuple):
    """One person in this program's own words. None = not known."""

    jenis: str | None = None
    kedudukan_id: str | None = None
    kedudukan: str | None = None
    tingkat: str | None = None
    pendidikan: str | None = None
    lahir: Hari = None
    jabatan: str | None = None
    bukti: tuple[Bukti, ...] = ()
    tugas: tuple[Rentang, ...] | None = None
    kontrak: Hari = None
    predikat: tuple[tuple[int, int], ...] = ()
    hukuman: tuple[Rentang, ...] | None = None
    domisili: str | None = None
    tetangga: frozenset[str] = frozenset()
    tujuan: frozenset[str] | None = None
    dikecualikan: frozenset[str] = frozenset()


def angka(hari: dt.date) -> int:
    """A day as 20260301: the difference of two, cut by 10,000, is the completed years."""
    return hari.year * 10000 + hari.month * 100 + hari.day


def bulan_ke(hari: dt.date) -> int:
    return hari.year * 12 + hari.month - 1


@lru_cache(maxsize=100_000)
def kata(teks: str) -> str:
    """The words of a text, small, each between single blanks: " ahli madya "."""
    return " " + " ".join(re.findall(r"\w+", teks.casefold())) + " "


def memuat(teks: str, daftar: Iterable[str]) -> bool:
    return any(satu.strip() and kata(satu) in kata(teks) for satu in daftar)


def jenis_asn(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """A kind of which nobody has heard is a question (handbook, section 15, row 8)."""
    jenis = (orang.jenis or "").strip()
    if jenis in p["jenis"]:
        return "L"
    return "T" if jenis in JENIS else "B"


@lru_cache(maxsize=10_000)
def rapat(teks: str) -> str:
    return " ".join(teks.casefold().split())


def kedudukan_hukum(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """The name decides, the id only without a name; a contradiction or a stranger is a question."""

    def cari(nilai: str | None, ya: list[str], bukan: list[str]) -> str:
        if nilai is None or not nilai.strip():
            return "kosong"
        ini = rapat(nilai)
        for jawab, daftar in (("L", ya), ("T", bukan)):
            if ini in {rapat(satu) for satu in daftar}:
                return jawab
        return "asing"

    nama = cari(orang.kedudukan, p["nama_aktif"], p["nama_tidak_aktif"])
    nomor = cari(orang.kedudukan_id, p["id_aktif"], p["id_tidak_aktif"])
    if {nama, nomor} == {"L", "T"}:
        return "B"
    jawab = nomor if nama == "kosong" else nama
    return jawab if jawab in "LT" else "B"


def pendidikan(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    nomor = (orang.tingkat or "").strip()
    if nomor not in p["tingkat"]:
        return "B"
    return "L" if int(nomor) >= int(p["minimum"]) else "T"


def usia(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    if orang.lahir is None or orang.lahir > acuan:
        return "B"
    selisih = angka(acuan) - angka(orang.lahir)
    if p["baca"] == "tahun_genap":
        return "L" if selisih // 10000 <= p["maks"] else "T"
    ulang_tahun = angka(orang.lahir) + p["maks"] * 10000
    if ulang_tahun % 10000 == 229 and not calendar.isleap(ulang_tahun // 10000):
        ulang_tahun += 301 - 229
    return "L" if angka(acuan) <= ulang_tahun else "T"


def komputer(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """The newest evidence that decides; without one the position or the field of study.

    What people say of themselves decides nothing, neither for nor against them.
    """
    diterima = set(p["diterima"])
    if p["terima_pernyataan_atasan"]:
        diterima.add("PERNYATAAN_ATASAN")
    for bukti in reversed(orang.bukti):
        if bukti.mampu and bukti.jenis in diterima:
            return "L"
        if bukti.mampu is False and bukti.jenis != "PERNYATAAN_DIRI":
            return "T"
    if orang.jabatan and memuat(orang.jabatan, p["jabatan"]):
        return "L"
    return "L" if orang.pendidikan and memuat(orang.pendidikan, p["jurusan"]) else "B"


def belum_ditugaskan(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """The new assignment runs from the reference date on: whatever has not ended stands in it."""
    if orang.tugas is None:
        return "B"
    return "T" if any(t.selesai is None or t.selesai >= acuan for t in orang.tugas) else "L"


def rumpun_jabatan(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    if not orang.jabatan or orang.jabatan.isspace():
        return "B"
    return "T" if memuat(orang.jabatan, p["dikecualikan"]) else "L"


def kontrak(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """A PNS has no agreement that could end; whoever has no kind on record might be one."""
    jenis = (orang.jenis or "").strip()
    if jenis == "PNS":
        return "L"
    if orang.kontrak is None:
        return "B"
    kurang = "T" if jenis in JENIS else "B"
    lewat = bulan_ke(orang.kontrak) - bulan_ke(acuan) - p["bulan"]
    if lewat:
        return "L" if lewat > 0 else kurang
    akhir_bulan = calendar.monthrange(orang.kontrak.year, orang.kontrak.month)[1]
    return "L" if orang.kontrak.day >= min(acuan.day, akhir_bulan) else kurang


def bup(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """Retirement begins on the first of the month after the birthday of the position's age."""
    if orang.lahir is None or orang.lahir > acuan or not (orang.jabatan or "").strip():
        return "B"
    umur = p["usia_umum"]
    for nama in sorted(p["usia_jabatan"], key=lambda satu: (len(satu), [-ord(c) for c in satu])):
        if memuat(orang.jabatan, [nama]):
            umur = p["usia_jabatan"][nama]
    pensiun = bulan_ke(orang.lahir) + umur * 12 + 1
    if (orang.lahir.month, orang.lahir.day) == (2, 29):
        pensiun += not calendar.isleap(orang.lahir.year + umur)
    batas = bulan_ke(acuan) + p["bulan"]
    return "L" if pensiun > batas or (pensiun == batas and acuan.day == 1) else "T"


def predikat_kinerja(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """One known grade below the mark decides; otherwise every one of the last years is needed.

    Where only some kinds are asked, others pass; a stranger passes by grades that suffice.
    """
    nilai = {tahun: satu for tahun, satu in orang.predikat if 0 < satu < 6}
    jawab = [nilai.get(acuan.year - mundur) for mundur in range(1, p["tahun"] + 1)]
    jenis, diminta = (orang.jenis or "").strip(), p.get("jenis", [])
    if diminta and jenis not in diminta and jenis in JENIS:
        return "L"
    if jawab == [satu for satu in jawab if satu and satu <= p["paling_rendah"]]:
        return "L"
    if diminta and jenis not in diminta:
        return "B"
    return "T" if any(satu and satu > p["paling_rendah"] for satu in jawab) else "B"


def hukuman_disiplin(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    if orang.hukuman is None:
        return "B"
    berjalan = {
        rapat(satu.tingkat)
        for satu in orang.hukuman
        if satu.mulai <= acuan <= (satu.selesai or dt.date.max)
    }
    if berjalan & {rapat(satu) for satu in p["tingkat"]}:
        return "T"
    return "B" if berjalan - {"ringan", "sedang", "berat"} else "L"


def domisili(orang: Orang, p: Tabel, acuan: dt.date) -> str:
    """No posts on record, or a place without neighbours, is a gap in the data and no answer."""
    rumah = (orang.domisili or "").strip()
    if not rumah or not orang.tujuan:
        return "B"
    if rumah in orang.tujuan or not p["terima_tetangga"]:
        return "L" if rumah in orang.tujuan else "T"
    if not orang.tetangga:
        return "B"
    return "T" if orang.tetangga.isdisjoint(orang.tujuan) else "L"


ATURAN: dict[str, Callable[[Orang, Tabel, dt.date], str]] = {
    fungsi.__name__: fungsi
    for fungsi in (
        jenis_asn,
        kedudukan_hukum,
        pendidikan,
        usia,
        komputer,
        belum_ditugaskan,
        rumpun_jabatan,
        kontrak,
        bup,
        predikat_kinerja,
        hukuman_disiplin,
        domisili,
    )
}


def putusan(jawaban: Mapping[str, str], dikecualikan: frozenset[str]) -> str:
    """One no decides, then one question; what was overruled is not counted."""
    dihitung = "".join(jawab for kode, jawab in jawaban.items() if kode not in dikecualikan)
    return "T" if "T" in dihitung else "B" if "B" in dihitung else "L"


def periksa(
    orang: Orang, aturan: Mapping[str, Tabel], acuan: dt.date
) -> tuple[str, dict[str, str]]:
    """The verdict and each answer, under the pack's [aturan] tables that are switched on."""
    jawaban = {
        kode: ATURAN[kode](orang, tabel, acuan) for kode, tabel in aturan.items() if tabel["aktif"]
    }
    return putusan(jawaban, orang.dikecualikan), jawaban
