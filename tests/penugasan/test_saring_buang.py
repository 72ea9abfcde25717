"""Removing older runs: in portions, out of the agency's lock, and never half in sight."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import audit
from inti.waktu import ZONA
from pegawai.models import Pegawai
from penugasan.models import HasilSaring, Periode, Saringan, TemuanSaring
from penugasan.queries.periode import saringan_terbaru
from penugasan.services import saring_buang, saring_himpunan
from penugasan.services.kelayakan import hasil_tersimpan
from penugasan.services.saring import mulai, saring
from tests.penugasan.factories import RencanaFactory

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
HAPUS = 'DELETE FROM "penugasan_hasilsaring"'


class Pengintip:
    """Looks at the database at each report of the job, and may stop it like Ctrl-C."""

    def __init__(self, *, putus_pada: str = "") -> None:
        self.putus_pada = putus_pada
        self.terlihat: list[tuple[str, int, int]] = []

    def __call__(self, selesai: int, total: int, fase: str = "") -> None:
        lama = HasilSaring.objects.order_by("saringan_id").first()
        assert lama is not None
        banyak = HasilSaring.objects.filter(saringan=lama.saringan_id).count()
        self.terlihat.append((fase, Saringan.objects.count(), banyak))
        if self.putus_pada and fase.startswith(self.putus_pada):
            raise KeyboardInterrupt


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


@pytest.fixture
def berdua(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saring_buang, "SEKALI_BUANG", 2)


def test_verdicts_go_in_portions_and_the_run_is_out_of_sight_before_the_first(
    periode: Periode, kota: Any, berdua: None
) -> None:
    lama = jalankan(periode)
    intip = Pengintip()
    baru = jalankan(periode, lapor=intip)

    membuang = [(ada, sisa) for fase, ada, sisa in intip.terlihat if fase.startswith("Membuang")]
    assert {ada for ada, _ in membuang} == {1}
    assert [sisa for _, sisa in membuang][:2] == [len(kota) - 2, len(kota) - 4]
    assert list(Saringan.semua.all()) == [baru]
    assert not TemuanSaring.objects.filter(saringan_id=lama.pk).exists()


def test_until_the_new_run_speaks_the_old_one_is_whole(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 3)
    lama = jalankan(periode)
    intip = Pengintip(putus_pada="Memeriksa")
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, lapor=intip)
    assert intip.terlihat[-1][1:] == (1, len(kota))
    assert saringan_terbaru(periode) == lama
    assert hasil_tersimpan(kota["layak"], periode).saringan == lama


def test_no_verdict_is_removed_while_the_agency_is_locked(
    periode: Periode, kota: Any, berdua: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalankan(periode)
    di_dalam: list[str] = []
    asli = audit.keputusan

    class Terkunci:
        def __init__(self, instansi: Any) -> None:
            self._asli = asli(instansi)
            self._kueri = CaptureQueriesContext(connection)

        def __enter__(self) -> None:
            self._asli.__enter__()
            self._kueri.__enter__()

        def __exit__(self, *sebab: Any) -> None:
            self._kueri.__exit__(*sebab)
            di_dalam.extend(satu["sql"] for satu in self._kueri.captured_queries)
            self._asli.__exit__(*sebab)

    monkeypatch.setattr(audit, "keputusan", Terkunci)
    with CaptureQueriesContext(connection) as semua:
        jalankan(periode)

    assert sum(HAPUS in satu["sql"] for satu in semua.captured_queries) > 2
    berisi = [s for s in di_dalam if HAPUS in s and "pegawai_id" in s]
    assert di_dalam
    assert not berisi


def test_a_job_that_died_while_removing_goes_on_and_screens_nobody_twice(
    periode: Periode, kota: Any, berdua: None
) -> None:
    jalankan(periode)
    pekerjaan = mulai(periode=periode, aktor=None)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=Pengintip(putus_pada="Membuang"))
    baru = saringan_terbaru(periode)
    assert baru is not None
    assert baru.jumlah == len(kota)

    assert jalankan(periode, pekerjaan_ini=pekerjaan) == baru
    assert list(Saringan.semua.all()) == [baru]


def test_a_run_that_is_being_removed_is_not_taken_up_again(
    periode: Periode, kota: Any, berdua: None
) -> None:
    pekerjaan = mulai(periode=periode, aktor=None)
    jalankan(periode, pekerjaan_ini=pekerjaan)
    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, lapor=Pengintip(putus_pada="Membuang"))

    lagi = jalankan(periode, pekerjaan_ini=pekerjaan)

    assert lagi.hasil_set.count() == lagi.jumlah == len(kota)
    assert list(Saringan.semua.all()) == [lagi]


def test_a_run_with_a_plan_stays_whole(periode: Periode, kota: Any, berdua: None) -> None:
    dipakai = jalankan(periode)
    RencanaFactory.create(saringan=dipakai)
    jalankan(periode)
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
