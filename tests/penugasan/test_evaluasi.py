"""Which years of a posting are evaluated: short, extended and ended ones, each month once."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.waktu import ZONA
from penugasan.models import Evaluasi, Pengajuan, Penugasan, SuaraKoperasi
from penugasan.queries import bertugas as bacaan
from penugasan.services import evaluasi
from tests.penugasan.factories import BuktiKerjaGandaFactory, PenugasanFactory

pytestmark = pytest.mark.django_db
SENIN = dt.datetime(2026, 3, 2, 8, tzinfo=ZONA)


@pytest.fixture
def bertugas(opd) -> Penugasan:
    """Somebody with an SK from 1 March 2026 on, there since the 2nd."""
    return PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd, bertugas=True, tiba=dt.date(2026, 3, 2)
    )


def dinilai(penugasan: Penugasan, ke: int, dari: dt.date, sampai: dt.date, dinas) -> None:
    tahun = bacaan.TahunTugas(penugasan, ke, dari, sampai)
    evaluasi.nilai(tahun=tahun, rekomendasi="lanjut", aktor=dinas, pada=SENIN)


def jatuh_tempo(akun, hari: dt.date) -> list[tuple[int, str, str]]:
    semua = bacaan.evaluasi_jatuh_tempo(akun, hari)
    return [(t.tahun_ke, t.dari.isoformat(), t.sampai.isoformat()) for t in semua]


def test_a_posting_shorter_than_a_year_is_evaluated_before_and_after_its_end(
    dinas_koperasi, bertugas
):
    akhir = dt.date(2026, 10, 31)
    Penugasan.objects.update(selesai=akhir)
    pendek = (1, "2026-03-01", "2026-10-31")
    assert jatuh_tempo(dinas_koperasi, dt.date(2026, 9, 30)) == []
    assert jatuh_tempo(dinas_koperasi, dt.date(2026, 10, 1)) == [pendek]
    Penugasan.objects.update(status="SELESAI", diakhiri=akhir)
    assert jatuh_tempo(dinas_koperasi, dt.date(2027, 9, 1)) == [pendek]
    dinilai(bertugas, 1, dt.date(2026, 3, 1), akhir, dinas_koperasi)
    assert jatuh_tempo(dinas_koperasi, dt.date(2027, 9, 1)) == []


def test_after_an_extension_the_next_year_begins_where_the_last_evaluation_stopped(
    dinas_koperasi, bertugas
):
    dinilai(bertugas, 1, dt.date(2026, 3, 1), dt.date(2026, 10, 31), dinas_koperasi)
    Penugasan.objects.update(selesai=dt.date(2027, 10, 31))
    assert jatuh_tempo(dinas_koperasi, dt.date(2027, 10, 1)) == [(2, "2026-11-01", "2027-10-31")]


def test_the_fifth_year_is_due_and_one_before_the_arrival_is_not(dinas_koperasi, bertugas):
    Penugasan.objects.update(tiba=dt.date(2030, 3, 1))  # four years never worked
    hari = dt.date(2031, 2, 1)
    assert jatuh_tempo(dinas_koperasi, hari) == [(5, "2030-03-01", "2031-02-28")]
    Penugasan.objects.update(tiba=None, status="DIKEMBALIKAN", diakhiri=hari)  # never came
    assert jatuh_tempo(dinas_koperasi, hari) == []


@pytest.mark.parametrize(
    ("status", "rekomendasi"), [("SELESAI", "lanjut"), ("DIKEMBALIKAN", "kembalikan")]
)
def test_of_whoever_has_left_the_evaluation_is_a_judgement_without_a_request(
    dinas_koperasi, bertugas, masuk, status, rekomendasi
):
    Penugasan.objects.update(status=status, diakhiri=dt.date(2026, 6, 30))
    klien = masuk(dinas_koperasi)
    alamat = reverse("penugasan:evaluasi_nilai", args=[bertugas.pk])
    halaman = klien.get(alamat)
    assert halaman.context["form"].initial == {"rekomendasi": rekomendasi}
    assert "dicatat tanpa pengajuan" in halaman.content.decode()
    assert "Diperpanjang sampai" not in halaman.content.decode()
    assert klien.post(alamat, {"rekomendasi": "perpanjang"}).status_code == 200
    assert klien.post(alamat, {"rekomendasi": "ganti"}).status_code == 302
    assert Evaluasi.objects.get().sampai == dt.date(2026, 6, 30)
    assert not Pengajuan.objects.exists()


def test_each_month_and_each_proven_day_counts_in_one_year_only(bertugas):
    pertama = bacaan.TahunTugas(bertugas, 1, dt.date(2026, 3, 16), dt.date(2027, 3, 15))
    kedua = bacaan.TahunTugas(bertugas, 2, dt.date(2027, 3, 16), dt.date(2028, 3, 15))
    for bulan in (dt.date(2026, 3, 1), dt.date(2027, 3, 1), dt.date(2027, 4, 1)):
        SuaraKoperasi.objects.create(
            instansi=bertugas.instansi,
            penugasan=bertugas,
            bulan=bulan,
            hari_hadir=20,
            kerja=3,
            sikap=3,
            dikirim_pada=SENIN,
        )
    for hari in (dt.date(2027, 3, 15), dt.date(2027, 3, 16), dt.date(2028, 3, 16)):
        BuktiKerjaGandaFactory.create(
            indikasi__penugasan=bertugas,
            indikasi__status="TERBUKTI",
            mulai=hari,
            sampai=hari,
        )
    angka = [bacaan.ringkas_suara(tahun) for tahun in (pertama, kedua)]
    assert [(a["bulan"], a["kerja_ganda"]) for a in angka] == [(2, 1), (1, 1)]
