"""The registry of non-ASN workers: read back in, as BKN's form, and counted per unit."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from inti.excel_tulis import Jenis, Kolom, Nilai
from pegawai.imports.kolom_tenaga import KOLOM, RESMI
from pegawai.imports.rekam_tenaga import TANGGAL
from pegawai.models import TenagaNonAsn
from penugasan.rules.pendataan import KRITERIA_MENURUT_KODE
from penugasan.rules.types import Hasil

LEBAR = {"nik": 19, "nama": 32, "unit": 36, "nomor_sk": 24, "sekolah": 28}
PILIHAN = {
    "jenis_kelamin": ("L", "P"),
    "sumber_honor": tuple(str(kata) for _, kata in TenagaNonAsn.SumberHonor.choices),
    "aktif": ("Ya", "Tidak"),
}
Baris = dict[str, Any]


def kolom() -> list[Kolom[TenagaNonAsn]]:
    """The form's columns, the two of ours, and what each person counts as."""
    return [
        *(_kolom(k.nama, k.judul, k.bentuk) for k in KOLOM),
        Kolom("HASIL", lambda t: _hasil(t), lebar=14),
        Kolom("SEBAB", lambda t: _sebab(t), lebar=34),
        Kolom("KURANG", lambda t: ", ".join(_dinilai(t).kurang) if _dinilai(t) else "", lebar=30),
        Kolom("OPD PORTAL", lambda t: t.opd.nama if t.opd else "", lebar=36),
    ]


def kolom_bkn() -> list[Kolom[TenagaNonAsn]]:
    """The 23 columns of BKN's form, nothing else."""
    return [_kolom(k.nama, k.judul, k.bentuk) for k in RESMI]


def baris(tenaga: QuerySet[TenagaNonAsn]) -> Iterator[TenagaNonAsn]:
    """The rows in the order of the queryset, 1,000 at a time."""
    return tenaga.select_related("opd", "hasil").iterator(1000)


def kolom_rekap() -> list[Kolom[Baris]]:
    """One row per unit: listed, outside per reason, unresolved, all."""
    sebab = [
        Kolom(f"{kode} {satu.nama.upper()}", _ambil(kode), Jenis.BULAT, 14)
        for kode, satu in KRITERIA_MENURUT_KODE.items()
    ]
    return [
        Kolom("UNIT KERJA", lambda b: b["unit"], lebar=40),
        Kolom("MEMENUHI", _ambil("layak"), Jenis.BULAT, 12),
        *sebab,
        Kolom("BELUM TERSELESAIKAN", _ambil("belum"), Jenis.BULAT, 14),
        Kolom("RIIL", _ambil("riil"), Jenis.BULAT, 10),
    ]


def baris_rekap(tenaga: QuerySet[TenagaNonAsn]) -> list[Baris]:
    """Count per unit as the office knows it, else as the file named it; the sum stands last."""
    hitungan = (
        tenaga.order_by()
        .annotate(nama_unit=Coalesce(F("opd__nama"), F("unit")))
        .values_list("nama_unit", "hasil__hasil", "hasil__sebab")
        .annotate(n=Count("pk"))
    )
    per_unit: dict[str, Baris] = {}
    semua: Baris = {"unit": "JUMLAH"}
    for nama, hasil, sebab, jumlah in hitungan:
        unit = per_unit.setdefault(nama or "(tanpa unit)", {"unit": nama or "(tanpa unit)"})
        lajur = {Hasil.LAYAK.value: "layak", Hasil.TIDAK.value: sebab}.get(hasil, "belum")
        for isi in (unit, semua):
            isi[lajur] = isi.get(lajur, 0) + jumlah
            isi["riil"] = isi.get("riil", 0) + jumlah
    if not per_unit:
        return []
    return [*(per_unit[nama] for nama in sorted(per_unit)), semua]


def _ambil(kode: str) -> Callable[[Baris], Nilai]:
    return lambda baris: baris.get(kode, 0)


def _kolom(nama: str, judul: str, bentuk: str) -> Kolom[TenagaNonAsn]:
    jenis = Jenis.TANGGAL if nama in TANGGAL else Jenis.KODE if bentuk == "kode" else Jenis.TEKS
    return Kolom(judul, _isi(nama), jenis, LEBAR.get(nama, 18), PILIHAN.get(nama, ()))


def _isi(nama: str) -> Callable[[TenagaNonAsn], Nilai]:
    if nama == "aktif":
        return lambda t: "" if t.aktif is None else "Ya" if t.aktif else "Tidak"
    if nama == "sumber_honor":
        return lambda t: str(t.get_sumber_honor_display())
    return lambda t: getattr(t, nama)


def _dinilai(tenaga: TenagaNonAsn) -> Any:
    return getattr(tenaga, "hasil", None)


def _hasil(tenaga: TenagaNonAsn) -> str:
    hasil = _dinilai(tenaga)
    return {"layak": "Memenuhi", "tidak": "Di luar kriteria"}.get(
        hasil.hasil if hasil else "", "Belum terselesaikan"
    )


def _sebab(tenaga: TenagaNonAsn) -> str:
    hasil = _dinilai(tenaga)
    kode = hasil.sebab if hasil else ""
    return f"{kode} {KRITERIA_MENURUT_KODE[kode].nama}" if kode else ""
