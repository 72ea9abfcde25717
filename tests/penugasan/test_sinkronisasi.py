"""From the decision to BKN's answer: sent once, refused in words, mended and sent again.

Against the stand-in as a real process; every check reads both ends.
"""

import datetime as dt
import json
import random
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from inti.audit import verifikasi
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Akun
from penugasan import outbox, tasks
from penugasan.models import Penugasan, PesanKeluar
from penugasan.permissions import TidakBerhak
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.siasn import garis
from penugasan.siasn.saran import saran
from penugasan.siasn.wire import samakan_id
from tests.penugasan.kirim import (
    antrekan,
    buat_sk,
    kenalkan,
    kirim,
    kirim_sampai_habis,
    tarik,
    tetapkan,
)
from tests.siasn.tiruan import INSTANSI, Tiruan, badan_usulan, nip_acak

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis

pytestmark = pytest.mark.django_db


@pytest.fixture
def terpasang(tiruan: Tiruan, settings: Any) -> Tiruan:
    """The stand-in that this portal's own settings lead to."""
    settings.SIASN = tiruan.env_portal()
    return tiruan


def satu(pesan: PesanKeluar) -> PesanKeluar:
    """The row as it stands."""
    return PesanKeluar.objects.get(pk=pesan.pk)


def seimbang(tiruan: Tiruan) -> None:
    """The ledger says of every proposal what the stand-in has."""
    di_sana = {usulan["referensi"]: usulan for usulan in tiruan.usulan()}
    buku = PesanKeluar.objects.filter(jenis=Jenis.USULAN, usang=False, status=Status.DITERIMA)
    di_sini = {pesan.kunci.hex: samakan_id(pesan.id_usulan) for pesan in buku}
    assert di_sini == {ref: u["id"] for ref, u in di_sana.items() if ref in di_sini}
    nip = [
        usulan["nip"]
        for usulan in di_sana.values()
        if usulan["status"] not in ("DITARIK", "DITOLAK")
    ]
    assert len(nip) == len(set(nip))


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
    assert "daftar KKMP" in pesan.galat
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
    kirim(tiruan)
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


def test_while_the_look_itself_fails_nothing_is_sent(tiruan: Tiruan, instansi: Instansi) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    tiruan.ganggu(
        {"jenis": "putus_setelah_simpan", "cocok": {"pola": "save$"}},
        {"jenis": "html", "cocok": {"pola": "list-usulan"}},
    )
    for _ in range(3):
        kirim(tiruan, SIASN_MAKS_ULANG="0")
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
    hasil = kirim(tiruan, SIASN_JEDA_TAHAN="0")
    assert hasil.putus == 1
    tiruan.hidupkan()
    kirim_sampai_habis(tiruan)
    assert {satu(pesan).status for pesan in semua} == {Status.DITERIMA}
    seimbang(tiruan)


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


# BKN's decisions


def test_a_decision_is_drawn_in_and_the_sk_follows_by_itself(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    dua = antrekan(instansi, 2)
    kenalkan(tiruan)
    kirim(tiruan)
    tiruan.putuskan(tiruan.usulan()[0]["id"], "DITERIMA")
    assert tarik(tiruan) == 1
    assert tarik(tiruan) == 0
    unggah = PesanKeluar.objects.get(jenis=Jenis.UNGGAH_SK)
    kirim_sampai_habis(tiruan)
    assert satu(unggah).status == Status.DITERIMA
    tarik(tiruan)
    assert sorted(satu(pesan).status_bkn for pesan in dua) == ["DIUSULKAN", "SK_TERBIT"]
    tersimpan = {usulan["status"]: usulan for usulan in tiruan.usulan()}
    assert tersimpan["SK_TERBIT"]["no_sk"] == "800.1.3/1/2026"


def test_a_stale_answer_never_undoes_a_newer_one(tiruan: Tiruan, instansi: Instansi) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    kirim(tiruan)
    tiruan.putuskan(tiruan.usulan()[0]["id"], "DITERIMA")
    tarik(tiruan)
    baru = satu(pesan)
    PesanKeluar.objects.filter(pk=pesan.pk).update(jawaban={**baru.jawaban, "versi": 99})
    tiruan.putuskan(tiruan.usulan()[0]["id"], "DITOLAK")
    assert tarik(tiruan) == 0
    assert satu(pesan).status_bkn == "DITERIMA"


def test_an_unknown_status_is_shown_and_not_guessed(tiruan: Tiruan, instansi: Instansi) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    konfigurasi = tiruan.konfigurasi()
    asing = {k: v for k, v in konfigurasi.peta_status.items() if k != "12"}
    tanpa = konfigurasi.__class__(**{**konfigurasi.__dict__, "peta_status": asing})
    with garis.klien(tanpa) as klien:
        sinkronisasi.kirim(klien=klien, konfigurasi=tanpa, jam=sekarang)
    pesan = satu(pesan)
    assert (pesan.status, pesan.status_bkn) == (Status.DITERIMA, "")
    assert "tidak dikenal" in pesan.status_bkn_nama


def test_rows_that_are_not_ours_are_left_alone(
    tiruan: Tiruan, instansi: Instansi, acak: random.Random
) -> None:
    antrekan(instansi)
    kenalkan(tiruan)
    kirim(tiruan)
    with tiruan.klien() as klien:
        klien.simpan_usulan(badan_usulan(nip_acak(acak), klien.ref_kkmp()[0].id))
    assert len(tiruan.usulan()) == 2
    assert tarik(tiruan) == 0


@pytest.fixture
def acak() -> random.Random:
    return random.Random(7)  # noqa: S311 - synthetic numbers


# Refused, mended, sent again


def _dikembalikan(tiruan: Tiruan, instansi: Instansi, status: str) -> PesanKeluar:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    kirim(tiruan)
    tiruan.putuskan(tiruan.usulan()[0]["id"], status, "BTS: pernyataan belum ada.")
    tarik(tiruan)
    return satu(pesan)


def test_a_proposal_sent_back_is_corrected_under_its_own_id(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "PERBAIKAN")
    assert (pesan.status, pesan.status_bkn) == (Status.DITOLAK, "PERBAIKAN")
    assert "pernyataan" in pesan.pesan_bkn
    perbaikan = Perbaikan(keterangan="Pernyataan terlampir.", tanggal_surat=dt.date(2026, 2, 24))
    baru = sinkronisasi.kirim_ulang(
        pesan=pesan, perbaikan=perbaikan, aktor=petugas, pada=sekarang()
    )
    assert baru.pk == pesan.pk
    kirim(terpasang)
    [usulan] = terpasang.usulan()
    assert usulan["status"] == "DIUSULKAN"
    assert usulan["badan"]["keterangan"] == "Pernyataan terlampir."
    assert usulan["badan"]["tanggalSuratUsulan"] == "24-02-2026"
    assert satu(pesan).status == Status.DITERIMA
    seimbang(terpasang)
    jejak = JejakAudit.objects.get(aksi="pesan.kirim_ulang")
    assert jejak.aktor == petugas
    assert jejak.sesudah["keterangan"] == "Pernyataan terlampir."
    assert verifikasi(instansi)[1] is None


def test_a_proposal_refused_for_good_becomes_a_new_one(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "DITOLAK")
    baru = sinkronisasi.kirim_ulang(
        pesan=pesan, perbaikan=Perbaikan(), aktor=petugas, pada=sekarang()
    )
    assert baru.kunci != pesan.kunci
    assert baru.menggantikan == pesan
    assert satu(pesan).usang
    kirim(terpasang)
    assert sorted(usulan["status"] for usulan in terpasang.usulan()) == ["DITOLAK", "DIUSULKAN"]
    seimbang(terpasang)


def test_a_correction_whose_answer_is_lost_is_looked_up(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "PERBAIKAN")
    sinkronisasi.kirim_ulang(
        pesan=pesan, perbaikan=Perbaikan(keterangan="Ada."), aktor=petugas, pada=sekarang()
    )
    terpasang.ganggu(
        {"jenis": "putus_sebelum", "kali": 1, "cocok": {"pola": "save$"}},
        {"jenis": "putus_setelah_simpan", "kali": 1, "cocok": {"pola": "save$"}},
    )
    kirim_sampai_habis(terpasang)
    assert satu(pesan).status == Status.DITERIMA
    assert terpasang.usulan()[0]["versi"] == 3


def test_two_officers_send_one_message_again_and_one_is_first(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "PERBAIKAN")
    ulang: dict[str, Any] = {"perbaikan": Perbaikan(keterangan="A"), "aktor": petugas}
    sinkronisasi.kirim_ulang(pesan=pesan, pada=sekarang(), **ulang)
    with pytest.raises(SudahDiproses):
        sinkronisasi.kirim_ulang(pesan=pesan, pada=sekarang(), **ulang)


def test_who_may_not_send_again_changes_nothing(
    terpasang: Tiruan, instansi: Instansi, penyetuju: Akun, petugas_lain: Akun, petugas: Akun
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "PERBAIKAN")
    for aktor in (penyetuju, petugas_lain):
        with pytest.raises(TidakBerhak):
            sinkronisasi.kirim_ulang(
                pesan=pesan, perbaikan=Perbaikan(), aktor=aktor, pada=sekarang()
            )
    with pytest.raises(DomainError, match="TMT"):
        sinkronisasi.kirim_ulang(
            pesan=pesan,
            perbaikan=Perbaikan(tanggal_surat=dt.date(2030, 1, 1)),
            aktor=petugas,
            pada=sekarang(),
        )
    Penugasan.objects.filter(pk=pesan.penugasan_id).update(status=Penugasan.Status.DIBATALKAN)
    with pytest.raises(DomainError, match="dibatalkan"):
        sinkronisasi.kirim_ulang(pesan=pesan, perbaikan=Perbaikan(), aktor=petugas, pada=sekarang())
    assert satu(pesan).status == Status.DITOLAK


def test_a_refused_upload_is_sent_again_with_the_sk_in_force(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    antrekan(instansi)
    kenalkan(terpasang)
    kirim(terpasang)
    id_usulan = terpasang.usulan()[0]["id"]
    terpasang.putuskan(id_usulan, "DITERIMA")
    tarik(terpasang)
    terpasang.ganggu({"jenis": "success_false", "kali": 1, "cocok": {"pola": "upload"}})
    kirim(terpasang)
    unggah = PesanKeluar.objects.get(jenis=Jenis.UNGGAH_SK)
    assert unggah.status == Status.DITOLAK
    baru = sinkronisasi.kirim_ulang(
        pesan=unggah, perbaikan=Perbaikan(), aktor=petugas, pada=sekarang()
    )
    terpasang.ganggu({"jenis": "putus_setelah_simpan", "kali": 1, "cocok": {"pola": "upload"}})
    kirim_sampai_habis(terpasang)
    assert satu(baru).status == Status.DITERIMA
    assert terpasang.usulan()[0]["status"] == "SK_TERBIT"
    assert PesanKeluar.objects.filter(jenis=Jenis.UNGGAH_SK, usang=False).count() == 1


# Revoked


def test_a_revoked_assignment_never_sent_is_never_sent(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    assert sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang()) is None
    kirim_sampai_habis(terpasang)
    assert terpasang.usulan() == []


@pytest.mark.parametrize("gangguan", ["", "putus_sebelum", "putus_setelah_simpan"])
def test_a_revoked_assignment_is_withdrawn(
    terpasang: Tiruan, instansi: Instansi, gangguan: str
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    kirim(terpasang)
    tarikan = sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang())
    assert tarikan is not None
    if gangguan:
        terpasang.ganggu({"jenis": gangguan, "kali": 1, "cocok": {"metode": "DELETE"}})
    kirim_sampai_habis(terpasang)
    assert satu(tarikan).status == Status.DITERIMA
    assert terpasang.usulan()[0]["status"] == "DITARIK"
    tarik(terpasang)
    assert satu(pesan).status_bkn == "DITARIK"


def test_what_bkn_refused_or_never_had_needs_no_withdrawal(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    pesan = _dikembalikan(terpasang, instansi, "DITOLAK")
    assert sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang()) is None
    [tanpa] = tetapkan(instansi)
    assert sinkronisasi.antre_tarik(penugasan=tanpa, pada=sekarang()) is None


def test_a_withdrawal_after_bkns_decision_is_refused_in_words(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    kirim(terpasang)
    terpasang.putuskan(terpasang.usulan()[0]["id"], "DITERIMA")
    tarikan = sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang())
    assert tarikan is not None
    kirim_sampai_habis(terpasang)
    assert satu(tarikan).status == Status.DITOLAK
    assert "sudah diputus" in satu(tarikan).pesan_bkn


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
