"""The board and the map: how far each post is, who may read a name, and a map without colours."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from inti.models import Instansi, Wilayah
from koperasi.models import Koperasi
from pegawai.models import Akun
from penugasan.models import BarisRencana, Penugasan
from penugasan.queries.papan import keadaan, koperasi_papan, menurut_keadaan
from penugasan.queries.peta import LEBAR, peta
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import (
    PenugasanFactory,
    PeriodeFactory,
    RencanaFactory,
    SaringanFactory,
)

Masuk = Callable[[Akun], Client]
PAPAN = reverse("penugasan:papan")


def kotak(bujur: float, lintang: float) -> list[list[list[float]]]:
    """The outline of a square kelurahan of a hundredth of a degree."""
    barat, timur, selatan, utara = bujur, bujur + 0.01, lintang, lintang + 0.01
    sudut = [[barat, selatan], [timur, selatan], [timur, utara], [barat, utara], [barat, selatan]]
    return [sudut]


@pytest.fixture
def kota(instansi: Instansi) -> dict[str, Koperasi]:
    """One cooperative of each coverage, with two posts each (none: "tanpa")."""
    periode = PeriodeFactory.create(instansi=instansi)
    status = {
        "terisi": ["DITETAPKAN", "AKTIF"],
        "proses": ["DITETAPKAN", "DIMINTA"],
        "sebagian": ["DISETUJUI_OPD", None],
        "kosong": ["DIBATALKAN", None],
        "tanpa": [],
    }
    hasil = {}
    for nomor, (kode, isi) in enumerate(status.items()):
        wilayah = WilayahFactory.create(
            nama=kode.title(), garis_batas=kotak(109.60 + nomor / 100, -6.90)
        )
        koperasi = KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
        for satu in isi:
            kebutuhan = KebutuhanFactory.create(koperasi=koperasi)
            if satu:
                PenugasanFactory.create(
                    instansi=instansi, periode=periode, kebutuhan=kebutuhan, status=satu
                )
        KebutuhanFactory.create(koperasi=koperasi, aktif=False)
        hasil[kode] = koperasi
    return hasil


def petak(klien: Client, tanya: str = "") -> dict[str, Any]:
    jawaban = klien.get(f"{PAPAN}{tanya}")
    assert jawaban.status_code == 200
    return {
        satu["petak"].koperasi.wilayah.nama.lower(): satu["petak"]
        for satu in jawaban.context["daftar"]
    }


def test_each_cooperative_has_its_coverage_in_python_and_in_the_database(
    kota: dict[str, Koperasi], petugas: Akun, masuk: Masuk
) -> None:
    papan = petak(masuk(petugas))
    assert {nama: satu.keadaan for nama, satu in papan.items()} == {kode: kode for kode in kota}
    assert [papan[kode].terisi for kode in kota] == [2, 1, 0, 0, 0]
    for kode, koperasi in kota.items():
        assert list(menurut_keadaan(koperasi_papan(petugas), kode)) == [koperasi]


@pytest.mark.parametrize(
    ("butuh", "hidup", "tetap", "kode"),
    [
        (0, 0, 0, "tanpa"),
        (2, 0, 0, "kosong"),
        (2, 1, 1, "sebagian"),
        (2, 2, 1, "proses"),
        (2, 2, 2, "terisi"),
    ],
)
def test_coverage_follows_from_the_counts(butuh: int, hidup: int, tetap: int, kode: str) -> None:
    assert keadaan(butuh, hidup, tetap) == kode


def test_counts_are_links_to_their_list_and_the_head_sums_up(
    kota: dict[str, Koperasi], petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    jawaban = klien.get(f"{PAPAN}?status=operasional")
    assert [satu["angka"] for satu in jawaban.context["angka"]] == [1, 1, 1, 1, 1]
    assert "3 dari 8 formasi terisi, 5 sudah ada orangnya." in jawaban.content.decode()
    tautan = jawaban.context["angka"][2]["url"]
    assert set(petak(klien, tautan.removeprefix(PAPAN))) == {"sebagian"}


@pytest.mark.parametrize(
    ("tanya", "cocok"),
    [
        ("?cari=seba", {"sebagian"}),
        ("?isi=kosong", {"kosong"}),
        ("?status=gedung_dibangun", set()),
    ],
)
def test_filters_of_the_board_live_in_the_url(
    tanya: str, cocok: set[str], kota: dict[str, Koperasi], auditor: Akun, masuk: Masuk
) -> None:
    assert set(petak(masuk(auditor), tanya)) == cocok


def test_region_code_finds_its_cooperative(
    kota: dict[str, Koperasi], petugas: Akun, masuk: Masuk
) -> None:
    assert set(petak(masuk(petugas), f"?cari={kota['proses'].wilayah_id}")) == {"proses"}


def test_proposal_of_the_open_plan_shows_until_somebody_is_asked(
    kota: dict[str, Koperasi], instansi: Instansi, petugas: Akun, masuk: Masuk
) -> None:
    saringan = SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi))
    rencana = RencanaFactory.create(saringan=saringan)
    formasi = kota["kosong"].kebutuhan_set.get(nomor=2)
    pegawai = PegawaiFactory.create(instansi=instansi, nama="Dewi Usulan")
    BarisRencana.objects.create(rencana=rencana, pegawai=pegawai, kebutuhan=formasi, nilai=1)
    klien = masuk(petugas)

    terusul = petak(klien)["kosong"].formasi[1]
    assert (terusul.tahap, terusul.nama) == ("RENCANA", pegawai.nama_lengkap)
    PenugasanFactory.create(instansi=instansi, kebutuhan=formasi, pegawai=pegawai, status="DIMINTA")
    assert petak(klien)["kosong"].formasi[1].tahap == "DIMINTA"
    rencana.status = "usang"
    rencana.save()
    assert petak(klien)["kosong"].formasi[0].tahap == "KOSONG"


def test_cooperatives_office_reads_names_only_after_the_decision(
    kota: dict[str, Koperasi], dinas_koperasi: Akun, masuk: Masuk
) -> None:
    klien = masuk(dinas_koperasi)
    ditetapkan, diminta = petak(klien)["proses"].formasi
    assert ditetapkan.nama
    assert diminta.nama == ""
    isi = klien.get(PAPAN).content.decode()
    tersembunyi = Penugasan.objects.get(status="DIMINTA").pegawai.nama
    assert tersembunyi not in isi
    assert "/kelayakan/" not in isi


def test_board_of_another_agency_is_empty(
    kota: dict[str, Koperasi], petugas_lain: Akun, masuk: Masuk
) -> None:
    jawaban = masuk(petugas_lain).get(PAPAN)
    assert "Tidak ada koperasi yang cocok" in jawaban.content.decode()


@pytest.mark.parametrize("peran", ["kepala_opd", "admin"])
def test_other_roles_are_turned_away(
    peran: str, request: pytest.FixtureRequest, masuk: Masuk
) -> None:
    assert masuk(request.getfixturevalue(peran)).get(PAPAN).status_code == 403


def test_board_asks_a_fixed_number_of_queries(
    instansi: Instansi,
    petugas: Akun,
    masuk: Masuk,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        PenugasanFactory.create(instansi=instansi, diminta=True)
    klien = masuk(petugas)
    with django_assert_max_num_queries(9):
        assert len(petak(klien)) == 20


# --- map -----------------------------------------------------------------------------------------


def test_map_names_each_region_in_words_and_gives_each_coverage_its_pattern(
    kota: dict[str, Koperasi], petugas: Akun, masuk: Masuk
) -> None:
    isi = masuk(petugas).get(PAPAN).content.decode()
    assert '<title id="peta-judul">' in isi
    assert "Sebagian: sebagian kosong, 0 dari 2 formasi terisi." in isi
    for kode, koperasi in kota.items():
        assert f'<pattern id="pola-{kode}"' in isi
        assert f'fill="url(#pola-{kode})"' in isi
        assert f'href="{reverse("koperasi:rincian", args=[koperasi.pk])}"' in isi
    assert "style=" not in isi


def test_map_follows_the_filters_and_is_left_out_without_outlines(
    kota: dict[str, Koperasi], petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    assert len(klien.get(f"{PAPAN}?isi=kosong").context["peta"]["bidang"]) == 1
    Wilayah.objects.update(garis_batas=None)
    assert klien.get(PAPAN).context["peta"] is None


def test_drawing_keeps_north_up_east_right_and_everything_inside() -> None:
    barat_daya = Wilayah(kode="a", nama="a", garis_batas=kotak(109.6, -6.9))
    timur_laut = Wilayah(kode="b", nama="b", garis_batas=kotak(109.7, -6.8))
    gambar = peta([barat_daya, timur_laut, Wilayah(kode="c", nama="c")])
    assert gambar is not None
    kiri, kanan = gambar.bidang
    assert kiri.x < kanan.x
    assert kiri.y > kanan.y
    titik = [int(satu) for satu in re.findall(r"\d+", kiri.jejak + kanan.jejak)]
    assert min(titik) >= 0
    assert max(titik) <= max(LEBAR, gambar.tinggi)


def test_drawing_joins_the_parts_of_a_region_and_labels_the_largest() -> None:
    besar, kecil = kotak(109.6, -6.9)[0], [[109.65, -6.9], [109.651, -6.9], [109.651, -6.899]]
    gambar = peta([Wilayah(kode="a", nama="a", garis_batas=[kecil, besar])])
    assert gambar is not None
    [bidang] = gambar.bidang
    assert bidang.jejak.count("M") == 2
    assert bidang.x < LEBAR / 3


def test_region_that_is_a_mere_line_still_has_a_label() -> None:
    garis = [[[109.6, -6.9], [109.7, -6.9], [109.6, -6.9]]]
    gambar = peta([Wilayah(kode="a", nama="a", garis_batas=garis)])
    assert gambar is not None
    assert 0 < gambar.bidang[0].x < LEBAR


def test_export_from_the_board_holds_the_same_cooperatives(
    kota: dict[str, Koperasi], dinas_koperasi: Akun, masuk: Masuk
) -> None:
    jawaban = masuk(dinas_koperasi).get(
        f"{reverse('penugasan:ekspor', args=['kebutuhan'])}?isi=kosong"
    )
    buku = load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))  # type: ignore[attr-defined]
    nama = [baris[1] for baris in buku.worksheets[0].iter_rows(values_only=True)]
    assert [satu for satu in nama if satu and "Merah Putih" in str(satu)] == [kota["kosong"].nama]
