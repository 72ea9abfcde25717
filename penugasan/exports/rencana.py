"""A computed plan: each seat with its score, reasons and runner-up; and who was not placed."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from pegawai.models import Pegawai
from penugasan.exports.orang import kata, kolom_orang, unit_kerja
from penugasan.models import BarisRencana, BelumDitempatkan


def kolom(baris: QuerySet[BarisRencana]) -> list[Kolom[BarisRencana]]:
    """The columns for one plan, with one for each part of its scores."""
    bagian = {nama: None for isi in baris.values_list("bagian", flat=True) for nama in isi}
    cadangan = _nama_cadangan(baris)
    return [
        Kolom("KOPERASI", lambda b: b.kebutuhan.koperasi.nama, lebar=42),
        Kolom("FORMASI", lambda b: b.kebutuhan.nomor, Jenis.BULAT, 10),
        Kolom("PERAN", lambda b: b.kebutuhan.get_peran_display(), lebar=14),
        *kolom_orang(lambda b: b.pegawai),
        Kolom("UNIT KERJA", lambda b: unit_kerja(b.pegawai), lebar=36),
        Kolom("NILAI", lambda b: b.nilai, Jenis.BULAT, 9),
        *[_kolom_bagian(nama) for nama in bagian],
        Kolom("ALASAN", lambda b: " ".join(b.alasan), Jenis.PANJANG, 60),
        Kolom("CADANGAN", lambda b: _cadangan(b, cadangan), Jenis.PANJANG, 40),
        Kolom("TERKUNCI", lambda b: "Ya" if b.terkunci else "", lebar=10),
    ]


def baris(rencana: QuerySet[BarisRencana]) -> Iterator[BarisRencana]:
    """The rows in the order of the queryset, 1,000 at a time."""
    return rencana.select_related("pegawai__opd", "kebutuhan__koperasi").iterator(1000)


def kolom_belum() -> list[Kolom[BelumDitempatkan]]:
    return [
        *kolom_orang(lambda b: b.pegawai),
        Kolom("UNIT KERJA", lambda b: unit_kerja(b.pegawai), lebar=36),
        Kolom("MENGAPA BELUM", lambda b: b.sebab, Jenis.PANJANG, 80),
    ]


def baris_belum(belum: QuerySet[BelumDitempatkan]) -> Iterator[BelumDitempatkan]:
    return belum.select_related("pegawai__opd").iterator(2000)


def _kolom_bagian(nama: str) -> Kolom[BarisRencana]:
    return Kolom(f"NILAI {kata(nama)}", lambda b: b.bagian.get(nama), Jenis.BULAT, 12)


def _nama_cadangan(baris: QuerySet[BarisRencana]) -> dict[int, str]:
    """Names of the runners-up, read at once."""
    daftar = baris.values_list("cadangan", flat=True)
    kunci = {satu["pegawai"] for cadangan in daftar for satu in cadangan}
    return dict(Pegawai.objects.filter(pk__in=kunci).values_list("pk", "nama"))


def _cadangan(baris: BarisRencana, nama: Mapping[int, str]) -> str:
    return "; ".join(
        f"{nama.get(satu['pegawai'], '?')} (nilai {satu['nilai']})" for satu in baris.cadangan
    )
