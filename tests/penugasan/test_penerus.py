"""Successors: suggested 90 days before an end and for a post that was left, nominated once free."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.errors import SudahDiproses
from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Opd, Pegawai
from penugasan import tasks
from penugasan.models import Penugasan, SaranPenerus
from penugasan.services import bertugas, nominasi, penerus, pengajuan
from tests.pegawai.factories import AkunFactory
from tests.penugasan.ekspor.bantu import baris, buka
from tests.penugasan.factories import PenugasanFactory
from tests.penugasan.kota_rencana import KotaRencana, buat_kota, layak

Masuk = Callable[[Akun], Client]
pytestmark = pytest.mark.django_db
SELESAI = dt.date(2026, 8, 31)
HALAMAN = "penugasan:penerus"


def pada(sisa: int, *, jam: int = 9) -> dt.datetime:
    """So many days before the end."""
    hari = SELESAI - dt.timedelta(days=sisa)
    return dt.datetime.combine(hari, dt.time(jam), ZONA)


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    """Two posts; Budi fits the finance post, which Dewi holds until 31 August."""
    return buat_kota(opd)


@pytest.fixture
def dewi(kota: KotaRencana) -> Penugasan:
    return PenugasanFactory.create(
        instansi=kota.opd.instansi,
        periode=kota.periode,
        pegawai__opd=kota.opd,
        pegawai__nama="Dewi Pulang",
        kebutuhan=kota.formasi[1],
        bertugas=True,
        selesai=SELESAI,
        sebab_selesai="akhir perjanjian kerja",
    )


def kursi(klien: Client, **kueri: Any) -> Any:
    return klien.get(reverse(HALAMAN), kueri).context["kursi"]


def nama(satu: Any) -> list[str]:
    return [c.pegawai.nama for c in satu.calon]


# --- who is suggested, and when ------------------------------------------------------------------


def test_successors_are_drafted_on_the_ninetieth_day_before_the_end(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    for sisa, jumlah in ((91, 0), (90, 1)):
        with time_machine.travel(pada(sisa), tick=False):
            tasks.sapu_penerus()
            daftar = kursi(masuk(petugas))
            assert len(daftar) == jumlah
    [satu] = daftar
    assert nama(satu)[0] == "Budi Uang"  # the accountant for the finance post
    assert set(nama(satu)) == {"Budi Uang", "Ani Admin", "Citra Jauh"}
    assert (satu.kosong, satu.mulai) == (False, dt.date(2026, 9, 1))
    assert [c.nilai for c in satu.calon] == sorted((c.nilai for c in satu.calon), reverse=True)
    assert "AKUNTANSI" in " ".join(satu.calon[0].alasan)
    assert satu.calon[0].dampak.startswith("Dampak pada Dinas Kesehatan: 2 dari 24 orang")


def test_a_suggestion_is_computed_again_only_when_its_basis_moves(
    kota: KotaRencana, dewi: Penugasan, instansi: Instansi
) -> None:
    assert penerus.susun(instansi, pada=pada(90))
    assert not penerus.susun(instansi, pada=pada(90, jam=15))
    PenugasanFactory.create(instansi=instansi, pegawai=kota.uang, diminta=True)
    assert penerus.susun(instansi, pada=pada(90, jam=16))
    assert kota.uang.pk not in [c["pegawai"] for c in SaranPenerus.objects.get().calon]
    Penugasan.objects.filter(pk=dewi.pk).update(selesai=dt.date(2027, 8, 31))
    assert penerus.susun(instansi, pada=pada(90, jam=17))
    assert not SaranPenerus.objects.exists()


def test_whoever_crosses_a_limit_before_the_first_day_makes_room_for_the_next(
    kota: KotaRencana, dewi: Penugasan, instansi: Instansi
) -> None:
    Pegawai.objects.filter(pk=kota.uang.pk).update(lahir=dt.date(1969, 8, 1))  # 57 on 1 August
    penerus.susun(instansi, pada=pada(90))
    assert [c["pegawai"] for c in SaranPenerus.objects.get().calon] == [
        kota.admin.pk,
        kota.jauh.pk,
    ]


def test_nobody_is_suggested_for_two_posts_first_and_nobody_follows_himself(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    edi = PenugasanFactory.create(
        instansi=kota.opd.instansi,
        periode=kota.periode,
        pegawai=layak(kota.saringan, kota.opd, nama="Edi Balik", domisili=kota.medono),
        kebutuhan=kota.formasi[0],
        bertugas=True,
        selesai=SELESAI,
    )
    with time_machine.travel(pada(-1), tick=False):
        bertugas.selesaikan_jatuh_tempo(pada=pada(-1))
        tasks.sapu_penerus()
        daftar = kursi(masuk(petugas))
    edi.refresh_from_db()
    assert edi.status == Penugasan.Status.SELESAI
    assert [k.kosong for k in daftar] == [True, True]
    assert {nama(k)[0] for k in daftar} == {"Ani Admin", "Budi Uang"}
    assert all("Edi Balik" not in nama(k) for k in daftar)


def test_without_a_screening_the_page_says_what_is_missing(
    opd: Opd, petugas: Akun, masuk: Masuk
) -> None:
    PenugasanFactory.create(instansi=opd.instansi, pegawai__opd=opd, bertugas=True, selesai=SELESAI)
    with time_machine.travel(pada(10), tick=False):
        klien = masuk(petugas)
        assert "Saran sedang disiapkan" in klien.get(reverse(HALAMAN)).content.decode()
        tasks.sapu_penerus()
        assert "Saring pegawai lebih dahulu" in klien.get(reverse(HALAMAN)).content.decode()


# --- from an approved replacement to a new name --------------------------------------------------


def test_an_approved_replacement_leads_to_a_new_name_in_two_steps(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, penyetuju: Akun, masuk: Masuk
) -> None:
    minta = {"aktor": petugas, "pada": pada(80)}
    satu = pengajuan.ajukan(
        jenis="ganti",
        koperasi=dewi.kebutuhan.koperasi,
        penugasan=dewi,
        alasan_kode="kinerja",
        aktor=AkunFactory.create(peran=Peran.DINAS_KOPERASI, instansi=dewi.instansi),
        pada=pada(80),
    )
    pengajuan.teruskan(pengajuan=satu, catatan="", **minta)
    pengajuan.setujui(pengajuan=satu, aktor=penyetuju, pada=pada(80))
    with time_machine.travel(pada(80), tick=False):
        tasks.sapu_penerus()
        klien = masuk(petugas)
        tautan = f"{reverse(HALAMAN)}?penugasan={dewi.pk}"
        rincian = klien.get(reverse("penugasan:pengajuan_rincian", args=[satu.pk]))
        assert f'href="{tautan}"' in rincian.content.decode()
        [k] = klien.get(tautan).context["kursi"]
        assert (k.kosong, nama(k)[0]) == (True, "Budi Uang")
        formulir = f"{reverse('penugasan:nominasi_baru')}?pegawai={kota.uang.pk}"
        formulir += f"&kebutuhan={dewi.kebutuhan_id}"
        assert formulir.replace("&", "&amp;") in klien.get(tautan).content.decode()
        isian = klien.get(formulir).content.decode()
        assert f'<option value="{dewi.kebutuhan_id}" selected>' in isian
        kirim = {kunci: isi[0] for kunci, isi in parse_qs(urlsplit(formulir).query).items()}
        assert klien.post(reverse("penugasan:nominasi_baru"), kirim).status_code == 302
        assert kursi(klien) == []  # somebody new is asked for
    baru = Penugasan.objects.hidup().get(kebutuhan=dewi.kebutuhan)
    assert (baru.pegawai, baru.status) == (kota.uang, "DIMINTA")
    assert baru.mulai == pada(79).date()  # the day after Dewi's last


def test_a_post_still_held_is_not_offered_for_nomination(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    with time_machine.travel(pada(60), tick=False):
        tasks.sapu_penerus()
        isi = masuk(petugas).get(reverse(HALAMAN)).content.decode()
        assert "Paling awal mulai 1 September 2026" in isi
        assert f"kebutuhan={dewi.kebutuhan_id}" not in isi
        with pytest.raises(SudahDiproses, match="sudah terisi"):
            nominasi.nominasikan(
                pegawai=kota.uang,
                kebutuhan=dewi.kebutuhan,
                periode=kota.periode,
                aktor=petugas,
                pada=pada(60),
            )


def test_who_was_named_elsewhere_meanwhile_is_left_out_at_once(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    with time_machine.travel(pada(60), tick=False):
        tasks.sapu_penerus()
        PenugasanFactory.create(instansi=dewi.instansi, pegawai=kota.uang, diminta=True)
        [satu] = kursi(masuk(petugas))
        assert "Budi Uang" not in nama(satu)


# --- who sees it, and at what price --------------------------------------------------------------


def test_names_stay_within_the_agency_and_away_from_others(
    kota: KotaRencana, dewi: Penugasan, instansi_lain: Instansi, masuk: Masuk, instansi: Instansi
) -> None:
    with time_machine.travel(pada(60), tick=False):
        tasks.sapu_penerus()
        asing = AkunFactory.create(peran=Peran.PETUGAS, instansi=instansi_lain)
        assert kursi(masuk(asing), penugasan=dewi.pk) == []
        dinas = AkunFactory.create(peran=Peran.DINAS_KOPERASI, instansi=instansi)
        klien = masuk(dinas)
        assert klien.get(reverse(HALAMAN)).status_code == 403
        berakhir = klien.get(reverse("penugasan:kalender_berakhir")).content.decode()
        assert "Dewi Pulang" in berakhir
        assert "Calon penerus" not in berakhir
        buku = buka(klien.get(reverse("penugasan:ekspor", args=["berakhir"])))
        assert "Calon penerus" not in buku.sheetnames


def test_the_officer_finds_it_from_home_and_from_what_ends(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    PenugasanFactory.create(
        instansi=dewi.instansi, pegawai__opd=kota.opd, bertugas=True, selesai=pada(10).date()
    )
    with time_machine.travel(pada(60), tick=False):
        klien = masuk(petugas)
        beranda = klien.get("/")
        assert beranda.context["tugas"]["penerus"].jumlah == 2
        assert f'href="{reverse(HALAMAN)}"' in beranda.content.decode()
        berakhir = klien.get(reverse("penugasan:kalender_berakhir")).content.decode()
        assert f"{reverse(HALAMAN)}?penugasan={dewi.pk}" in berakhir
        kosong = klien.get(reverse(HALAMAN), {"penugasan": "0"}).content.decode()
        assert "tidak perlu penerus" in kosong


def test_the_workbook_holds_the_suggestions(
    kota: KotaRencana, dewi: Penugasan, petugas: Akun, masuk: Masuk
) -> None:
    with time_machine.travel(pada(60), tick=False):
        tasks.sapu_penerus()
        buku = buka(masuk(petugas).get(reverse("penugasan:ekspor", args=["berakhir"])))
    semua = baris(buku["Calon penerus"])
    assert [satu["URUTAN"] for satu in semua] == [1, 2, 3]
    assert semua[0]["NIP"] == kota.uang.nip
    assert semua[0]["PENGISI TERAKHIR"] == "Dewi Pulang"
    assert semua[0]["PENERUS PALING AWAL"].date() == dt.date(2026, 9, 1)
    assert semua[0]["YANG HILANG DARI UNITNYA"].startswith("Dampak pada Dinas Kesehatan")


def test_many_posts_cost_the_same_queries(
    kota: KotaRencana,
    dewi: Penugasan,
    petugas: Akun,
    masuk: Masuk,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(25):
        PenugasanFactory.create(
            instansi=dewi.instansi, pegawai__opd=kota.opd, bertugas=True, selesai=SELESAI
        )
        layak(kota.saringan, kota.opd)
    with time_machine.travel(pada(60), tick=False):
        tasks.sapu_penerus()
        klien = masuk(petugas)
        klien.get(reverse(HALAMAN))
        with django_assert_max_num_queries(8):
            assert len(kursi(klien)) == 10
