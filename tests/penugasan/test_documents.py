"""Letters are archival, readable by a screen reader, and print what was typed as it was typed."""

import dataclasses
import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from penugasan.documents import (
    BarisLampiran,
    Kop,
    Orang,
    PenandaTangan,
    SkPenugasan,
    SuratPerintahTugas,
    cetak_sk,
    cetak_surat_tugas,
)
from penugasan.documents.ejaan import PENGGANTI, bersih, diktum, sempit, tanggal
from penugasan.documents.naskah import isi_pola, ke_json, nomor, sk_dari_json, surat_tugas_dari_json
from tests.penugasan.pdf import baca, gambar, teks

URL = "https://portal.contoh.go.id/v/AbCdEfGhIjKlMnOpQrStUv/"
MARKUP = '#eval("1+1") *tebal* $x^2$ <label> @rujuk \\ `kode` // komentar #include "/etc/passwd"'


def baris(**ubah: Any) -> BarisLampiran:
    awal: dict[str, Any] = {
        "nip": "199002152024212999",
        "nama": "Siti Contoh, S.Kom.",
        "tempat_lahir": "",
        "lahir": dt.date(1990, 2, 15),
        "usia": 36,
        "jenis_kelamin": "P",
        "tingkat_pendidikan": "S-1/Sarjana",
        "pendidikan": "S-1 Manajemen",
        "golongan": "IX",
        "jabatan": "Penata Layanan Operasional",
        "unit_kerja": "Dinas Contoh",
        "status": "PPPK",
        "akhir_kontrak": dt.date(2027, 10, 31),
        "komputer": "Sertifikat",
        "domisili": "Medono/Pekalongan Barat",
        "koperasi": "KKMP Medono",
        "keterangan": "",
    }
    return BarisLampiran(**(awal | ubah))


def sk(**ubah: Any) -> SkPenugasan:
    awal: dict[str, Any] = {
        "nomor": "800.1.3.1/001/2026",
        "tanggal": dt.date(2026, 3, 1),
        "kop": Kop(baris=("WALI KOTA CONTOH", "PROVINSI CONTOH")),
        "tempat": "Pekalongan",
        "penanda_tangan": PenandaTangan(jabatan=("WALI KOTA CONTOH,",)),
        "url_verifikasi": URL,
        "pejabat": "WALI KOTA CONTOH",
        "tentang": "Penugasan pada Koperasi Kelurahan Merah Putih",
        "menimbang": ("bahwa satu;", "bahwa dua;"),
        "mengingat": ("Undang-Undang Nomor 20 Tahun 2023;",),
        "memperhatikan": (),
        "diktum": ("Menugaskan.", "Keputusan ini mulai berlaku."),
        "judul_lampiran": "DAFTAR PEGAWAI",
        "lampiran": (baris(),),
        "tembusan": ("Kepala BKN",),
    }
    return SkPenugasan(**(awal | ubah))


def surat_tugas(**ubah: Any) -> SuratPerintahTugas:
    awal: dict[str, Any] = {
        "nomor": "800.1.11.1/001/2026",
        "tanggal": dt.date(2026, 3, 1),
        "kop": Kop(baris=("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN"), alamat="Jalan Satu"),
        "tempat": "Pekalongan",
        "penanda_tangan": PenandaTangan(
            jabatan=("a.n. WALI KOTA CONTOH", "Kepala Badan,"), nama="Nama Pejabat"
        ),
        "url_verifikasi": URL,
        "dasar": ("Keputusan Wali Kota;",),
        "orang": Orang(
            nama="Siti Contoh",
            nip="199002152024212999",
            golongan="IX",
            jabatan="Penata",
            unit_kerja="Dinas Contoh",
        ),
        "untuk": ("bertugas penuh waktu;", "melapor."),
    }
    return SuratPerintahTugas(**(awal | ubah))


@pytest.mark.parametrize("isi", [cetak_sk(sk()), cetak_surat_tugas(surat_tugas())])
def test_a_letter_is_pdf_a2a_and_pdf_ua1_tagged_titled_and_in_indonesian(isi: bytes) -> None:
    pdf = baca(isi)
    akar = pdf.trailer["/Root"]
    xmp = akar["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert akar["/Lang"].lower().startswith("id")
    assert akar["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in akar
    assert "/OutputIntents" in akar
    assert akar["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Nomor 800.1." in pdf.metadata.title


def test_every_font_is_embedded() -> None:
    for halaman in baca(cetak_sk(sk())).pages:
        for huruf in halaman["/Resources"]["/Font"].values():
            anak = huruf.get_object()["/DescendantFonts"][0].get_object()
            assert "LiberationSans" in anak["/BaseFont"]
            assert "/FontFile2" in anak["/FontDescriptor"]


def test_the_same_letter_printed_twice_is_the_same_file() -> None:
    assert cetak_sk(sk()) == cetak_sk(sk())
    assert cetak_sk(sk()) != cetak_sk(sk(nomor="800.1.3.1/002/2026"))


def test_the_time_inside_the_file_is_the_date_of_the_letter() -> None:
    assert "20260301" in str(baca(cetak_sk(sk())).metadata["/CreationDate"])


def test_the_decision_follows_the_official_order() -> None:
    isi = teks(cetak_sk(sk()))
    urutan = [
        "KEPUTUSAN WALI KOTA CONTOH",
        "NOMOR 800.1.3.1/001/2026",
        "TENTANG",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN:",
        "Menetapkan",
        "KESATU",
        "KEDUA",
        "Ditetapkan di Pekalongan",
        "pada tanggal 1 Maret 2026",
        "Tembusan",
        "LAMPIRAN",
        "DAFTAR PEGAWAI",
    ]
    letak = [isi.find(kata) for kata in urutan]
    assert -1 not in letak
    assert letak == sorted(letak)


def test_without_a_name_the_signer_is_a_dotted_line_and_nothing_claims_a_signature() -> None:
    isi = teks(cetak_sk(sk()))
    assert "(......" in isi
    assert "elektronik" not in isi.lower()
    assert "ttd" not in isi.lower()


def test_the_annex_is_landscape_and_repeats_its_heading_on_every_page() -> None:
    pdf = baca(cetak_sk(sk(lampiran=tuple(baris() for _ in range(60)))))
    lampiran = [h for h in pdf.pages if h.mediabox.width > h.mediabox.height]
    assert len(lampiran) >= 3
    for urut, halaman in enumerate(pdf.pages, 1):
        isi = halaman.extract_text()
        assert f"Halaman {urut} dari {len(pdf.pages)}" in isi
        if "19900215" in isi:
            assert "UNIT KERJA" in isi


def test_all_people_of_the_batch_stand_in_the_annex_once() -> None:
    orang = tuple(baris(nama=f"Orang Ke{n:03d}") for n in range(81))
    isi = teks(cetak_sk(sk(lampiran=orang)))
    assert [isi.count(f"Orang Ke{n:03d}") for n in range(81)] == [1] * 81


def test_the_order_names_the_person_with_a_grouped_nip() -> None:
    isi = teks(cetak_surat_tugas(surat_tugas()))
    assert "SURAT PERINTAH TUGAS" in isi
    assert "MEMERINTAHKAN" in isi
    assert "19900215 202421 2 999" in isi
    assert "a.n. WALI KOTA CONTOH" in isi


def test_the_code_and_its_address_lead_to_the_public_page() -> None:
    pdf = baca(cetak_surat_tugas(surat_tugas()))
    tautan = [
        a.get_object()["/A"]["/URI"]
        for h in pdf.pages
        for a in h.get("/Annots", [])
        if "/A" in a.get_object()
    ]
    assert URL in tautan


def test_typst_markup_in_any_field_is_printed_not_run() -> None:
    asli = surat_tugas()
    jahat = dataclasses.replace(
        asli,
        nomor=MARKUP,
        tempat=MARKUP,
        dasar=(MARKUP,),
        untuk=(MARKUP, MARKUP),
        tembusan=(MARKUP,),
        kop=Kop(baris=(MARKUP,), alamat=MARKUP),
        penanda_tangan=PenandaTangan(jabatan=(MARKUP,), nama=MARKUP, keterangan=(MARKUP,)),
        orang=dataclasses.replace(asli.orang, nama=MARKUP, jabatan=MARKUP, unit_kerja=MARKUP),
    )
    isi = teks(cetak_surat_tugas(jahat))
    assert isi.count('#eval("1+1")') >= 8
    assert "*tebal*" in isi
    assert "root:" not in isi


def test_markup_in_every_field_of_the_annex_is_printed_not_run() -> None:
    jahat = baris(
        **{
            f.name: '#eval("1+1")'
            for f in dataclasses.fields(BarisLampiran)
            if f.type == "str" or f.type is str
        }
    )
    isi = teks(cetak_sk(sk(lampiran=(jahat,)))).replace("\u00ad", "")
    assert "#eval" in isi


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_in_a_name_still_gives_a_conforming_letter(nama: str) -> None:
    orang = dataclasses.replace(surat_tugas().orang, nama=nama)
    assert cetak_surat_tugas(surat_tugas(orang=orang)).startswith(b"%PDF-1.7")


def test_a_letter_the_typeface_lacks_shows_as_a_box_and_hidden_marks_vanish() -> None:
    assert bersih("Siti 😀 Contoh") == f"Siti {PENGGANTI} Contoh"
    assert bersih("Si\u200bti\u202e Contoh\x00\n") == "Siti Contoh"
    assert bersih("Ge\u0301de") == "Géde"


def test_long_words_may_break_in_a_narrow_column_but_short_ones_never() -> None:
    assert sempit("Pasirkratonkramat").replace("\u00ad", "") == "Pasirkratonkramat"
    assert "\u00ad" in sempit("Pasirkratonkramat")
    assert "\u00ad" not in sempit("Dinas Komunikasi")
    assert sempit("Kauman/Pekalongan Timur") == "Kauman/\u200bPekalongan Timur"


@pytest.mark.parametrize(
    ("urut", "nama"),
    [
        (1, "KESATU"),
        (10, "KESEPULUH"),
        (11, "KESEBELAS"),
        (12, "KEDUA BELAS"),
        (21, "KEDUA PULUH SATU"),
    ],
)
def test_decisions_are_named_by_their_place(urut: int, nama: str) -> None:
    assert diktum(urut) == nama


def test_an_ordinal_beyond_ninety_nine_is_refused() -> None:
    with pytest.raises(ValueError, match="1-99"):
        diktum(100)


def test_dates_are_spelt_as_in_letters() -> None:
    assert tanggal(dt.date(2026, 8, 17)) == "17 Agustus 2026"


def test_an_emblem_given_as_svg_stands_in_the_head() -> None:
    kotak = '<rect width="9" height="9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{kotak}</svg>'
    kop = Kop(baris=("WALI KOTA CONTOH",), lambang_svg=svg)
    assert gambar(cetak_sk(sk(kop=kop)))[0] == "Lambang instansi"
    assert gambar(cetak_surat_tugas(surat_tugas(kop=kop)))[0] == "Lambang instansi"


def test_every_picture_is_described() -> None:
    assert gambar(cetak_surat_tugas(surat_tugas())) == [f"Kode QR menuju {URL}"]


def test_a_letter_survives_being_kept_as_json() -> None:
    assert sk_dari_json(json.loads(json.dumps(ke_json(sk())))) == sk()
    assert surat_tugas_dari_json(json.loads(json.dumps(ke_json(surat_tugas())))) == surat_tugas()


def test_a_number_follows_the_pattern_of_the_pack() -> None:
    isi = {
        "klasifikasi": "800.1.11.1",
        "urut": 7,
        "unit": "BKPSDM",
        "tanggal": dt.date(2026, 12, 1),
    }
    assert nomor("{klasifikasi}/{urut:04d}/{unit}/{tahun}", **isi) == "800.1.11.1/0007/BKPSDM/2026"
    assert nomor("B/{urut}/{klasifikasi}/{bulan_romawi}/{tahun}", **isi) == (
        "B/7/800.1.11.1/XII/2026"
    )


@pytest.mark.parametrize("pola", ["{urut}", "{tahun}", "800/2026", ""])
def test_a_pattern_whose_numbers_would_repeat_is_refused(pola: str) -> None:
    with pytest.raises(ValueError, match="urut dan tahun"):
        nomor(pola, klasifikasi="800", urut=1, unit="X", tanggal=dt.date(2026, 1, 1))


def test_a_text_pattern_evaluates_nothing_and_shows_unknown_names() -> None:
    nilai = {"nama": "Siti {urut}"}
    assert isi_pola("{nama} {lain} {nama.__class__} {0}", nilai) == (
        "Siti {urut} {lain} {nama.__class__} {0}"
    )
