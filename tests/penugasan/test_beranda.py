"""The home page of each role: what waits, since when, and where the number leads."""

import datetime as dt
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from inti.models import Impor, Instansi
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, PesanKeluar, Usulan
from penugasan.queries.beranda import PENGHITUNG, hitungan
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import AkunFactory, PegawaiFactory, PejabatFactory
from tests.penugasan.factories import (
    HasilSaringFactory,
    PenugasanFactory,
    PesanKeluarFactory,
    RencanaFactory,
    SaringanFactory,
    UsulanFactory,
)

Masuk = Callable[[Akun], Client]
SENIN = dt.datetime(2026, 3, 9, 8, 0, tzinfo=ZONA)


def _lihat(klien: Client) -> tuple[dict[str, Any], str]:
    halaman = klien.get("/")
    assert halaman.status_code == 200
    tugas = halaman.context["tugas"]
    utama = halaman.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    for alamat in set(re.findall(r'href="([^"#]*)"', utama)):
        assert klien.get(html.unescape(alamat)).status_code == 200, alamat
        assert alamat.startswith("/"), alamat
    return {kode: t.jumlah for kode, t in tugas.items() if t.jumlah}, halaman.content.decode()


@pytest.fixture(autouse=True)
def _hari_senin(db: None) -> Any:
    with time_machine.travel(SENIN, tick=False):
        yield


def test_stranger_is_sent_to_the_login() -> None:
    assert Client().get("/")["Location"].startswith("/akun/login/")


def test_first_day_offers_the_upload_and_nothing_else(petugas: Akun, masuk: Masuk) -> None:
    _, isi = _lihat(masuk(petugas))
    assert "Mulai dari berkas Excel Anda" in isi
    assert "Formasi terisi" not in isi


def test_officer_sees_every_pile_with_its_age(
    petugas: Akun, instansi: Instansi, masuk: Masuk
) -> None:
    lama = dt.datetime(2026, 3, 3, 9, 0, tzinfo=ZONA)
    terbuka = PenugasanFactory.create(
        instansi=instansi, diminta=True, batas_jawab=dt.date(2026, 3, 2)
    )
    UsulanFactory.create(penugasan=terbuka, diajukan_pada=lama)
    PenugasanFactory.create(instansi=instansi, diminta=True, batas_jawab=dt.date(2026, 3, 2))
    PenugasanFactory.create(instansi=instansi, diminta=True, batas_jawab=dt.date(2026, 3, 20))
    tetap = PenugasanFactory.create(instansi=instansi, ditetapkan=True, mulai=dt.date(2026, 3, 9))
    PesanKeluarFactory.create(penugasan=tetap, status=PesanKeluar.Status.DITOLAK)
    Impor.objects.create(
        instansi=instansi, nama_berkas="a.xlsx", sha256="0" * 64, status="siap", dibuat=lama
    )
    KebutuhanFactory.create(koperasi__instansi=instansi)
    HasilSaringFactory.create(
        saringan=SaringanFactory.create(periode=tetap.periode, belum_pasti=7), belum_pasti=True
    )
    tugas, isi = _lihat(masuk(petugas))
    assert tugas == {
        "usulan": 1,
        "lewat": 1,
        "pesan_ditolak": 1,
        "impor": 1,
        "kursi_kosong": 1,
        "belum_pasti": 7,
    }
    assert "Tertua 4 hari kerja" in isi


def test_ready_plan_takes_the_place_of_the_empty_seats(
    petugas: Akun, instansi: Instansi, masuk: Masuk
) -> None:
    PegawaiFactory.create(instansi=instansi)
    KebutuhanFactory.create(koperasi__instansi=instansi)
    RencanaFactory.create(
        saringan=SaringanFactory.create(instansi=instansi, periode__instansi=instansi), terisi=3
    )
    tugas, _ = _lihat(masuk(petugas))
    assert tugas == {"rencana": 3}


def test_nothing_to_do_is_said_kindly(petugas: Akun, instansi: Instansi, masuk: Masuk) -> None:
    PegawaiFactory.create(instansi=instansi)
    tugas, isi = _lihat(masuk(petugas))
    assert tugas == {}
    assert "Tidak ada yang menunggu" in isi


def test_second_person_sees_apart_what_he_nominated_himself(
    penyetuju: Akun, instansi: Instansi, masuk: Masuk
) -> None:
    PenugasanFactory.create_batch(2, instansi=instansi, disetujui_opd=True)
    PenugasanFactory.create(instansi=instansi, disetujui_opd=True, dibuat_oleh=penyetuju)
    tugas, _ = _lihat(masuk(penyetuju))
    assert tugas == {"penetapan": 2, "penetapan_sendiri": 1}


def test_head_sees_the_nearest_deadline_of_his_own_tree_only(
    kepala_opd: Akun, opd_cabang: Opd, opd_lain: Opd, masuk: Masuk
) -> None:
    for unit, batas in ((opd_cabang, 11), (opd_cabang, 16), (opd_lain, 10)):
        PenugasanFactory.create(
            instansi=unit.instansi,
            pegawai__opd=unit,
            diminta=True,
            batas_jawab=dt.date(2026, 3, batas),
        )
    tugas, isi = _lihat(masuk(kepala_opd))
    assert tugas == {"nominasi": 2}
    assert "Paling dekat: 2 hari kerja lagi" in isi


def test_answered_nomination_waits_for_bkpsdm_and_not_for_the_head(
    kepala_opd: Akun, opd: Opd, masuk: Masuk
) -> None:
    diminta = PenugasanFactory.create(instansi=opd.instansi, pegawai__opd=opd, diminta=True)
    usulan = UsulanFactory.create(penugasan=diminta)
    assert _lihat(masuk(kepala_opd))[0] == {"diputus_bkpsdm": 1}
    Usulan.objects.filter(pk=usulan.pk).update(status=Usulan.Status.PERBAIKAN)
    assert _lihat(masuk(kepala_opd))[0] == {"perbaikan": 1}


def test_head_out_of_office_learns_why_he_sees_nothing(mantan_kepala: Akun, masuk: Masuk) -> None:
    assert "Jabatan Anda belum tercatat" in _lihat(masuk(mantan_kepala))[1]


def test_dinas_koperasi_sees_what_is_missing_at_the_cooperatives(
    dinas_koperasi: Akun, instansi: Instansi, masuk: Masuk
) -> None:
    KebutuhanFactory.create(
        koperasi__instansi=instansi,
        koperasi__nomor_badan_hukum="",
        koperasi__status="belum_operasional",
    )
    tugas, _ = _lihat(masuk(dinas_koperasi))
    assert tugas == {"tanpa_badan_hukum": 1, "belum_operasional": 1, "kursi_kosong": 1}


def test_auditor_is_reminded_of_the_chain(auditor: Akun, masuk: Masuk) -> None:
    tugas, isi = _lihat(masuk(auditor))
    assert tugas == {"rantai": 1}
    assert "dari=2026-02-07" not in isi  # no acts, so no row for them


def test_admin_sees_units_that_nobody_can_answer_for(
    admin: Akun, opd: Opd, opd_lain: Opd, masuk: Masuk
) -> None:
    PejabatFactory.create(
        opd=opd, akun__last_login=SENIN, akun__instansi=opd.instansi, selesai=dt.date(2026, 3, 13)
    )
    for unit in (opd, opd_lain):
        PenugasanFactory.create(instansi=unit.instansi, pegawai__opd=unit, diminta=True)
    AkunFactory.create(kepala_opd=True, instansi=opd.instansi, last_login=SENIN)
    klien = masuk(admin)
    tugas, isi = _lihat(klien)
    assert tugas == {
        "tak_terjawab": 1,
        "segera_berakhir": 1,
        "tanpa_jabatan": 1,
        "tanpa_pejabat": 1,
    }
    for alamat, jumlah in (
        ("/pejabat/?unit=DINDIK", 1),
        ("/pejabat/?keadaan=segera", 1),
        ("/pejabat/?keadaan=kosong", 1),
        ("/akun/?jabatan=tanpa&amp;aktif=true", 1),
    ):
        assert alamat in isi
        assert len(klien.get(alamat.replace("&amp;", "&")).context["page_obj"]) == jumlah


@pytest.mark.parametrize(
    ("peran", "kata"),
    [
        (Peran.PENGURUS_KOPERASI, "Belum ada orang yang ditugaskan"),
        (Peran.PEGAWAI, "belum dihubungkan"),
    ],
)
def test_an_account_tied_to_nothing_gets_a_kind_word(
    peran: Peran, kata: str, instansi: Instansi, masuk: Masuk
) -> None:
    akun = AkunFactory.create(peran=peran, instansi=instansi)
    assert kata in _lihat(masuk(akun))[1]


def test_account_without_an_agency_is_told_so(admin: Akun, masuk: Masuk) -> None:
    admin.instansi = None
    admin.save()
    assert "belum terikat pada instansi" in _lihat(masuk(admin))[1]


@pytest.mark.parametrize("peran", list(PENGHITUNG))
def test_home_costs_the_same_queries_however_much_waits(
    peran: Peran,
    instansi: Instansi,
    opd: Opd,
    masuk: Masuk,
    django_assert_max_num_queries: Any,
) -> None:
    akun = AkunFactory.create(peran=peran, instansi=instansi)
    if peran == Peran.KEPALA_OPD:
        PejabatFactory.create(opd=opd, akun=akun)
    PenugasanFactory.create_batch(4, instansi=instansi, pegawai__opd=opd, diminta=True)
    PenugasanFactory.create_batch(2, instansi=instansi, ditetapkan=True)
    klien = masuk(akun)
    with django_assert_max_num_queries(26):
        klien.get("/")


def test_another_agency_counts_nothing_of_ours(
    petugas_lain: Akun, instansi: Instansi, masuk: Masuk
) -> None:
    PegawaiFactory.create(instansi=petugas_lain.instansi)
    UsulanFactory.create(penugasan__instansi=instansi)
    PenugasanFactory.create(instansi=instansi, status=Penugasan.Status.DIMINTA, batas_jawab=SENIN)
    assert {k: t.jumlah for k, t in hitungan(petugas_lain, SENIN.date()).items() if t.jumlah} == {}
