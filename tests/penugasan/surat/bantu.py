"""Steps that tests of letters share."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client

from inti import audit
from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.models import Penugasan, Surat
from penugasan.services.surat import (
    cabut_surat_tugas,
    ganti_surat_tugas,
    siapkan_sk,
)
from tests.penugasan.factories import (
    PenugasanFactory,
)

TANGGAL = dt.date(2026, 2, 20)
Masuk = Callable[[Akun], Client]


def ditetapkan(instansi: Instansi, **lain: Any) -> Penugasan:
    return PenugasanFactory.create(instansi=instansi, ditetapkan=True, **lain)


def terbitkan(
    penugasan: list[Penugasan], aktor: Akun | None = None, tanggal: dt.date = TANGGAL
) -> Surat:
    with audit.keputusan(penugasan[0].instansi):
        return siapkan_sk(penugasan=penugasan, tanggal=tanggal, aktor=aktor, pada=sekarang())


def tugas(sk: Surat, nama: str) -> Surat:
    return sk.anak_set.get(penugasan__pegawai__nama=nama)


def cabut(penugasan: Penugasan, aktor: Akun) -> list[Surat]:
    with audit.keputusan(penugasan.instansi):
        return cabut_surat_tugas(
            penugasan=penugasan, alasan="Orangnya pindah", aktor=aktor, pada=sekarang()
        )


def ganti(penugasan: Penugasan, aktor: Akun) -> Surat | None:
    with audit.keputusan(penugasan.instansi):
        return ganti_surat_tugas(
            penugasan=penugasan,
            tanggal=dt.date(2026, 3, 5),
            alasan="Masa tugas diperpanjang",
            aktor=aktor,
            pada=sekarang(),
        )
