"""A tenth of the decisions, drawn so that anybody can draw the same again."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from inti.models import JejakAudit, LogAkses
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Akun
from penugasan.models import Penugasan
from penugasan.queries.sampel import sampel
from penugasan.services.surat import baca_berkas, nama_unduhan
from tests.inti.factories import InstansiFactory
from tests.pegawai.factories import AkunFactory
from tests.penugasan.factories import PenugasanFactory
from tests.penugasan.surat.bantu import ditetapkan, terbitkan

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(opd) -> Akun:
    return AkunFactory.create(instansi=opd.instansi, peran=Peran.AUDITOR)


@pytest.fixture
def klien(auditor) -> Client:
    klien = Client()
    klien.force_login(auditor)
    return klien


def kueri(**ganti: Any) -> dict[str, Any]:
    return {"persen": 10, "benih": "2026", "sampai": hari_ini().isoformat()} | ganti


def ambil(akun: Akun, persen: int = 10, benih: str = "2026", mundur: int = 0) -> Any:
    sampai = hari_ini() - dt.timedelta(days=mundur)
    return sampel(akun, persen=persen, benih=benih, sampai=sampai)


def test_the_same_seed_draws_the_same_and_another_seed_others(auditor):
    PenugasanFactory.create_batch(30, instansi=auditor.instansi, diminta=True)
    satu, lagi, lain = ambil(auditor), ambil(auditor), ambil(auditor, benih="2027")
    assert satu == lagi
    assert len(satu.kunci) == len(lain.kunci) == 3
    assert satu.kunci != lain.kunci
    assert satu.sidik == lain.sidik  # drawn from the same
    assert set(satu.kunci) < set(ambil(auditor, persen=50).kunci)


def test_every_decision_has_the_same_chance(auditor):
    """Over 300 seeds each of ten rows comes about as often as the others."""
    PenugasanFactory.create_batch(10, instansi=auditor.instansi, diminta=True)
    kena = [pk for benih in range(300) for pk in ambil(auditor, benih=str(benih)).kunci]
    assert len(kena) == 300
    assert all(10 <= kena.count(pk) <= 55 for pk in Penugasan.objects.values_list("pk", flat=True))


def test_only_decisions_of_the_own_agency_until_that_day_can_be_drawn(auditor):
    sini = PenugasanFactory.create(instansi=auditor.instansi, diminta=True)
    PenugasanFactory.create(instansi=auditor.instansi)  # a draft
    PenugasanFactory.create(instansi=InstansiFactory.create(), diminta=True)
    assert ambil(auditor, persen=100).kunci == (sini.pk,)
    Penugasan.objects.update(dibuat_pada=sini.dibuat_pada - dt.timedelta(days=5))
    assert ambil(auditor, persen=100, mundur=4).populasi == 1
    assert ambil(auditor, persen=100, mundur=400).populasi == 0


def test_the_page_lists_the_sample_and_is_logged(klien, auditor):
    satu = PenugasanFactory.create(instansi=auditor.instansi, diminta=True)
    isi = klien.get(reverse("penugasan:sampel"), kueri()).content.decode()
    assert "1 dari 1 keputusan" in isi
    assert reverse("penugasan:nominasi_rincian", args=[satu.pk]) in isi
    assert LogAkses.objects.latest("pk").keterangan == "Sampel acak"


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"persen": "0"}, "Paling kecil 1 persen."),
        ({"persen": "banyak"}, "Tulis angka bulat"),
        ({"benih": ""}, "Isi benihnya"),
        ({"sampai": "9999-12-31"}, "paling akhir hari ini"),
    ],
)
def test_what_cannot_be_drawn_is_said_on_the_form(klien, ganti, kata):
    assert kata in klien.get(reverse("penugasan:sampel"), kueri(**ganti)).content.decode()
    unduh = klien.get(reverse("penugasan:sampel_unduh"), kueri(**ganti))
    assert unduh["Location"].startswith(reverse("penugasan:sampel"))


def test_a_sample_too_large_for_one_zip_is_refused(klien, auditor, monkeypatch):
    monkeypatch.setattr("penugasan.views.sampel.PALING_BANYAK", 1)
    PenugasanFactory.create_batch(2, instansi=auditor.instansi, diminta=True)
    isi = klien.get(reverse("penugasan:sampel"), kueri(persen=100)).content.decode()
    assert "paling banyak 1. Kecilkan ukurannya." in isi
    assert klien.get(reverse("penugasan:sampel_unduh"), kueri(persen=100)).status_code == 302


def unduh(klien: Client) -> zipfile.ZipFile:
    jawaban = klien.get(reverse("penugasan:sampel_unduh"), kueri(persen=100))
    assert jawaban["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(jawaban.streaming_content)))


def test_the_zip_holds_the_records_and_letters_and_says_how_it_was_drawn(klien, auditor, opd):
    satu = ditetapkan(opd.instansi)
    sk = terbitkan([satu], AkunFactory.create(instansi=opd.instansi, peran=Peran.PENYETUJU))
    baca_berkas(sk)
    arsip = unduh(klien)
    assert sorted(arsip.namelist()) == ["sampel.xlsx", f"surat/{nama_unduhan(sk)}"]
    buku = load_workbook(io.BytesIO(arsip.read("sampel.xlsx")))
    assert buku.sheetnames == ["Keputusan", "Syarat", "Riwayat", "Surat", "Keterangan"]
    assert buku["Keputusan"]["A2"].value == satu.pk
    assert sk.nomor in [sel.value for sel in buku["Surat"]["D"]]
    tertulis = {str(baris[0].value): baris[1].value for baris in buku["Keterangan"].rows}
    assert (tertulis["Benih acak"], tertulis["Keputusan seluruhnya"]) == ("2026", 1)
    jejak = JejakAudit.objects.get(aksi="sampel.unduh")
    assert (jejak.aktor, jejak.sesudah["jumlah"]) == (auditor, 1)
    log = LogAkses.objects.latest("pk")
    assert (log.jenis, log.jumlah) == ("ekspor", 1)


def test_a_letter_whose_file_was_altered_is_named_and_not_handed_out(klien, auditor, opd):
    satu = ditetapkan(opd.instansi)
    sk = terbitkan([satu], AkunFactory.create(instansi=opd.instansi, peran=Peran.PENYETUJU))
    baca_berkas(sk)
    with default_storage.open(str(sk.berkas), "wb") as berkas:
        berkas.write(b"%PDF-1.7 lain")
    arsip = unduh(klien)
    surat = load_workbook(io.BytesIO(arsip.read("sampel.xlsx")))["Surat"]
    utuh = {baris[3].value: baris[6].value for baris in surat.rows}
    assert utuh[sk.nomor] == "BERBEDA"
    assert not any(f"SK-{sk.urut:04d}" in nama for nama in arsip.namelist())
