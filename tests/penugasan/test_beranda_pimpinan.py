"""The leadership's home: how far the seats are, what it takes from the units, who is late."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Akun, Opd
from tests.inti.factories import InstansiFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import AkunFactory, OpdFactory, PegawaiFactory
from tests.penugasan.factories import PenugasanFactory

Masuk = Callable[[Akun], Client]


@pytest.fixture
def pimpinan(instansi: Instansi) -> Akun:
    akun: Akun = AkunFactory.create(instansi=instansi, peran=Peran.PIMPINAN)
    return akun


def isi(klien: Client) -> str:
    return klien.get(reverse("penugasan:beranda")).content.decode()


def test_the_seats_and_the_burden_of_the_own_agency_stand_on_one_page(
    instansi: Instansi, opd: Opd, pimpinan: Akun, masuk: Masuk
) -> None:
    koperasi = KoperasiFactory.create(instansi=instansi)
    KebutuhanFactory.create(koperasi=koperasi)
    PegawaiFactory.create_batch(3, instansi=instansi, opd=opd)
    opd.minimum_staf = 4
    opd.save()
    pergi = PegawaiFactory.create(instansi=instansi, opd=opd)
    PenugasanFactory.create(
        ditetapkan=True,
        instansi=instansi,
        pegawai=pergi,
        opd_asal=opd,
        kebutuhan=KebutuhanFactory.create(koperasi=koperasi),
    )
    asing = OpdFactory.create(instansi=InstansiFactory.create(), nama="Dinas Kota Lain")
    PenugasanFactory.create(
        ditetapkan=True,
        instansi=asing.instansi,
        pegawai__opd=asing,
        pegawai__instansi=asing.instansi,
        opd_asal=asing,
    )
    jawaban = masuk(pimpinan).get(reverse("penugasan:beranda"))
    assert jawaban.context["angka"] == {"kursi": 2, "ada": 1, "tetap": 1}
    [beban] = jawaban.context["beban"]
    assert (beban.opd, beban.pegawai, beban.ditugaskan, beban.kurang) == (opd, 4, 1, True)
    assert "(25 % pergi)" in jawaban.content.decode()
    assert "Dinas Kota Lain" not in jawaban.content.decode()


def test_late_units_lead_to_their_list(
    instansi: Instansi, opd: Opd, pimpinan: Akun, masuk: Masuk
) -> None:
    klien = masuk(pimpinan)
    assert "Tidak ada yang lewat tenggat" in isi(klien)
    PenugasanFactory.create(
        diminta=True,
        instansi=instansi,
        opd_asal=opd,
        pegawai__opd=opd,
        pegawai__instansi=instansi,
        batas_jawab=hari_ini() - dt.timedelta(days=1),
    )
    assert "nominasi lewat tenggat" in isi(klien)


def test_nobody_elses_home_counts_the_whole_city(petugas: Akun, masuk: Masuk) -> None:
    assert "beban" not in masuk(petugas).get(reverse("penugasan:beranda")).context
