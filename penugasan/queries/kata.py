"""The words of an agency, as the policy pack in force says them (``[kata]`` of its file)."""

from collections.abc import Mapping

from inti import kata
from inti.models import Instansi
from penugasan.models import VersiAturan
from penugasan.rules.paket import KATA_BAWAAN


def kata_instansi(instansi: int | None) -> Mapping[str, str]:
    """Read the words of the version in force; a stranger has none but the neutral ones."""
    if instansi is None:
        return {}
    berlaku = VersiAturan.objects.filter(instansi=instansi, status=VersiAturan.Status.BERLAKU)
    baris = berlaku.values_list("isi__kata", "isi__instansi__nama_wilayah", "instansi__nama")
    if (temu := baris.first()) is not None:
        ucapan, daerah, nama = temu
        return {**(ucapan or {}), "instansi": nama, **({"daerah": daerah} if daerah else {})}
    milik = Instansi.objects.filter(pk=instansi).values_list("nama", flat=True).first()
    return {"instansi": milik} if milik else {}


kata.daftarkan(KATA_BAWAAN, kata_instansi)
