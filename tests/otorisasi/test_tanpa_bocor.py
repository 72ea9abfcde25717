"""Nothing of another agency is in any answer: no page, list of choices, workbook or letter.

Every URL is asked as every role, with the own row and with the other agency's; the other agency
carries a marker in all its texts (``penanda``).
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from tests.otorisasi.dunia import Dunia
from tests.otorisasi.jalan import SEMUA, Baris, isi_dari
from tests.otorisasi.penanda import TANDA, dunia_bertanda
from tests.otorisasi.tabel import TABEL
from tests.pegawai.factories import SANDI
from tests.penugasan.pdf import teks as teks_pdf

PERAN = [*Peran.values, "mantan_kepala", "anonim"]
DAFTAR = [satu for satu in TABEL if satu.metode == "get" and satu.kunci is None]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield dunia_bertanda()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def klien(dunia: Dunia) -> dict[str, Client]:
    semua = {"anonim": Client(raise_request_exception=False)}
    for peran, akun in dunia.akun.items():
        satu = Client(raise_request_exception=False)
        satu.force_login(akun, backend="pegawai.backends.AkunBackend")
        satu.post(reverse("account_reauthenticate"), {"password": SANDI})
        semua[peran] = satu
    return semua


def isi_jawaban(jawaban: Any) -> str:
    """All that an answer says: its headers, its page, the cells of its workbook."""
    badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    kepala = " ".join(f"{k}: {v}" for k, v in jawaban.items())
    return kepala + _teks(badan)


def _teks(badan: bytes) -> str:
    """The text of a file; of an archive (a workbook is one) that of all its members."""
    if badan.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(badan)) as arsip:
            return " ".join(_teks(arsip.read(nama)) for nama in arsip.namelist())
    if badan.startswith(b"%PDF") and b"%%EOF" in badan:
        return teks_pdf(badan)
    return badan.decode(errors="replace")


def _tanya(klien: Client, dunia: Dunia, baris: Baris, milik: str, kueri: dict[str, Any]) -> str:
    isi = isi_dari(dunia, milik)
    alamat = reverse(baris.url, kwargs=baris.tetap | (baris.kunci(isi) if baris.kunci else {}))
    with transaction.atomic():
        kirim = getattr(klien, baris.metode)
        teks = isi_jawaban(kirim(alamat + baris.kueri, kueri or baris.isi(isi)))
        transaction.set_rollback(True)
    return teks


def _sekitar(teks: str) -> str:
    letak = teks.index(TANDA)
    return " ".join(teks[max(0, letak - 120) : letak + 60].split())


@pytest.mark.parametrize("baris", TABEL, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_no_role_is_shown_a_word_of_another_agency(
    dunia: Dunia, klien: dict[str, Client], baris: Baris
) -> None:
    bocor = {}
    for peran in PERAN:
        for milik in ("milik", "asing") if baris.kunci else ("milik",):
            teks = _tanya(klien[peran], dunia, baris, milik, {})
            if TANDA in teks:
                bocor[peran, milik] = _sekitar(teks)
    assert bocor == {}


@pytest.mark.parametrize("baris", DAFTAR, ids=lambda satu: f"{TABEL.index(satu)} {satu.nama}")
def test_a_filter_with_a_foreign_key_finds_nothing_of_another_agency(
    dunia: Dunia, klien: dict[str, Client], baris: Baris
) -> None:
    asing = dunia.asing
    kunci: dict[str, Any] = {
        **dict.fromkeys(("opd", "unit", "opd_asal"), asing.opd.pk),
        "koperasi": asing.pk("koperasi"),
        "kebutuhan": asing.objek["baris_rencana"].kebutuhan_id,
        "pegawai": asing.pk("pegawai"),
        "pengganti": asing.pk("pengganti"),
        "rencana": asing.pk("rencana"),
        "saringan": asing.pk("saringan"),
        "impor": asing.pk("impor"),
        "aktor": asing.pk("akun"),
        "pilih": asing.pk("disetujui"),
        "periode": "2026-1",  # both agencies number their rounds the same way
        "kecamatan": "64.08.01",
        "domisili": "64.08.01.2001",
        "objek": f"penugasan.penugasan:{asing.pk('diminta')}",
    }
    peran = sorted(baris.boleh & SEMUA - set(baris.khusus) - baris.kecuali)
    bocor = {}
    for nama, nilai in kunci.items():
        teks = _tanya(klien[peran[0] if peran else "petugas"], dunia, baris, "milik", {nama: nilai})
        if TANDA in teks:
            bocor[nama] = _sekitar(teks)
    assert bocor == {}


def test_the_marker_is_seen_where_it_may_be_seen(dunia: Dunia) -> None:
    """The walk can fail: an officer of the other agency meets the marker at once."""
    petugas = dunia.asing.objek["akun"]
    klien = Client()
    klien.force_login(petugas, backend="pegawai.backends.AkunBackend")
    halaman = ("koperasi:daftar", "penugasan:kelayakan", "penugasan:surat", "inti:impor")
    for nama in halaman:
        assert TANDA in isi_jawaban(klien.get(reverse(nama))), nama
    berkas = klien.get(reverse("penugasan:ekspor", args=["kebutuhan"]))
    assert TANDA in isi_jawaban(berkas)
