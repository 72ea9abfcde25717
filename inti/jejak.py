"""Checking the audit chain as a long job, so that a million rows do not hold up a page."""

from typing import Any

from django.urls import reverse

from inti.audit import catat_akses, verifikasi
from inti.errors import DomainError
from inti.models import Pekerjaan
from inti.pekerjaan import Lapor, mulai, penangan

PERIKSA = "jejak.periksa"


@penangan(PERIKSA)
def periksa(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Recompute the chain of the job's agency; the outcome names the first broken row."""
    lapor(0, 0, "Menghitung ulang rantai")
    jumlah, rusak = verifikasi(pekerjaan.instansi)
    lapor(jumlah, jumlah, "Menghitung ulang rantai")
    return {
        "url": reverse("inti:jejak_hasil", args=[pekerjaan.pk]),
        "jumlah": jumlah,
        "utuh": rusak is None,
        "urutan": rusak.urutan if rusak else 0,
        "sebab": rusak.sebab if rusak else "",
    }


def mulai_periksa(*, aktor: Any) -> Pekerjaan:
    """Start the check for the account's agency and remember who asked for it.

    Raises DomainError when the account belongs to no agency.
    """
    if aktor.instansi is None:
        pesan = "Akun Anda belum terikat pada satu instansi. Minta admin melengkapinya."
        raise DomainError(pesan)
    catat_akses(
        akun=aktor, jenis="lihat", objek_jenis="inti.jejakaudit", keterangan="periksa rantai"
    )
    return mulai(
        jenis=PERIKSA,
        judul="Memeriksa rantai jejak audit",
        instansi=aktor.instansi,
        aktor=aktor,
        parameter={"kembali": reverse("inti:jejak")},
        sekali=True,
    )
