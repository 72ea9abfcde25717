"""A pack leaves as a file, is read elsewhere, compared in words, and adopted as a proposal."""

import hashlib
import io
import json
import tomllib
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings, strategies as st

from inti.errors import DomainError
from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from penugasan.models import VersiAturan
from penugasan.rules.paket import baca_paket
from penugasan.rules.paket_tulis import tulis_paket
from penugasan.services import paket_berkas as layanan, versi as layanan_versi
from tests.penugasan.factories import PeriodeFactory, isi_paket

DAUN = st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=20)
TABEL = st.dictionaries(
    st.text(min_size=1, max_size=8),
    DAUN | st.lists(st.text(max_size=8), max_size=3) | st.dictionaries(st.text(max_size=5), DAUN),
    max_size=4,
)


@pytest.fixture
def periode(petugas):
    return PeriodeFactory.create(instansi=petugas.instansi)


def berkas(periode, aktor) -> bytes:
    return layanan.bungkus(versi=periode.versi, aktor=aktor, pada=sekarang())


def test_a_pack_that_was_written_reads_back_the_same():
    assert baca_paket(tulis_paket(isi_paket())).isi == isi_paket()
    assert "# Usia paling tinggi (tahun)" in tulis_paket(isi_paket())


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=6), TABEL, max_size=3))
def test_any_table_survives_the_pen(isi):
    assert tomllib.loads(tulis_paket(isi)) == isi


@pytest.mark.django_db
def test_a_pack_comes_in_again_without_a_difference(periode, petugas):
    luar = layanan.baca_berkas(berkas(periode, petugas))
    assert luar.isi == periode.versi.isi
    assert layanan.isi_diambil(periode.versi, luar) == periode.versi.isi
    assert JejakAudit.objects.filter(aksi="paket.ekspor").count() == 1


def ubah(isi: bytes, **bagian: bytes | None) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(keluar, "w") as baru:
        for nama in asal.namelist():
            data = bagian.get(nama.partition(".")[0], asal.read(nama))
            if data is not None:
                baru.writestr(nama, data)
    return keluar.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rusak", "kata"),
    [
        (lambda isi: ubah(isi, paket=b"[paket]\n"), "tidak cocok dengan sidiknya"),
        (lambda isi: ubah(isi, sidik=None), "bukan paket kebijakan"),
        (lambda isi: ubah(isi, sidik=b"[]"), "bukan paket kebijakan"),
        (lambda isi: isi[:60], "bukan paket kebijakan"),
        (lambda _: b"\xff\xfe", "tidak dapat dipakai"),
        (lambda _: b"maks = 56", "tidak dapat dipakai"),
        (lambda _: b"x" * (1024 * 1024 + 1), "lebih besar dari 1 MB"),
    ],
    ids=["diubah", "tanpa_sidik", "sidik_aneh", "terpotong", "bukan_teks", "bukan_paket", "besar"],
)
def test_a_damaged_pack_is_refused_with_words(periode, petugas, rusak, kata):
    with pytest.raises(DomainError, match=kata):
        layanan.baca_berkas(rusak(berkas(periode, petugas)))


@pytest.mark.django_db
def test_the_policy_of_another_regency_is_compared_and_adopted_without_its_region(
    periode, petugas, masuk
):
    klien = masuk(petugas)
    assert "Kutai Timur" in klien.get(reverse("penugasan:paket")).content.decode()
    halaman = klien.get(reverse("penugasan:paket_banding", args=["kutai-timur"]))
    assert "PNS, PPPK, PPPK Paruh Waktu" in halaman.content.decode()
    isi: dict[str, Any] = {
        "isi": halaman.context["form"]["isi"].value(),
        "alasan": "Mengikuti daerah lain",
        "berlaku_mulai": "2026-05-01",
    }
    klien.post(reverse("penugasan:paket_adopsi"), isi)
    versi = VersiAturan.objects.get(status="draf")
    assert "PNS" in versi.isi["aturan"]["jenis_asn"]["jenis"]
    assert versi.alasan == (
        "Mengikuti daerah lain (dari paket Kabupaten Kutai Timur, "
        f"sidik {halaman.context['sidik'][:8]}…)"
    )
    jejak = JejakAudit.objects.get(aksi="paket.adopsi")
    assert jejak.sesudah["sha256"] == halaman.context["sidik"]
    for bagian in ("instansi", "kata", "surat", "rujukan", "periode", "paket"):
        assert versi.isi[bagian] == periode.versi.isi[bagian]


@pytest.mark.django_db
def test_a_pack_read_beside_an_older_version_does_not_undo_the_one_that_came_after(
    periode, petugas, penyetuju, masuk
):
    klien = masuk(petugas)
    halaman = klien.get(reverse("penugasan:paket_banding", args=["kutai-timur"]))
    baru = {**periode.versi.isi, "tenggat": {**periode.versi.isi["tenggat"], "batas_hari_kerja": 9}}
    kini = layanan_versi.setujui(
        versi=layanan_versi.usulkan(
            instansi=petugas.instansi,
            isi=baru,
            alasan="SE lain",
            berlaku_mulai=hari_ini(),
            aktor=petugas,
            pada=sekarang(),
        ),
        aktor=penyetuju,
        pada=sekarang(),
    )
    isi: dict[str, Any] = {
        "isi": halaman.context["form"]["isi"].value(),
        "alasan": "Mengikuti daerah lain",
        "berlaku_mulai": "2026-05-01",
    }
    jawab = klien.post(reverse("penugasan:paket_adopsi"), isi)
    assert (jawab.status_code, f"yang berlaku {kini}" in jawab.content.decode()) == (409, True)
    assert not VersiAturan.objects.filter(status="draf").exists()


@pytest.mark.django_db
def test_a_file_is_looked_into_before_anything_is_kept(periode, petugas, masuk):
    lain = isi_paket()
    lain["aturan"]["usia"]["maks"] = 45
    teks = tulis_paket(lain).encode()
    sidik = hashlib.sha256(teks).hexdigest()
    unggah = {"berkas": SimpleUploadedFile("paket.toml", teks), "sidik": sidik}
    jawab = masuk(petugas).post(reverse("penugasan:paket_periksa"), unggah)
    assert "Usia: Usia paling tinggi (tahun)" in jawab.content.decode()
    assert "Sidik berkasnya sama dengan sidik dari pengirim" in jawab.content.decode()
    assert VersiAturan.objects.count() == 1
    palsu = {"isi": json.dumps({"isi": lain}), "alasan": "A", "berlaku_mulai": "2026-05-01"}
    assert masuk(petugas).post(reverse("penugasan:paket_adopsi"), palsu).status_code == 409
    assert VersiAturan.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tulis", "status", "kata"),
    [
        (str, 200, "sama dengan sidik dari pengirim"),
        (lambda s: " ".join(s[i : i + 4] for i in range(0, 64, 4)).upper(), 200, "sama dengan"),
        (lambda s: ("1" if s[0] == "0" else "0") + s[1:], 409, "Berkasnya bukan yang diterbitkan"),
        (lambda s: s[:16], 302, ""),
        (lambda s: f"{s[:-1]}g", 302, ""),
        (lambda _: "", 302, ""),
    ],
    ids=["sama", "berkelompok", "beda", "sepotong", "bukan_sidik", "kosong"],
)
def test_a_file_that_is_not_the_published_one_is_not_looked_into(
    periode, petugas, masuk, tulis, status, kata
):
    isi = berkas(periode, petugas)
    klien = masuk(petugas)
    sidik = klien.get(reverse("penugasan:paket")).context["sidik"]
    unggah = {"berkas": SimpleUploadedFile("paket.zip", isi), "sidik": tulis(sidik)}
    jawab = klien.post(reverse("penugasan:paket_periksa"), unggah)
    assert jawab.status_code == status
    assert kata in jawab.content.decode()
    assert VersiAturan.objects.count() == 1


def terbalik(isi: Any) -> Any:
    """The same values in the opposite order."""
    if not isinstance(isi, dict):
        return isi
    return {k: terbalik(isi[k]) for k in reversed(isi)}


@pytest.mark.django_db
def test_the_fingerprint_does_not_follow_the_order_in_which_a_database_keeps_json(periode):
    versi = periode.versi
    sidik = layanan.sidik_versi(versi)
    versi.isi = terbalik(versi.isi)
    assert layanan.sidik_versi(versi) == sidik
    versi.isi["aturan"]["usia"]["maks"] = 45
    assert layanan.sidik_versi(versi) != sidik


@pytest.mark.django_db
def test_the_fingerprint_shown_is_that_of_the_file_that_is_downloaded(periode, petugas, masuk):
    klien = masuk(petugas)
    sidik = klien.get(reverse("penugasan:paket")).context["sidik"]
    for _ in range(2):
        unduhan = klien.get(reverse("penugasan:paket_unduh")).content
        assert layanan.baca_berkas(unduhan).sidik == sidik
