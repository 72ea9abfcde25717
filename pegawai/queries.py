"""Reads about units, their heads, accounts and people that more than one page asks for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from inti.models import RiwayatFakta, Sumber, Wilayah
from inti.peran import Peran
from pegawai.imports import SIASN, rekam
from pegawai.imports.kata import kata
from pegawai.models import Akun, Opd, Pegawai, Pejabat

SEGERA = dt.timedelta(days=14)
"""A term that ends within this time, and nobody follows, needs the admin's attention."""


def menjabat_pada(hari: dt.date) -> Q:
    """Match terms of office that cover this day."""
    return Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=hari))


def opd_dengan_pejabat(akun: Akun, hari: dt.date) -> QuerySet[Opd]:
    """Active units the account may see, each with ``menjabat`` (who heads it that day: 0 or 1)."""
    kini = Pejabat.objects.filter(menjabat_pada(hari)).select_related("akun")
    return (
        Opd.objects.untuk(akun)
        .filter(aktif=True)
        .select_related("induk")
        .prefetch_related(Prefetch("pejabat_set", queryset=kini, to_attr="menjabat"))
        .order_by("nama")
    )


def tanpa_pejabat(opd: QuerySet[Opd], hari: dt.date) -> QuerySet[Opd]:
    """Units that nobody heads on this day."""
    return opd.exclude(Exists(Pejabat.objects.filter(menjabat_pada(hari), opd=OuterRef("pk"))))


def segera_berakhir(hari: dt.date) -> QuerySet[Pejabat]:
    """Terms of today that end within ``SEGERA`` while nobody is appointed for afterwards."""
    penerus = Pejabat.objects.filter(opd=OuterRef("opd"), mulai__gt=OuterRef("selesai"))
    segera = Pejabat.objects.filter(menjabat_pada(hari), selesai__lte=hari + SEGERA)
    return segera.exclude(Exists(penerus))


def kepala_tanpa_jabatan(akun: QuerySet[Akun], hari: dt.date) -> QuerySet[Akun]:
    """Accounts with the role of an OPD head that head nothing on this day."""
    menjabat = Pejabat.objects.filter(menjabat_pada(hari), akun=OuterRef("pk"))
    return akun.filter(peran=Peran.KEPALA_OPD).exclude(Exists(menjabat))


@dataclass(frozen=True)
class FaktaTampil:
    """One fact of a person in words, with the source it came from."""

    label: str
    nilai: str
    sumber: Sumber | None


@dataclass(frozen=True)
class PerubahanTampil:
    """What one source changed about a person: (label, before, after) per fact."""

    riwayat: RiwayatFakta
    isi: list[tuple[str, str, str]]


RIWAYAT_TAMPIL = 50
"""How many changes the page of a person lists, newest first."""


def fakta_pegawai(pegawai: Pegawai) -> list[FaktaTampil]:
    """Return every fact on record but the NIP, which pages show in their own way."""
    isi = rekam.baca(pegawai)
    asal = rekam.asal(isi)
    sumber = Sumber.objects.select_related("akun").in_bulk(list(asal.values()))
    nama = _nama_kunci([isi])
    return [
        FaktaTampil(_label(k), _kata(k, isi[k], nama), sumber.get(asal.get(k, 0)))
        for k in rekam.FAKTA
        if k != "nip" and not (k == "domisili_teks" and not isi[k])
    ]


def riwayat_pegawai(pegawai: Pegawai) -> list[PerubahanTampil]:
    """Return the newest changes of a person's facts, each with who or what made it."""
    semua = list(
        RiwayatFakta.objects.filter(objek_jenis=rekam.OBJEK, objek_id=pegawai.pk).select_related(
            "sumber__akun"
        )[:RIWAYAT_TAMPIL]
    )
    nama = _nama_kunci([{k: v[n] for k, v in satu.isi.items()} for satu in semua for n in (0, 1)])
    return [
        PerubahanTampil(
            satu,
            [
                (_label(k), _kata(k, lama, nama), _kata(k, baru, nama))
                for k, (lama, baru, _) in satu.isi.items()
                if k != "nip"
            ],
        )
        for satu in semua
    ]


def _label(kolom: str) -> str:
    return SIASN.label(kolom)


def _kata(kolom: str, nilai: Any, nama: dict[tuple[str, Any], str]) -> str:
    return nama.get((kolom, nilai), "") if kolom in rekam.KUNCI_LUAR else kata(kolom, nilai)


def _nama_kunci(isi: list[dict[str, Any]]) -> dict[tuple[str, Any], str]:
    """Return the names of the units and kelurahan that these facts refer to, in two queries."""
    unit = Opd.objects.in_bulk([i["opd"] for i in isi if i.get("opd")])
    wilayah = Wilayah.objects.in_bulk([i["domisili"] for i in isi if i.get("domisili")])
    return {("opd", k): v.nama for k, v in unit.items()} | {
        ("domisili", k): v.nama for k, v in wilayah.items()
    }
