"""`siapkan`: a pack and its reference data, added once, never overwritten."""

import datetime as dt
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inti.audit import verifikasi
from inti.errors import DomainError
from inti.models import Instansi, JejakAudit, Wilayah
from inti.waktu import ZONA
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Opd, Pegawai
from penugasan.models import Periode, VersiAturan
from penugasan.services.paket import FOLDER, daftar_paket, siapkan

pytestmark = pytest.mark.django_db
KODE = "kota-pekalongan"
PADA = dt.datetime(2026, 2, 1, 8, 0, tzinfo=ZONA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packs that a test may change."""
    shutil.copytree(FOLDER, tmp_path / "paket")
    return tmp_path / "paket"


def ubah(folder: Path, lama: str, baru: str) -> None:
    berkas = folder / KODE / "paket.toml"
    teks = berkas.read_text()
    assert lama in teks
    berkas.write_text(teks.replace(lama, baru, 1))


def test_the_command_loads_regions_units_cooperatives_rules_and_the_first_round():
    keluaran = StringIO()

    call_command("siapkan", paket=KODE, stdout=keluaran)

    instansi = Instansi.objects.get()
    assert (instansi.nama, instansi.wilayah_id) == ("Pemerintah Kota Pekalongan", "33.75")
    assert Wilayah.objects.filter(jenis="kecamatan").count() == 4
    assert Wilayah.objects.filter(jenis="kelurahan").count() == 27
    assert Opd.objects.count() == 80
    assert Koperasi.objects.count() == 27
    assert not Koperasi.objects.exclude(siasn_id="").exists()
    assert not Kebutuhan.objects.exists()
    assert not Pegawai.objects.exists()
    periode = Periode.objects.get()
    assert (periode.kode, periode.tanggal_acuan) == ("2026-1", dt.date(2026, 3, 1))
    assert periode.batas_hari_kerja == 5
    assert periode.versi.status == VersiAturan.Status.BERLAKU
    assert "80 OPD, 27 koperasi" in keluaran.getvalue()


def test_regions_know_parent_outline_spellings_and_neighbours():
    siapkan(kode=KODE, pada=PADA)

    podosugih = Wilayah.objects.get(nama="Podosugih")
    assert podosugih.induk is not None
    assert podosugih.induk.induk_id == "33.75"
    assert podosugih.alias == ["Podo Sugih"]
    assert podosugih.kode_pos == "51111"
    cincin = podosugih.garis_batas[0]
    assert cincin[0] == cincin[-1]
    assert Wilayah.objects.get(nama="Medono") in podosugih.tetangga.all()
    for wilayah in Wilayah.objects.filter(jenis="kelurahan"):
        assert wilayah.garis_batas, wilayah.nama
        assert wilayah.tetangga.exists(), wilayah.nama


def test_units_form_a_tree():
    siapkan(kode=KODE, pada=PADA)

    assert Opd.objects.get(kode="PKM-TIRTO").jalur == "DINKES/PKM-TIRTO/"


def test_a_second_run_adds_nothing_and_keeps_what_an_officer_changed():
    siapkan(kode=KODE, pada=PADA)
    Opd.objects.filter(kode="DINKES").update(nama="Dinas Kesehatan Kota")
    Periode.objects.update(tanggal_acuan=dt.date(2026, 4, 1))
    Koperasi.objects.filter(wilayah__nama="Medono").update(siasn_id="ABC")
    jejak = JejakAudit.objects.count()

    termuat = siapkan(kode=KODE, pada=PADA)

    assert not any(termuat.baru.values())
    assert Opd.objects.get(kode="DINKES").nama == "Dinas Kesehatan Kota"
    assert Periode.objects.get().tanggal_acuan == dt.date(2026, 4, 1)
    assert Koperasi.objects.get(wilayah__nama="Medono").siasn_id == "ABC"
    assert VersiAturan.objects.count() == 1
    assert JejakAudit.objects.count() == jejak


def test_the_load_stands_in_the_audit_trail():
    termuat = siapkan(kode=KODE, pada=PADA)

    jejak = JejakAudit.objects.get(aksi="paket.muat")
    assert jejak.sesudah is not None
    assert jejak.sesudah["koperasi"] == 27
    assert verifikasi(termuat.instansi)[1] is None


def test_a_changed_pack_becomes_a_draft_and_the_rules_in_force_stay(folder):
    siapkan(kode=KODE, pada=PADA, folder=folder)
    ubah(folder, "maks = 56", "maks = 50")

    termuat = siapkan(kode=KODE, pada=PADA, folder=folder)

    assert termuat.draf
    assert (termuat.versi.nomor, termuat.versi.status) == (2, VersiAturan.Status.DRAF)
    berlaku = VersiAturan.objects.get(status=VersiAturan.Status.BERLAKU)
    assert berlaku.nomor == 1
    assert Periode.objects.get().versi == berlaku
    assert berlaku.isi["aturan"]["usia"]["maks"] == 56


def test_posts_come_with_the_pack_when_it_has_a_file_of_them(folder):
    ubah(folder, 'koperasi = "koperasi.csv"', 'koperasi = "koperasi.csv"\nformasi = "formasi.csv"')
    (folder / KODE / "formasi.csv").write_text(
        "kode_koperasi,nomor,peran\nKKMP-3375011002,1,administrasi\nKKMP-3375011002,2,keuangan\n"
    )

    siapkan(kode=KODE, pada=PADA, folder=folder)
    siapkan(kode=KODE, pada=PADA, folder=folder)

    assert list(Kebutuhan.objects.values_list("nomor", "peran")) == [
        (1, "administrasi"),
        (2, "keuangan"),
    ]


def test_parts_of_a_pack_may_be_missing_and_a_region_may_have_several_parts(folder):
    ubah(folder, 'opd = "opd.csv"', 'opd = ""')
    garis = folder / KODE / "kelurahan.geojson"
    garis.write_text(
        '{"features": [{"id": "33.75.01.1002", "geometry": {"type": "MultiPolygon", "coordinates":'
        " [[[[1, 1], [2, 1], [1, 1]]], [[[5, 5], [6, 5], [5, 5]]]]}}]}"
    )

    siapkan(kode=KODE, pada=PADA, folder=folder)

    assert not Opd.objects.exists()
    assert len(Wilayah.objects.get(nama="Medono").garis_batas) == 2
    assert Wilayah.objects.get(nama="Podosugih").garis_batas is None


def test_a_pack_without_outlines_is_fine(folder):
    ubah(folder, 'garis_batas = "kelurahan.geojson"', 'garis_batas = ""')

    siapkan(kode=KODE, pada=PADA, folder=folder)

    assert Wilayah.objects.get(nama="Medono").garis_batas is None


def test_an_unknown_pack_is_refused_with_the_packs_there_are():
    with pytest.raises(CommandError, match="kota-pekalongan") as galat:
        call_command("siapkan", paket="kota-mana")

    assert galat.value.returncode == 1
    assert not Instansi.objects.exists()


def test_a_broken_pack_is_refused_with_the_place_and_nothing_is_written(folder):
    ubah(folder, "maks = 56", 'maks = "banyak"')

    with pytest.raises(DomainError, match=r"aturan\.usia\.maks"):
        siapkan(kode=KODE, pada=PADA, folder=folder)

    assert not Wilayah.objects.exists()


def test_the_command_says_when_a_changed_pack_is_only_a_draft(folder):
    ubah(folder, "maks = 56", "maks = 50")
    siapkan(kode=KODE, pada=PADA, folder=folder)
    keluaran = StringIO()

    call_command("siapkan", paket=KODE, stdout=keluaran)

    assert "tersimpan sebagai draf" in keluaran.getvalue()


def test_the_installed_packs_are_listed():
    assert KODE in daftar_paket()
