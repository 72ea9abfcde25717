"""When BKN's decisions are read, and when they wait: under the same holds as everything else."""

import datetime as dt
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command

from inti.models import Instansi
from inti.waktu import ZONA, sekarang
from penugasan import outbox, tasks
from penugasan.models import PesanKeluar
from penugasan.services import beda_cocok, sinkronisasi, sinkronisasi_putusan
from penugasan.siasn import garis
from penugasan.siasn.client import KlienSiasn
from tests.penugasan.kirim import antrekan, kenalkan, kirim, satu
from tests.siasn.tiruan import Tiruan

Status = PesanKeluar.Status
GILIRAN = "siasn:putusan-giliran"
DAFTAR = {"pola": "list-usulan"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def dua(terpasang: Tiruan, instansi: Instansi) -> list[PesanKeluar]:
    """One proposal that has arrived, and one that BKN's quota holds."""
    antrekan(instansi, 2)
    kenalkan(terpasang)
    param = {"detik": 3600}
    terpasang.ganggu({"jenis": "kuota", "mulai_ke": 2, "cocok": {"pola": "save$"}, "param": param})
    kirim(terpasang, SIASN_SEJAJAR="1")
    terpasang.ganggu()
    semua = list(PesanKeluar.objects.order_by("status"))
    assert [pesan.status for pesan in semua] == [Status.DITAHAN, Status.DITERIMA]
    return semua


def dibaca(tiruan: Tiruan) -> list[dict[str, Any]]:
    """The calls that asked for decisions; a sender asks for one key."""
    semua = (satu for satu in tiruan.jejak() if "list-usulan" in satu["jalur"])
    return [satu for satu in semua if "referensiId" not in satu["kueri"]]


def test_a_held_line_is_not_asked_for_decisions(terpasang: Tiruan, dua: list[PesanKeluar]) -> None:
    semula = len(terpasang.jejak())
    tasks.sapu_siasn()
    call_command("kirim_siasn")
    assert len(terpasang.jejak()) == semula
    outbox.lepas(pada=sekarang())
    tasks.sapu_siasn()
    assert len(dibaca(terpasang)) == 1


def test_a_quota_met_while_reading_decisions_holds_the_whole_queue(
    terpasang: Tiruan, dua: list[PesanKeluar]
) -> None:
    outbox.lepas(pada=sekarang())
    terpasang.ganggu({"jenis": "kuota", "cocok": DAFTAR, "param": {"detik": 600}})
    semula = len(terpasang.jejak())
    for _ in range(3):
        tasks.sapu_siasn()
    assert satu(dua[0]).status == Status.DITAHAN
    assert len(terpasang.jejak()) == semula + 1


def test_a_reading_that_breaks_is_not_repeated_at_once(
    terpasang: Tiruan, dua: list[PesanKeluar]
) -> None:
    outbox.lepas(pada=sekarang())
    terpasang.ganggu({"jenis": "html", "cocok": DAFTAR})
    tasks.sapu_siasn()
    assert len(dibaca(terpasang)) == 1
    assert satu(dua[0]).status == Status.DITERIMA  # what waits to be sent goes all the same


def test_one_missing_address_does_not_rest_the_other_readings(
    terpasang: Tiruan, dua: list[PesanKeluar]
) -> None:
    outbox.lepas(pada=sekarang())
    tidak_ada = {"status": 404, "badan": '{"code": "404", "message": "Not Found"}'}
    terpasang.ganggu({"jenis": "http", "cocok": DAFTAR, "param": tidak_ada})
    tasks.sapu_siasn()
    tasks.sapu_siasn()
    assert len(dibaca(terpasang)) == 1
    assert beda_cocok.mulai_jatuh_tempo(pada=dt.datetime(2026, 3, 2, 22, tzinfo=ZONA)) == 1


def test_decisions_are_read_though_only_the_sending_fails(
    terpasang: Tiruan, dua: list[PesanKeluar]
) -> None:
    outbox.lepas(pada=sekarang())
    terpasang.ganggu({"jenis": "tergantung", "cocok": {"metode": "POST"}})
    terpasang.putuskan(terpasang.usulan()[0]["id"], "DITERIMA")
    konfigurasi = terpasang.konfigurasi()
    with garis.klien(konfigurasi) as klien:
        for jam in range(3):
            saat = sekarang() + dt.timedelta(hours=jam)
            sinkronisasi.sapu(klien=klien, konfigurasi=konfigurasi, jam=lambda saat=saat: saat)
    assert satu(dua[1]).status_bkn == "DITERIMA"
    assert len(dibaca(terpasang)) == 3
    assert satu(dua[0]).status == Status.DITAHAN


def test_quiet_hours_are_quiet_for_the_command_too(
    terpasang: Tiruan,
    dua: list[PesanKeluar],
    settings: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    outbox.lepas(pada=sekarang())
    settings.SIASN = terpasang.env_portal(SIASN_JAM_TENANG="00:00-23:59:59.999999")
    semula = len(terpasang.jejak())
    call_command("kirim_siasn")
    assert len(terpasang.jejak()) == semula
    assert "Jam tenang" in capsys.readouterr().err


# One at a time, and the beginning rarely


@pytest.fixture
def selagi_membaca(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is put in here is called once, in the middle of the next reading."""
    titipan: list[Any] = []
    asli = KlienSiasn.daftar_usulan

    def baca(*bagian: Any, **lain: Any) -> Any:
        if titipan:
            titipan.pop()()
        return asli(*bagian, **lain)

    monkeypatch.setattr(KlienSiasn, "daftar_usulan", baca)
    return titipan


def test_while_one_worker_reads_decisions_no_other_begins(
    terpasang: Tiruan, dua: list[PesanKeluar], selagi_membaca: list[Any]
) -> None:
    outbox.lepas(pada=sekarang())
    selagi_membaca.append(tasks.sapu_siasn)
    tasks.sapu_siasn()
    assert satu(dua[0]).status == Status.DITERIMA  # the other worker does the rest of the sweep
    assert len(dibaca(terpasang)) == 1
    tasks.sapu_siasn()
    assert len(dibaca(terpasang)) == 2


def test_a_reader_whose_turn_ran_out_leaves_the_next_ones_alone(
    dua: list[PesanKeluar], selagi_membaca: list[Any]
) -> None:
    outbox.lepas(pada=sekarang())
    selagi_membaca.append(lambda: cache.set(GILIRAN, "pekerja lain", 60))
    tasks.sapu_siasn()
    assert cache.get(GILIRAN) == "pekerja lain"


def test_a_hold_that_begins_meanwhile_ends_the_reading(
    terpasang: Tiruan, dua: list[PesanKeluar], selagi_membaca: list[Any]
) -> None:
    outbox.lepas(pada=sekarang())
    nanti = sekarang() + dt.timedelta(hours=1)
    selagi_membaca.append(lambda: outbox.tahan(sampai=nanti, galat="Kuota."))
    tasks.sapu_siasn()
    assert dibaca(terpasang) == []


@pytest.fixture
def semenit_sekali_lihat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the clock finds a minute gone: each reading takes one."""
    jam = count(step=60)
    monkeypatch.setattr(
        sinkronisasi_putusan, "time", SimpleNamespace(monotonic=lambda: float(next(jam)))
    )


@pytest.mark.usefixtures("semenit_sekali_lihat")
def test_a_long_list_is_read_from_its_beginning_the_more_rarely(
    terpasang: Tiruan, dua: list[PesanKeluar]
) -> None:
    kini = sekarang()
    with garis.klien() as klien:
        for menit in (0, 5, 19, 21):
            pada = kini + dt.timedelta(minutes=menit)
            sinkronisasi.tarik_putusan(klien=klien, pada=pada)
    bertahap = ["diubahSejak" in satu["kueri"] for satu in dibaca(terpasang)]
    assert bertahap == [False, True, True, False]


@pytest.mark.usefixtures("semenit_sekali_lihat")
def test_a_slow_service_has_the_longer_pause(
    terpasang: Tiruan,
    dua: list[PesanKeluar],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outbox.lepas(pada=sekarang())
    settings.SIASN = terpasang.env_portal(SIASN_JEDA_TARIK="100")
    jeda: list[float] = []
    asli = cache.touch

    def sentuh(kunci: str, lama: float) -> bool:
        if kunci == GILIRAN:
            jeda.append(lama)
        return bool(asli(kunci, lama))

    monkeypatch.setattr(cache, "touch", sentuh)
    tasks.sapu_siasn()
    assert jeda[-1] == 400
    tasks.sapu_siasn()
    assert len(dibaca(terpasang)) == 1
