"""Faults of content and of time, on each call that matters: create, cancel, upload, status, lookup.

Another shape, everything twice, the past, an answer that comes too late. The client must never
crash, never lose a proposal, and never call a success what it cannot read as one.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from penugasan.siasn.antaran import USULAN, Macam, antar
from penugasan.siasn.bentuk import UsulanSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError
from penugasan.siasn.mock_server.skema import RAGAM_SKEMA
from penugasan.siasn.wire import StatusUsulan, samakan_id
from tests.siasn.tiruan import Tiruan, badan_usulan, nip_acak
from tests.siasn.titipan import ragu, sesudah, siapkan, titipan

TERBACA = sorted(set(RAGAM_SKEMA) - {"null"})
TULIS = ["usulan", "tarik", "unggah_sk"]


@pytest.fixture
def klien(tiruan: Tiruan) -> Iterator[KlienSiasn]:
    """No repeats, so that one fault is one answer; little patience for late ones."""
    with tiruan.klien(SIASN_MAKS_ULANG="0", SIASN_TIMEOUT_BACA="0.4") as klien:
        yield klien


@pytest.fixture
def badan(kkmp_id: str, acak: random.Random) -> dict[str, Any]:
    return badan_usulan(nip_acak(acak), kkmp_id)


@pytest.fixture
def id_usulan(klien: KlienSiasn, badan: dict[str, Any]) -> str:
    """A proposal that BKN has."""
    hasil = klien.simpan_usulan(badan)
    assert hasil.usulan is not None
    return hasil.usulan.id


def tulisan(tiruan: Tiruan) -> int:
    """How often BKN was written to since the last reset."""
    return len([satu for satu in tiruan.jejak() if satu["metode"] != "GET"])


# Another shape


@pytest.mark.parametrize("ragam", TERBACA)
@pytest.mark.parametrize("jenis", TULIS)
def test_a_write_answered_in_a_readable_new_shape_is_done(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], jenis: str, ragam: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": ragam}})
    akhir = antar(satu, klien)
    assert akhir.macam is Macam.DITERIMA
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


@pytest.mark.parametrize("jenis", TULIS)
def test_a_success_that_names_nothing_is_looked_up_and_never_written_twice(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], jenis: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": "null"}})
    assert antar(satu, klien).macam is Macam.RAGU
    assert antar(ragu(satu), klien).macam is Macam.RAGU  # the look cannot be read either
    tiruan.ganggu()
    sebelum = tulisan(tiruan)
    assert antar(ragu(satu), klien).macam is Macam.DITERIMA
    assert tulisan(tiruan) == sebelum
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


@pytest.mark.parametrize("ragam", TERBACA)
def test_reads_get_over_a_readable_new_shape(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], id_usulan: str, ragam: str
) -> None:
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": ragam}})
    orang = klien.data_utama(badan["nipBaru"])
    assert orang is not None
    assert orang.nip == badan["nipBaru"]
    for usulan in (klien.usulan(id_usulan), *klien.daftar_usulan()):
        assert usulan is not None
        assert samakan_id(usulan.id) == samakan_id(id_usulan)
        assert usulan.status is StatusUsulan.DIUSULKAN
        assert usulan.nip == badan["nipBaru"]
    assert len(klien.ref_kkmp()) == 27


def test_rows_without_their_keys_are_an_error_and_never_an_absence(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], id_usulan: str
) -> None:
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": "null"}})
    for baca in (
        lambda: klien.data_utama(badan["nipBaru"]),
        lambda: klien.usulan(id_usulan),
        lambda: klien.usulan_pns(badan["nipBaru"]),
        klien.daftar_usulan,
        klien.ref_kkmp,
        klien.ref_unor,
    ):
        with pytest.raises(SiasnError) as galat:
            baca()
        assert galat.value.kode is Kode.BENTUK
    tiruan.ganggu({"jenis": "skema", "param": {"ragam": "ganti_nama"}})
    with pytest.raises(SiasnError):  # whose rows these are is no longer told
        klien.daftar_usulan(referensi_id=badan["referensiId"])


# Everything twice


def test_an_answer_said_twice_is_not_taken_for_the_next_ones(
    tiruan: Tiruan, klien: KlienSiasn, acak: random.Random
) -> None:
    kkmp = klien.ref_kkmp()
    tiruan.ganggu({"jenis": "ganda"})
    for satu in kkmp[:3]:
        badan = badan_usulan(nip_acak(acak), satu.id)
        orang = klien.data_utama(badan["nipBaru"])
        assert orang is not None
        assert orang.nip == badan["nipBaru"]
        hasil = klien.simpan_usulan(badan)
        assert hasil.usulan is not None
        assert hasil.usulan.milik(badan["referensiId"])
    assert len(tiruan.usulan()) == 3
    assert len(klien.daftar_usulan()) == 3
    assert len(klien.ref_kkmp()) == 27


@pytest.mark.parametrize("jenis", TULIS)
def test_a_write_delivered_twice_is_done_once(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], jenis: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    tiruan.ganggu({"jenis": "ganda"})
    assert antar(satu, klien).macam is Macam.DITERIMA
    tiruan.ganggu()
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


# The past


def satu_satunya(semua: list[UsulanSiasn]) -> UsulanSiasn:
    [usulan] = semua
    return usulan


def test_of_rows_out_of_order_the_newest_version_counts(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], id_usulan: str
) -> None:
    tiruan.putuskan(id_usulan, "DITERIMA")
    tiruan.ganggu({"jenis": "mundur"})
    for semua in (klien.daftar_usulan(), klien.usulan_pns(badan["nipBaru"])):
        assert satu_satunya(semua).status is StatusUsulan.DITERIMA
    lama = klien.usulan(id_usulan)
    assert lama is not None
    assert (lama.status, lama.versi) == (StatusUsulan.DIUSULKAN, 1)


@pytest.mark.parametrize("jenis_gangguan", ["mundur", "basi"])
def test_a_state_from_before_is_no_proof_that_a_correction_arrived(
    tiruan: Tiruan,
    klien: KlienSiasn,
    badan: dict[str, Any],
    id_usulan: str,
    jenis_gangguan: str,
) -> None:
    tiruan.putuskan(id_usulan, "PERBAIKAN", "BTS: berkas kabur.")
    perbaikan = {**badan, "id": id_usulan, "keterangan": "Sudah dilengkapi."}
    satu = titipan(USULAN, perbaikan, id_usulan, ragu=True, versi=2)
    tiruan.ganggu({"jenis": jenis_gangguan})
    assert antar(satu, klien).macam is Macam.BELUM_ADA
    akhir = antar(titipan(USULAN, perbaikan, id_usulan, versi=2), klien)
    assert akhir.macam is Macam.DITERIMA
    assert [(u["status"], u["versi"]) for u in tiruan.usulan()] == [("DIUSULKAN", 3)]


@pytest.mark.parametrize("jenis", TULIS)
def test_a_stale_look_after_a_write_never_ends_an_errand_wrongly(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], jenis: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    tiruan.ganggu({"jenis": "putus_sebelum", "kali": 1}, {"jenis": "basi"})
    assert antar(satu, klien).macam is Macam.RAGU
    assert antar(ragu(satu), klien).macam is Macam.BELUM_ADA
    assert antar(satu, klien).macam is Macam.DITERIMA
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


def test_what_is_older_than_the_lag_is_seen(
    tiruan: Tiruan, klien: KlienSiasn, id_usulan: str
) -> None:
    tiruan.ganggu({"jenis": "basi"})
    assert klien.daftar_usulan() == []
    assert klien.usulan(id_usulan) is None
    tiruan.ganggu({"jenis": "basi", "param": {"detik": 0}})
    assert satu_satunya(klien.daftar_usulan()).versi == 1


# Too late


@pytest.mark.parametrize("jenis", TULIS)
def test_an_answer_after_the_deadline_hides_a_write_that_took_effect(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], jenis: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    param = {"detik": 0.6, "setelah_simpan": True}
    tiruan.ganggu({"jenis": "latensi", "kali": 1, "param": param})
    assert antar(satu, klien).macam is Macam.RAGU
    sebelum = tulisan(tiruan)
    assert antar(ragu(satu), klien).macam is Macam.DITERIMA
    assert tulisan(tiruan) == sebelum
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


def test_a_late_read_is_only_a_broken_line(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], id_usulan: str
) -> None:
    param = {"detik": 0.6, "setelah_simpan": True}
    tiruan.ganggu({"jenis": "latensi", "param": param})
    for baca in (klien.daftar_usulan, lambda: klien.data_utama(badan["nipBaru"])):
        with pytest.raises(SiasnError) as galat:
            baca()
        assert not isinstance(galat.value, AmbiguError)
