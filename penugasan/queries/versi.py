"""Reads for the rule versions: the timeline, and what a version says in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pegawai.models import Akun
from penugasan.models import VersiAturan
from penugasan.rules import banding
from penugasan.rules.kelayakan import ATURAN

BUKAN_NILAI = ("aktif", "dasar_hukum")
BAGIAN_RINGKAS = ("kata", "koperasi", "tenggat", "penempatan", "bobot", "pengecualian")
"""Parts of a policy that the page shows beside the rules; letters have a page of their own."""


@dataclass(frozen=True, slots=True)
class AturanKata:
    """One rule as officers read it."""

    kode: str
    nama: str
    aktif: bool
    dasar_hukum: str
    nilai: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class BagianKata:
    """One other part of the policy as officers read it."""

    nama: str
    dasar_hukum: str
    nilai: list[tuple[str, str]]


def versi_terlihat(akun: Akun) -> QuerySet[VersiAturan]:
    """All versions of the agency, the newest first, with the people behind them."""
    versi: QuerySet[VersiAturan] = VersiAturan.objects.untuk(akun).select_related(
        "dibuat_oleh", "disetujui_oleh", "paket", "instansi"
    )
    return versi


def aturan_kata(isi: Mapping[str, Any]) -> list[AturanKata]:
    """Every rule of a policy, switched on or off, in the order of the card."""
    tabel = isi.get("aturan", {})
    return [
        AturanKata(
            aturan.kode,
            aturan.nama,
            bool(tabel.get(aturan.kode, {}).get("aktif")),
            tabel.get(aturan.kode, {}).get("dasar_hukum", ""),
            list(_nilai("aturan", tabel.get(aturan.kode, {}), (aturan.kode,), tabel)),
        )
        for aturan in ATURAN
    ]


def bagian_kata(isi: Mapping[str, Any]) -> list[BagianKata]:
    """Quotas, deadlines, limits and weights."""
    return [
        BagianKata(
            banding.BAGIAN[bagian],
            isi[bagian].get("dasar_hukum", ""),
            list(_nilai(bagian, isi[bagian], (), {})),
        )
        for bagian in BAGIAN_RINGKAS
        if bagian in isi
    ]


def _nilai(
    bagian: str, tabel: Mapping[str, Any], depan: tuple[str, ...], aturan: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for kunci, isi in tabel.items():
        jalur = (*depan, kunci)
        # A rule's reference list of levels says nothing that its lowest level does not.
        if kunci in BUKAN_NILAI or jalur == ("pendidikan", "tingkat"):
            continue
        nama = banding.nama(bagian, jalur).rpartition(": ")[2]
        yield nama, banding.kata(isi, jalur, aturan)
