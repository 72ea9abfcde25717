"""Which of SIASN's cooperatives is which of ours."""

from collections.abc import Callable

from django.db import transaction

from inti import massal
from koperasi.models import Koperasi
from penugasan.siasn.client import KlienSiasn


def samakan_koperasi(*, klien: KlienSiasn, tiap_halaman: Callable[[], None] | None = None) -> int:
    """Learn SIASN's ids of our cooperatives by their region code; returns how many changed.

    ``tiap_halaman`` is called before each page of the list. Raises SiasnError when the line is
    down.
    """
    ids = {
        kkmp.kode_wilayah: kkmp.id[:42] for kkmp in klien.ref_kkmp(tiap_halaman or (lambda: None))
    }
    milik = Koperasi.objects.filter(wilayah__in=ids).values_list("pk", "wilayah_id", "siasn_id")
    berubah = [(pk, ids[wilayah]) for pk, wilayah, lama in milik if lama != ids[wilayah]]
    if berubah:
        with transaction.atomic():
            massal.ubah(Koperasi, ["siasn_id"], berubah)
    return len(berubah)
