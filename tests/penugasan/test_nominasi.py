"""Naming people and the head's plain yes: what the services hold, and the pages of each persona."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit, LogAkses
from inti.waktu import hari_ini, sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Pegawai
from penugasan.models import Penugasan, Rencana
from penugasan.services import nominasi
from penugasan.services.nominasi import TidakLayak
from penugasan.services.sinkronisasi import PeriksaNip
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import KontrakFactory, PegawaiFactory
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, RencanaFactory
from tests.penugasan.kirim import kenalkan

pytestmark = pytest.mark.django_db
SENIN = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)


def url(nama: str, *kunci: int) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


# --- services ------------------------------------------------------------------------------------


@time_machine.travel(SENIN, tick=False)
def test_a_nomination_asks_the_unit_and_starts_its_clock_in_working_days(petugas, opd):
    pegawai = alur.orang(opd)
    KontrakFactory.create(pegawai=pegawai, akhir=dt.date(2026, 10, 31))
    hasil = alur.nominasikan(petugas, opd, pegawai)
    assert (hasil.status, hasil.opd_asal, hasil.dibuat_oleh) == ("DIMINTA", opd, petugas)
    assert (hasil.mulai, hasil.selesai) == (dt.date(2026, 3, 1), dt.date(2026, 10, 31))
    assert hasil.sebab_selesai == "akhir perjanjian kerja"
    assert hasil.batas_jawab == dt.date(2026, 3, 9)  # five working days after Monday the 2nd
    assert {t["kode"] for t in hasil.temuan} >= {"usia", "pendidikan", "komputer"}
    assert [j.aksi for j in JejakAudit.objects.all()] == ["penugasan.minta"]


@time_machine.travel(SENIN, tick=False)
@pytest.mark.parametrize(
    ("jabatan", "selesai"),
    [
        ("Pengelola Layanan Operasional", dt.date(2028, 6, 30)),
        ("Arsiparis Ahli Madya", dt.date(2030, 6, 30)),
        ("Guru Ahli Pertama", dt.date(2030, 6, 30)),
    ],
)
def test_an_assignment_ends_with_the_retirement_age_of_the_position(petugas, opd, jabatan, selesai):
    pegawai = alur.orang(opd, lahir=dt.date(1970, 6, 15), jabatan=jabatan)
    hasil = alur.nominasikan(petugas, opd, pegawai)
    assert hasil.selesai == selesai
    assert hasil.sebab_selesai.startswith("batas usia pensiun")


@pytest.mark.parametrize(
    ("sifat", "sebab"),
    [({"tua": True}, "Usia"), ({"slta": True}, "Pendidikan"), ({"pns": True}, "PNS")],
)
def test_who_does_not_pass_the_rules_is_not_nominated_and_reads_why(petugas, opd, sifat, sebab):
    with pytest.raises(TidakLayak, match=sebab):
        alur.nominasikan(petugas, opd, alur.orang(opd, **sifat))
    assert not Penugasan.objects.exists()
    assert not JejakAudit.objects.exists()


def test_a_missing_fact_is_a_question_and_no_nomination(petugas, opd):
    with pytest.raises(TidakLayak, match="komputer"):
        alur.nominasikan(petugas, opd, PegawaiFactory.create(instansi=opd.instansi, opd=opd))


def test_facts_are_read_inside_the_transaction_not_taken_from_the_page(petugas, opd):
    pegawai = alur.orang(opd)
    Pegawai.objects.filter(pk=pegawai.pk).update(lahir=dt.date(1960, 1, 1))
    with pytest.raises(TidakLayak, match="Usia"):
        alur.nominasikan(petugas, opd, pegawai)


def test_one_person_is_asked_for_once_and_the_second_officer_reads_by_whom(petugas, opd):
    pegawai = alur.orang(opd)
    pertama = alur.nominasikan(petugas, opd, pegawai)
    with pytest.raises(SudahDiproses) as galat:
        alur.nominasikan(petugas, opd, pegawai)
    assert pertama.kebutuhan.koperasi.nama_pendek in galat.value.pesan
    assert petugas.nama in galat.value.pesan


def test_one_post_takes_one_person_and_the_second_officer_reads_who_holds_it(petugas, opd):
    formasi = alur.formasi(opd)
    pertama = alur.nominasikan(petugas, opd, kebutuhan=formasi)
    with pytest.raises(SudahDiproses) as galat:
        alur.nominasikan(petugas, opd, kebutuhan=formasi)
    assert pertama.pegawai.nama in galat.value.pesan
    assert petugas.nama in galat.value.pesan


def test_an_earlier_assignment_that_still_lasts_stands_in_the_way(petugas, opd):
    pegawai = alur.orang(opd)
    PenugasanFactory.create(instansi=opd.instansi, pegawai=pegawai, opd_asal=opd, status="SELESAI")
    with pytest.raises(SudahDiproses, match="sudah bertugas pada waktu itu"):
        alur.nominasikan(petugas, opd, pegawai)


def test_a_closed_post_an_inactive_person_and_a_person_without_unit_are_refused(petugas, opd):
    formasi = alur.formasi(opd)
    Kebutuhan.objects.filter(pk=formasi.pk).update(aktif=False)
    with pytest.raises(DomainError, match="tidak aktif"):
        alur.nominasikan(petugas, opd, kebutuhan=formasi)
    with pytest.raises(DomainError, match="tidak tercatat aktif"):
        alur.nominasikan(petugas, opd, alur.orang(opd, aktif=False))
    with pytest.raises(DomainError, match="belum dikenal"):
        alur.nominasikan(
            petugas, opd, PegawaiFactory.create(instansi=opd.instansi, opd=None, layak=True)
        )


def test_a_post_of_another_agency_is_refused_even_by_the_service(petugas, opd, instansi_lain):
    asing = KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=instansi_lain))
    with pytest.raises(DomainError, match="instansi yang sama"):
        alur.nominasikan(petugas, opd, kebutuhan=asing)


def test_a_cooperative_without_legal_entity_may_be_planned_for(petugas, opd):
    koperasi = KoperasiFactory.create(instansi=opd.instansi, tanpa_badan_hukum=True)
    assert alur.nominasikan(petugas, opd, kebutuhan=alur.formasi(opd, koperasi)).pk


def test_the_first_free_post_of_a_cooperative_is_offered(petugas, opd):
    koperasi = KoperasiFactory.create(instansi=opd.instansi)
    satu, dua = alur.formasi(opd, koperasi), alur.formasi(opd, koperasi)
    alur.nominasikan(petugas, opd, kebutuhan=satu)
    assert nominasi.formasi_kosong(koperasi) == dua
    alur.nominasikan(petugas, opd, kebutuhan=dua)
    assert nominasi.formasi_kosong(koperasi) is None


def _rencana(opd, jumlah=3):
    rencana = RencanaFactory.create(saringan__periode=alur.periode(opd))
    for _ in range(jumlah):
        rencana.baris_set.create(
            pegawai=alur.orang(opd), kebutuhan=alur.formasi(opd), nilai=7, alasan=["Dekat."]
        )
    return rencana


def test_a_plan_becomes_nominations_all_at_once_and_only_once(petugas, opd):
    rencana = _rencana(opd)
    hasil = nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=sekarang())
    assert [(p.status, p.nilai, p.alasan, p.rencana) for p in hasil] == [
        ("DIMINTA", 7, ["Dekat."], rencana)
    ] * 3
    jejak = JejakAudit.objects.get(aksi="rencana.kirim")
    assert (jejak.aktor, jejak.objek_id) == (petugas, str(rencana.pk))
    with pytest.raises(SudahDiproses):
        nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=sekarang())
    assert Penugasan.objects.count() == 3


def test_an_empty_plan_is_not_sent_and_by_nobody_without_the_right(petugas, kepala_opd, opd):
    rencana = _rencana(opd, 0)
    with pytest.raises(TidakBerhak):
        nominasi.kirim_nominasi(rencana=rencana, aktor=kepala_opd, pada=sekarang())
    with pytest.raises(DomainError, match="kosong"):
        nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=sekarang())
    assert Rencana.objects.get().status == Rencana.Status.TERSUSUN


def test_nothing_of_a_plan_is_sent_when_one_of_its_people_is_taken(petugas, opd):
    rencana = _rencana(opd)
    alur.nominasikan(petugas, opd, rencana.baris_set.last().pegawai)
    with pytest.raises(SudahDiproses):
        nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=sekarang())
    assert Penugasan.objects.count() == 1
    assert Rencana.objects.get().status == Rencana.Status.TERSUSUN


def test_agreeing_to_several_writes_one_record_each_and_all_or_none(
    petugas, kepala_opd, opd, opd_lain
):
    milik = [alur.nominasikan(petugas, opd) for _ in range(2)]
    asing = alur.nominasikan(petugas, opd_lain)
    with pytest.raises(DomainError):
        nominasi.setujui_semua(penugasan=[*milik, asing], aktor=kepala_opd, pada=sekarang())
    assert set(Penugasan.objects.values_list("status", flat=True)) == {"DIMINTA"}
    milik = list(Penugasan.objects.filter(opd_asal=opd))
    nominasi.setujui_semua(penugasan=milik, aktor=kepala_opd, pada=sekarang())
    jejak = JejakAudit.objects.filter(aksi="penugasan.setujui_opd")
    assert {j.atas_nama for j in jejak} == {"Kepala Dinas Kesehatan"}
    assert jejak.count() == 2
    with pytest.raises(DomainError, match="paling sedikit satu"):
        nominasi.setujui_semua(penugasan=[], aktor=kepala_opd, pada=sekarang())


def test_an_open_usulan_must_be_withdrawn_before_a_yes(petugas, kepala_opd, opd):
    penugasan = alur.nominasikan(petugas, opd)
    alur.usulkan(kepala_opd, penugasan)
    with pytest.raises(DomainError, match="Cabut usulan"):
        nominasi.setujui(penugasan=penugasan, aktor=kepala_opd, pada=sekarang())


def test_cancelling_needs_a_reason_frees_person_and_post_and_closes_the_usulan(
    petugas, kepala_opd, opd
):
    penugasan = alur.nominasikan(petugas, opd)
    usulan = alur.usulkan(kepala_opd, penugasan)
    with pytest.raises(DomainError, match="alasan"):
        nominasi.batalkan(penugasan=penugasan, alasan="  ", aktor=petugas, pada=sekarang())
    nominasi.batalkan(penugasan=penugasan, alasan="Salah orang", aktor=petugas, pada=sekarang())
    usulan.refresh_from_db()
    assert usulan.status == "DICABUT"
    assert JejakAudit.objects.get(aksi="usulan.cabut").aktor is None
    lagi = alur.nominasikan(petugas, opd, penugasan.pegawai, penugasan.kebutuhan)
    assert lagi.status == "DIMINTA"


def test_a_role_taken_away_while_the_page_was_open_counts_at_once(petugas, opd):
    penugasan = alur.nominasikan(petugas, opd)
    type(petugas).objects.filter(pk=petugas.pk).update(peran="auditor")
    with pytest.raises(DomainError, match="tidak berhak"):
        nominasi.batalkan(penugasan=penugasan, alasan="x", aktor=petugas, pada=sekarang())
    with pytest.raises(DomainError, match="tidak berhak"):
        alur.nominasikan(petugas, opd)


# --- pages of BKPSDM -----------------------------------------------------------------------------


def test_the_list_shows_late_ones_first_with_working_days_left(petugas, opd, masuk):
    hari = hari_ini()
    PenugasanFactory.create(
        instansi=opd.instansi,
        opd_asal=opd,
        diminta=True,
        pegawai__nama="ANI NANTI",
        batas_jawab=hari + dt.timedelta(days=20),
    )
    PenugasanFactory.create(
        instansi=opd.instansi,
        opd_asal=opd,
        diminta=True,
        pegawai__nama="BUDI TELAT",
        batas_jawab=hari - dt.timedelta(days=20),
    )
    PenugasanFactory.create(
        instansi=opd.instansi, opd_asal=opd, disetujui_opd=True, pegawai__nama="CICI SUDAH"
    )
    isi = masuk(petugas).get(url("nominasi")).content.decode()
    assert isi.index("BUDI TELAT") < isi.index("ANI NANTI") < isi.index("CICI SUDAH")
    assert re.search(r"Lewat \d+ hari kerja", isi)
    for saring, nama in (("tenggat=lewat", "BUDI"), ("tenggat=aman", "ANI"), ("cari=cici", "CICI")):
        hasil = masuk(petugas).get(f"{url('nominasi')}?{saring}").content.decode()
        assert [n for n in ("ANI N", "BUDI T", "CICI S") if n in hasil] == [
            n for n in ("ANI N", "BUDI T", "CICI S") if n.startswith(nama)
        ]


@pytest.mark.parametrize("banyak", [3, 12])
def test_the_list_asks_the_database_the_same_number_of_times_whatever_its_length(
    petugas, opd, masuk, django_assert_max_num_queries: DjangoAssertNumQueries, banyak
):
    for _ in range(banyak):
        PenugasanFactory.create(instansi=opd.instansi, opd_asal=opd, diminta=True)
    klien = masuk(petugas)
    klien.get(url("nominasi"))
    with django_assert_max_num_queries(16):
        assert klien.get(url("nominasi")).status_code == 200


def test_typing_a_name_shows_nip_unit_and_verdict_with_and_without_javascript(petugas, opd, masuk):
    alur.periode(opd)
    ani = alur.orang(opd, nama="ANI LAYAK")
    tua = alur.orang(opd, nama="ANI SEPUH", tua=True)
    klien = masuk(petugas)
    alamat = f"{url('nominasi_baru')}?cari=ani"
    halaman = klien.get(alamat).content.decode()
    potongan = klien.get(alamat, headers={"HX-Request": "true"}).content.decode()
    for isi in (halaman, potongan):
        assert "ANI LAYAK" in isi
        assert opd.nama in isi
        assert f"{ani.nip[:8]} {ani.nip[8:14]}" in isi
        assert "Layak" in isi
        assert "Tidak" in isi
    assert "<html" in halaman
    assert "<html" not in potongan
    assert LogAkses.objects.filter(objek_jenis="pegawai.pegawai", jumlah=2).count() == 2
    assert (
        "belum dapat dinominasikan"
        in klien.get(f"{url('nominasi_baru')}?pegawai={tua.pk}").content.decode()
    )


def test_only_free_posts_are_offered_and_choosing_one_nominates(petugas, opd, masuk):
    alur.periode(opd)
    terisi = alur.nominasikan(petugas, opd).kebutuhan
    bebas, ani = alur.formasi(opd), alur.orang(opd)
    klien = masuk(petugas)
    isi = klien.get(f"{url('nominasi_baru')}?pegawai={ani.pk}").content.decode()
    assert f'value="{bebas.pk}"' in isi
    assert f'value="{terisi.pk}"' not in isi
    jawaban = klien.post(url("nominasi_baru"), {"pegawai": ani.pk, "kebutuhan": bebas.pk})
    baru = Penugasan.objects.get(pegawai=ani)
    assert jawaban.url == url("nominasi_rincian", baru.pk)
    lagi = klien.post(
        url("nominasi_baru"),
        {"pegawai": ani.pk, "kebutuhan": bebas.pk},
        headers={"referer": f"http://testserver{url('nominasi_baru')}?pegawai={ani.pk}"},
        follow=True,
    )
    assert "sudah dinominasikan" in lagi.content.decode()
    assert Penugasan.objects.filter(pegawai=ani).count() == 1


def test_a_crafted_post_with_foreign_ids_is_refused(petugas, opd, masuk, instansi_lain):
    alur.periode(opd)
    asing = PegawaiFactory.create(instansi=instansi_lain, layak=True)
    kursi = KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=instansi_lain))
    klien = masuk(petugas)
    milik = {"pegawai": alur.orang(opd).pk, "kebutuhan": alur.formasi(opd).pk}
    assert klien.post(url("nominasi_baru"), milik | {"kebutuhan": kursi.pk}).status_code == 200
    assert klien.post(url("nominasi_baru"), milik | {"pegawai": asing.pk}).status_code == 404
    assert klien.post(url("nominasi_baru"), milik | {"pegawai": "1e9"}).status_code == 404
    assert not Penugasan.objects.exists()


def test_without_a_round_the_page_says_what_is_missing(petugas, masuk):
    assert "Belum ada periode" in masuk(petugas).get(url("nominasi_baru")).content.decode()


def test_the_line_to_siasn_being_down_is_said_and_stops_nothing(petugas, opd, masuk, settings):
    settings.SIASN = {"SIASN_MODE": "mati"}
    pegawai = alur.orang(opd)
    klien = masuk(petugas)
    for kepala in ({}, {"HX-Request": "true"}):
        isi = klien.get(url("nominasi_siasn", pegawai.pk), headers=kepala).content.decode()
        assert PeriksaNip(tersedia=False).pesan in isi
        assert "SIASN" in isi
        assert ("<html" in isi) is (not kepala)


def test_siasns_word_on_a_person_stands_beside_the_registry(petugas, opd, masuk, tiruan, settings):
    settings.SIASN = tiruan.env_portal()
    pegawai = alur.orang(opd, nama="ANI TERDAFTAR")
    kenalkan(tiruan)
    alamat = url("nominasi_siasn", pegawai.pk)
    klien = masuk(petugas)
    isi = klien.get(alamat).content.decode()
    assert "Menurut SIASN sekarang" in isi
    assert isi.count("Sama") == 2
    Pegawai.objects.filter(pk=pegawai.pk).update(nama="ANI TERDAFTER", unor_id="unor-lain")
    assert klien.get(alamat).content.decode().count("Berbeda") == 2
    Pegawai.objects.filter(pk=pegawai.pk).update(nip="1" * 18)  # nobody there has such a number
    assert "tidak ditemukan di SIASN" in klien.get(alamat).content.decode()


def test_the_page_of_a_nomination_tells_the_whole_story(petugas, kepala_opd, auditor, opd, masuk):
    penugasan = alur.nominasikan(petugas, opd)
    usulan = alur.usulkan(kepala_opd, penugasan)
    isi = masuk(petugas).get(url("nominasi_rincian", penugasan.pk)).content.decode()
    for kata in (
        penugasan.pegawai.nama,
        usulan.pengganti.nama,
        "Diminta ke OPD",
        "OPD mengajukan usulan",
        "Kepala Dinas Kesehatan",
        "wa.me",
        "Batalkan nominasi",
    ):
        assert kata in isi
    pesan = re.search(r'id="kabar-opd">([^<]+)', isi)
    assert pesan is not None
    assert penugasan.pegawai.nip not in pesan[1]
    assert penugasan.pegawai.nama not in pesan[1]
    assert (
        "Batalkan" not in masuk(auditor).get(url("nominasi_rincian", penugasan.pk)).content.decode()
    )


def test_the_officer_cancels_from_the_page_and_an_empty_reason_is_refused(petugas, opd, masuk):
    penugasan = alur.nominasikan(petugas, opd)
    klien, alamat = masuk(petugas), url("nominasi_batalkan", penugasan.pk)
    assert klien.post(alamat, {"alasan": ""}).status_code == 409
    assert klien.post(alamat, {"alasan": "Salah orang"}).status_code == 302
    assert klien.post(alamat, {"alasan": "Sekali lagi"}).status_code == 409
    assert Penugasan.objects.get().status == "DIBATALKAN"
    assert JejakAudit.objects.filter(aksi="penugasan.batalkan").count() == 1
