"""A rule version: proposed by one, approved by another, in force from its day, never changed."""

import copy
import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit, Pekerjaan
from inti.waktu import ZONA
from pegawai.models import Akun
from penugasan.models import VersiAturan
from penugasan.rules.banding import banding
from penugasan.services import versi as layanan
from tests.pegawai.factories import SANDI, AkunFactory, PegawaiFactory
from tests.penugasan.factories import (
    PenugasanFactory,
    PeriodeFactory,
    VersiAturanFactory,
    isi_paket,
)

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
HARI = PADA.date()
BESOK = dt.date(2026, 2, 21)


@pytest.fixture
def periode(petugas: Akun):
    return PeriodeFactory.create(instansi=petugas.instansi)


def ubahan(**usia: Any) -> dict[str, Any]:
    isi = copy.deepcopy(isi_paket())
    isi["aturan"]["usia"] |= usia
    return isi


def usul(aktor: Akun, *, mulai: dt.date = HARI, alasan: str = "SE baru", **usia: Any):
    return layanan.usulkan(
        instansi=aktor.instansi,
        isi=ubahan(**(usia or {"maks": 50})),
        alasan=alasan,
        berlaku_mulai=mulai,
        aktor=aktor,
        pada=PADA,
    )


def test_a_proposal_is_a_numbered_draft_and_says_in_the_trail_what_it_changes(periode, petugas):
    versi = usul(petugas)

    assert (versi.status, versi.nomor) == ("draf", periode.versi.nomor + 1)
    jejak = JejakAudit.objects.get(aksi="versi.usulkan")
    assert jejak.sesudah["beda"] == {"Usia: Usia paling tinggi (tahun)": ["56", "50"]}
    periode.refresh_from_db()
    assert periode.versi_id != versi.pk


def test_an_approved_version_whose_day_has_come_replaces_the_one_in_force(
    periode, petugas, penyetuju
):
    lama = periode.versi
    versi = layanan.setujui(versi=usul(petugas), aktor=penyetuju, pada=PADA, catatan="Sesuai SE")

    lama.refresh_from_db()
    periode.refresh_from_db()
    assert (versi.status, lama.status) == ("berlaku", "pensiun")
    assert (periode.versi, versi.disetujui_oleh, versi.catatan) == (versi, penyetuju, "Sesuai SE")
    assert Pekerjaan.objects.get(jenis="saring.jalankan").parameter["periode"] == periode.kode


def test_a_version_waits_for_its_day(periode, petugas, penyetuju):
    versi = layanan.setujui(versi=usul(petugas, mulai=BESOK), aktor=penyetuju, pada=PADA)

    assert versi.status == "disetujui"
    assert layanan.berlakukan_jatuh_tempo(pada=PADA) == 0
    assert layanan.berlakukan_jatuh_tempo(pada=PADA + dt.timedelta(hours=15)) == 1  # after midnight
    assert layanan.berlakukan_jatuh_tempo(pada=PADA + dt.timedelta(days=2)) == 0
    versi.refresh_from_db()
    assert versi.status == "berlaku"
    assert JejakAudit.objects.get(aksi="versi.berlakukan").aktor is None


def usul_dari(dasar: VersiAturan, aktor: Akun, mulai: dt.date, batas: int = 9):
    """Propose another deadline and leave the rest of that version as it is."""
    isi = copy.deepcopy(dasar.isi)
    isi["tenggat"]["batas_hari_kerja"] = batas
    return layanan.usulkan(
        instansi=aktor.instansi,
        isi=isi,
        alasan="SE lain",
        berlaku_mulai=mulai,
        aktor=aktor,
        pada=PADA,
    )


def kini(aktor: Akun) -> tuple[int, int]:
    """The age limit and the deadline in force."""
    isi = layanan.berlaku(aktor.instansi).isi
    return isi["aturan"]["usia"]["maks"], isi["tenggat"]["batas_hari_kerja"]


def test_of_two_changes_of_one_version_the_second_is_made_again_and_undoes_nothing(
    periode, petugas, penyetuju
):
    satu = usul(petugas, mulai=BESOK)
    dua = usul_dari(periode.versi, petugas, BESOK + dt.timedelta(days=1))
    assert (satu.dasar, dua.dasar) == (periode.versi, periode.versi)
    layanan.setujui(versi=satu, aktor=penyetuju, pada=PADA)
    with pytest.raises(DomainError, match="Versi 2 sudah disetujui dan mulai berlaku 21-02-2026"):
        layanan.setujui(versi=dua, aktor=penyetuju, pada=PADA)

    layanan.berlakukan_jatuh_tempo(pada=PADA + dt.timedelta(days=1))

    dua = VersiAturan.objects.get(pk=dua.pk)
    with pytest.raises(DomainError, match="Yang berubah: Usia: Usia paling tinggi") as tolak:
        layanan.setujui(versi=dua, aktor=penyetuju, pada=PADA)
    assert tolak.value.kode == "dasar_berubah"
    dua.refresh_from_db()
    assert (dua.status, kini(petugas)) == ("draf", (50, 5))
    satu.refresh_from_db()
    lagi = usul_dari(satu, petugas, HARI)
    layanan.setujui(versi=lagi, aktor=penyetuju, pada=PADA)
    assert kini(petugas) == (50, 9)


def test_a_version_approved_before_another_came_into_force_is_given_up_and_says_so(
    periode, petugas, penyetuju
):
    semua = [usul(petugas, mulai=BESOK), usul_dari(periode.versi, petugas, BESOK)]
    VersiAturan.objects.filter(pk__in=[satu.pk for satu in semua]).update(status="disetujui")
    assert layanan.berlakukan_jatuh_tempo(pada=PADA + dt.timedelta(days=2)) == 1
    assert kini(petugas) == (50, 5)
    dua = VersiAturan.objects.get(pk=semua[1].pk)
    assert (dua.status, dua.berlaku_pada) == ("pensiun", None)
    assert "Usulkan lagi dari Versi 2" in dua.catatan
    assert JejakAudit.objects.get(aksi="versi.cabut").aktor is None


def test_an_approval_is_taken_back_with_a_reason_and_makes_way(periode, petugas, penyetuju):
    lama = layanan.setujui(versi=usul(petugas, mulai=BESOK), aktor=penyetuju, pada=PADA)
    with pytest.raises(DomainError, match="alasan"):
        layanan.tolak(versi=lama, aktor=penyetuju, pada=PADA, catatan=" ")
    layanan.tolak(versi=lama, aktor=penyetuju, pada=PADA, catatan="SE ditarik")
    assert (lama.status, lama.catatan, lama.berlaku_pada) == ("pensiun", "SE ditarik", None)
    mendesak = usul_dari(periode.versi, petugas, HARI)
    layanan.setujui(versi=mendesak, aktor=penyetuju, pada=PADA)
    assert layanan.berlakukan_jatuh_tempo(pada=PADA + dt.timedelta(days=2)) == 0
    assert kini(petugas) == (56, 9)


def test_a_pack_that_was_loaded_whole_changes_no_version_in_particular(periode, penyetuju):
    draf = VersiAturanFactory.create(
        instansi=penyetuju.instansi, nomor=2, status="draf", isi=ubahan(maks=50)
    )
    assert layanan.setujui(versi=draf, aktor=penyetuju, pada=PADA).status == "berlaku"


def test_what_was_decided_keeps_its_version(periode, petugas, penyetuju):
    penugasan = PenugasanFactory.create(
        periode=periode, instansi=periode.instansi, versi=periode.versi, diminta=True
    )
    lama = periode.versi

    layanan.setujui(versi=usul(petugas), aktor=penyetuju, pada=PADA)

    penugasan.refresh_from_db()
    assert penugasan.versi == lama


def test_nobody_approves_alone_and_nobody_else_either(periode, petugas, penyetuju, petugas_lain):
    versi = usul(petugas)
    asing = AkunFactory.create(penyetuju=True, instansi=petugas_lain.instansi)
    for akun in (petugas, asing):
        with pytest.raises(TidakBerhak):
            layanan.setujui(versi=versi, aktor=akun, pada=PADA)
    VersiAturan.objects.filter(pk=versi.pk).update(dibuat_oleh=penyetuju)
    versi.refresh_from_db()
    with pytest.raises(TidakBerhak):
        layanan.setujui(versi=versi, aktor=penyetuju, pada=PADA)


def test_a_version_is_decided_once(periode, petugas, penyetuju):
    versi = usul(petugas)
    salinan = VersiAturan.objects.get(pk=versi.pk)
    layanan.tolak(versi=versi, aktor=penyetuju, pada=PADA, catatan="Belum ada SE")
    with pytest.raises(SudahDiproses):
        layanan.setujui(versi=salinan, aktor=penyetuju, pada=PADA)


@pytest.mark.parametrize(
    ("alasan", "usia", "kode"),
    [
        (" ", {"maks": 50}, "alasan_kosong"),
        ("SE", {"maks": 56}, "tanpa_perubahan"),
        ("SE", {"maks": 5}, "isi_salah"),
        ("SE", {"baca": "entah"}, "isi_salah"),
    ],
)
def test_an_unusable_proposal_is_refused_with_words(periode, petugas, alasan, usia, kode):
    with pytest.raises(DomainError) as tolak:
        usul(petugas, alasan=alasan, **usia)
    assert tolak.value.kode == kode
    assert VersiAturan.objects.count() == 1


def test_the_same_change_is_not_proposed_twice(periode, petugas):
    usul(petugas)
    with pytest.raises(DomainError) as tolak:
        usul(petugas)
    assert tolak.value.kode == "sudah_diusulkan"


def test_a_proposal_cannot_move_the_agency(periode, petugas):
    isi = ubahan(maks=50)
    isi["instansi"]["nama"] = "Pemerintah Lain"
    versi = layanan.usulkan(
        instansi=petugas.instansi,
        isi=isi,
        alasan="SE",
        berlaku_mulai=BESOK,
        aktor=petugas,
        pada=PADA,
    )
    assert versi.isi["instansi"] == periode.versi.isi["instansi"]


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE penugasan_versiaturan SET isi = '{}' WHERE id = %s",
        "UPDATE penugasan_versiaturan SET sidik = 'x' WHERE id = %s",
        "UPDATE penugasan_versiaturan SET nomor = 99 WHERE id = %s",
        "UPDATE penugasan_versiaturan SET dasar_id = id WHERE id = %s",
        "DELETE FROM penugasan_versiaturan WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_an_approved_version(petugas, perintah):
    versi = VersiAturanFactory.create(instansi=petugas.instansi)
    draf = usul(petugas)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah, [versi.pk])
    with connection.cursor() as kursor:
        kursor.execute(perintah, [draf.pk])
        assert kursor.rowcount == 1


def test_a_difference_is_told_in_the_words_of_the_office():
    lama, baru = isi_paket(), ubahan(maks=50)
    baru["aturan"]["pendidikan"]["minimum"] = "40"
    baru["aturan"]["kontrak"]["aktif"] = True
    baru["koperasi"]["kuota_maks"] = 4
    assert [(b.bagian, b.nama, b.lama, b.baru) for b in banding(lama, baru)] == [
        ("Syarat", "Pendidikan: Tingkat paling rendah", "D-III", "S-1"),
        ("Syarat", "Usia: Usia paling tinggi (tahun)", "56", "50"),
        ("Syarat", "Masa perjanjian kerja: Diperiksa", "tidak", "ya"),
        ("Koperasi", "Formasi paling banyak tiap koperasi", "3", "4"),
    ]
    assert banding(lama, isi_paket()) == []


# --- pages ------------------------------------------------------------------------------------


@pytest.fixture
def klien_penyetuju(penyetuju, masuk) -> Client:
    """The second person, who gave the password a moment ago."""
    klien = masuk(penyetuju)
    klien.post(f"{reverse('account_reauthenticate')}?next=/aturan/", {"password": SANDI})
    return klien


def test_the_timeline_shows_the_draft_and_the_version_in_force(periode, petugas, masuk):
    usul(petugas)
    isi = masuk(petugas).get(reverse("penugasan:versi")).content.decode()
    assert "Versi 2" in isi
    assert "SE baru" in isi
    assert "Berlaku sejak paket dimuat" in isi


def test_the_second_person_reads_the_change_and_approves(periode, petugas, klien_penyetuju):
    PegawaiFactory.create(instansi=petugas.instansi)
    versi = usul(petugas)
    klien = klien_penyetuju
    halaman = klien.get(reverse("penugasan:versi_rincian", args=[versi.nomor])).content.decode()
    assert "Usia: Usia paling tinggi (tahun)" in halaman
    assert "Setujui" in halaman
    jawab = klien.post(reverse("penugasan:versi_setujui", args=[versi.nomor]), {"catatan": "Ya"})
    assert jawab.status_code == 302
    versi.refresh_from_db()
    assert versi.status == "berlaku"


def test_the_page_of_an_overtaken_proposal_offers_no_yes(
    periode, petugas, penyetuju, klien_penyetuju
):
    dua = usul_dari(periode.versi, petugas, HARI)
    satu = layanan.setujui(versi=usul(petugas, mulai=BESOK), aktor=penyetuju, pada=PADA)
    alamat = reverse("penugasan:versi_rincian", args=[dua.nomor])
    halaman = klien_penyetuju.get(alamat).content.decode()
    assert f"{satu} sudah disetujui dan mulai berlaku 21-02-2026" in halaman
    assert "Setujui</button>" not in halaman
    tunggu = klien_penyetuju.get(reverse("penugasan:versi_rincian", args=[satu.nomor]))
    assert "Cabut persetujuan" in tunggu.content.decode()
    tolak = reverse("penugasan:versi_tolak", args=[satu.nomor])
    jawab = klien_penyetuju.post(tolak, {"catatan": "SE ditarik"}, follow=True)
    assert "tidak jadi berlaku" in jawab.content.decode()
    assert (
        "Tidak pernah berlaku." in klien_penyetuju.get(reverse("penugasan:versi")).content.decode()
    )
    assert "Setujui</button>" in klien_penyetuju.get(alamat).content.decode()


def test_the_proposer_sees_no_button(periode, petugas, masuk):
    versi = usul(petugas)
    halaman = masuk(petugas).get(reverse("penugasan:versi_rincian", args=[versi.nomor]))
    assert "Menunggu orang kedua" in halaman.content.decode()
    jawab = masuk(petugas).post(reverse("penugasan:versi_setujui", args=[versi.nomor]))
    assert jawab.status_code == 403


def test_two_versions_are_compared(periode, petugas, masuk):
    versi = usul(petugas)
    tanya = {"dari": periode.versi.nomor, "ke": versi.nomor}
    halaman = masuk(petugas).get(reverse("penugasan:versi_banding"), tanya).content.decode()
    assert "Usia paling tinggi" in halaman
    asing = masuk(petugas).get(reverse("penugasan:versi_banding"), {"dari": 1, "ke": 77})
    assert asing.status_code == 404
