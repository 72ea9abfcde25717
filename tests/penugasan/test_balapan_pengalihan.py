"""Races at the full-time gate on PostgreSQL: a task is listed while the SK is being issued."""

import pytest

from inti import audit
from inti.waktu import hari_ini, sekarang
from penugasan.models import Penugasan, Surat, TugasDialihkan
from penugasan.services import penetapan, pengalihan
from tests.penugasan import alur
from tests.penugasan.test_balapan import PUTARAN, pisah, segar, serentak

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("putaran", PUTARAN)
def test_a_task_listed_at_the_same_instant_stops_the_sk_or_is_refused(
    petugas, penyetuju, kepala_opd, opd, putaran
):
    satu = alur.disetujui(petugas, kepala_opd, opd)
    menang, kalah = pisah(
        serentak(
            lambda: penetapan.tetapkan(
                penugasan=[segar(Penugasan, satu.pk)],
                tanggal=hari_ini(),
                aktor=penyetuju,
                pada=sekarang(),
            ),
            lambda: pengalihan.catat(
                penugasan=segar(Penugasan, satu.pk),
                uraian=["Menjaga loket"],
                aktor=kepala_opd,
                pada=sekarang(),
            ),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    ditetapkan = Penugasan.objects.get(pk=satu.pk).status == "DITETAPKAN"
    assert ditetapkan == Surat.objects.exists()
    assert ditetapkan != TugasDialihkan.objects.tanpa_pemilik().exists()
    assert audit.verifikasi(opd.instansi)[1] is None


@pytest.mark.parametrize("putaran", PUTARAN)
def test_two_who_hand_their_tasks_to_each_other_never_both_leave(
    petugas, penyetuju, kepala_opd, opd, putaran
):
    """A's task goes to B while B's own SK is issued: one of the two is refused."""
    a = alur.disetujui(petugas, kepala_opd, opd)
    b = alur.orang(opd)
    (tugas,) = pengalihan.catat(
        penugasan=a, uraian=["Menjaga loket"], aktor=kepala_opd, pada=sekarang()
    )
    menang, kalah = pisah(
        serentak(
            lambda: pengalihan.serahkan(
                tugas=segar(TugasDialihkan, tugas.pk),
                penerima=b,
                aktor=kepala_opd,
                pada=sekarang(),
            ),
            lambda: alur.nominasikan(petugas, opd, b),
        )
    )
    # Whoever came first: B either stays and has the task, or may go and does not have it yet.
    assert menang
    diminta = Penugasan.objects.filter(pegawai=b)
    if kalah:
        assert "juga dinominasikan" in kalah[0].pesan
    if diminta.exists() and TugasDialihkan.objects.filter(penerima=b).exists():
        diminta.update(status="DISETUJUI_OPD")
        _, ditolak = pisah(
            serentak(
                lambda: penetapan.tetapkan(
                    penugasan=[diminta.get()],
                    tanggal=hari_ini(),
                    aktor=penyetuju,
                    pada=sekarang(),
                )
            )
        )
        assert "Menerima tugas" in ditolak[0].pesan
