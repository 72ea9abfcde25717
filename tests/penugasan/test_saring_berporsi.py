"""Screening in portions: a broken-off run goes on, and approved exceptions count."""

import datetime as dt
from typing import Any

import pytest

from inti.models import Pekerjaan
from inti.waktu import ZONA
from pegawai.models import Akun, Pegawai
from pegawai.services.pegawai import sidik, ubah
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.queries.temuan import lengkapi
from penugasan.services import saring_himpunan
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.saring import mulai, saring
from penugasan.services.saring_himpunan import Himpunan
from tests.pegawai.factories import BuktiKomputerFactory, PegawaiFactory
from tests.penugasan.factories import PengecualianFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


def test_a_job_that_broke_off_goes_on_where_it_stopped(
    periode: Periode, kota: Any, petugas: Akun, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 3)
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
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 3)
    pekerjaan = mulai(periode=periode, aktor=None)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=Putus(sesudah=1))
    BuktiKomputerFactory.create(pegawai=kota["tanpa_bukti"])

    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)

    assert saringan.hasil_set.get(pegawai=kota["tanpa_bukti"]).hasil == "layak"
    assert saringan.hasil_set.count() == len(kota)


def test_a_broken_off_run_keeps_the_numbers_of_its_findings(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 2)
    pekerjaan = mulai(periode=periode, aktor=None)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=Putus(sesudah=2))
    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)
    _sama_dengan_kartu(saringan, periode)


def test_whoever_changes_between_grouping_and_writing_is_judged_all_the_same(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
):
    asli = Himpunan._sambungkan

    def ubah_dulu(himpunan: Any, *lain: Any) -> None:
        Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
        asli(himpunan, *lain)

    monkeypatch.setattr(Himpunan, "_sambungkan", ubah_dulu)
    saringan = jalankan(periode)
    assert saringan.hasil_set.get(pegawai=kota["layak"]).gagal == ",usia,"
    _sama_dengan_kartu(saringan, periode)


def test_equal_people_share_their_findings(periode: Periode):
    orang = PegawaiFactory.create_batch(
        5, instansi=periode.instansi, layak=True, lahir=dt.date(1990, 1, 2)
    )
    saringan = jalankan(periode)
    assert {h.rujukan for h in saringan.hasil_set.all()} != {""}
    assert saringan.temuan_set.filter(isi__kode="usia").count() == 1
    _sama_dengan_kartu(saringan, periode)
    assert saringan.jumlah == len(orang)


def test_texts_that_look_like_sql_or_separators_stay_apart(periode: Periode):
    for jabatan, pendidikan in (("a,b", "c"), ("a", "b,c"), ("x' OR '1'='1", "%s"), ("", "a,b,c")):
        PegawaiFactory.create(
            instansi=periode.instansi, layak=True, jabatan=jabatan, pendidikan=pendidikan
        )
    _sama_dengan_kartu(jalankan(periode), periode)


def _sama_dengan_kartu(saringan: Saringan, periode: Periode) -> None:
    """Every stored verdict and reason is that of the one-person form."""
    semua = lengkapi(list(saringan.hasil_set.select_related("pegawai")))
    assert len(semua) == Pegawai.objects.filter(instansi=periode.instansi, aktif=True).count()
    for hasil in semua:
        satu = periksa_pegawai(
            hasil.pegawai, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
        )
        assert hasil.hasil == satu.hasil.value
        assert hasil.gagal.strip(",") == ",".join(satu.gagal)
        assert hasil.ragu.strip(",") == ",".join(satu.ragu)
        assert [(t["kode"], t["hasil"], t["alasan"]) for t in hasil.temuan] == [
            (t.kode, t.hasil.value, t.alasan) for t in satu.temuan
        ]


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


def test_a_correction_by_hand_is_screened_by_itself(
    periode: Periode, kota: Any, petugas: Akun, kerjakan: Any
):
    """One job for several corrections; before the first screening there is nothing to renew."""
    orang = kota["tua"]

    def koreksi(lahir: str) -> None:
        ubah(
            pegawai=Pegawai.objects.get(pk=orang.pk),
            nilai={"lahir": lahir},
            alasan="Salah ketik pada akta",
            sidik_lama=sidik(Pegawai.objects.get(pk=orang.pk)),
            aktor=petugas,
            saat=PADA,
            hari_ini=PADA.date(),
        )

    koreksi("1989-02-03")
    assert not Pekerjaan.objects.filter(jenis="saring.jalankan").exists()
    jalankan(periode)
    koreksi("1930-02-03")
    koreksi("1990-02-03")
    assert Pekerjaan.objects.filter(jenis="saring.jalankan").count() == 1
    kerjakan()
    assert HasilSaring.objects.get(pegawai=orang, saringan__siap=True).hasil == "layak"
