"""Pages of letters keep their scope; the public page keeps the names."""

import datetime as dt
import hashlib
import io
import re
import zipfile
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.models import Instansi, LogAkses
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, Surat
from penugasan.services.bertugas import selesaikan_jatuh_tempo
from penugasan.services.surat import (
    terbitkan_berkas,
)
from tests.penugasan.surat.bantu import Masuk, cabut, ditetapkan, ganti, terbitkan, tugas


@pytest.fixture
def alamat(sk: Surat) -> dict[str, str]:
    surat = tugas(sk, "Siti Contoh")
    return {
        "daftar": reverse("penugasan:surat"),
        "sk": reverse("penugasan:surat_rincian", args=[sk.pk]),
        "unduh_sk": reverse("penugasan:surat_unduh", args=[sk.pk]),
        "zip": reverse("penugasan:surat_zip", args=[sk.pk]),
        "surat": reverse("penugasan:surat_rincian", args=[surat.pk]),
        "unduh": reverse("penugasan:surat_unduh", args=[surat.pk]),
    }


@pytest.mark.parametrize("peran", ["petugas", "penyetuju", "auditor"])
def test_the_office_and_the_auditor_read_every_letter(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert [klien.get(url).status_code for url in alamat.values()] == [200] * 6


def test_a_head_reads_the_orders_of_his_own_tree_only(
    alamat: dict[str, str], sk: Surat, masuk: Masuk, kepala_opd: Akun
) -> None:
    klien = masuk(kepala_opd)
    kode = {nama: klien.get(url).status_code for nama, url in alamat.items()}
    assert kode == {
        "daftar": 200,
        "sk": 404,
        "unduh_sk": 404,
        "zip": 403,
        "surat": 200,
        "unduh": 200,
    }
    isi = klien.get(alamat["daftar"]).content.decode()
    assert "Siti Contoh" in isi
    assert "Budi Misal" not in isi


@pytest.mark.parametrize("peran", ["kepala_opd_lain", "mantan_kepala", "petugas_lain"])
def test_to_others_a_letter_does_not_exist(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert klien.get(alamat["surat"]).status_code == 404
    assert klien.get(alamat["unduh"]).status_code == 404
    assert "Siti Contoh" not in klien.get(alamat["daftar"]).content.decode()


@pytest.mark.parametrize("peran", ["dinas_koperasi", "admin"])
def test_roles_without_letters_are_turned_away(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert {klien.get(url).status_code for url in alamat.values()} == {403}


def test_a_stranger_is_sent_to_the_login(alamat: dict[str, str], client: Client) -> None:
    assert {client.get(url).status_code for url in alamat.values()} == {302}


def test_the_download_is_the_issued_file_and_is_logged(
    sk: Surat, alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat["unduh_sk"])
    isi = b"".join(jawaban.streaming_content)  # type: ignore[attr-defined]
    sk.refresh_from_db()
    assert hashlib.sha256(isi).hexdigest() == sk.sha256
    assert jawaban["Content-Disposition"] == 'attachment; filename="SK-0001-2026.pdf"'
    assert jawaban["Content-Type"] == "application/pdf"
    assert "no-store" in jawaban["Cache-Control"]
    log = LogAkses.objects.get(jenis="unduh")
    assert (log.akun, log.jumlah, log.keterangan) == (petugas, 2, sk.nomor)


def test_the_zip_holds_the_decision_and_all_orders(
    alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat["zip"])
    arsip = zipfile.ZipFile(io.BytesIO(b"".join(jawaban.streaming_content)))  # type: ignore[attr-defined]
    assert arsip.namelist() == ["SK-0001-2026.pdf", "SPT-0001-2026.pdf", "SPT-0002-2026.pdf"]
    assert all(arsip.read(nama).startswith(b"%PDF") for nama in arsip.namelist())


def test_looking_at_a_letter_is_logged(alamat: dict[str, str], masuk: Masuk, petugas: Akun) -> None:
    masuk(petugas).get(alamat["sk"])
    assert LogAkses.objects.get(jenis="lihat").jumlah == 2


@pytest.mark.parametrize(
    ("tanya", "jumlah"),
    [
        ("cari=0002", 1),
        ("cari=Siti", 2),
        ("jenis=surat_tugas", 2),
        ("status=dicabut", 0),
        ("tahun=2026", 3),
        ("tahun=2025", 0),
        ("jenis=ngawur", 3),
    ],
)
def test_the_list_filters_by_what_the_address_says(
    tanya: str, jumlah: int, sk: Surat, masuk: Masuk, petugas: Akun
) -> None:
    isi = masuk(petugas).get(f"/surat/?{tanya}").content.decode()
    assert isi.count('<th scope="row">') == jumlah


def test_the_list_finds_by_nip_and_by_unit(
    sk: Surat, opd: Opd, masuk: Masuk, petugas: Akun
) -> None:
    nip = tugas(sk, "Siti Contoh").penugasan.get().pegawai.nip
    klien = masuk(petugas)
    terkelompok = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    for tanya in ({"cari": terkelompok}, {"opd": str(opd.pk)}):
        isi = klien.get("/surat/", tanya).content.decode()
        assert isi.count('<th scope="row">') == 2


def test_the_list_does_not_ask_more_of_the_database_for_more_letters(
    instansi: Instansi, masuk: Masuk, petugas: Akun, django_assert_max_num_queries: Any
) -> None:
    terbitkan([ditetapkan(instansi) for _ in range(12)])
    klien = masuk(petugas)
    with django_assert_max_num_queries(12):
        klien.get("/surat/")


def test_nothing_can_be_posted_to_the_letters_pages(
    alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    klien = masuk(petugas)
    assert {klien.post(url).status_code for url in alamat.values()} == {405}


def publik(klien: Client, token: str) -> Any:
    return klien.get(reverse("penugasan:surat_verifikasi", args=[token]))


def test_anybody_can_see_that_a_letter_is_in_force(sk: Surat, client: Client) -> None:
    terbitkan_berkas(sk)
    jawaban = publik(client, sk.token)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert "Surat ini berlaku." in isi
    assert sk.nomor in isi
    assert "20 Februari 2026" in isi
    assert sk.sha256[:16] in isi
    assert "noindex" in jawaban["X-Robots-Tag"]


def test_names_are_masked_and_no_number_of_a_person_is_shown(sk: Surat, client: Client) -> None:
    for surat in Surat.objects.all():
        terbitkan_berkas(surat)
        isi = publik(client, surat.token).content.decode()
        assert "Siti" not in isi
        assert "Budi" not in isi
        assert not re.search(r"\d{8}", re.sub(r"<code[^>]*>.*?</code>", "", isi))
        for orang in surat.penugasan.all():
            assert orang.pegawai.nip not in isi
    assert "S*** C***" in publik(client, tugas(sk, "Siti Contoh").token).content.decode()


def test_a_replaced_letter_names_the_number_of_the_new_one(
    sk: Surat, penyetuju: Akun, client: Client
) -> None:
    lama = tugas(sk, "Siti Contoh")
    baru = ganti(lama.penugasan.get(), penyetuju)
    assert baru is not None
    isi = publik(client, lama.token).content.decode()
    assert "sudah diganti" in isi
    assert baru.nomor in isi
    assert "Surat ini berlaku." in publik(client, baru.token).content.decode()


def test_the_decision_leads_to_the_order_that_holds_now(
    sk: Surat, petugas: Akun, penyetuju: Akun, masuk: Masuk
) -> None:
    lama = tugas(sk, "Siti Contoh")
    baru = ganti(lama.penugasan.get(), penyetuju)
    assert baru is not None
    halaman = masuk(petugas).get(reverse("penugasan:surat_rincian", args=[sk.pk]))
    surat = {satu["penugasan"].pegawai.nama: satu["surat"] for satu in halaman.context["daftar"]}
    assert surat["Siti Contoh"] == baru


BERLAKU, BERAKHIR = "Surat ini berlaku.", "sudah berakhir.</strong> Hari terakhirnya 28 Februari"


@pytest.mark.parametrize("disapu", [True, False])
def test_the_order_of_a_posting_that_is_over_says_so(
    disapu: bool, sk: Surat, petugas: Akun, client: Client, masuk: Masuk
) -> None:
    """Whether or not the sweep has come by: the day alone decides."""
    satu = tugas(sk, "Siti Contoh")
    Penugasan.objects.filter(surat_set=satu).update(status="AKTIF", tiba=dt.date(2026, 3, 2))
    with time_machine.travel(dt.datetime(2031, 2, 28, 20, tzinfo=ZONA), tick=False):
        assert BERLAKU in publik(client, satu.token).content.decode()
    with time_machine.travel(dt.datetime(2031, 3, 1, 1, tzinfo=ZONA), tick=False):
        if disapu:
            assert selesaikan_jatuh_tempo(pada=sekarang()) >= 1
        isi = publik(client, satu.token).content.decode()
        rincian = masuk(petugas).get(reverse("penugasan:surat_rincian", args=[satu.pk]))
        keputusan = publik(client, sk.token).content.decode()
    assert BERAKHIR in isi
    assert BERLAKU not in isi
    assert "Masa tugas menurut surat ini sudah berakhir" in rincian.content.decode()
    assert BERLAKU in keputusan  # it names several, each with a term of his own


def test_a_revoked_letter_says_so(sk: Surat, penyetuju: Akun, client: Client) -> None:
    surat = tugas(sk, "Siti Contoh")
    cabut(surat.penugasan.get(), penyetuju)
    assert "sudah dicabut" in publik(client, surat.token).content.decode()


@pytest.mark.parametrize("token", ["x", "A" * 22, "A" * 300, "%27", "é" * 22])
def test_an_unknown_code_is_a_404_in_the_same_look(db: None, token: str, client: Client) -> None:
    jawaban = publik(client, token)
    assert jawaban.status_code == 404
    assert "Tidak ada surat dengan kode ini." in jawaban.content.decode()


def test_guessing_is_slowed_down(db: None, client: Client) -> None:
    with time_machine.travel(sekarang(), tick=False):  # looks are counted by the minute
        kode = [publik(client, f"{n:022d}").status_code for n in range(62)]
        assert kode[:60] == [404] * 60
        assert kode[-1] == 429
        assert publik(client, "x")["Retry-After"] == "60"


def test_behind_the_proxy_each_visitor_is_counted_apart(
    db: None, client: Client, settings: Any
) -> None:
    settings.PRODUKSI = True
    for n in range(70):
        alamat = reverse("penugasan:surat_verifikasi", args=["x"])
        jawaban = client.get(alamat, headers={"x-forwarded-for": f"palsu, 10.0.0.{n}"})
        assert jawaban.status_code == 404
