"""What the second person reads before he confirms: the batch, and whether it still holds."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pegawai.models import Kontrak
from penugasan.models import Penugasan
from penugasan.queries.fakta import fakta_pegawai
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Kelayakan


def siap_ditetapkan(akun: Any) -> QuerySet[Penugasan]:
    """What waits for the second person, within the account's scope."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return lengkap(semua.filter(status=Penugasan.Status.DISETUJUI_OPD))


def lengkap(penugasan: QuerySet[Penugasan]) -> QuerySet[Penugasan]:
    """All that a decision reads about each assignment, in the order of the letter's annex."""
    kontrak = Kontrak.objects.filter(pegawai=OuterRef("pegawai")).order_by("-tanggal", "-pk")
    return (
        penugasan.select_related(
            "instansi",
            "periode",
            "versi",
            "pegawai__opd",
            "opd_asal",
            "kebutuhan__koperasi__wilayah__induk",
            "dijawab_oleh",
            "menggantikan__pegawai",
        )
        .annotate(akhir_kontrak=Subquery(kontrak.values("akhir")[:1]))
        .order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk")
    )


def kelayakan_kini(penugasan: Sequence[Penugasan]) -> dict[int, Kelayakan]:
    """Judge the people of a batch again, by assignment key, each under the version of his own.

    Reads a fixed number of queries per rule version. The own assignment never counts against its
    person.
    """
    putusan: dict[int, Kelayakan] = {}
    kelompok: dict[tuple[int, int], list[Penugasan]] = defaultdict(list)
    for satu in penugasan:
        kelompok[satu.versi_id, satu.periode_id].append(satu)
    for anggota in kelompok.values():
        periode = anggota[0].periode
        kebijakan = kebijakan_dari(anggota[0].versi.isi)
        fakta = fakta_pegawai(
            [satu.pegawai for satu in anggota],
            kebijakan=kebijakan,
            periode=periode,
            kecuali=[satu.pk for satu in anggota],
        )
        for satu in anggota:
            tujuan = frozenset({satu.kebutuhan.koperasi.wilayah_id})
            milik = dataclasses.replace(fakta[satu.pegawai_id], wilayah_tujuan=tujuan)
            putusan[satu.pk] = periksa(milik, kebijakan, max(periode.tanggal_acuan, satu.mulai))
    return putusan
