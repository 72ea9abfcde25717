""" "A is needed here, take B": the services of the dialogue, and the inbox of the officer."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.errors import DomainError, SudahDiproses
from inti.models import JejakAudit
from inti.waktu import sekarang
from pegawai.models import Pegawai, Pejabat
from penugasan.models import Penugasan, Usulan
from penugasan.queries.usulan import bandingkan
from penugasan.rules.types import Hasil
from penugasan.services import nominasi, usulan as layanan
from penugasan.services.nominasi import TidakLayak
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, UsulanFactory

pytestmark = pytest.mark.django_db


def url(nama: str, *kunci: int) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


@pytest.fixture
def penugasan(petugas, opd) -> Penugasan:
    """A, whom BKPSDM asks for."""
    return alur.nominasikan(petugas, opd)


# --- proposing -----------------------------------------------------------------------------------


def test_a_proposal_keeps_the_findings_about_b_and_in_what_capacity_it_was_made(
    penugasan, kepala_opd, opd
):
    b = alur.orang(opd)
    usulan = alur.usulkan(kepala_opd, penugasan, b)
    assert (usulan.jenis, usulan.status, usulan.pengganti) == ("pengganti", "DIAJUKAN", b)
    assert usulan.diajukan_sebagai == "Kepala Dinas Kesehatan"
    assert {t["hasil"] for t in usulan.temuan} == {"layak"}
    jejak = JejakAudit.objects.get(aksi="usulan.ajukan")
    assert (jejak.aktor, jejak.atas_nama) == (kepala_opd, "Kepala Dinas Kesehatan")
    assert jejak.sesudah["pengganti"] == b.pk
    penugasan.refresh_from_db()
    assert penugasan.status == "DIMINTA"


def test_an_ineligible_b_is_refused_with_the_reason(penugasan, kepala_opd, opd):
    with pytest.raises(TidakLayak, match="Usia"):
        alur.usulkan(kepala_opd, penugasan, alur.orang(opd, tua=True))
    with pytest.raises(TidakLayak, match="komputer"):
        alur.usulkan(kepala_opd, penugasan, PegawaiFactory.create(instansi=opd.instansi, opd=opd))


def test_b_is_judged_by_what_is_on_record_now_not_by_the_page(penugasan, kepala_opd, opd, opd_lain):
    b = alur.orang(opd)
    Pegawai.objects.filter(pk=b.pk).update(opd=opd_lain)
    with pytest.raises(DomainError, match="unit yang Anda pimpin"):
        alur.usulkan(kepala_opd, penugasan, b)
    Pegawai.objects.filter(pk=b.pk).update(opd=opd, aktif=False)
    with pytest.raises(DomainError, match="pegawai aktif"):
        alur.usulkan(kepala_opd, penugasan, b)


def test_b_may_come_from_a_branch_but_not_from_another_tree_nor_be_a(
    penugasan, kepala_opd, opd, opd_cabang, opd_lain
):
    with pytest.raises(DomainError, match="unit yang Anda pimpin"):
        alur.usulkan(kepala_opd, penugasan, alur.orang(opd_lain))
    with pytest.raises(DomainError, match="orang lain"):
        alur.usulkan(kepala_opd, penugasan, penugasan.pegawai)
    assert alur.usulkan(kepala_opd, penugasan, alur.orang(opd_cabang)).pk


def test_b_who_is_asked_for_or_proposed_elsewhere_is_taken(petugas, penugasan, kepala_opd, opd):
    lain = alur.nominasikan(petugas, opd)
    with pytest.raises(SudahDiproses, match="sudah dinominasikan ke"):
        alur.usulkan(kepala_opd, penugasan, lain.pegawai)
    b = alur.orang(opd)
    alur.usulkan(kepala_opd, lain, b)
    with pytest.raises(SudahDiproses, match="lebih dulu oleh Kepala Dinas Kesehatan"):
        alur.usulkan(kepala_opd, penugasan, b)


def test_one_open_usulan_per_nomination(penugasan, kepala_opd):
    alur.keberatan(kepala_opd, penugasan)
    with pytest.raises(SudahDiproses, match="sudah diajukan oleh Kepala Dinas Kesehatan"):
        alur.keberatan(kepala_opd, penugasan)


def test_a_plt_answers_as_plt_and_not_after_his_term(penugasan, kepala_opd, opd):
    Pejabat.objects.filter(akun=kepala_opd).update(
        jenis=Pejabat.Jenis.PLT, selesai=dt.date(2030, 12, 31)
    )
    assert alur.keberatan(kepala_opd, penugasan).diajukan_sebagai == "Plt. Kepala Dinas Kesehatan"
    Pejabat.objects.filter(akun=kepala_opd).update(selesai=dt.date(2025, 12, 31))
    with pytest.raises(DomainError, match="tidak berhak"):
        alur.keberatan(kepala_opd, alur.nominasikan(penugasan.dibuat_oleh, opd))


def test_withdrawing_opens_the_question_again_and_frees_b(petugas, penugasan, kepala_opd, opd):
    b = alur.orang(opd)
    usulan = alur.usulkan(kepala_opd, penugasan, b)
    layanan.cabut(usulan=usulan, aktor=kepala_opd, pada=sekarang())
    assert JejakAudit.objects.get(aksi="usulan.cabut").atas_nama == "Kepala Dinas Kesehatan"
    assert alur.usulkan(kepala_opd, penugasan, b).status == "DIAJUKAN"


# --- deciding ------------------------------------------------------------------------------------


def test_accepting_puts_b_in_the_post_and_lets_a_stay(petugas, penugasan, kepala_opd):
    usulan = alur.usulkan(kepala_opd, penugasan)
    hasil = layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())
    penugasan.refresh_from_db()
    baru = hasil.pengganti_penugasan
    assert baru is not None
    assert (penugasan.status, baru.status) == ("DIGANTI", "DISETUJUI_OPD")
    assert (baru.kebutuhan, baru.menggantikan) == (penugasan.kebutuhan, penugasan)
    assert (baru.dijawab_oleh, baru.dijawab_sebagai) == (kepala_opd, "Kepala Dinas Kesehatan")
    assert baru.pegawai == usulan.pengganti
    assert [j.aksi for j in JejakAudit.objects.order_by("urutan")] == [
        "penugasan.minta",
        "usulan.ajukan",
        "usulan.setujui",
        "penugasan.ganti",
        "penugasan.terima_pengganti",
    ]


def test_an_accepted_b_still_reads_as_eligible_beside_a(petugas, penugasan, kepala_opd, opd):
    b = alur.orang(opd)
    usulan = alur.usulkan(kepala_opd, penugasan, b)
    layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())
    banding = bandingkan(usulan.penugasan, b, dt.date(2026, 3, 1))
    assert (banding.a.kelayakan.hasil, banding.b.kelayakan.hasil) == (Hasil.LAYAK, Hasil.LAYAK)


def test_accepting_an_objection_frees_the_post(petugas, penugasan, kepala_opd, opd):
    usulan = alur.keberatan(kepala_opd, penugasan)
    layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())
    penugasan.refresh_from_db()
    assert penugasan.status == "DIPERTAHANKAN"
    assert nominasi.formasi_kosong(penugasan.kebutuhan.koperasi) == penugasan.kebutuhan


def test_the_rules_are_asked_again_when_deciding_and_nothing_is_half_done(
    petugas, penugasan, kepala_opd
):
    usulan = alur.usulkan(kepala_opd, penugasan)
    Pegawai.objects.filter(pk=usulan.pengganti_id).update(lahir=dt.date(1960, 1, 1))
    with pytest.raises(TidakLayak, match="Usia"):
        layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())
    assert Usulan.objects.get().status == "DIAJUKAN"
    assert Penugasan.objects.get().status == "DIMINTA"


def test_b_nominated_elsewhere_meanwhile_cannot_be_accepted(petugas, penugasan, kepala_opd, opd):
    usulan = alur.usulkan(kepala_opd, penugasan)
    alur.nominasikan(petugas, opd, usulan.pengganti)
    with pytest.raises(SudahDiproses, match="sudah dinominasikan ke"):
        layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())


def test_b_who_left_the_proposers_tree_meanwhile_cannot_be_accepted(
    petugas, penugasan, kepala_opd, opd_cabang, opd_lain
):
    usulan = alur.usulkan(kepala_opd, penugasan)
    Pegawai.objects.filter(pk=usulan.pengganti_id).update(opd=opd_lain)
    with pytest.raises(DomainError, match="di luar unit pengusul"):
        layanan.setujui(usulan=usulan, aktor=petugas, pada=sekarang())
    Pegawai.objects.filter(pk=usulan.pengganti_id).update(opd=opd_cabang)
    Pejabat.objects.filter(akun=kepala_opd).update(selesai=sekarang().date())
    with time_machine.travel(sekarang() + dt.timedelta(days=2)):  # the head's term is over
        layanan.setujui(usulan=Usulan.objects.get(), aktor=petugas, pada=sekarang())
    assert Usulan.objects.get().status == "DISETUJUI"


@pytest.mark.parametrize("kerja", [layanan.tolak, layanan.minta_perbaikan])
def test_a_no_needs_a_reason_that_the_head_reads(petugas, penugasan, kepala_opd, kerja):
    usulan = alur.keberatan(kepala_opd, penugasan)
    with pytest.raises(DomainError, match="Tulis alasannya"):
        kerja(usulan=usulan, aktor=petugas, pada=sekarang(), catatan=" ")
    hasil = kerja(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="Kurang jelas")
    assert (hasil.catatan, hasil.diputus_oleh) == ("Kurang jelas", petugas)
    penugasan.refresh_from_db()
    assert penugasan.status == "DIMINTA"


def test_a_mended_usulan_is_checked_anew_and_keeps_its_kind(petugas, penugasan, kepala_opd, opd):
    usulan = alur.usulkan(kepala_opd, penugasan)
    layanan.minta_perbaikan(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="Ganti")
    isi = {"alasan_kode": "layanan", "aktor": kepala_opd}
    with pytest.raises(DomainError, match="Jenis usulan"):
        layanan.ajukan_lagi(usulan=usulan, pada=sekarang(), **isi)
    with pytest.raises(TidakLayak):
        layanan.ajukan_lagi(
            usulan=usulan, pada=sekarang(), pengganti=alur.orang(opd, tua=True), **isi
        )
    b2 = alur.orang(opd)
    hasil = layanan.ajukan_lagi(
        usulan=usulan, pada=sekarang(), pengganti=b2, alasan="Lebih cocok", **isi
    )
    assert (hasil.status, hasil.pengganti, hasil.alasan) == ("DIAJUKAN", b2, "Lebih cocok")


def test_mending_cannot_take_a_substitute_proposed_elsewhere(petugas, penugasan, kepala_opd, opd):
    usulan = alur.usulkan(kepala_opd, penugasan)
    layanan.minta_perbaikan(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="Ganti")
    b2 = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd)).pengganti
    with pytest.raises(SudahDiproses, match="lebih dulu"):
        layanan.ajukan_lagi(
            usulan=usulan, alasan_kode="layanan", aktor=kepala_opd, pada=sekarang(), pengganti=b2
        )
    usulan.refresh_from_db()
    assert usulan.status == "PERBAIKAN"


def test_what_was_mended_after_the_officer_read_it_is_not_decided_unread(
    petugas, penugasan, kepala_opd, opd
):
    usulan = alur.usulkan(kepala_opd, penugasan)
    dilihat = usulan.cap
    layanan.minta_perbaikan(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="Ganti")
    layanan.ajukan_lagi(
        usulan=Usulan.objects.get(),
        alasan_kode="layanan",
        aktor=kepala_opd,
        pada=sekarang(),
        pengganti=alur.orang(opd),
    )
    baru = Usulan.objects.get()
    umum = {"usulan": baru, "aktor": petugas, "pada": sekarang(), "dilihat": dilihat}
    with pytest.raises(SudahDiproses, match="Baca lagi"):
        layanan.setujui(**umum)
    with pytest.raises(SudahDiproses, match="Baca lagi"):
        layanan.tolak(catatan="x", **umum)
    assert layanan.setujui(**umum | {"dilihat": baru.cap}).status == "DISETUJUI"


def test_accepting_several_is_all_or_none_with_one_record_each(petugas, kepala_opd, opd):
    usulan = [alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd)) for _ in range(3)]
    Pegawai.objects.filter(pk=usulan[2].pengganti_id).update(lahir=dt.date(1960, 1, 1))
    with pytest.raises(TidakLayak):
        layanan.setujui_semua(usulan=usulan, aktor=petugas, pada=sekarang())
    assert set(Usulan.objects.values_list("status", flat=True)) == {"DIAJUKAN"}
    dua = list(Usulan.objects.order_by("pk")[:2])
    layanan.setujui_semua(usulan=dua, aktor=petugas, pada=sekarang())
    assert JejakAudit.objects.filter(aksi="usulan.setujui").count() == 2


# --- the inbox -----------------------------------------------------------------------------------


def test_the_inbox_speaks_siasns_words_and_puts_what_waits_on_top(petugas, kepala_opd, opd, masuk):
    ditolak = alur.keberatan(kepala_opd, alur.nominasikan(petugas, opd))
    layanan.tolak(usulan=ditolak, aktor=petugas, pada=sekarang(), catatan="x")
    menunggu = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    klien = masuk(petugas)
    isi = klien.get(url("inbox_usul")).content.decode()
    for kata in ("Inbox Usul", "Status usulan", "Tanggal", "Jenis", "Unor", "BTS", "TMS"):
        assert kata in isi
    assert isi.index(menunggu.penugasan.pegawai.nama) < isi.index(ditolak.penugasan.pegawai.nama)
    assert menunggu.pengganti.nama in isi
    assert "5 hari kerja lagi" in isi
    assert "data-daftar" in isi
    for saring, ada in (("status=DITOLAK", ditolak), (f"cari={menunggu.pengganti.nip}", menunggu)):
        nama = re.findall(
            r'href="/usulan/(\d+)/"', klien.get(f"{url('inbox_usul')}?{saring}").content.decode()
        )
        assert nama == [str(ada.pk)]


@pytest.mark.parametrize("banyak", [2, 9])
def test_the_inbox_asks_the_database_the_same_number_of_times_whatever_its_length(
    petugas, opd, masuk, django_assert_max_num_queries: DjangoAssertNumQueries, banyak
):
    for _ in range(banyak):
        UsulanFactory.create(
            penugasan=PenugasanFactory.create(
                instansi=opd.instansi, pegawai__opd=opd, opd_asal=opd, diminta=True
            )
        )
    klien = masuk(petugas)
    klien.get(url("inbox_usul"))
    with django_assert_max_num_queries(12):
        assert klien.get(url("inbox_usul")).status_code == 200


def test_a_and_b_stand_side_by_side_with_facts_verdict_fit_and_effect(
    petugas, penugasan, kepala_opd, masuk
):
    usulan = alur.usulkan(kepala_opd, penugasan)
    isi = masuk(petugas).get(url("usulan_rincian", usulan.pk)).content.decode()
    for kata in (
        penugasan.pegawai.nama,
        usulan.pengganti.nama,
        "Nilai seluruhnya",
        "Staf unit bila pergi",
        "Tenaga kunci",
        "Terima",
        "Kembalikan (BTS)",
    ):
        assert kata in isi


def test_a_substitute_who_fails_now_is_marked_before_the_button(
    petugas, penugasan, kepala_opd, masuk
):
    usulan = alur.usulkan(kepala_opd, penugasan)
    Pegawai.objects.filter(pk=usulan.pengganti_id).update(lahir=dt.date(1960, 1, 1))
    isi = masuk(petugas).get(url("usulan_rincian", usulan.pk)).content.decode()
    assert "tidak memenuhi syarat sekarang" in isi
    assert re.search(r'value="terima"\s+disabled', isi)


def test_deciding_leads_to_the_next_one_in_the_queue(petugas, kepala_opd, opd, masuk):
    satu, dua = (alur.keberatan(kepala_opd, alur.nominasikan(petugas, opd)) for _ in range(2))
    klien = masuk(petugas)
    jawab = klien.post(url("usulan_putuskan", satu.pk), {"putusan": "terima", "dilihat": satu.cap})
    assert jawab.url == url("usulan_rincian", dua.pk)
    tanpa = klien.post(url("usulan_putuskan", dua.pk), {"putusan": "tolak"})
    assert "Tulis alasannya" in tanpa.content.decode()
    jawab = klien.post(url("usulan_putuskan", dua.pk), {"putusan": "tolak", "catatan": "x"})
    assert jawab.url == url("inbox_usul")
    assert klien.post(url("usulan_putuskan", dua.pk), {"putusan": "terima"}).status_code == 409
    assert list(Usulan.objects.order_by("pk").values_list("status", flat=True)) == [
        "DISETUJUI",
        "DITOLAK",
    ]


def test_bulk_accept_is_read_once_more_then_confirmed(petugas, kepala_opd, opd, masuk):
    usulan = [alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd)) for _ in range(2)]
    klien, alamat = masuk(petugas), url("usulan_terima_semua")
    isi = klien.get(f"{alamat}?pilih={usulan[0].pk}&pilih={usulan[1].pk}").content.decode()
    assert "Terima 2 usulan" in isi
    kunci = re.findall(r'name="pilih"\s+value="(\d+)"', isi)
    cap = re.findall(r'name="dilihat"\s+value="([^"]+)"', isi)
    assert len(kunci) == len(cap) == 2
    assert klien.post(alamat, {"pilih": kunci, "dilihat": cap}).url == url("inbox_usul")
    assert set(Usulan.objects.values_list("status", flat=True)) == {"DISETUJUI"}
    assert klien.post(alamat, {"pilih": kunci, "dilihat": cap}).status_code == 409


def test_bulk_accept_shows_what_is_in_the_way_and_refuses_foreign_keys(
    petugas, petugas_lain, kepala_opd, opd, masuk
):
    usulan = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    Pegawai.objects.filter(pk=usulan.pengganti_id).update(lahir=dt.date(1960, 1, 1))
    alamat = f"{url('usulan_terima_semua')}?pilih={usulan.pk}"
    assert "Keluarkan dulu dari pilihan" in masuk(petugas).get(alamat).content.decode()
    jawaban = masuk(petugas_lain).get(alamat, follow=True)
    assert "tidak ada di lingkup Anda" in jawaban.content.decode()
    assert (
        "paling sedikit satu"
        in masuk(petugas).get(url("usulan_terima_semua"), follow=True).content.decode()
    )


def test_readers_decide_nothing_and_foreign_officers_find_nothing(
    petugas, penyetuju, auditor, petugas_lain, kepala_opd, penugasan, masuk
):
    usulan = alur.keberatan(kepala_opd, penugasan)
    alamat = url("usulan_putuskan", usulan.pk)
    for akun in (penyetuju, auditor):
        assert (
            "Putusan</h2>" not in masuk(akun).get(url("usulan_rincian", usulan.pk)).content.decode()
        )
        assert masuk(akun).post(alamat, {"putusan": "terima"}).status_code == 403
    assert masuk(kepala_opd).post(alamat, {"putusan": "terima"}).status_code == 403
    assert masuk(petugas_lain).get(url("usulan_rincian", usulan.pk)).status_code == 404
    assert masuk(petugas_lain).post(alamat, {"putusan": "terima"}).status_code == 404
