"""The words of an agency, as the policy pack in force says them (``[kata]`` of its file)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from inti import kata
from inti.models import Instansi
from penugasan.models import VersiAturan
from penugasan.rules.paket import KATA_BAWAAN


def _berlaku(instansi: Any) -> QuerySet[VersiAturan]:
    return VersiAturan.objects.filter(
        instansi=instansi, status=VersiAturan.Status.BERLAKU
    ).order_by("-nomor")


def kata_milik(milik: Any) -> Mapping[str, str]:
    """Return the words of the version in force; a stranger has none but the neutral ones."""
    if not isinstance(milik, int):
        if getattr(milik, "instansi_id", None) is None:
            return {}
        if hasattr(milik, "kata_paket"):
            return _susun(milik, milik.instansi.nama)
        milik = milik.instansi_id
    instansi = Instansi.objects.filter(pk=milik).annotate(**_bekal(OuterRef("pk"))).first()
    return _susun(instansi, instansi.nama) if instansi else {}


def _susun(bekal: Any, nama: str) -> Mapping[str, str]:
    daerah = {"daerah": bekal.daerah_paket} if bekal.daerah_paket else {}
    return {**(bekal.kata_paket or {}), "instansi": nama, **daerah}


def _bekal(instansi: OuterRef) -> dict[str, Subquery]:
    isi = {"kata_paket": "isi__kata", "daerah_paket": "isi__instansi__nama_wilayah"}
    return {nama: Subquery(_berlaku(instansi).values(jalan)[:1]) for nama, jalan in isi.items()}


kata.daftarkan(KATA_BAWAAN, kata_milik, _bekal(OuterRef("instansi")))
