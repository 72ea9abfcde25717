"""The plans beside the plan: the same question with another side put first, and the choice."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit, Pekerjaan
from pegawai.models import Akun, Opd
from penugasan.models import Rencana
from penugasan.queries.rencana_banding import banding_rencana
from penugasan.services import rencana as layanan
from penugasan.services.nominasi import kirim_nominasi
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import PejabatFactory, PredikatKinerjaFactory
from tests.penugasan.kota_rencana import KINI, KotaRencana, buat_kota, layak

Masuk = Callable[[Akun], Client]
Kerjakan = Callable[[], list[Pekerjaan]]
Corak, Status = Rencana.Corak, Rencana.Status


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    """A second cooperative far away: its post goes to who fits, or to who lives there."""
    kota = buat_kota(opd)
    timur = WilayahFactory.create(kode="33.75.02", nama="Pekalongan Timur", jenis="kecamatan")
    poncol = WilayahFactory.create(kode="33.75.02.1006", nama="Poncol", induk=timur)
    koperasi = KoperasiFactory.create(instansi=opd.instansi, wilayah=poncol)
    KebutuhanFactory.create(koperasi=koperasi, peran="keuangan")
    layak(kota.saringan, opd, nama="Dewi Dekat", pendidikan="S-1 KEPERAWATAN", domisili=poncol)
    layak(kota.saringan, opd, nama="Edi Cocok", pendidikan="S-1 AKUNTANSI", domisili=None)
    return kota


@pytest.fixture
def rencana(kota: KotaRencana) -> Rencana:
    return kota.susun(dengan_lain=True)


def siapa(rencana: Rencana) -> set[tuple[str, int]]:
    return set(rencana.baris_set.values_list("pegawai__nama", "kebutuhan_id"))


def susunan(rencana: Rencana, corak: str) -> Rencana:
    hasil: Rencana = rencana.susunan_lain_set.get(corak=corak)
    return hasil


def test_three_plans_stand_beside_the_one_by_the_policys_weights(rencana: Rencana) -> None:
    assert (rencana.corak, rencana.status, rencana.induk) == (Corak.KEBIJAKAN, "tersusun", None)
    lain = rencana.susunan_lain_set.order_by("pk")
    assert [satu.corak for satu in lain] == [Corak.BEBAN, Corak.DEKAT, Corak.COCOK]
    assert {satu.status for satu in lain} == {Status.LAIN}
    for satu in lain:
        assert satu.nilai == satu.batas_atas
        assert satu.terisi == satu.baris_set.count() == rencana.terisi
        assert satu.belum_set.count() == rencana.belum_set.count()


def test_each_puts_its_own_side_first(rencana: Rencana) -> None:
    dekat, cocok = susunan(rencana, Corak.DEKAT), susunan(rencana, Corak.COCOK)
    assert "Dewi Dekat" in {nama for nama, _ in siapa(dekat)}
    assert "Edi Cocok" in {nama for nama, _ in siapa(cocok)}
    assert dekat.ukuran["sewilayah"] > cocok.ukuran["sewilayah"]
    assert cocok.ukuran["cocok"] > dekat.ukuran["cocok"]


def test_all_are_measured_by_the_policys_weights(rencana: Rencana) -> None:
    assert rencana.ukuran["nilai"] == rencana.nilai
    for satu in rencana.susunan_lain_set.all():
        assert satu.ukuran["nilai"] <= rencana.nilai
        assert satu.ukuran["terisi"] == satu.terisi


def test_the_same_question_again_adds_nothing(kota: KotaRencana, rencana: Rencana) -> None:
    assert kota.susun(dengan_lain=True) == rencana
    assert Rencana.objects.count() == 4


def test_a_plan_made_alone_gets_the_others_later_and_stays(kota: KotaRencana) -> None:
    sendiri = kota.susun()
    Rencana.objects.update(ukuran={})  # as plans of before this release are
    assert banding_rencana(sendiri).susunan == []
    assert kota.susun(dengan_lain=True) == sendiri
    sendiri.refresh_from_db()
    assert sendiri.status == Status.TERSUSUN
    assert len(banding_rencana(sendiri).susunan) == 4


def test_a_new_plan_takes_the_others_of_the_old_one_away(
    kota: KotaRencana, rencana: Rencana
) -> None:
    PredikatKinerjaFactory.create(pegawai=kota.jauh)
    baru = kota.susun(dengan_lain=True)
    assert set(Rencana.objects.filter(status=Status.LAIN)) == set(baru.susunan_lain_set.all())
    rencana.refresh_from_db()
    assert rencana.status == Status.USANG


def test_the_chosen_plan_and_the_open_one_change_places(rencana: Rencana, petugas: Akun) -> None:
    dekat = susunan(rencana, Corak.DEKAT)
    layanan.pakai(rencana=dekat, aktor=petugas, pada=KINI)
    rencana.refresh_from_db()
    assert (dekat.status, dekat.induk) == (Status.TERSUSUN, None)
    assert (rencana.status, rencana.induk) == (Status.LAIN, dekat)
    assert dekat.susunan_lain_set.count() == 3
    jejak = JejakAudit.objects.get(aksi="rencana.pakai")
    assert (jejak.sebelum["corak"], jejak.sesudah["corak"]) == ("kebijakan", "dekat")
    layanan.pakai(rencana=rencana, aktor=petugas, pada=KINI)  # and back
    dekat.refresh_from_db()
    assert (rencana.status, dekat.induk) == (Status.TERSUSUN, rencana)


def test_the_next_plan_puts_first_what_the_chosen_one_does(
    kota: KotaRencana, rencana: Rencana, petugas: Akun
) -> None:
    layanan.pakai(rencana=susunan(rencana, Corak.COCOK), aktor=petugas, pada=KINI)
    PredikatKinerjaFactory.create(pegawai=kota.jauh)
    assert kota.susun(dengan_lain=True).corak == Corak.COCOK


def test_nobody_chooses_once_the_nominations_are_sent(
    kota: KotaRencana, rencana: Rencana, petugas: Akun
) -> None:
    PejabatFactory.create(opd=kota.opd)
    kirim_nominasi(rencana=rencana, aktor=petugas, pada=KINI)
    with pytest.raises(SudahDiproses):
        layanan.pakai(rencana=susunan(rencana, Corak.DEKAT), aktor=petugas, pada=KINI)
    assert susunan(rencana, Corak.DEKAT).status == Status.LAIN


def kunci(rencana: Rencana, nama: str, petugas: Akun, *, terkunci: bool = True) -> None:
    baris = rencana.baris_set.get(pegawai__nama=nama)
    layanan.kunci_baris(baris=baris, terkunci=terkunci, aktor=petugas, pada=KINI)


def test_a_plan_without_a_locked_row_cannot_be_taken(rencana: Rencana, petugas: Akun) -> None:
    cocok = susunan(rencana, Corak.COCOK)
    kunci(rencana, "Ani Admin", petugas)
    kunci(rencana, "Dewi Dekat", petugas)
    with pytest.raises(DomainError, match="1 orang yang Anda kunci"):
        layanan.pakai(rencana=cocok, aktor=petugas, pada=KINI)
    cocok.refresh_from_db()
    assert cocok.status == Status.LAIN
    kunci(rencana, "Dewi Dekat", petugas, terkunci=False)
    layanan.pakai(rencana=cocok, aktor=petugas, pada=KINI)
    assert cocok.baris_set.get(terkunci=True).pegawai.nama == "Ani Admin"


def test_officer_compares_and_takes_another_plan(
    kota: KotaRencana, petugas: Akun, masuk: Masuk, kerjakan: Kerjakan
) -> None:
    klien = masuk(petugas)
    klien.post(reverse("penugasan:rencana_susun"))
    [pekerjaan] = kerjakan()
    assert pekerjaan.status == Pekerjaan.Status.SELESAI, pekerjaan.galat
    utama = Rencana.objects.get(status=Status.TERSUSUN)
    dekat = susunan(utama, Corak.DEKAT)
    alamat = reverse("penugasan:rencana_bandingkan", args=[utama.pk])
    isi = klien.get(alamat).content.decode()
    assert "Jarak rumah didahulukan" in isi
    assert "Bertugas di kelurahan sendiri" in isi
    jawaban = klien.post(reverse("penugasan:rencana_pakai", args=[dekat.pk]), follow=True)
    assert "sekarang dipakai" in jawaban.content.decode()
    daftar = klien.get(reverse("penugasan:rencana")).content.decode()
    assert f"Rencana {dekat.pk}<" in daftar
    assert f"Rencana {utama.pk}<" not in daftar
    di_samping = klien.get(reverse("penugasan:rencana_rincian", args=[utama.pk]))
    assert "Ini susunan lain" in di_samping.content.decode()


def test_a_reader_compares_without_choosing(rencana: Rencana, auditor: Akun, masuk: Masuk) -> None:
    klien = masuk(auditor)
    isi = klien.get(reverse("penugasan:rencana_bandingkan", args=[rencana.pk])).content.decode()
    assert reverse("penugasan:rencana_pakai", args=[susunan(rencana, "dekat").pk]) not in isi


def test_who_lost_the_right_meanwhile_neither_takes_a_plan_nor_locks_a_row(
    rencana: Rencana, petugas: Akun
) -> None:
    dekat, baris = susunan(rencana, Corak.DEKAT), rencana.baris_set.select_related("rencana")[0]
    Akun.objects.filter(pk=petugas.pk).update(is_active=False)  # the object at hand is older
    with pytest.raises(TidakBerhak):
        layanan.pakai(rencana=dekat, aktor=petugas, pada=KINI)
    with pytest.raises(TidakBerhak):
        layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
