"""One drain under bad luck: what it has claimed and not sent is neither lost nor doubled."""

import datetime as dt
from typing import Any

import pytest
from django.db import OperationalError

from inti.models import Instansi
from inti.waktu import sekarang
from koperasi.models import Koperasi
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi, sinkronisasi_kirim
from penugasan.siasn import garis
from penugasan.siasn.wire import PATH_OPERASI
from tests.penugasan.kirim import (
    antrekan,
    buat_sk,
    kenalkan,
    kirim,
    kirim_sampai_habis,
    satu,
    seimbang,
    tetapkan,
)
from tests.siasn.tiruan import Tiruan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis

pytestmark = pytest.mark.django_db


class PenyimpananError(OSError):
    """The store of files does not answer."""


def usulan_masuk(tiruan: Tiruan) -> int:
    return sum(j["jalur"].endswith(PATH_OPERASI["usulan_simpan"]) for j in tiruan.jejak())


def test_a_message_that_cannot_be_put_together_blocks_no_other(
    tiruan: Tiruan, instansi: Instansi, monkeypatch: pytest.MonkeyPatch
) -> None:
    semua = antrekan(instansi, 6)
    kenalkan(tiruan)
    asli, rusak = sinkronisasi_kirim._id_usulan, semua[2]

    def id_usulan(pesan: PesanKeluar) -> str:
        if pesan.pk == rusak.pk:
            raise PenyimpananError
        return asli(pesan)

    monkeypatch.setattr(sinkronisasi_kirim, "_id_usulan", id_usulan)
    kirim(tiruan)
    assert [satu(pesan).status for pesan in semua].count(Status.DITERIMA) == 5
    assert satu(rusak).status == Status.MENUNGGU
    assert "portal" in satu(rusak).galat
    monkeypatch.undo()
    kirim_sampai_habis(tiruan)
    seimbang(tiruan)


def test_what_was_doubted_stays_in_doubt_when_it_cannot_be_put_together(
    tiruan: Tiruan, instansi: Instansi, monkeypatch: pytest.MonkeyPatch
) -> None:
    [pesan] = antrekan(instansi, 1)
    kenalkan(tiruan)
    PesanKeluar.objects.filter(pk=pesan.pk).update(status=Status.TIDAK_PASTI, percobaan=1)

    def rusak(_: PesanKeluar) -> str:
        raise PenyimpananError

    monkeypatch.setattr(sinkronisasi_kirim, "_id_usulan", rusak)
    kirim(tiruan)
    assert satu(pesan).status == Status.TIDAK_PASTI


def test_a_rest_asked_for_before_anything_is_claimed_stops_everything(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    semua = antrekan(instansi, 6)
    kenalkan(tiruan)
    tiruan.ganggu({"jenis": "kuota", "param": {"detik": 120}, "cocok": {"pola": "ref-kkmp"}})
    kirim(tiruan)
    assert usulan_masuk(tiruan) == 0
    assert {(satu(p).status, satu(p).percobaan) for p in semua} == {(Status.DITAHAN, 0)}
    assert sum("ref-kkmp" in j["jalur"] for j in tiruan.jejak()) == 1


def test_a_list_of_cooperatives_that_nobody_can_read_holds_only_those_who_need_it(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    antrekan(instansi)
    kenalkan(tiruan)
    kirim_sampai_habis(tiruan)
    kode = Koperasi.objects.exclude(siasn_id="").values_list("siasn_id", flat=True)[0]
    kenal, asing = tetapkan(instansi, 4)[2:]  # of two cooperatives
    Koperasi.objects.filter(pk=kenal.kebutuhan.koperasi_id).update(siasn_id=kode)
    sk, pada = buat_sk([kenal, asing], urut=2), sekarang()
    kenal.refresh_from_db()
    pesan = [
        sinkronisasi.antre_usulan(penugasan=satu, surat=sk, pada=pada) for satu in (kenal, asing)
    ]
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": "null"}, "cocok": {"pola": "ref-kkmp"}})
    hasil = kirim(tiruan)
    assert hasil.putus == 1
    assert [satu(p).status for p in pesan] == [Status.DITERIMA, Status.MENUNGGU]


def test_a_drain_that_breaks_off_gives_back_what_it_had_not_tried(
    tiruan: Tiruan, instansi: Instansi, monkeypatch: pytest.MonkeyPatch
) -> None:
    semua = antrekan(instansi, 12)
    kenalkan(tiruan)
    tiruan.ganggu({"jenis": "latensi", "param": {"detik": 0.2}, "cocok": {"metode": "POST"}})

    def putus(*_: Any, **__: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as sementara:
        sementara.setattr(outbox, "selesaikan", putus)
        with pytest.raises(OperationalError):
            kirim(tiruan, SIASN_SEJAJAR="2")
    keadaan = {satu(p).pk: (satu(p).status, satu(p).percobaan) for p in semua}
    dicoba = [pk for pk, isi in keadaan.items() if isi == (Status.DIKIRIM, 1)]
    assert 1 <= len(dicoba) <= 4
    assert set(keadaan.values()) == {(Status.DIKIRIM, 1), (Status.MENUNGGU, 0)}
    tiruan.ganggu()
    kirim_sampai_habis(tiruan, SIASN_SEWA="0")
    seimbang(tiruan)


def test_a_hold_that_runs_is_never_cut_short(instansi: Instansi) -> None:
    antrekan(instansi, 2)
    lama = sekarang() + dt.timedelta(hours=1)
    outbox.tahan(sampai=lama, galat="Kuota habis.")
    outbox.tahan(sampai=sekarang() + dt.timedelta(minutes=1), galat="Terputus.")
    assert set(PesanKeluar.objects.values_list("coba_lagi_pada", flat=True)) == {lama}


def test_quiet_hours_that_begin_while_it_sends_end_the_claiming(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    antrekan(instansi, 9)
    kenalkan(tiruan)
    konfigurasi = tiruan.konfigurasi(SIASN_SEJAJAR="1", SIASN_JAM_TENANG="22:00-23:00")
    siang = (sekarang() + dt.timedelta(days=1)).replace(hour=12)
    malam = siang.replace(hour=22, minute=30)
    jam = lambda: malam if usulan_masuk(tiruan) else siang  # noqa: E731
    with garis.klien(konfigurasi) as klien:
        sinkronisasi.kirim(klien=klien, konfigurasi=konfigurasi, jam=jam)
    assert 1 <= usulan_masuk(tiruan) < 9
    assert not PesanKeluar.objects.filter(status=Status.DIKIRIM).exists()
