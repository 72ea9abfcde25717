"""Screening in portions: a broken-off run goes on, and approved exceptions count."""

import datetime as dt
from typing import Any

import pytest

from inti.waktu import ZONA
from pegawai.models import Akun
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.queries import fakta
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.saring import mulai, saring
from tests.pegawai.factories import BuktiKomputerFactory
from tests.penugasan.factories import PengecualianFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


def test_a_job_that_broke_off_goes_on_where_it_stopped(
    periode: Periode, kota: Any, petugas: Akun, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fakta, "SEKALI_BACA", 3)
    pekerjaan = mulai(periode=periode, aktor=petugas)
    putus = Putus(sesudah=2)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=putus)
    assert not Saringan.objects.exists()
    assert HasilSaring.objects.count() == 6

    lanjutan = Putus(sesudah=99)
    saringan = jalankan(periode, pekerjaan_ini=pekerjaan, lapor=lanjutan)

    assert lanjutan.selesai == [len(kota)]
    assert saringan.hasil_set.count() == saringan.jumlah == len(kota)
    assert list(Saringan.semua.all()) == [saringan]


def test_new_facts_make_a_broken_off_job_start_anew(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fakta, "SEKALI_BACA", 3)
    pekerjaan = mulai(periode=periode, aktor=None)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=Putus(sesudah=1))
    BuktiKomputerFactory.create(pegawai=kota["tanpa_bukti"])

    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)

    assert saringan.hasil_set.get(pegawai=kota["tanpa_bukti"]).hasil == "layak"
    assert saringan.hasil_set.count() == len(kota)


class Putus:
    """A progress report that stops the job like Ctrl-C after so many portions."""

    def __init__(self, sesudah: int) -> None:
        self.sesudah = sesudah
        self.selesai: list[int] = []

    def __call__(self, selesai: int, _total: int, _fase: str) -> None:
        self.selesai.append(selesai)
        if len(self.selesai) == self.sesudah:
            raise KeyboardInterrupt


def test_an_approved_exception_counts_and_stays_visible(periode, kota):
    PengecualianFactory.create(periode=periode, pegawai=kota["tua"], aturan="usia")
    PengecualianFactory.create(
        periode=periode, pegawai=kota["pns"], aturan="jenis_asn", status="DIAJUKAN"
    )

    hasil = {h.pegawai_id: h for h in jalankan(periode).hasil_set.all()}

    tua = hasil[kota["tua"].pk]
    assert (tua.hasil, tua.gagal, tua.dikecualikan) == ("layak", "", ",usia,")
    usia = next(t for t in tua.temuan if t["kode"] == "usia")
    assert (usia["hasil"], usia["dikecualikan"]) == ("tidak", "Tenaga langka (SK 1/2026)")
    assert hasil[kota["pns"].pk].gagal == ",jenis_asn,"
    satu = periksa_pegawai(
        kota["tua"], versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
    )
    assert (satu.hasil, satu.dikecualikan) == ("layak", ("usia",))
