"""Pages of a plan: compute, read why, lock, send; and who may."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.models import Instansi, LogAkses, Pekerjaan
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, Rencana
from penugasan.queries.rencana import dampak_unit
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import OpdFactory, PejabatFactory
from tests.penugasan.factories import PeriodeFactory
from tests.penugasan.kota_rencana import KINI, KotaRencana, buat_kota, layak

Masuk = Callable[[Akun], Client]
Kerjakan = Callable[[], list[Pekerjaan]]


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    return buat_kota(opd)


@pytest.fixture
def rencana(kota: KotaRencana) -> Rencana:
    return kota.susun()


def test_officer_composes_in_the_background_and_lands_on_the_plan(
    kota: KotaRencana, petugas: Akun, masuk: Masuk, kerjakan: Kerjakan
) -> None:
    klien = masuk(petugas)
    assert "Belum ada rencana" in klien.get(reverse("penugasan:rencana")).content.decode()
    jawaban = klien.post(reverse("penugasan:rencana_susun"))
    [pekerjaan] = kerjakan()

    assert pekerjaan.status == Pekerjaan.Status.SELESAI, pekerjaan.galat
    rencana = Rencana.objects.get(status=Rencana.Status.TERSUSUN)
    assert rencana.aktor == petugas
    halaman = klien.get(jawaban.url, follow=True)
    assert halaman.redirect_chain[-1][0] == reverse("penugasan:rencana_rincian", args=[rencana.pk])
    isi = halaman.content.decode()
    assert "Terbukti terbaik." in isi
    assert "Ani Admin" in isi
    assert "Citra Jauh" in isi  # the runner-up
    assert kota.admin.nip not in isi
    assert f"Rencana {rencana.pk}" in klien.get(reverse("penugasan:rencana")).content.decode()
    assert LogAkses.objects.filter(objek_jenis="penugasan.rencana", jumlah=2).exists()


def test_officer_without_screening_is_led_to_it(
    petugas: Akun, masuk: Masuk, instansi: Instansi
) -> None:
    PeriodeFactory.create(instansi=instansi)
    klien = masuk(petugas)
    assert "Saringan dulu" in klien.get(reverse("penugasan:rencana")).content.decode()
    jawaban = klien.post(
        reverse("penugasan:rencana_susun"), HTTP_REFERER="http://testserver/rencana/", follow=True
    )
    assert "Belum ada hasil saringan" in jawaban.content.decode()
    assert not Pekerjaan.objects.exists()


@pytest.mark.parametrize(
    ("tanya", "nama"),
    [
        ("", ["Ani Admin", "Budi Uang"]),
        ("?cari=budi+uang", ["Budi Uang"]),
        ("?cari=Medono", ["Ani Admin", "Budi Uang"]),
        ("?peran=keuangan", ["Budi Uang"]),
        ("?kecamatan=33.75.01", ["Ani Admin", "Budi Uang"]),
        ("?kunci=ya", []),
        ("?kunci=tidak", ["Ani Admin", "Budi Uang"]),
    ],
)
def test_filters_of_the_placements_live_in_the_url(
    tanya: str, nama: list[str], rencana: Rencana, auditor: Akun, masuk: Masuk
) -> None:
    alamat = reverse("penugasan:rencana_rincian", args=[rencana.pk])
    halaman = masuk(auditor).get(f"{alamat}{tanya}").context["halaman"]
    assert [satu.pegawai.nama for satu in halaman] == nama


def test_placement_is_found_by_the_beginning_of_a_nip(
    kota: KotaRencana, rencana: Rencana, petugas: Akun, masuk: Masuk
) -> None:
    nip = kota.uang.nip
    alamat = reverse("penugasan:rencana_rincian", args=[rencana.pk])
    halaman = masuk(petugas).get(alamat, {"cari": f"{nip[:8]} {nip[8:14]}"}).context["halaman"]
    assert [satu.pegawai.nama for satu in halaman] == ["Budi Uang"]


@pytest.mark.parametrize("tanya", ["", "?cari=citra", "?sebab=domisili", "?opd={opd}"])
def test_why_not_tab_lists_the_reasons_and_can_be_searched(
    tanya: str, rencana: Rencana, penyetuju: Akun, masuk: Masuk, opd: Opd
) -> None:
    alamat = reverse("penugasan:rencana_belum", args=[rencana.pk])
    isi = masuk(penyetuju).get(alamat + tanya.format(opd=opd.pk)).content.decode()
    assert "Citra Jauh" in isi
    assert "Selisih terbesar: domisili." in isi


def test_impact_tab_shows_before_and_after_and_who_answers(
    rencana: Rencana, kepala_opd: Akun, auditor: Akun, masuk: Masuk, opd: Opd
) -> None:
    Opd.objects.filter(pk=opd.pk).update(minimum_staf=22)
    [dampak] = dampak_unit(rencana, KINI.date())
    assert (dampak.sebelum, dampak.pergi, dampak.sesudah, dampak.kurang) == (23, 2, 21, True)
    assert dampak.pejabat == f"Kepala: {kepala_opd.nama}"

    alamat = reverse("penugasan:rencana_dampak", args=[rencana.pk])
    assert "Di bawah batas 22" in masuk(auditor).get(alamat).content.decode()


def test_unit_without_a_head_is_answered_by_the_one_above(
    rencana: Rencana, opd: Opd, instansi: Instansi
) -> None:
    assert dampak_unit(rencana, KINI.date())[0].pejabat == ""
    induk = OpdFactory.create(instansi=instansi, nama="Sekretariat")
    opd.induk = induk
    opd.save()
    PejabatFactory.create(opd=induk, plt=True, nama="Plt Atas")
    assert dampak_unit(rencana, KINI.date())[0].pejabat == "Plt. Kepala: Plt Atas"


def test_lock_button_keeps_filters_and_toggles(
    rencana: Rencana, petugas: Akun, masuk: Masuk
) -> None:
    baris = rencana.baris_set.first()
    assert baris is not None
    klien = masuk(petugas)
    alamat = reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk])
    jawaban = klien.post(alamat, {"terkunci": "1", "kembali": "cari=ani&halaman=1"})
    assert jawaban.url == (
        f"{reverse('penugasan:rencana_rincian', args=[rencana.pk])}"
        f"?cari=ani&halaman=1#baris-{baris.pk}"
    )
    isi = klien.get(jawaban.url).content.decode()
    assert "Buka kunci" in isi
    assert "(1 terkunci)" in isi
    klien.post(alamat, {"terkunci": "0"})
    baris.refresh_from_db()
    assert not baris.terkunci


def test_sending_asks_the_unit_and_closes_the_plan(
    rencana: Rencana, petugas: Akun, kepala_opd: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    alamat = reverse("penugasan:rencana_kirim", args=[rencana.pk])
    tanya = klien.get(alamat).content.decode()
    assert "2 orang dari 1 unit" in tanya
    assert "Kirim 2 nominasi" in tanya
    assert klien.post(alamat).url == reverse("penugasan:papan")

    terkirim = Penugasan.objects.filter(rencana=rencana, asal=Penugasan.Asal.RENCANA)
    assert [satu.status for satu in terkirim] == [Penugasan.Status.DIMINTA] * 2
    rencana.refresh_from_db()
    assert rencana.status == Rencana.Status.DIPAKAI
    assert "sudah dikirim" in klien.get(alamat).content.decode()
    [dampak] = dampak_unit(rencana, sekarang().date())
    assert (dampak.sebelum, dampak.sesudah) == (23, 21)


def test_confirmation_warns_of_units_without_an_account_and_below_their_minimum(
    rencana: Rencana, petugas: Akun, masuk: Masuk, opd: Opd
) -> None:
    Opd.objects.filter(pk=opd.pk).update(minimum_staf=22)
    isi = masuk(petugas).get(reverse("penugasan:rencana_kirim", args=[rencana.pk]))
    assert "1 unit belum punya pejabat dengan akun" in isi.content.decode()
    assert "1 unit akan turun di bawah batas" in isi.content.decode()


def test_account_without_an_agency_is_told_so(petugas: Akun, masuk: Masuk) -> None:
    petugas.instansi = None
    petugas.save()
    jawaban = masuk(petugas).post(reverse("penugasan:rencana_susun"))
    assert jawaban.status_code == 409
    assert "belum terhubung dengan instansi" in jawaban.content.decode()


@pytest.mark.parametrize("peran", ["penyetuju", "auditor"])
def test_readers_see_no_button_and_cannot_post(
    peran: str, request: pytest.FixtureRequest, rencana: Rencana, masuk: Masuk
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    baris = rencana.baris_set.first()
    assert baris is not None
    isi = klien.get(reverse("penugasan:rencana_rincian", args=[rencana.pk])).content.decode()
    assert "Susun ulang" not in isi
    assert "Kirim nominasi" not in isi
    for alamat in (
        reverse("penugasan:rencana_susun"),
        reverse("penugasan:rencana_kirim", args=[rencana.pk]),
        reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk]),
    ):
        assert klien.post(alamat).status_code == 403


def test_plan_of_another_agency_does_not_exist(
    rencana: Rencana, petugas_lain: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas_lain)
    baris = rencana.baris_set.first()
    assert baris is not None
    for nama in ("rincian", "belum", "dampak", "kirim"):
        alamat = reverse(f"penugasan:rencana_{nama}", args=[rencana.pk])
        assert klien.get(alamat).status_code == 404
    kunci = reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk])
    assert klien.post(kunci, {"terkunci": "1"}).status_code == 404


def test_shortage_is_shown_and_the_empty_post_named(
    kota: KotaRencana, instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    belum = KoperasiFactory.create(instansi=instansi, status=Koperasi.Status.BELUM_OPERASIONAL)
    KebutuhanFactory.create_batch(2, koperasi=belum)
    rencana = kota.susun()

    assert (rencana.terisi, rencana.kebutuhan) == (3, 4)
    assert rencana.baris_set.filter(kebutuhan__koperasi=belum).count() == 1
    isi = masuk(petugas).get(reverse("penugasan:rencana_rincian", args=[rencana.pk]))
    assert f"{belum.nama_pendek} formasi 2 kosong." in isi.content.decode()
    assert "koperasi operasional diisi lebih dahulu" in isi.content.decode()


def test_page_of_a_full_plan_asks_a_fixed_number_of_queries(
    kota: KotaRencana,
    instansi: Instansi,
    petugas: Akun,
    masuk: Masuk,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        opd = OpdFactory.create(instansi=instansi)
        KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=instansi))
        layak(kota.saringan, opd)
    rencana = kota.susun()
    assert rencana.terisi == 14
    klien = masuk(petugas)
    with django_assert_max_num_queries(12):
        klien.get(reverse("penugasan:rencana_rincian", args=[rencana.pk]))
    with django_assert_max_num_queries(10):
        klien.get(reverse("penugasan:rencana_belum", args=[rencana.pk]))
