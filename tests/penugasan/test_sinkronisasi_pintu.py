"""The doors of sending: tasks, the command, and the question about a person."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inti.models import Instansi
from penugasan import tasks
from penugasan.models import PesanKeluar, Surat
from penugasan.services import sinkronisasi
from penugasan.siasn import pengisi
from penugasan.siasn.saran import saran
from tests.penugasan.kirim import (
    antrekan,
    kenalkan,
    kirim,
    kirim_sampai_habis,
    satu,
    tarik,
    tetapkan,
)
from tests.siasn.tiruan import INSTANSI, Tiruan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis

pytestmark = pytest.mark.django_db


# Doors


def test_a_nudge_and_the_sweep_do_the_whole_way(terpasang: Tiruan, instansi: Instansi) -> None:
    antrekan(instansi, 3)
    tasks.sapu_siasn()
    assert terpasang.kendali("GET", "pegawai")["jumlah"] == 3
    assert sinkronisasi.hitung()["diterima"] == 3
    for usulan in terpasang.usulan():
        terpasang.putuskan(usulan["id"], "DITERIMA")
    for _ in range(3):
        tasks.sapu_siasn()
        tasks.kirim_antrean()
    tasks.sapu_siasn()
    assert {usulan["status"] for usulan in terpasang.usulan()} == {"SK_TERBIT"}
    milik = PesanKeluar.objects.filter(jenis=Jenis.USULAN)
    assert {pesan.status_bkn for pesan in milik} == {"SK_TERBIT"}


def test_the_doors_are_quiet_when_siasn_is_off_or_dead(
    instansi: Instansi, settings: Any, tiruan_sendiri: Tiruan
) -> None:
    antrekan(instansi)
    settings.SIASN = {"SIASN_MODE": "mati"}
    tasks.sapu_siasn()
    tasks.kirim_antrean()
    assert sinkronisasi.hitung()["menunggu"] == 1
    settings.SIASN = tiruan_sendiri.env_portal()
    tiruan_sendiri.hentikan()
    tasks.sapu_siasn()
    assert sinkronisasi.hitung()["diterima"] == 0


def test_the_command_drains_waits_and_reports(
    terpasang: Tiruan, instansi: Instansi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    antrekan(instansi, 4)
    kenalkan(terpasang)
    terpasang.ganggu({"jenis": "putus_setelah_simpan", "kali": 2, "cocok": {"metode": "POST"}})
    keluaran = tmp_path / "hasil.json"
    call_command("kirim_siasn", "--sampai-habis", "--keluaran", str(keluaran))
    assert json.loads(keluaran.read_text()) == {
        "menunggu": 0,
        "diterima": 4,
        "ditolak": 0,
        "tidak_pasti": 0,
        "ditahan": 0,
    }
    assert "diterima 4" in capsys.readouterr().out
    assert len(terpasang.usulan()) == 4


def test_the_command_says_so_when_siasn_is_off(
    settings: Any, instansi: Instansi, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SIASN = {"SIASN_MODE": "mati"}
    antrekan(instansi)
    call_command("kirim_siasn", "--sampai-habis")
    tangkap = capsys.readouterr()
    assert "mati" in tangkap.err
    assert "menunggu 1" in tangkap.out


# Asking about a person


def test_a_number_is_checked_with_siasn(
    terpasang: Tiruan, instansi: Instansi, settings: Any
) -> None:
    [penugasan] = tetapkan(instansi)
    kenalkan(terpasang)
    hasil = sinkronisasi.periksa_nip(penugasan.pegawai.nip)
    assert hasil.tersedia
    assert hasil.orang is not None
    assert hasil.orang.nama.casefold() == penugasan.pegawai.nama.casefold()
    assert "tidak ditemukan" in sinkronisasi.periksa_nip("1" * 18).pesan
    settings.SIASN = {"SIASN_MODE": "mati"}
    assert not sinkronisasi.periksa_nip(penugasan.pegawai.nip).tersedia


def test_a_check_on_a_dead_line_says_so_and_does_not_fail(
    tiruan_sendiri: Tiruan, settings: Any
) -> None:
    settings.SIASN = tiruan_sendiri.env_portal()
    tiruan_sendiri.hentikan()
    hasil = sinkronisasi.periksa_nip("1" * 18)
    assert not hasil.tersedia
    assert "tidak tersedia" in hasil.pesan


def test_the_agencys_id_may_come_from_the_settings(
    terpasang: Tiruan, instansi: Instansi, settings: Any
) -> None:
    settings.SIASN = terpasang.env_portal(SIASN_SATUAN_KERJA_ID="SATKER")
    Instansi.objects.filter(pk=instansi.pk).update(siasn_id="", siasn_satuan_kerja_id="")
    instansi.refresh_from_db()
    [pesan] = antrekan(instansi)
    assert pesan.badan["instansiId"] == INSTANSI
    assert pesan.badan["satuanKerjaId"] == "SATKER"


def test_every_refusal_has_an_advice_of_at_most_twenty_words() -> None:
    for kata in ("BTS", "Kuota penuh", "usia", "entah apa", str(uuid.uuid4()), "PNS", "SK"):
        assert 3 < len(saran(kata).split()) <= 20


# What may go wrong on our own side


def test_an_unreadable_list_of_cooperatives_costs_nobody_a_refusal(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    semua = antrekan(instansi, 3)
    terpasang.ganggu({"jenis": "html", "cocok": {"pola": "ref-kkmp"}})
    for _ in range(3):
        kirim(terpasang, SIASN_MAKS_ULANG="0")
    assert {satu(pesan).status for pesan in semua} <= {Status.MENUNGGU, Status.DITAHAN}
    terpasang.ganggu()
    kenalkan(terpasang)
    kirim_sampai_habis(terpasang)
    assert {satu(pesan).status for pesan in semua} == {Status.DITERIMA}


def test_an_sk_whose_file_is_not_the_issued_one_is_not_sent(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    kirim(terpasang)
    terpasang.putuskan(terpasang.usulan()[0]["id"], "DITERIMA")
    tarik(terpasang)
    Surat.objects.filter(penugasan=pesan.penugasan).update(sha256="0" * 64)
    kirim(terpasang)
    unggah = PesanKeluar.objects.get(jenis=Jenis.UNGGAH_SK)
    assert unggah.status == Status.MENUNGGU
    assert "tidak sama dengan yang diterbitkan" in unggah.galat
    assert terpasang.usulan()[0]["status"] == "DITERIMA"


def test_a_fault_of_our_own_code_leaves_the_message_in_doubt(
    terpasang: Tiruan, instansi: Instansi, monkeypatch: pytest.MonkeyPatch
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)

    def rusak(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as tambal:
        tambal.setattr("penugasan.services.sinkronisasi_kirim.antar", rusak)
        kirim(terpasang)
    assert satu(pesan).status == Status.TIDAK_PASTI
    kirim_sampai_habis(terpasang)
    assert satu(pesan).status == Status.DITERIMA


def test_a_sweep_survives_a_sick_list(terpasang: Tiruan, instansi: Instansi) -> None:
    antrekan(instansi)
    tasks.sapu_siasn()
    terpasang.ganggu({"jenis": "html", "cocok": {"pola": "list-usulan"}})
    tasks.sapu_siasn()
    call_command("kirim_siasn")
    assert sinkronisasi.hitung()["diterima"] == 1


def test_the_standin_command_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    berkas = tmp_path / "orang.json"
    berkas.write_text("{}")
    with pytest.raises(CommandError, match="data-utama"):
        call_command("siasn_tiruan", "--data", str(tmp_path), "--muat", str(berkas))


def test_another_address_than_loopback_is_never_filled(tiruan: Tiruan, instansi: Instansi) -> None:
    antrekan(instansi)
    luar = tiruan.konfigurasi(SIASN_URL_API="http://192.0.2.1/apisiasn/1.0")
    assert pengisi.isi(luar) == 0
    kunci_lain = tiruan.konfigurasi(SIASN_TIRUAN_KUNCI="lain")
    assert pengisi.isi(kunci_lain) == 0
    assert pengisi.isi(tiruan.konfigurasi()) == 1
    assert pengisi.isi(tiruan.konfigurasi()) == 0
