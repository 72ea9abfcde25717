"""Many officers deciding at once: no number twice, none left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from inti import audit
from inti.models import Instansi
from inti.waktu import hari_ini, sekarang
from penugasan.models import Penugasan, Surat
from penugasan.services.surat import siapkan_sk
from tests.inti.factories import InstansiFactory
from tests.penugasan.factories import PenugasanFactory, PeriodeFactory

SERENTAK = 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_decisions_made_at_the_same_moment_share_one_gapless_register() -> None:
    instansi = InstansiFactory.create()
    PeriodeFactory.create(instansi=instansi)
    batch = [
        [PenugasanFactory.create(instansi=instansi, ditetapkan=True) for _ in range(3)]
        for _ in range(SERENTAK)
    ]
    mulai = Barrier(SERENTAK)

    def putuskan(penugasan: list[Penugasan]) -> None:
        try:
            mulai.wait(timeout=30)
            with audit.keputusan(Instansi.objects.get(pk=instansi.pk)):
                siapkan_sk(penugasan=penugasan, tanggal=hari_ini(), aktor=None, pada=sekarang())
        finally:
            connection.close()

    with ThreadPoolExecutor(SERENTAK) as kolam:
        list(kolam.map(putuskan, batch))

    def nomor(jenis: str) -> list[int]:
        return sorted(Surat.objects.filter(jenis=jenis).values_list("urut", flat=True))

    assert nomor(Surat.Jenis.SK) == list(range(1, SERENTAK + 1))
    assert nomor(Surat.Jenis.SURAT_TUGAS) == list(range(1, SERENTAK * 3 + 1))
