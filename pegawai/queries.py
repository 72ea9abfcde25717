"""Reads about units, their heads, accounts and people that more than one page asks for."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from inti.models import Instansi, RiwayatFakta, Sumber, Wilayah
from inti.peran import Peran
from pegawai import fakta
from pegawai.imports import rekam
from pegawai.models import Akun, HukumanDisiplin, Opd, Pegawai, Pejabat, RiwayatNip
from pegawai.models.akun import memimpin_pada, menjabat_pada

SEGERA = dt.timedelta(days=14)
"""A term that ends within this time, and nobody follows, needs the admin's attention."""


def opd_dengan_pejabat(akun: Akun, hari: dt.date) -> QuerySet[Opd]:
    """Active units the account may see, each with ``menjabat`` (who heads it that day: 0 or 1)."""
    kini = Pejabat.objects.filter(memimpin_pada(hari)).select_related("akun")
    return (
        Opd.objects.untuk(akun)
        .filter(aktif=True)
        .select_related("induk")
        .prefetch_related(Prefetch("pejabat_set", queryset=kini, to_attr="menjabat"))
        .order_by("nama")
    )


def tanpa_pejabat(opd: QuerySet[Opd], hari: dt.date) -> QuerySet[Opd]:
    """Units that nobody heads on this day."""
    return opd.exclude(Exists(Pejabat.objects.filter(memimpin_pada(hari), opd=OuterRef("pk"))))


def dapat_menjawab(instansi: Instansi | None, hari: dt.date) -> QuerySet[Pejabat]:
    """Terms of today whose holder may answer: the account lives, and is that of a head."""
    return Pejabat.objects.filter(
        menjabat_pada(hari),
        akun__is_active=True,
        akun__peran=Peran.KEPALA_OPD,
        opd__instansi=instansi,
    )


def segera_berakhir(hari: dt.date) -> QuerySet[Pejabat]:
    """Terms of today that end within ``SEGERA`` while nobody is appointed for afterwards."""
    penerus = Pejabat.objects.filter(opd=OuterRef("opd"), mulai__gt=OuterRef("selesai")).exclude(
        jenis=Pejabat.Jenis.OPERATOR
    )
    segera = Pejabat.objects.filter(memimpin_pada(hari), selesai__lte=hari + SEGERA)
    return segera.exclude(Exists(penerus))


def kepala_tanpa_jabatan(akun: QuerySet[Akun], hari: dt.date) -> QuerySet[Akun]:
    """Accounts with the role of an OPD head that head nothing on this day."""
    menjabat = Pejabat.objects.filter(menjabat_pada(hari), akun=OuterRef("pk"))
    return akun.filter(peran=Peran.KEPALA_OPD).exclude(Exists(menjabat))


@dataclass(frozen=True)
class FaktaTampil:
    """One fact of a person in words, with the source it came from; pages mask a NIP."""

    kolom: str
    label: str
    nilai: str
    sumber: Sumber | None


@dataclass(frozen=True)
class KelompokFakta:
    """Facts that belong together; ``sumber`` is where most of them came from."""

    judul: str
    fakta: list[FaktaTampil]
    sumber: Sumber | None


@dataclass(frozen=True)
class IsianBerubah:
    """One fact before and after, in words; pages mask a NIP themselves."""

    kolom: str
    label: str
    lama: str
    baru: str


@dataclass(frozen=True)
class PerubahanTampil:
    """What one source changed about a person."""

    waktu: dt.datetime
    sumber: Sumber
    isi: list[IsianBerubah]


RIWAYAT_TAMPIL = 50
"""How many changes the page of a person lists, newest first."""


def fakta_pegawai(pegawai: Pegawai) -> list[KelompokFakta]:
    """Return every fact on record, by group; unit and home are those read with the person."""
    isi = rekam.baca(pegawai)
    asal = rekam.asal(isi) | {"domisili_teks": rekam.asal(isi).get("domisili", 0)}
    sumber = Sumber.objects.select_related("akun").in_bulk([pk for pk in asal.values() if pk])
    nama: dict[tuple[str, Any], str] = {}
    if pegawai.opd:
        nama["opd", pegawai.opd.pk] = pegawai.opd.nama
    if pegawai.domisili:
        nama["domisili", pegawai.domisili.pk] = fakta.nama_wilayah(pegawai.domisili)
    hasil = []
    for judul, kolom in fakta.KELOMPOK:
        semua = [
            FaktaTampil(k, fakta.LABEL[k], _kata(k, isi[k], nama), sumber.get(asal.get(k, 0)))
            for k in kolom
            if not (k == "domisili_teks" and not isi[k])
        ]
        terbanyak = Counter(satu.sumber for satu in semua if satu.sumber).most_common(1)
        hasil.append(KelompokFakta(judul, semua, terbanyak[0][0] if terbanyak else None))
    return hasil


def riwayat_pegawai(pegawai: Pegawai) -> list[PerubahanTampil]:
    """Return the newest changes of a person's facts, each with who or what made it."""
    milik = RiwayatFakta.objects.filter(objek_jenis=rekam.OBJEK, objek_id=pegawai.pk)
    semua = list(milik.select_related("sumber__akun")[:RIWAYAT_TAMPIL])
    nama = _nama_kunci([{k: v[n] for k, v in satu.isi.items()} for satu in semua for n in (0, 1)])
    return [
        PerubahanTampil(
            satu.waktu,
            satu.sumber,
            [
                IsianBerubah(k, fakta.LABEL[k], _kata(k, lama, nama), _kata(k, baru, nama))
                for k, (lama, baru, _) in satu.isi.items()
                if lama or baru
            ],
        )
        for satu in semua
    ]


def yang_jarang() -> dict[str, Exists]:
    """Annotations of a person: whether there is a word about sanctions, and an older NIP."""
    milik = {"pegawai": OuterRef("pk")}
    return {
        "berhukuman": Exists(HukumanDisiplin.objects.filter(**milik)),
        "berganti_nip": Exists(RiwayatNip.objects.filter(**milik)),
    }


def bukti_pegawai(pegawai: Any) -> dict[str, QuerySet[Any]]:
    """Return the dated evidence about a person (read with ``yang_jarang``), newest first, each
    with its source."""
    hukuman = pegawai.hukuman_set.select_related("sumber__akun")
    nip_lama = pegawai.riwayat_nip_set.select_related("sumber__akun")
    return {
        "bukti": pegawai.bukti_komputer_set.select_related("sumber__akun"),
        "kontrak": pegawai.kontrak_set.select_related("sumber__akun"),
        "predikat": pegawai.predikat_set.select_related("sumber__akun"),
        "hukuman": hukuman if pegawai.berhukuman else hukuman.none(),
        "nip_lama": nip_lama if pegawai.berganti_nip else nip_lama.none(),
    }


def _kata(kolom: str, nilai: Any, nama: dict[tuple[str, Any], str]) -> str:
    if kolom in rekam.KUNCI_LUAR:
        return nama.get((kolom, nilai), "")
    return fakta.kata(kolom, nilai)


def _nama_kunci(isi: list[dict[str, Any]]) -> dict[tuple[str, Any], str]:
    """Return the names of the units and kelurahan that these facts refer to, in two queries."""
    unit = Opd.objects.in_bulk([i["opd"] for i in isi if i.get("opd")])
    wilayah = Wilayah.objects.select_related("induk").in_bulk(
        [i["domisili"] for i in isi if i.get("domisili")]
    )
    return {("opd", k): v.nama for k, v in unit.items()} | {
        ("domisili", k): fakta.nama_wilayah(v) for k, v in wilayah.items()
    }


def calon_plh(opd: Opd, kepala: Akun, hari: dt.date) -> QuerySet[Akun]:
    """Whom a head may let act for him: heads below him, and heads of nothing on that day."""
    berjabatan = Pejabat.objects.filter(menjabat_pada(hari))
    luar = berjabatan.exclude(opd__jalur__startswith=opd.jalur)
    return (
        Akun.objects.filter(instansi=opd.instansi, peran=Peran.KEPALA_OPD, is_active=True)
        .exclude(pk=kepala.pk)
        .exclude(pk__in=luar.filter(akun__isnull=False).values("akun"))
        .order_by("nama", "pk")
    )
