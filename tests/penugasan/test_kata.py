"""Words follow the agency: on pages, in files, in what is kept; strangers get neutral ones."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from inti import audit
from inti.impor.pengimpor import ambil
from inti.impor.templat import tulis_templat
from inti.kata import kini, pakai, sebut, sebut_lambat
from inti.models import BarisImpor, Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Kebutuhan, Koperasi
from penugasan.models import Periode, VersiAturan
from penugasan.queries.kata import kata_milik
from penugasan.rules.paket import KATA_BAWAAN
from penugasan.services.paket import siapkan
from tests.inti.buku import simpan
from tests.inti.impor import impor_berkas, impor_dan_terapkan, temuan
from tests.pegawai.factories import AkunFactory
from tests.penugasan.factories import ganti_versi

pytestmark = pytest.mark.django_db
KOTA, KUTAI = "kota-pekalongan", "kutai-timur"
HALAMAN = (
    "penugasan:beranda",
    "penugasan:kelayakan",
    "penugasan:papan",
    "koperasi:daftar",
    "inti:impor",
    "penugasan:versi",
    "penugasan:ekspor_daftar",
)


@pytest.fixture
def dua() -> dict[str, Periode]:
    return {kode: siapkan(kode=kode, pada=sekarang()).periode for kode in (KOTA, KUTAI)}


def _klien(masuk: Any, kode: str, peran: str = Peran.PETUGAS) -> Any:
    instansi = Instansi.objects.get(kode=kode)
    akun = AkunFactory.create(peran=peran, instansi=instansi, username=f"uji.{kode}.{peran}")
    return masuk(akun)


def _judul(isi: bytes) -> list[Any]:
    return [sel.value for sel in openpyxl.load_workbook(io.BytesIO(isi)).worksheets[0][1]]


def test_a_hole_takes_the_case_of_its_name_and_an_unknown_one_stays(dua):
    with pakai(dua[KUTAI].instansi_id):
        assert sebut("{wilayah} {Wilayah} {WILAYAH} {lain}") == "desa Desa DESA {lain}"
        assert kini()["daerah"] == "Kabupaten Kutai Timur"


def test_outside_any_agency_the_neutral_words_hold(dua):
    assert sebut("{wilayah}") == "kelurahan/desa"
    with pakai(lambda: None):
        assert dict(kini()) == KATA_BAWAAN


def test_blocks_nest_and_the_outer_words_come_back(dua):
    with pakai(dua[KOTA].instansi_id):
        with pakai(dua[KUTAI].instansi_id):
            assert sebut("{koperasi_singkat}") == "KDMP"
        assert sebut("{koperasi_singkat}") == "KKMP"


def test_words_are_read_once_and_only_when_one_is_needed(dua, django_assert_num_queries):
    with django_assert_num_queries(0), pakai(dua[KOTA].instansi_id):
        sebut("tanpa lubang")
    with django_assert_num_queries(1), pakai(dua[KOTA].instansi_id):
        sebut("{wilayah} {badan}")
        sebut("{koperasi}")


def test_a_label_written_at_import_time_is_filled_where_it_is_shown(dua):
    label = sebut_lambat("{Wilayah} domisili")
    with pakai(dua[KUTAI].instansi_id):
        assert str(label) == "Desa domisili"
    assert str(label) == "Kelurahan/desa domisili"


def test_an_agency_without_a_policy_still_has_its_name_and_neutral_words(instansi):
    assert kata_milik(instansi.pk) == {"instansi": instansi.nama}
    with pakai(instansi.pk):
        assert sebut("{badan} {instansi}") == f"BKPSDM {instansi.nama}"


@pytest.mark.parametrize("nama", HALAMAN)
def test_pages_say_the_words_of_the_signed_in_agency_only(dua, masuk, nama):
    for kode, milik, asing in (
        (KOTA, "Portal Penugasan KKMP", ("KDMP", "Koperasi Desa", "desa")),
        (KUTAI, "Portal Penugasan KDMP", ("KKMP<", "KKMP ·", "tiap kelurahan", "Nama, kelurahan")),
    ):
        isi = _klien(masuk, kode).get(reverse(nama)).content.decode()
        assert milik in isi
        assert [satu for satu in asing if satu in isi] == []


def test_the_login_page_belongs_to_no_agency(dua, client):
    isi = client.get(reverse("account_login")).content.decode()
    assert "Portal Penugasan Koperasi Merah Putih" in isi
    assert "KKMP<" not in isi
    assert "KDMP<" not in isi


@pytest.mark.parametrize(("kode", "kata_wilayah"), [(KOTA, "KELURAHAN"), (KUTAI, "DESA")])
def test_exports_and_templates_have_the_agency_s_headings(dua, masuk, kode, kata_wilayah):
    klien = _klien(masuk, kode)
    ekspor = klien.get(reverse("penugasan:ekspor", args=["kebutuhan"]))
    assert kata_wilayah in _judul(b"".join(ekspor.streaming_content))
    templat = klien.get(reverse("inti:impor_templat", args=["survei"]))
    assert f"{kata_wilayah} DOMISILI" in _judul(b"".join(templat.streaming_content))


@pytest.mark.parametrize("judul", ["KELURAHAN", "DESA", "Desa/Kelurahan", "Kel/Desa"])
@pytest.mark.parametrize(("kode", "nama"), [(KOTA, "Medono"), (KUTAI, "Senyiur")])
def test_posts_are_read_under_either_word(dua, tmp_path, kode, nama, judul):
    kepala = ["NO", "NAMA KOPERASI", judul, "KEBUTUHAN", "PERAN 1"]
    jalur = simpan(tmp_path / "k.xlsx", {"K": [kepala, [1, "Koperasi", nama, 1, "Keuangan"]]})
    impor = impor_dan_terapkan(jalur, dua[kode].instansi)
    assert [t for t in temuan(impor) if t[1] == "galat"] == []
    formasi = Kebutuhan.objects.get(koperasi__instansi=dua[kode].instansi)
    assert formasi.koperasi.wilayah.nama == nama


def test_an_unknown_village_is_told_in_the_agency_s_word(dua, tmp_path):
    kepala = ["NAMA KOPERASI", "DESA", "KEBUTUHAN", "PERAN 1"]
    jalur = simpan(tmp_path / "k.xlsx", {"K": [kepala, ["Koperasi", "", 1, "Keuangan"]]})
    with pakai(dua[KUTAI].instansi_id):
        impor = impor_berkas(jalur, dua[KUTAI].instansi)
    pesan = [t["pesan"] for t in BarisImpor.objects.get(impor=impor).temuan]
    assert "Desa kosong. Isi desa koperasi ini." in pesan


def test_examples_of_a_template_are_of_the_agency(dua):
    wadah = io.BytesIO()
    tulis_templat(ambil("kebutuhan"), wadah, instansi=dua[KUTAI].instansi, pada=sekarang())
    buku = openpyxl.load_workbook(io.BytesIO(wadah.getvalue()))
    isi = " ".join(str(s.value) for lembar in buku for baris in lembar for s in baris)
    assert "Koperasi Desa Merah Putih Sukamaju" in isi
    assert "Kebutuhan tenaga KDMP" in isi
    assert [s for s in ("Medono", "Pekalongan", "KKMP", "Kelurahan") if s in isi] == []


def test_what_the_trail_keeps_is_said_in_the_agency_s_words(dua):
    with audit.keputusan(dua[KUTAI].instansi):
        audit.catat(
            aksi="uji.kata", aktor=None, instansi=dua[KUTAI].instansi, pesan=sebut("{koperasi}")
        )
    assert JejakAudit.objects.get(aksi="uji.kata").pesan == "Koperasi Desa Merah Putih"


def test_a_new_version_in_force_changes_the_words_without_code(dua, masuk):
    klien = _klien(masuk, KOTA)
    versi = VersiAturan.objects.get(instansi__kode=KOTA)
    ganti_versi(versi, lambda isi: isi["kata"].update(wilayah="kampung", koperasi_singkat="KPMP"))
    isi = klien.get(reverse("koperasi:daftar")).content.decode()
    assert "Portal Penugasan KPMP" in isi
    assert "di tiap kampung" in isi


def test_every_cooperative_of_a_pack_has_the_short_name_of_its_kind(dua):
    for koperasi in Koperasi.objects.select_related("wilayah"):
        singkat = {"desa": "KDMP", "kelurahan": "KKMP"}[koperasi.wilayah.jenis]
        assert koperasi.nama_pendek == f"{singkat} {koperasi.wilayah.nama}"


def test_a_command_reads_the_words_of_its_agency(dua, tmp_path: Path):
    keluaran = tmp_path / "k.xlsx"
    call_command("ekspor", "kebutuhan", instansi=KUTAI, keluaran=keluaran)
    assert "DESA" in _judul(keluaran.read_bytes())
