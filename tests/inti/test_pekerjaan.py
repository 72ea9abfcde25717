"""Long jobs: claimed once, followed by rows, taken up again when a worker dies."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from inti import pekerjaan
from inti.errors import DomainError
from inti.models import Instansi, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun

Mulai = Callable[..., Pekerjaan]


@pytest.fixture
def dijalankan() -> Iterator[list[Any]]:
    """Register a job kind for one test; the list holds what its handler saw."""
    catatan: list[Any] = []

    @pekerjaan.penangan("uji.hitung")
    def hitung(satu: Pekerjaan, lapor: pekerjaan.Lapor) -> dict[str, Any]:
        catatan.append(satu.percobaan)
        if satu.parameter.get("tolak"):
            pesan = "Tidak ada yang dihitung."
            raise DomainError(pesan)
        if satu.parameter.get("rusak"):
            raise ZeroDivisionError
        lapor(3, 4, "menghitung")
        return {"url": "/selesai/"}

    yield catatan
    del pekerjaan._penangan["uji.hitung"]


@pytest.fixture
def mulai(instansi: Instansi, petugas: Akun, dijalankan: list[Any]) -> Mulai:
    def buat(**parameter: Any) -> Pekerjaan:
        return pekerjaan.mulai(
            jenis="uji.hitung",
            judul="Menghitung",
            instansi=instansi,
            aktor=petugas,
            parameter=parameter,
        )

    return buat


def test_a_job_runs_once_and_leads_to_its_result(mulai: Mulai, dijalankan: list[Any]) -> None:
    satu = mulai()
    pekerjaan.jalankan_pekerjaan(str(satu.pk))
    pekerjaan.jalankan_pekerjaan(str(satu.pk))
    satu.refresh_from_db()
    assert dijalankan == [1]
    assert satu.status == Pekerjaan.Status.SELESAI
    assert satu.hasil == {"url": "/selesai/"}
    assert (satu.persen, satu.berhenti) == (100, True)


def test_a_refusal_reaches_the_officer_in_words(mulai: Mulai) -> None:
    satu = mulai(tolak=True)
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.GAGAL
    assert satu.galat == "Tidak ada yang dihitung."


def test_a_fault_says_that_nothing_changed_and_keeps_the_details_for_the_log(
    mulai: Mulai, caplog: pytest.LogCaptureFixture
) -> None:
    satu = mulai(rusak=True)
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.galat.startswith("Terjadi kesalahan pada sistem.")
    assert "ZeroDivisionError" in caplog.text


def test_an_unknown_kind_is_refused_at_the_door(instansi: Instansi) -> None:
    with pytest.raises(KeyError):
        pekerjaan.mulai(jenis="uji.tak_ada", judul="?", instansi=instansi, aktor=None)
    assert not Pekerjaan.objects.exists()


def test_a_silent_worker_loses_the_job_to_the_next(mulai: Mulai, dijalankan: list[Any]) -> None:
    satu = mulai()
    Pekerjaan.objects.filter(pk=satu.pk).update(
        status=Pekerjaan.Status.BERJALAN, percobaan=1, detak=sekarang()
    )
    pekerjaan.jalankan(satu.pk)
    assert dijalankan == []
    with time_machine.travel(sekarang() + pekerjaan.MASA_DETAK + dt.timedelta(seconds=1)):
        assert pekerjaan.sapu() == 1
        pekerjaan.jalankan(satu.pk)
    assert dijalankan == [2]


def test_the_worker_that_lost_the_job_cannot_finish_it(mulai: Mulai) -> None:
    satu = mulai()
    lama = pekerjaan._ambil(satu.pk)
    assert lama is not None
    Pekerjaan.objects.filter(pk=satu.pk).update(percobaan=2)
    pekerjaan._akhiri(lama, Pekerjaan.Status.SELESAI, hasil={"url": "/lama/"})
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.BERJALAN


def test_a_job_that_keeps_dying_is_given_up_with_advice(mulai: Mulai) -> None:
    satu = mulai()
    Pekerjaan.objects.filter(pk=satu.pk).update(percobaan=pekerjaan.MAKS_PERCOBAAN)
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.GAGAL
    assert "Hubungi admin" in satu.galat


def test_progress_is_fresher_than_the_row_while_a_transaction_is_open(mulai: Mulai) -> None:
    satu = mulai()
    berjalan = pekerjaan._ambil(satu.pk)
    assert berjalan is not None
    lapor = pekerjaan._pelapor(berjalan)
    lapor(40, 80, "menulis")
    terlihat = pekerjaan.kemajuan(Pekerjaan.objects.get(pk=satu.pk))
    assert (terlihat.selesai, terlihat.total, terlihat.fase) == (40, 80, "menulis")
    assert terlihat.persen == 50


@pytest.mark.django_db(transaction=True)
def test_progress_reaches_the_row_between_transactions(mulai: Mulai) -> None:
    satu = mulai()
    berjalan = pekerjaan._ambil(satu.pk)
    assert berjalan is not None
    pekerjaan._pelapor(berjalan)(1, 2, "membaca")
    satu.refresh_from_db()
    assert (satu.selesai, satu.total, satu.fase) == (1, 2, "membaca")


def test_a_double_click_starts_one_job(
    instansi: Instansi, petugas: Akun, penyetuju: Akun, dijalankan: list[Any]
) -> None:
    def klik(aktor: Akun, **parameter: Any) -> Pekerjaan:
        return pekerjaan.mulai(
            jenis="uji.hitung",
            judul="Menghitung",
            instansi=instansi,
            aktor=aktor,
            parameter=parameter,
            sekali=True,
        )

    with time_machine.travel(sekarang(), tick=False) as jam:
        pertama = klik(petugas)
        assert klik(petugas) == pertama
        assert klik(penyetuju) != pertama
        assert klik(petugas, lain=1) != pertama
        jam.shift(pekerjaan.KLIK_GANDA * 2)
        assert klik(petugas) != pertama
