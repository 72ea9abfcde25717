"""What is read once holds until somebody of the agency changes something, and not longer."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache

from inti import hari_libur
from inti.hari_kerja import Kalender
from inti.models import Instansi
from inti.sekali import sekali
from inti.waktu import sekarang
from pegawai.backends import AkunBackend
from pegawai.models import Akun, Opd
from tests.pegawai.factories import AkunFactory, OpdFactory

SENIN = dt.date(2026, 3, 2)


def masuk(akun: Akun) -> Akun:
    """The account as a request of its own gets it."""
    hasil = AkunBackend().get_user(akun.pk)
    assert hasil is not None
    return hasil


def libur(instansi: Instansi, aktor: Akun, hari: dt.date = SENIN) -> None:
    hari_libur.atur(
        instansi=instansi,
        tanggal=hari,
        libur=True,
        keterangan="Uji",
        aktor=aktor,
        pada=sekarang(),
    )


def nama_unit(akun: Akun) -> list[str]:
    return sekali(Opd.objects.untuk(akun).values_list("nama", flat=True), keadaan=akun.keadaan)


def test_a_holiday_counts_from_the_next_request_on(petugas: Akun, instansi: Instansi) -> None:
    libur(instansi, petugas, SENIN + dt.timedelta(days=7))
    akun: Any = masuk(petugas)
    assert Kalender(akun.instansi).hari_kerja(SENIN)
    libur(instansi, petugas)
    kini: Any = masuk(petugas)
    assert not Kalender(kini.instansi).hari_kerja(SENIN)


def test_who_decides_reads_what_stands_now(petugas: Akun, instansi: Instansi) -> None:
    libur(instansi, petugas, SENIN + dt.timedelta(days=7))
    akun: Any = masuk(petugas)
    assert Kalender(akun.instansi).hari_kerja(SENIN)
    libur(instansi, petugas)
    assert not Kalender(Instansi.objects.get(pk=instansi.pk)).hari_kerja(SENIN)


def test_a_second_look_asks_nothing(
    petugas: Akun, instansi: Instansi, opd: Opd, django_assert_num_queries: Any
) -> None:
    libur(instansi, petugas)
    akun = masuk(petugas)
    pertama = nama_unit(akun)
    with django_assert_num_queries(0):
        assert nama_unit(akun) == pertama == [opd.nama]


def test_before_anything_was_decided_everything_is_asked(petugas: Akun, opd: Opd) -> None:
    akun = masuk(petugas)
    assert akun.keadaan is None
    assert nama_unit(akun) == [opd.nama]
    OpdFactory.create(instansi=opd.instansi, nama="Arsip Daerah")
    assert nama_unit(akun) == ["Arsip Daerah", opd.nama]


@pytest.mark.usefixtures("opd_lain")
def test_scopes_do_not_share(
    petugas: Akun, kepala_opd_lain: Akun, instansi_lain: Instansi, instansi: Instansi, opd: Opd
) -> None:
    libur(instansi, petugas)
    libur(instansi_lain, AkunFactory.create(instansi=instansi_lain))
    asing = OpdFactory.create(instansi=instansi_lain, nama="Unit Asing")
    semua = nama_unit(masuk(petugas))
    assert opd.nama in semua
    assert asing.nama not in semua
    assert opd.nama not in nama_unit(masuk(kepala_opd_lain))


def test_the_same_question_with_rows_of_another_kind_is_another_question(
    petugas: Akun, instansi: Instansi, opd: Opd
) -> None:
    libur(instansi, petugas)
    akun = masuk(petugas)
    unit = Opd.objects.untuk(akun)
    semua = (unit.values_list("nama"), unit.values_list("nama", flat=True), unit.values("nama"))
    dibaca = [sekali(satu, keadaan=akun.keadaan)[0] for satu in (*semua, *semua)]
    assert dibaca == [(opd.nama,), opd.nama, {"nama": opd.nama}] * 2
    with pytest.raises(TypeError):
        sekali(unit.prefetch_related("pejabat_set"), keadaan=akun.keadaan)


def test_what_can_be_read_again_pushes_out_nothing_that_cannot(
    petugas: Akun, instansi: Instansi
) -> None:
    libur(instansi, petugas)
    akun = masuk(petugas)
    cache.set("siasn:token:sso", "tempelan", 600)
    for nomor in range(600):
        sekali(Opd.objects.filter(nama=f"Unit {nomor}"), keadaan=akun.keadaan)
    assert cache.get("siasn:token:sso") == "tempelan"
