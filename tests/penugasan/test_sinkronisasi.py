"""From the decision to the stand-in: everybody decided arrives once, whatever the line does.

Against the stand-in as a real process; every check reads both ends.
"""

import datetime as dt
from typing import Any

import pytest

from inti.errors import DomainError, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.siasn import garis
from penugasan.siasn.mock_server.gangguan import JENIS
from penugasan.siasn.saran import saran
from penugasan.siasn.wire import samakan_id
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
from tests.siasn.tiruan import Tiruan, badan_usulan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis

pytestmark = pytest.mark.django_db


# Sending


def test_everybody_decided_arrives_exactly_once(tiruan: Tiruan, instansi: Instansi) -> None:
    semua = antrekan(instansi, 7)
    kenalkan(tiruan)
    hasil = kirim(tiruan)
    assert (hasil.terkirim, hasil.ditolak, hasil.putus) == (7, 0, 0)
    assert {usulan["nip"] for usulan in tiruan.usulan()} == {p.badan["nipBaru"] for p in semua}
    for pesan in map(satu, semua):
        assert pesan.status == Status.DITERIMA
        assert pesan.status_bkn == "DIUSULKAN"
        assert pesan.terkirim_pada
        assert pesan.jawaban["terakhir"]["success"] is True
    seimbang(tiruan)
    kirim(tiruan)
    assert len(tiruan.usulan()) == 7


def test_cooperatives_are_recognised_by_their_region_before_sending(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    assert pesan.badan["kkmpId"] == ""
    kirim(tiruan)
    koperasi = Koperasi.objects.get()
    assert koperasi.siasn_id
    assert samakan_id(tiruan.usulan()[0]["kkmp"]) == samakan_id(koperasi.siasn_id)
    assert satu(pesan).badan["kkmpId"] == koperasi.siasn_id


def test_a_cooperative_that_siasn_does_not_know_is_a_refusal_of_ours(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kirim(tiruan)
    pesan = satu(pesan)
    assert pesan.status == Status.DITOLAK
    assert "daftar koperasi" in pesan.galat
    assert pesan.pesan_bkn == ""
    assert pesan.terkirim_pada is None
    assert tiruan.usulan() == []


def test_a_refusal_keeps_bkns_words(tiruan: Tiruan, instansi: Instansi) -> None:
    semua = antrekan(instansi, 3)
    kenalkan(tiruan)
    kkmp = Koperasi.objects.get()
    isi = [{"kodeWilayah": kkmp.wilayah_id, "nama": kkmp.nama, "kuota": 2}]
    tiruan.kendali("POST", "kkmp", isi)
    kirim(tiruan, SIASN_SEJAJAR="1")
    ditolak = [pesan for pesan in map(satu, semua) if pesan.status == Status.DITOLAK]
    assert len(ditolak) == 1
    assert "sudah penuh" in ditolak[0].pesan_bkn
    assert "penuh" in saran(ditolak[0].pesan_bkn)


def test_an_answer_lost_after_the_save_is_looked_up_not_sent_again(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    tiruan.ganggu({"jenis": "putus_setelah_simpan", "cocok": {"metode": "POST"}})
    kirim(tiruan)
    assert satu(pesan).status == Status.TIDAK_PASTI
    assert "terputus" in satu(pesan).galat
    assert len(tiruan.usulan()) == 1
    tiruan.ganggu()
    kirim(tiruan, maju=1)
    assert satu(pesan).status == Status.DITERIMA
    assert len([j for j in tiruan.jejak() if j["jalur"].endswith("/save")]) == 1
    assert [r["hasil"] for r in satu(pesan).jawaban["riwayat"]] == ["RAGU", "DITERIMA"]


def test_a_message_that_did_not_arrive_is_looked_up_and_then_sent(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    tiruan.ganggu({"jenis": "putus_sebelum", "kali": 1, "cocok": {"metode": "POST"}})
    kirim_sampai_habis(tiruan)
    assert satu(pesan).status == Status.DITERIMA
    jalur = [j["jalur"].rpartition("/")[2] for j in tiruan.jejak() if "penugasan" in j["jalur"]]
    assert jalur == ["save", "list-usulan-instansi", "save"]


def test_a_refusal_after_a_lost_answer_is_looked_up_before_it_is_believed(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    tiruan.ganggu(
        {"jenis": "putus_setelah_simpan", "kali": 1, "cocok": {"pola": "save$"}},
        {"jenis": "data_string", "kali": 1, "cocok": {"pola": "list-usulan"}},
        {"jenis": "success_false", "kali": 1, "cocok": {"pola": "save$"}},
    )
    kirim_sampai_habis(tiruan)
    assert satu(pesan).status == Status.DITERIMA
    assert [r["hasil"] for r in satu(pesan).jawaban["riwayat"]] == ["RAGU", "BELUM_ADA", "DITERIMA"]
    seimbang(tiruan)


def test_a_false_refusal_that_an_officer_sends_again_meets_its_own_proposal(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    terpasang.ganggu(
        {"jenis": "putus_setelah_simpan", "kali": 1, "cocok": {"pola": "save$"}},
        {"jenis": "data_string", "kali": 2, "cocok": {"pola": "list-usulan"}},
        {"jenis": "success_false", "kali": 1, "cocok": {"pola": "save$"}},
    )
    kirim_sampai_habis(terpasang)
    assert satu(pesan).status == Status.DITOLAK
    sinkronisasi.kirim_ulang(pesan=pesan, perbaikan=Perbaikan(), aktor=petugas, pada=sekarang())
    kirim_sampai_habis(terpasang)
    assert satu(pesan).status == Status.DITERIMA
    assert len(terpasang.usulan()) == 1
    seimbang(terpasang)


def test_while_the_look_itself_fails_nothing_is_sent(tiruan: Tiruan, instansi: Instansi) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    tiruan.ganggu(
        {"jenis": "putus_setelah_simpan", "cocok": {"pola": "save$"}},
        {"jenis": "html", "cocok": {"pola": "list-usulan"}},
    )
    for ke in range(3):
        kirim(tiruan, maju=10 * ke, SIASN_MAKS_ULANG="0")
        assert satu(pesan).status == Status.TIDAK_PASTI
    assert len([j for j in tiruan.jejak() if j["jalur"].endswith("/save")]) == 1


def test_a_person_proposed_outside_the_portal_becomes_an_officers_task(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    with tiruan.klien() as klien:
        asing = badan_usulan(pesan.badan["nipBaru"], klien.ref_kkmp()[0].id)
        asing["instansiId"] = pesan.badan["instansiId"]
        assert klien.simpan_usulan(asing).diterima
    kirim(tiruan)
    pesan = satu(pesan)
    assert pesan.status == Status.DITOLAK
    assert pesan.jawaban["riwayat"][-1]["kode"] == "di_luar_portal"
    assert "di luar portal" in saran(pesan.pesan_bkn)
    assert pesan.id_usulan == ""


def test_a_service_without_keys_is_searched_by_person_first(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    dua = antrekan(instansi, 2)
    kenalkan(tiruan)
    kirim(tiruan, SIASN_IDEMPOTENSI="cari_dulu")
    assert {satu(pesan).status for pesan in dua} == {Status.DITERIMA}
    jalur = [j["jalur"] for j in tiruan.jejak()]
    assert len([j for j in jalur if "/usulan/pns/" in j]) == 2
    asing = antrekan_lagi(instansi)
    with tiruan.klien() as klien:
        badan = badan_usulan(asing.badan["nipBaru"], klien.ref_kkmp()[0].id)
        klien.simpan_usulan({**badan, "instansiId": asing.badan["instansiId"]})
    kirim(tiruan, SIASN_IDEMPOTENSI="cari_dulu")
    assert satu(asing).jawaban["riwayat"][-1]["kode"] == "di_luar_portal"


def antrekan_lagi(instansi: Instansi) -> PesanKeluar:
    """One more person, of the last cooperative known to the stand-in."""
    [penugasan] = tetapkan(instansi)
    kode = Koperasi.objects.exclude(siasn_id="").first()
    assert kode is not None
    Koperasi.objects.filter(pk=penugasan.kebutuhan.koperasi_id).update(siasn_id=kode.siasn_id)
    penugasan = Penugasan.objects.get(pk=penugasan.pk)
    sk = buat_sk([penugasan], urut=9)
    return sinkronisasi.antre_usulan(penugasan=penugasan, surat=sk, pada=sekarang())


# The line


def test_a_dead_line_holds_the_queue_and_a_single_message_tries_it_again(
    tiruan_sendiri: Tiruan, instansi: Instansi
) -> None:
    tiruan = tiruan_sendiri
    semua = antrekan(instansi, 6)
    kenalkan(tiruan)
    tiruan.hentikan()
    hasil = kirim(tiruan, SIASN_JEDA_TAHAN="0")
    assert hasil.terkirim == 0
    assert hasil.galat
    assert sinkronisasi.hitung()["ditahan"] == 6
    hasil = kirim(tiruan, maju=10, SIASN_JEDA_TAHAN="0")
    assert hasil.putus == 1
    tiruan.hidupkan()
    kirim_sampai_habis(tiruan)
    assert {satu(pesan).status for pesan in semua} == {Status.DITERIMA}
    seimbang(tiruan)


def test_what_stood_ready_when_the_line_broke_was_not_tried(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    semua = antrekan(instansi, 12)
    kenalkan(tiruan)
    menulis = {"cocok": {"metode": "POST"}}
    tiruan.ganggu(
        {"jenis": "latensi", "param": {"detik": 0.1}, "kali": 1, **menulis},
        {"jenis": "kuota", "param": {"detik": 120}, **menulis},
    )
    kirim(tiruan, SIASN_SEJAJAR="2")
    dicoba = [pesan for pesan in map(satu, semua) if pesan.percobaan]
    assert len(dicoba) <= 3
    assert {satu(pesan).status for pesan in semua} - {Status.DITERIMA} == {Status.DITAHAN}


def test_quota_pauses_the_whole_queue(tiruan: Tiruan, instansi: Instansi) -> None:
    antrekan(instansi, 4)
    kenalkan(tiruan)
    with tiruan.klien() as klien:
        klien.ref_kkmp()
    tiruan.ganggu({"jenis": "kuota", "param": {"detik": 120}})
    kirim(tiruan, SIASN_SEJAJAR="1")
    assert sinkronisasi.hitung()["ditahan"] == 4
    tiruan.ganggu()
    sebelum = len(tiruan.jejak())
    kirim(tiruan)
    assert len(tiruan.jejak()) == sebelum
    berikut = outbox.berikutnya(sewa=dt.timedelta(seconds=1))
    assert berikut is not None
    assert berikut > sekarang() + dt.timedelta(seconds=100)


def test_switched_off_and_in_quiet_hours_nothing_leaves_and_nothing_is_lost(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    antrekan(instansi, 2)
    kirim(tiruan, SIASN_MODE="mati")
    kirim(tiruan, SIASN_JAM_TENANG="00:00-23:59:59.999999")
    assert tiruan.jejak() == []
    assert sinkronisasi.hitung()["menunggu"] == 2


def test_an_officer_may_try_a_held_line_at_once(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, auditor: Akun
) -> None:
    antrekan(instansi, 2)
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Kuota habis.")
    with pytest.raises(TidakBerhak):
        sinkronisasi.coba_sekarang(instansi=instansi, aktor=auditor, pada=sekarang())
    jumlah = sinkronisasi.coba_sekarang(instansi=instansi, aktor=petugas, pada=sekarang())
    assert jumlah == 2
    assert sinkronisasi.hitung()["menunggu"] == 2


def test_a_shared_token_is_remembered_for_a_while_and_asked_anew_under_the_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garis, "_INGAT", 3600.0)
    satu, lain = garis.TokenCache(), garis.TokenCache()
    satu.simpan("apim", "lama", 60)
    assert satu.ambil("apim") == "lama"
    lain.simpan("apim", "baru", 60)
    assert satu.ambil("apim") == "lama"
    with satu.kunci():
        assert satu.ambil("apim") == "baru"
    satu.buang("apim")
    assert satu.ambil("apim") is None


def test_a_pasted_token_is_used_and_never_stored(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, settings: Any
) -> None:
    with garis.klien() as klien:
        klien.ref_kkmp()
    hidup = garis.TokenCache().ambil("sso")
    assert hidup
    garis.TokenCache().buang("sso")
    settings.SIASN = terpasang.env_portal(SIASN_SSO_MODE="manual")
    tempel = {"instansi": instansi, "aktor": petugas, "pada": sekarang()}
    with pytest.raises(DomainError):
        sinkronisasi.pasang_token(nilai="pendek", **tempel)
    assert sinkronisasi.pasang_token(nilai=hidup, **tempel) > 0
    with garis.klien() as klien:
        assert klien.ref_kkmp()
    assert hidup not in repr(list(JejakAudit.objects.values()))


# Everything at once


class Jam:
    """A clock that can be set forward, so that a rest of minutes costs a test nothing."""

    def __init__(self) -> None:
        self._maju = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return sekarang() + self._maju

    def maju_ke(self, saat: dt.datetime) -> None:
        self._maju += max(saat - self(), dt.timedelta())


def test_under_every_fault_at_once_everybody_arrives_exactly_once(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    semua = antrekan(instansi, 24)
    kenalkan(terpasang)
    param = {"latensi": {"detik": 0.01}, "tetesan": {"bita_per_detik": 50_000}}
    terpasang.ganggu(
        *({"jenis": j, "peluang": 0.05, "param": param.get(j, {})} for j in sorted(JENIS))
    )
    jam = Jam()
    konfigurasi = terpasang.konfigurasi(SIASN_MAKS_ULANG="1")
    sewa = dt.timedelta(seconds=konfigurasi.sewa)
    with garis.klien(konfigurasi) as klien:
        for _ in range(400):
            sinkronisasi.kirim(klien=klien, konfigurasi=konfigurasi, jam=jam)
            ditolak = PesanKeluar.objects.filter(status=Status.DITOLAK, usang=False)
            for pesan in ditolak:  # a fault in the clothes of a refusal: the officer sends again
                sinkronisasi.kirim_ulang(
                    pesan=pesan, perbaikan=Perbaikan(), aktor=petugas, pada=jam()
                )
            berikut = outbox.berikutnya(sewa=sewa)
            if berikut is None:
                break
            jam.maju_ke(berikut)
    terpasang.ganggu()
    kena = {satu["gangguan"] for satu in terpasang.jejak()} - {""}
    assert len(kena) >= 12, "too few kinds of fault struck to prove anything"
    hidup = PesanKeluar.objects.filter(usang=False)
    assert {pesan.status for pesan in hidup} == {Status.DITERIMA}
    assert sorted(u["nip"] for u in terpasang.usulan()) == sorted(
        pesan.badan["nipBaru"] for pesan in semua
    )
    seimbang(terpasang)
