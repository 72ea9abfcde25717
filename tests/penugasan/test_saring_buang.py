"""Older runs: out of sight at once, whole for their readers, then gone in portions."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import audit
from inti.waktu import ZONA, sekarang
from pegawai.models import Pegawai
from penugasan.models import HasilSaring, Periode, Saringan, TemuanSaring
from penugasan.queries.periode import saringan_terbaru
from penugasan.queries.temuan import lengkapi
from penugasan.services import saring_buang, saring_himpunan
from penugasan.services.kelayakan import hasil_tersimpan
from penugasan.services.saring import mulai, saring
from penugasan.tasks import sapu_saringan
from tests.penugasan.factories import RencanaFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
HAPUS = 'DELETE FROM "penugasan_hasilsaring"'


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    """A run of its own: where few people changed, the run of before is renewed instead."""
    return saring(periode=periode, aktor=None, pada=PADA, penuh=True, **lain)


def kelak() -> dt.datetime:
    """When whoever read an older run is done with it."""
    return sekarang() + saring_buang.MASA_BACA + dt.timedelta(seconds=1)


@pytest.fixture
def berdua(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saring_buang, "SEKALI_BUANG", 2)


def test_an_older_run_is_out_of_sight_at_once_but_whole_for_whoever_reads_it(
    periode: Periode, kota: Any
) -> None:
    dibaca = jalankan(periode)
    baru = jalankan(periode)

    assert list(Saringan.objects.all()) == [baru]
    assert saring_buang.buang(pada=sekarang()) == 0
    hasil = lengkapi(list(dibaca.hasil_set.all()))
    assert len(hasil) == len(kota)
    assert all(satu.temuan for satu in hasil)


def test_its_verdicts_go_in_portions_and_the_empty_run_last(
    periode: Periode, kota: Any, berdua: None
) -> None:
    lama = jalankan(periode)
    baru = jalankan(periode)
    sisa: list[int] = []

    def intip() -> None:
        assert Saringan.semua.filter(pk=lama.pk).exists()
        sisa.append(HasilSaring.objects.filter(saringan=lama.pk).count())

    assert saring_buang.buang(pada=kelak(), lapor=intip) == 1
    assert sisa[:3] == [len(kota) - 2, len(kota) - 4, len(kota) - 6]
    assert list(Saringan.semua.all()) == [baru]
    assert not TemuanSaring.objects.filter(saringan_id=lama.pk).exists()
    assert baru.hasil_set.count() == len(kota)


def test_no_verdict_is_removed_while_the_agency_is_locked(
    periode: Periode, kota: Any, berdua: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalankan(periode)
    di_dalam: list[str] = []
    asli = audit.keputusan

    @contextmanager
    def terkunci(instansi: Any) -> Iterator[None]:
        with asli(instansi), CaptureQueriesContext(connection) as kueri:
            yield
        di_dalam.extend(satu["sql"] for satu in kueri.captured_queries)

    monkeypatch.setattr(audit, "keputusan", terkunci)
    jalankan(periode)
    with CaptureQueriesContext(connection) as semua:
        saring_buang.buang(pada=kelak())

    assert sum(HAPUS in satu["sql"] for satu in semua.captured_queries) > 2
    assert di_dalam
    assert not [s for s in di_dalam if HAPUS in s and "pegawai_id" in s]


def test_a_removal_that_was_broken_off_is_finished_by_the_next(
    periode: Periode, kota: Any, berdua: None
) -> None:
    jalankan(periode)
    baru = jalankan(periode)

    def putus() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        saring_buang.buang(pada=kelak(), lapor=putus)
    with time_machine.travel(kelak()):
        sapu_saringan()
    assert list(Saringan.semua.all()) == [baru]
    assert HasilSaring.objects.count() == len(kota)


def test_each_screening_removes_what_is_due(periode: Periode, kota: Any, berdua: None) -> None:
    lama = jalankan(periode)
    jalankan(periode)
    with time_machine.travel(kelak()):
        jalankan(periode)
    assert not Saringan.semua.filter(pk=lama.pk).exists()


def test_until_the_new_run_speaks_the_old_one_does(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 3)
    lama = jalankan(periode)

    def putus(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, lapor=putus)
    assert HasilSaring.objects.filter(pegawai=kota["layak"]).count() == 2
    assert saringan_terbaru(periode) == lama
    tersimpan = hasil_tersimpan(kota["layak"], periode)
    assert tersimpan is not None
    assert tersimpan.saringan == lama


def test_a_job_that_died_after_its_run_was_done_screens_nobody_twice(
    periode: Periode, kota: Any
) -> None:
    pekerjaan = mulai(periode=periode, aktor=None)
    baru = jalankan(periode, pekerjaan_ini=pekerjaan)
    assert jalankan(periode, pekerjaan_ini=pekerjaan) == baru
    assert list(Saringan.semua.all()) == [baru]


def test_a_run_that_is_being_removed_is_not_taken_up_again(periode: Periode, kota: Any) -> None:
    pekerjaan = mulai(periode=periode, aktor=None)
    lama = jalankan(periode, pekerjaan_ini=pekerjaan)
    jalankan(periode)

    lagi = jalankan(periode, pekerjaan_ini=pekerjaan)

    assert lagi != lama
    assert lagi.hasil_set.count() == lagi.jumlah == len(kota)


def test_a_run_with_a_plan_stays(periode: Periode, kota: Any) -> None:
    dipakai = jalankan(periode)
    RencanaFactory.create(saringan=dipakai)
    jalankan(periode)
    assert saring_buang.buang(pada=kelak()) == 0
    assert Saringan.objects.get(pk=dipakai.pk).hasil_set.count() == len(kota)


@pytest.mark.postgres
def test_postgresql_knows_how_large_the_new_run_is(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT reltuples FROM pg_class WHERE relname IN ('penugasan_hasilsaring', "
            "'pegawai_pegawai') ORDER BY relname"
        )
        taksiran = [int(satu) for (satu,) in kursor.fetchall()]
    assert taksiran == [Pegawai.objects.count(), len(kota)]
