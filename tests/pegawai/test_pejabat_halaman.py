"""Heads of units: definitive, Plt and Plh never overlap, and rights follow the dates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError
from inti.models import Instansi, JejakAudit
from pegawai.models import Akun, Opd, Pejabat
from pegawai.services import pejabat as layanan
from tests.pegawai.factories import AkunFactory, PejabatFactory

Masuk = Callable[[Akun], Client]


def _teks(jawaban: Any) -> str:
    return str(jawaban.content.decode())


def _angkat(klien: Client, opd: Opd, akun: Akun, jenis: str, mulai: str, selesai: str = "") -> Any:
    isi = {"akun": akun.pk, "jenis": jenis, "mulai": mulai, "selesai": selesai}
    return klien.post(reverse("pegawai:pejabat_rincian", args=[opd.pk]), isi)


def _masa(opd: Opd) -> list[tuple[str, str, str]]:
    return [
        (p.jenis, p.mulai.isoformat(), p.selesai.isoformat() if p.selesai else "")
        for p in Pejabat.objects.filter(opd=opd).order_by("mulai")
    ]


@pytest.fixture
def pengganti(instansi: Instansi) -> Akun:
    return AkunFactory.create(kepala_opd=True, instansi=instansi)


def test_plh_interrupts_the_definitive_head_who_then_goes_on(
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd, masuk: Masuk
) -> None:
    _angkat(masuk(admin), opd, pengganti, "plh", "2026-03-02", "2026-03-06")
    assert _masa(opd) == [
        ("definitif", "2020-01-01", "2026-03-01"),
        ("plh", "2026-03-02", "2026-03-06"),
        ("definitif", "2026-03-07", ""),
    ]
    hak = [bool(a.jalur_opd(dt.date(2026, 3, 4))) for a in (kepala_opd, pengganti)]
    assert hak == [False, True]
    assert JejakAudit.objects.filter(aksi="pejabat.angkat").count() == 1


def test_open_plt_ends_the_definitive_term(
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd, masuk: Masuk
) -> None:
    _angkat(masuk(admin), opd, pengganti, "plt", "2026-03-02")
    assert _masa(opd) == [
        ("definitif", "2020-01-01", "2026-03-01"),
        ("plt", "2026-03-02", ""),
    ]


def test_plh_from_the_first_day_moves_the_definitive_term_behind_it(
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd, masuk: Masuk
) -> None:
    _angkat(masuk(admin), opd, pengganti, "plh", "2020-01-01", "2020-01-05")
    assert _masa(opd) == [("plh", "2020-01-01", "2020-01-05"), ("definitif", "2020-01-06", "")]


def test_new_definitive_head_follows_the_old_one(
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd, masuk: Masuk
) -> None:
    _angkat(masuk(admin), opd, pengganti, "definitif", "2026-03-02")
    assert _masa(opd) == [
        ("definitif", "2020-01-01", "2026-03-01"),
        ("definitif", "2026-03-02", ""),
    ]


@pytest.mark.parametrize(
    ("jenis", "mulai", "selesai", "pesan"),
    [
        ("plh", "2026-03-02", "", "Plh selalu punya tanggal selesai"),
        ("plt", "2026-03-02", "2026-03-01", "mendahului tanggal mulai"),
        ("definitif", "2019-01-01", "", "Pilih tanggal lain"),
    ],
)
def test_impossible_terms_are_refused_with_the_reason(
    jenis: str, mulai: str, selesai: str, pesan: str,
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd, masuk: Masuk,
) -> None:  # fmt: skip
    jawaban = _angkat(masuk(admin), opd, pengganti, jenis, mulai, selesai)
    assert pesan in _teks(jawaban)
    assert _masa(opd) == [("definitif", "2020-01-01", "")]


def test_second_acting_head_waits_until_the_first_has_gone(
    admin: Akun, pengganti: Akun, opd: Opd, masuk: Masuk
) -> None:
    PejabatFactory.create(opd=opd, plt=True, mulai=dt.date(2026, 1, 1))
    jawaban = _angkat(masuk(admin), opd, pengganti, "plh", "2026-03-02", "2026-03-06")
    assert "Akhiri masa jabatannya lebih dahulu" in _teks(jawaban)


def test_ending_a_term_takes_the_right_away_the_day_after(
    admin: Akun, kepala_opd: Akun, opd: Opd, masuk: Masuk
) -> None:
    pejabat = Pejabat.objects.get(opd=opd)
    alamat = reverse("pegawai:pejabat_akhiri", args=[pejabat.pk])
    masuk(admin).post(alamat, {"selesai": "2026-02-28"})
    assert kepala_opd.jalur_opd(dt.date(2026, 2, 28))
    assert not kepala_opd.jalur_opd(dt.date(2026, 3, 1))


@pytest.mark.parametrize("selesai", ["2019-12-31", "bukan tanggal"])
def test_wrong_last_day_changes_nothing(
    selesai: str, admin: Akun, kepala_opd: Akun, opd: Opd, masuk: Masuk
) -> None:
    pejabat = Pejabat.objects.get(opd=opd)
    alamat = reverse("pegawai:pejabat_akhiri", args=[pejabat.pk])
    asal = reverse("pegawai:pejabat_rincian", args=[opd.pk])
    klien = masuk(admin)
    klien.post(alamat, {"selesai": selesai}, headers={"referer": f"http://testserver{asal}"})
    assert _masa(opd) == [("definitif", "2020-01-01", "")]
    assert "pesan-error" in _teks(klien.get(asal))


def test_only_an_active_head_account_of_the_agency_can_be_appointed(
    admin: Akun, petugas: Akun, opd: Opd, masuk: Masuk
) -> None:
    jawaban = _angkat(masuk(admin), opd, petugas, "definitif", "2026-03-02")
    assert jawaban.status_code == 200
    assert _masa(opd) == []


def test_list_finds_units_without_a_head(
    admin: Akun, kepala_opd: Akun, opd: Opd, opd_lain: Opd, masuk: Masuk
) -> None:
    klien, alamat = masuk(admin), reverse("pegawai:pejabat")
    kosong = klien.get(alamat, {"keadaan": "kosong"}).context["page_obj"]
    definitif = klien.get(alamat, {"keadaan": "definitif"}).context["page_obj"]
    bernama = klien.get(alamat, {"cari": kepala_opd.nama}).context["page_obj"]
    assert (list(kosong), list(definitif), list(bernama)) == ([opd_lain], [opd], [opd])


def test_unit_of_another_agency_does_not_exist(
    admin: Akun, instansi_lain: Instansi, masuk: Masuk
) -> None:
    opd = Opd.objects.create(instansi=instansi_lain, kode="X", nama="Unit Lain")
    alamat = reverse("pegawai:pejabat_rincian", args=[opd.pk])
    assert masuk(admin).get(alamat).status_code == 404


# --- the services refuse on their own what a form would not send ---------------------------------


@pytest.mark.parametrize(
    ("jenis", "mulai", "selesai", "pesan"),
    [
        ("plh", dt.date(2026, 3, 2), None, "Plh selalu punya tanggal selesai"),
        ("plt", dt.date(2026, 3, 2), dt.date(2026, 3, 1), "mendahului tanggal mulai"),
        ("plt", dt.date(2019, 1, 1), None, "di dalam masa yang baru"),
    ],
)
def test_appointing_refuses_impossible_terms(
    jenis: str, mulai: dt.date, selesai: dt.date | None, pesan: str,
    admin: Akun, kepala_opd: Akun, pengganti: Akun, opd: Opd,
) -> None:  # fmt: skip
    with pytest.raises(DomainError, match=pesan):
        layanan.angkat(
            opd=opd, akun=pengganti, jenis=jenis, mulai=mulai, selesai=selesai, aktor=admin
        )
    assert _masa(opd) == [("definitif", "2020-01-01", "")]


def test_appointing_refuses_who_is_no_head_of_this_agency(
    admin: Akun, petugas: Akun, instansi_lain: Instansi, opd: Opd
) -> None:
    orang_luar = AkunFactory.create(kepala_opd=True, instansi=instansi_lain)
    nonaktif = AkunFactory.create(kepala_opd=True, instansi=opd.instansi, is_active=False)
    for akun in (petugas, orang_luar, nonaktif):
        with pytest.raises(DomainError, match="akun Kepala OPD yang aktif"):
            layanan.angkat(
                opd=opd,
                akun=akun,
                jenis="definitif",
                mulai=dt.date(2026, 3, 2),
                selesai=None,
                aktor=admin,
            )


def test_a_term_that_is_over_cannot_be_ended_again(admin: Akun, mantan_kepala: Akun) -> None:
    pejabat = Pejabat.objects.get(akun=mantan_kepala)
    with pytest.raises(DomainError, match="sudah berakhir 31-12-2019"):
        layanan.akhiri(pejabat=pejabat, selesai=dt.date(2026, 3, 1), aktor=admin)
