"""A decision is replayed by its own rules, whatever the policy became since."""

import datetime as dt

import pytest

from penugasan.models import Penugasan
from penugasan.services import versi as layanan_versi
from penugasan.services.kelayakan import putar_ulang
from tests.penugasan import alur
from tests.penugasan.test_versi import PADA, ubahan

pytestmark = pytest.mark.django_db


@pytest.fixture
def diputus(petugas, penyetuju, opd) -> Penugasan:
    """An assignment nominated under version 1; version 2 allows nobody above 20."""
    penugasan = alur.nominasikan(petugas, opd)
    versi = layanan_versi.usulkan(
        instansi=petugas.instansi,
        isi=ubahan(maks=20),
        alasan="SE baru",
        berlaku_mulai=PADA.date(),
        aktor=petugas,
        pada=PADA,
    )
    layanan_versi.setujui(versi=versi, aktor=penyetuju, pada=PADA)
    return Penugasan.objects.select_related("versi", "periode", "kebutuhan__koperasi").get(
        pk=penugasan.pk
    )


def test_a_decision_replays_the_same_after_the_policy_changed(diputus):
    assert diputus.periode.versi != diputus.versi
    assert putar_ulang(diputus) == []


def test_a_changed_fact_is_named_with_both_answers(diputus):
    diputus.pegawai.lahir = dt.date(1960, 5, 5)
    diputus.pegawai.save()
    (beda,) = putar_ulang(diputus)
    assert (beda.kode, beda.hasil_lama, beda.hasil_kini) == ("usia", "layak", "tidak")
    assert beda.alasan_lama != beda.alasan_kini


def test_the_page_says_so(diputus, auditor, masuk):
    klien = masuk(auditor)
    alamat = f"/nominasi/{diputus.pk}/"
    assert "Putar ulang" in klien.get(alamat).content.decode()
    assert "SAMA." in klien.get(f"{alamat}?putar_ulang=1").content.decode()
    diputus.pegawai.tingkat_pendidikan = "15"
    diputus.pegawai.save()
    isi = klien.get(f"{alamat}?putar_ulang=1").content.decode()
    assert "1 jawaban yang berbeda" in isi
    assert "Keputusan tetap seperti semula" in isi
