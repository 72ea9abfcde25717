"""Who lost the role or the account since the page was opened changes nothing any more."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd, Pegawai, Pejabat
from pegawai.services import akun as layanan_akun, bukti, pegawai as layanan_pegawai
from pegawai.services.pejabat import akhiri, angkat, delegasikan
from tests.pegawai.factories import AkunFactory, PegawaiFactory, PejabatFactory, nip_acak

pytestmark = pytest.mark.django_db
HARI = hari_ini()
LUSA = HARI + dt.timedelta(days=2)
Masuk = Callable[[Akun], Client]


@pytest.fixture(params=[{"is_active": False}, {"peran": Peran.AUDITOR}], ids=["mati", "peran"])
def hilang(request: pytest.FixtureRequest) -> dict[str, Any]:
    """How a right ends."""
    return request.param  # type: ignore[no-any-return]


def cabut(akun: Akun, hilang: dict[str, Any]) -> None:
    """End a right behind the back of the copy at hand."""
    Akun.objects.filter(pk=akun.pk).update(**hilang)


# Accounts -----------------------------------------------------------------------------------------

TINDAKAN_AKUN: dict[str, Callable[[Akun, Akun], Any]] = {
    "tambah": lambda _, a: layanan_akun.tambah(
        username="pintu", nama="P", email="", peran=Peran.ADMIN, aktor=a, pada=sekarang()
    ),
    "ubah": lambda x, a: layanan_akun.ubah(
        akun=x, nama="B", email="", peran=x.peran, sidik_lama=layanan_akun.sidik(x), aktor=a
    ),
    "hubungkan": lambda x, a: layanan_akun.hubungkan(akun=x, nip="1", aktor=a),
    "nonaktifkan": lambda x, a: layanan_akun.nonaktifkan(akun=x, alasan="uji", aktor=a),
    "aktifkan": lambda x, a: layanan_akun.aktifkan(akun=x, aktor=a),
    "atur_ulang_sandi": lambda x, a: layanan_akun.atur_ulang_sandi(akun=x, aktor=a),
}


@pytest.mark.parametrize("nama", TINDAKAN_AKUN)
def test_who_is_no_admin_any_more_does_nothing_to_an_account(
    nama: str, admin: Akun, petugas: Akun, hilang: dict[str, Any]
) -> None:
    cabut(admin, hilang)
    sebelum = list(Akun.objects.order_by("pk").values())
    with pytest.raises(TidakBerhak):
        TINDAKAN_AKUN[nama](petugas, admin)
    assert list(Akun.objects.order_by("pk").values()) == sebelum
    assert not JejakAudit.objects.exists()


def test_an_admin_of_another_agency_does_nothing_to_an_account(
    petugas: Akun, instansi_lain: Instansi
) -> None:
    asing = AkunFactory.create(admin=True, instansi=instansi_lain)
    with pytest.raises(TidakBerhak):
        layanan_akun.nonaktifkan(akun=petugas, alasan="uji", aktor=asing)


@pytest.mark.parametrize("nama", ["akun_tambah", "akun_hubungkan"])
def test_the_form_says_it_at_its_head_and_not_beside_a_field(
    nama: str, admin: Akun, petugas: Akun, masuk: Masuk, monkeypatch: pytest.MonkeyPatch
) -> None:
    klien = masuk(admin)
    asli = layanan_akun.akun_kini
    monkeypatch.setattr(  # between the door and the lock
        layanan_akun,
        "akun_kini",
        lambda aktor, *peran, **lain: (
            cabut(aktor, {"peran": Peran.AUDITOR}),
            asli(aktor, *peran, **lain),
        )[1],
    )
    isi = {"username": "baru", "nama": "B", "peran": "admin", "nip": nip_acak(HARI, urut=1)}
    kunci = [petugas.pk] if nama == "akun_hubungkan" else []
    jawaban = klien.post(reverse(f"pegawai:{nama}", args=kunci), isi)
    form = jawaban.context["form_hubungkan" if kunci else "form"]
    assert list(form.errors) == ["__all__"]
    assert "tidak berhak" in str(form.non_field_errors())


# People -------------------------------------------------------------------------------------------

TINDAKAN_ORANG: dict[str, Callable[[Pegawai, Akun], Any]] = {
    "ubah": lambda p, a: layanan_pegawai.ubah(
        pegawai=p,
        nilai={"jabatan": "X"},
        alasan="uji",
        sidik_lama=layanan_pegawai.sidik(p),
        aktor=a,
        saat=sekarang(),
        hari_ini=HARI,
    ),
    "ganti_nip": lambda p, a: layanan_pegawai.ganti_nip(
        pegawai=p,
        nip=nip_acak(dt.date(1990, 1, 1), urut=7),
        alasan="uji",
        sidik_lama=layanan_pegawai.sidik(p),
        aktor=a,
        saat=sekarang(),
        hari_ini=HARI,
        yakin=True,
    ),
    "bukti": lambda p, a: bukti.catat(
        pegawai=p,
        macam=bukti.Macam.KONTRAK,
        isi={"akhir": dt.date(2029, 1, 1)},
        dasar="SK nomor 12",
        aktor=a,
        hari_ini=HARI,
    ),
}


@pytest.mark.parametrize("nama", TINDAKAN_ORANG)
def test_who_is_no_officer_any_more_writes_nothing_about_a_person(
    nama: str, instansi: Instansi, opd: Opd, petugas: Akun, hilang: dict[str, Any]
) -> None:
    orang = PegawaiFactory.create(instansi=instansi, opd=opd)
    cabut(petugas, hilang)
    with pytest.raises(TidakBerhak):
        TINDAKAN_ORANG[nama](orang, petugas)
    assert not JejakAudit.objects.exists()
    assert not orang.kontrak_set.exists()


# Heads of units -----------------------------------------------------------------------------------


@pytest.fixture
def calon(instansi: Instansi) -> Akun:
    return AkunFactory.create(kepala_opd=True, instansi=instansi, nama="Bu Calon")


def definitif(opd: Opd, akun: Akun, aktor: Akun) -> Pejabat:
    return angkat(opd=opd, akun=akun, jenis="definitif", mulai=HARI, selesai=None, aktor=aktor)


def plh(opd: Opd, akun: Akun, aktor: Akun) -> Pejabat:
    return delegasikan(opd=opd, akun=akun, mulai=HARI, selesai=LUSA, aktor=aktor, hari=HARI)


def test_who_is_no_admin_any_more_appoints_nobody_and_ends_no_term(
    admin: Akun, opd: Opd, calon: Akun, hilang: dict[str, Any]
) -> None:
    ada = PejabatFactory.create(opd=opd)
    cabut(admin, hilang)
    with pytest.raises(TidakBerhak):
        definitif(opd, calon, admin)
    with pytest.raises(TidakBerhak):
        akhiri(pejabat=ada, selesai=HARI, aktor=admin)
    assert list(Pejabat.objects.values_list("akun", "selesai")) == [(ada.akun_id, None)]


def test_who_is_no_head_any_more_hands_nothing_over(
    kepala_opd: Akun, opd: Opd, calon: Akun, hilang: dict[str, Any]
) -> None:
    cabut(kepala_opd, hilang)
    with pytest.raises(TidakBerhak):
        plh(opd, calon, kepala_opd)


def test_a_head_whose_term_ended_since_the_page_was_opened_hands_nothing_over(
    kepala_opd: Akun, opd: Opd, calon: Akun
) -> None:
    assert kepala_opd.jabatan_pada(HARI)  # what the page asked, and the account remembers
    Pejabat.objects.filter(akun=kepala_opd).update(selesai=HARI - dt.timedelta(days=1))
    with pytest.raises(DomainError, match="Hanya kepala unit"):
        plh(opd, calon, kepala_opd)
    assert not Pejabat.objects.filter(akun=calon).exists()


def test_who_is_to_be_appointed_is_judged_as_the_account_stands_now(
    admin: Akun, kepala_opd: Akun, opd: Opd, calon: Akun, hilang: dict[str, Any]
) -> None:
    cabut(calon, hilang)
    for angkatan, aktor in ((definitif, admin), (plh, kepala_opd)):
        with pytest.raises(DomainError, match="akun Kepala OPD yang aktif"):
            angkatan(opd, calon, aktor)
    assert not Pejabat.objects.filter(akun=calon).exists()


def test_the_term_carries_the_name_that_the_account_has_now(
    admin: Akun, opd: Opd, calon: Akun
) -> None:
    Akun.objects.filter(pk=calon.pk).update(nama="Bu Calon, M.Si.")
    assert definitif(opd, calon, admin).nama == "Bu Calon, M.Si."
