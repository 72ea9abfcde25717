"""BKN's decisions, refusals mended and sent again, and what is revoked."""

import datetime as dt
import random
from typing import Any

import pytest

from inti.audit import verifikasi
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.models import Penugasan, PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.siasn import garis
from tests.penugasan.kirim import (
    antrekan,
    kenalkan,
    kirim,
    kirim_sampai_habis,
    satu,
    seimbang,
    tarik,
    tetapkan,
)
from tests.siasn.tiruan import Tiruan, badan_usulan, nip_acak

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis

pytestmark = pytest.mark.django_db


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
