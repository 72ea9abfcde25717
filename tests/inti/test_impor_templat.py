"""The template of each kind of file: what it holds, and that it goes in again once filled."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from inti.impor import pengimpor
from inti.impor.templat import tulis_templat
from inti.models import Impor, Instansi, Wilayah
from inti.waktu import sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Akun, Opd, Pegawai
from tests.inti.factories import WilayahFactory
from tests.inti.halaman_impor import Masuk
from tests.inti.impor import hitungan, impor_berkas, impor_dan_terapkan, temuan
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import OpdFactory, PegawaiFactory, nip_acak

LAHIR = dt.date(1990, 12, 31)
SEMUA = ["siasn", "survei", "kebutuhan", "kehadiran"]
MAKS_KATA = 20


@pytest.fixture(autouse=True)
def medono(instansi: Instansi) -> Wilayah:
    return WilayahFactory.create(kode="33.75.01.1002", nama="Medono")


def templat(jenis: str, instansi: Instansi) -> Any:
    isi = io.BytesIO()
    tulis_templat(pengimpor.ambil(jenis), isi, instansi=instansi, pada=sekarang())
    return openpyxl.load_workbook(isi)


def isi_templat(folder: Path, jenis: str, instansi: Instansi, **sel: Any) -> Path:
    """Fill one row of a template the way an officer does, ``_`` in a name standing for a blank."""
    buku = templat(jenis, instansi)
    judul = [s.value for s in buku["Data"][1]]
    for nama, nilai in sel.items():
        buku["Data"].cell(2, judul.index(nama.replace("_", " ")) + 1, nilai)
    buku.save(jalur := folder / f"{jenis}.xlsx")
    return jalur


def aturan(lembar: Any, kolom: str) -> Any:
    """Return the validation of a column, by its heading."""
    judul = [s.value for s in lembar[1]]
    huruf = openpyxl.utils.get_column_letter(judul.index(kolom) + 1)
    return next((d for d in lembar.data_validations.dataValidation if f"{huruf}2" in d.sqref), None)


def pilihan(buku: Any, kolom: str) -> list[Any]:
    """Return what a column's list offers, by following its range."""
    lembar, _, rentang = aturan(buku["Data"], kolom).formula1.partition("!")
    return [s.value for (s,) in buku[lembar][rentang.replace("$", "")]]


@pytest.mark.django_db
@pytest.mark.parametrize("jenis", SEMUA)
def test_an_empty_template_is_refused_as_empty(
    tmp_path: Path, instansi: Instansi, jenis: str
) -> None:
    OpdFactory.create(instansi=instansi)
    impor = impor_berkas(isi_templat(tmp_path, jenis, instansi), instansi)
    assert impor.status == Impor.Status.DITOLAK
    assert [t["kode"] for t in impor.temuan] == ["lembar_kosong"]


@pytest.mark.django_db
def test_a_filled_template_of_people_goes_in(tmp_path: Path, instansi: Instansi) -> None:
    OpdFactory.create(instansi=instansi, nama="Dinas Kesehatan")
    nip = nip_acak(LAHIR, urut=1)
    jalur = isi_templat(
        tmp_path,
        "siasn",
        instansi,
        NIP_BARU=nip,
        NAMA="UJI ORANG",
        TANGGAL_LAHIR=LAHIR,
        JENIS_PEGAWAI_NAMA="PPPK",
        KEDUDUKAN_HUKUM_NAMA="PPPK Aktif",
        TINGKAT_PENDIDIKAN_NAMA="S-1/Sarjana",
        UNOR_NAMA="Dinas Kesehatan",
    )

    impor = impor_dan_terapkan(jalur, instansi)

    assert (hitungan(impor), temuan(impor)) == ({"baris": 1, "baru": 1}, [])
    orang = Pegawai.objects.get(nip=nip)
    assert (orang.lahir, orang.jenis, orang.tingkat_pendidikan) == (LAHIR, "PPPK", "40")


@pytest.mark.django_db
def test_a_filled_template_of_the_survey_goes_in(tmp_path: Path, instansi: Instansi) -> None:
    orang = PegawaiFactory.create(instansi=instansi)
    tahun = sekarang().year - 1
    jalur = isi_templat(
        tmp_path,
        "survei",
        instansi,
        NIP=orang.nip,
        MAMPU_KOMPUTER="Ya",
        AKHIR_KONTRAK="31-12-2028",
        **{"KELURAHAN/DESA DOMISILI": "Medono", f"SKP_{tahun}": "Baik"},
    )

    impor = impor_dan_terapkan(jalur, instansi)

    assert (hitungan(impor), temuan(impor)) == ({"baris": 1, "berubah": 1}, [])
    orang.refresh_from_db()
    assert orang.domisili.nama == "Medono"
    assert list(orang.predikat_set.values_list("tahun", "predikat")) == [(tahun, 2)]


@pytest.mark.django_db
def test_a_filled_template_of_posts_goes_in(
    tmp_path: Path, instansi: Instansi, medono: Wilayah
) -> None:
    KoperasiFactory.create(instansi=instansi, wilayah=medono, kuota=3)
    jalur = isi_templat(
        tmp_path,
        "kebutuhan",
        instansi,
        KEBUTUHAN=1,
        PERAN_1="Keuangan",
        **{"KELURAHAN/DESA": "Medono"},
    )

    impor = impor_dan_terapkan(jalur, instansi)

    assert (hitungan(impor)["berubah"], temuan(impor)) == (1, [])
    assert list(Kebutuhan.objects.values_list("nomor", "peran")) == [(1, "keuangan")]


@pytest.mark.django_db
def test_families_of_headings_become_columns_and_only_the_first_is_required(
    instansi: Instansi,
) -> None:
    tahun = sekarang().year
    survei, kebutuhan = (templat(j, instansi)["Data"] for j in ("survei", "kebutuhan"))
    assert [s.value for s in survei[1]][-5:-3] == [f"SKP {tahun - 2}", f"SKP {tahun - 1}"]
    assert [s.value for s in kebutuhan[1]][-3:] == ["PERAN 1", "PERAN 2", "PERAN 3"]
    wajib = ["Wajib diisi." in s.comment.text for s in kebutuhan[1]]
    assert wajib == [False, True, False, False, False, True, True, False, False]
    assert len({s.fill.fgColor.rgb for s in kebutuhan[1] if "Wajib" in s.comment.text}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("jenis", SEMUA)
def test_every_column_is_typed_and_explained(instansi: Instansi, jenis: str) -> None:
    buku = templat(jenis, instansi)
    data = buku["Data"]
    assert [buku.sheetnames, buku.active.title] == [["Data", "Pilihan", "Petunjuk"], "Data"]
    assert {lembar.sheet_state for lembar in buku} == {"visible"}
    assert data.freeze_panes == "A2"
    assert (data.print_title_rows, data.page_setup.orientation) == ("$1:$1", "landscape")
    assert (str(data.page_setup.paperSize), data.oddFooter.right.text) == (
        "9",
        "Halaman &P dari &N",
    )
    kolom = pengimpor.ambil(jenis).kolom
    assert all(k.petunjuk.endswith(".") and len(k.petunjuk.split()) <= MAKS_KATA for k in kolom)
    arti = {b[0].value: b[3].value for b in buku["Petunjuk"].iter_rows(min_row=11)}
    for sel in data[1]:
        assert sel.comment.text.startswith(arti[sel.value])
    bentuk = {k.judul: k.bentuk for k in kolom}
    lebar_kolom = _format_kolom(data)
    for sel in data[1]:
        satu = bentuk.get(sel.value, "teks")
        diharap = {"tanggal": "dd-mm-yyyy", "bulat": "0"}.get(satu, "@")
        assert lebar_kolom[sel.column] == diharap, sel.value
        if satu == "tanggal":
            assert aturan(data, sel.value).type == "date"


def _format_kolom(lembar: Any) -> dict[int, str]:
    """Return the number format of the empty cells of each column."""
    hasil = {}
    for satu in lembar.column_dimensions.values():
        for kolom in range(satu.min, satu.max + 1):
            hasil[kolom] = satu.number_format
    return hasil


@pytest.mark.django_db
def test_lists_offer_what_the_agency_has(instansi: Instansi, opd: Opd) -> None:
    OpdFactory.create(nama="Dinas Kota Lain", instansi__kode="kota-lain")
    OpdFactory.create(nama="Dinas Bubar", instansi=instansi, aktif=False)
    siasn, survei = templat("siasn", instansi), templat("survei", instansi)
    kebutuhan = templat("kebutuhan", instansi)
    assert opd.nama in pilihan(siasn, "UNOR NAMA")
    assert not {"Dinas Kota Lain", "Dinas Bubar"} & set(pilihan(siasn, "UNOR NAMA"))
    assert "PPPK" in pilihan(siasn, "JENIS PEGAWAI NAMA")
    assert "S-1/Sarjana" in pilihan(siasn, "TINGKAT PENDIDIKAN NAMA")
    assert pilihan(survei, "KELURAHAN/DESA DOMISILI") == ["Medono"]
    assert pilihan(survei, "MAMPU KOMPUTER") == ["Ya", "Tidak"]
    assert pilihan(survei, f"SKP {sekarang().year - 1}")[:2] == ["Sangat baik", "Baik"]
    assert pilihan(kebutuhan, "STATUS")[0] == "Operasional"
    assert pilihan(kebutuhan, "PERAN 3") == ["Administrasi", "Keuangan", "Usaha/gerai"]


@pytest.mark.django_db
def test_every_offered_word_is_one_the_import_knows(tmp_path: Path, instansi: Instansi) -> None:
    OpdFactory.create(instansi=instansi)
    buku = templat("siasn", instansi)
    kolom = ["JENIS PEGAWAI NAMA", "JENIS KELAMIN", "TINGKAT PENDIDIKAN NAMA", "UNOR NAMA"]
    daftar = [pilihan(buku, k) for k in kolom]
    judul = [s.value for s in buku["Data"][1]]
    for urut in range(max(map(len, daftar))):
        isi = {k: d[urut % len(d)] for k, d in zip(kolom, daftar, strict=True)}
        isi |= {"NIP BARU": nip_acak(LAHIR, urut=urut + 1), "NAMA": "UJI", "TANGGAL LAHIR": LAHIR}
        for nama, nilai in isi.items():
            buku["Data"].cell(urut + 2, judul.index(nama) + 1, nilai)
    buku.save(tmp_path / "siasn.xlsx")

    impor = impor_berkas(tmp_path / "siasn.xlsx", instansi)

    tak_dikenal = {k for k, _, _ in temuan(impor) if "tak_dikenal" in k}
    assert (tak_dikenal, hitungan(impor)["baru"]) == (set(), max(map(len, daftar)))


@pytest.mark.django_db
def test_hostile_names_stay_text(instansi: Instansi) -> None:
    jahat = ["=HYPERLINK(1)", "@SUM(1)", "+1", "-1+1", "<r><t>x</t></r>"]
    for nama in jahat:
        OpdFactory.create(instansi=instansi, nama=nama)
    buku = templat("siasn", instansi)
    ditawarkan = pilihan(buku, "UNOR NAMA")
    assert {n.strip() for n in ditawarkan} >= set(jahat)
    for lembar in buku:
        for baris in lembar.iter_rows():
            assert {s.data_type for s in baris} <= {"s", "n"}


# The page ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_template_is_downloaded_by_kind(klien: Client) -> None:
    jawab = klien.get(reverse("inti:impor_templat", args=["survei"]))
    assert jawab.status_code == 200
    assert 'filename="templat-survei.xlsx"' in jawab["Content-Disposition"]
    buku = openpyxl.load_workbook(io.BytesIO(b"".join(jawab.streaming_content)))
    assert buku["Data"]["A1"].value == "NIP"


@pytest.mark.django_db
@pytest.mark.parametrize(("jenis", "kode"), [("kebutuhan", 200), ("siasn", 404), ("apa", 404)])
def test_a_role_gets_the_templates_of_its_own_kinds(
    masuk: Masuk, dinas_koperasi: Akun, jenis: str, kode: int
) -> None:
    jawab = masuk(dinas_koperasi).get(reverse("inti:impor_templat", args=[jenis]))
    assert jawab.status_code == kode
