"""The manual lane: out of the queue, typed into SIASN by hand, ticked with proof, never twice."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.errors import SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi, sinkronisasi_manual as manual
from tests.penugasan.ekspor.bantu import ambil
from tests.penugasan.kirim import (
    antrekan,
    kenalkan,
    kirim,
    kirim_sampai_habis,
    satu,
    seimbang,
    tarik,
)
from tests.siasn.tiruan import Tiruan, badan_usulan

Masuk = Callable[[Akun], Client]
Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
AMBIL, DAFTAR = "penugasan:buku_kirim_manual_ambil", "penugasan:buku_kirim_manual"

pytestmark = pytest.mark.django_db


def bukti() -> SimpleUploadedFile:
    return SimpleUploadedFile("layar.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png")


def entri_di_siasn(tiruan: Tiruan, pesan: PesanKeluar) -> str:
    """What the officer does in SIASN's own pages: a proposal that knows no key of the portal."""
    with tiruan.klien() as klien:
        badan = badan_usulan(pesan.badan["nipBaru"], klien.ref_kkmp()[0].id)
        hasil = klien.simpan_usulan({**badan, "instansiId": pesan.badan["instansiId"]})
    assert hasil.usulan is not None
    return hasil.usulan.id


def test_what_a_hand_is_on_the_line_leaves_alone(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    semua = antrekan(instansi, 3)
    kenalkan(terpasang)
    assert manual.ambil(pesan=semua[:1], aktor=petugas, pada=sekarang()) == 1
    kirim_sampai_habis(terpasang)
    assert [satu(p).status for p in semua] == [Status.MANUAL, Status.DITERIMA, Status.DITERIMA]
    assert len(terpasang.usulan()) == 2
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Putus.")
    outbox.lepas(pada=sekarang())
    assert satu(semua[0]).status == Status.MANUAL
    assert sinkronisasi.hitung()["menunggu"] == 1


def test_an_entry_with_proof_has_the_same_states_and_bkns_decision_finds_it(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    pertama, kedua = antrekan(instansi, 2)
    kenalkan(terpasang)
    klien = masuk(petugas)
    pilih = {"pilih": [pertama.penugasan_id, kedua.penugasan_id]}
    assert "2 pesan" in klien.get(reverse(AMBIL), pilih).content.decode()
    assert "2 pesan" in klien.post(reverse(AMBIL), pilih, follow=True).content.decode()
    id_pertama = entri_di_siasn(terpasang, pertama)
    entri_di_siasn(terpasang, kedua)
    for pesan, isi in ((pertama, id_pertama), (kedua, "")):
        alamat = reverse("penugasan:buku_kirim_manual_catat", args=[pesan.pk])
        assert pesan.badan["nipBaru"] in klien.get(alamat).content.decode()
        jawaban = klien.post(
            alamat, {"bukti": bukti(), "id_usulan": isi, "putusan": "DIUSULKAN", "kata": ""}
        )
        assert jawaban.status_code == 302
    assert {satu(p).status for p in (pertama, kedua)} == {Status.DITERIMA}
    assert satu(pertama).manual_oleh == petugas
    assert len(satu(pertama).bukti_sidik) == 64
    unduh = reverse("penugasan:buku_kirim_manual_bukti", args=[pertama.pk])
    assert b"".join(klien.get(unduh)) == b"\x89PNG\r\n\x1a\n" + b"0" * 40
    kirim(terpasang)
    assert len(terpasang.usulan()) == 2, "the line proposed somebody a second time"
    for usulan in terpasang.usulan():
        terpasang.putuskan(usulan["id"], "DITERIMA")
    tarik(terpasang)
    assert {satu(p).status_bkn for p in (pertama, kedua)} == {"DITERIMA"}
    assert all(satu(p).id_usulan for p in (pertama, kedua))
    kirim_sampai_habis(terpasang)
    assert {u["status"] for u in terpasang.usulan()} == {"SK_TERBIT"}


def test_without_any_line_bkns_decision_is_written_down_by_hand(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    [pesan] = antrekan(instansi)
    manual.ambil(pesan=[pesan], aktor=petugas, pada=sekarang())
    klien = masuk(petugas)
    alamat = reverse("penugasan:buku_kirim_manual_catat", args=[pesan.pk])
    isi = {"id_usulan": "U-77", "putusan": "DITOLAK", "kata": ""}
    assert "Tulis alasan BKN." in klien.post(alamat, {**isi, "bukti": bukti()}).content.decode()
    assert satu(pesan).status == Status.MANUAL
    klien.post(alamat, {**isi, "putusan": "DIUSULKAN", "bukti": bukti()})
    putusan = reverse("penugasan:buku_kirim_manual_putusan", args=[pesan.pk])
    rincian = reverse("penugasan:buku_kirim_rincian", args=[pesan.penugasan_id])
    assert putusan in klien.get(rincian).content.decode()
    klien.post(putusan, {"id_usulan": "U-77", "putusan": "DITERIMA", "kata": ""})
    assert satu(pesan).status_bkn == "DITERIMA"
    unggah = PesanKeluar.objects.get(jenis=Jenis.UNGGAH_SK)
    assert manual.ambil(pesan=[unggah], aktor=petugas, pada=sekarang()) == 1
    manual.catat(
        pesan=unggah, hasil=manual.HasilEntri(), bukti=bukti(), aktor=petugas, pada=sekarang()
    )
    assert satu(unggah).status == Status.DITERIMA
    klien.post(putusan, {"id_usulan": "U-77", "putusan": "SK_TERBIT", "kata": ""})
    assert satu(pesan).status_bkn == "SK_TERBIT"
    assert putusan not in klien.get(rincian).content.decode()
    assert klien.post(putusan, {"putusan": "DITOLAK", "kata": "x"}).status_code == 409
    aksi = set(JejakAudit.objects.values_list("aksi", flat=True))
    assert {"pesan.manual_ambil", "pesan.manual_catat", "pesan.manual_putusan"} <= aksi


def test_given_back_it_is_looked_up_before_it_is_sent(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    manual.ambil(pesan=[pesan], aktor=petugas, pada=sekarang())
    kembali = reverse("penugasan:buku_kirim_manual_kembalikan", args=[pesan.pk])
    assert masuk(petugas).post(kembali).status_code == 302
    assert satu(pesan).manual_oleh is None
    kirim_sampai_habis(terpasang)
    assert satu(pesan).status == Status.DITERIMA
    assert [r["hasil"] for r in satu(pesan).jawaban["riwayat"]] == ["BELUM_ADA", "DITERIMA"]
    seimbang(terpasang)


def test_only_what_waits_can_be_taken_and_only_by_an_officer(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, auditor: Akun, masuk: Masuk
) -> None:
    semua = antrekan(instansi, 2)
    kenalkan(terpasang)
    with pytest.raises(TidakBerhak):
        manual.ambil(pesan=semua, aktor=auditor, pada=sekarang())
    PesanKeluar.objects.filter(pk=semua[0].pk).update(status=Status.DIKIRIM)
    assert manual.ambil(pesan=semua, aktor=petugas, pada=sekarang()) == 1
    assert satu(semua[0]).status == Status.DIKIRIM
    with pytest.raises(SudahDiproses):
        manual.kembalikan(pesan=semua[0], aktor=petugas, pada=sekarang())
    pilih = {"pilih": [p.penugasan_id for p in semua]}
    jawaban = masuk(petugas).get(reverse(AMBIL), pilih, follow=True).content.decode()
    assert "Pilih sedikitnya satu orang" in jawaban


def test_the_list_says_who_types_what_and_gives_the_sheet(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    assert "Tidak ada entri manual" in klien.get(reverse(DAFTAR)).content.decode()
    [pesan] = antrekan(instansi)
    manual.ambil(pesan=[pesan], aktor=petugas, pada=sekarang())
    halaman = klien.get(reverse(DAFTAR)).content.decode()
    assert petugas.nama in halaman
    assert pesan.badan["nipBaru"] not in halaman
    assert reverse("penugasan:ekspor", args=["entri-siasn"]) in halaman
    [baris] = ambil(klien, "entri-siasn")
    assert baris["TMT PENUGASAN"] == pesan.badan["tmtPenugasan"]
    assert (baris["PEKERJAAN"], baris["OLEH"]) == ("Usul penugasan", petugas.nama)
    assert (
        "sedang dientri dengan tangan"
        in klien.get(reverse("penugasan:buku_kirim")).content.decode()
    )
