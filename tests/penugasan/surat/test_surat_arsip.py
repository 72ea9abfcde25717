"""DOCX, the signed file that comes back, and several letters in one archive."""

import hashlib
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inti.errors import SudahDiproses
from inti.models import JejakAudit, LogAkses, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Opd, Pejabat
from penugasan.documents.docx import tulis_docx
from penugasan.models import Surat
from penugasan.services import surat_ttd, surat_zip
from penugasan.services.surat import baca_berkas, isi_tercetak, nama_polos
from tests.penugasan.surat.bantu import Masuk, cabut, tugas
from tests.penugasan.test_documents import sk as contoh_sk, surat_tugas as contoh_tugas

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bagian(isi: bytes) -> dict[str, bytes]:
    arsip = zipfile.ZipFile(io.BytesIO(isi))
    return {nama: arsip.read(nama) for nama in arsip.namelist()}


def kata(isi: bytes) -> str:
    """What a reader sees: the runs of the document in their order."""
    pohon = ET.fromstring(bagian(isi)["word/document.xml"])  # noqa: S314 - our own file
    return " ".join(satu.text or "" for satu in pohon.iter(f"{W}t"))


# --- DOCX -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("surat", [contoh_sk(), contoh_tugas()])
def test_every_part_is_well_formed_and_named_by_the_package(surat: Any) -> None:
    isi = bagian(tulis_docx(surat))
    assert next(iter(isi)) == "[Content_Types].xml"
    for nama, satu in isi.items():
        if nama.endswith((".xml", ".rels")):
            ET.fromstring(satu)  # noqa: S314 - our own file
    jenis = isi["[Content_Types].xml"].decode()
    for nama in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "docProps/core.xml"):
        assert f'PartName="/{nama}"' in jenis
    assert isi["word/media/qr.png"].startswith(b"\x89PNG")


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert tulis_docx(contoh_sk()) == tulis_docx(contoh_sk())


def test_hostile_text_stays_text() -> None:
    jahat = '</w:t><w:fldSimple w:instr="DDEAUTO"/> & "x" \x00\x0b =cmd|1'
    isi = tulis_docx(contoh_sk(tentang=jahat, menimbang=(jahat,)))
    pohon = ET.fromstring(bagian(isi)["word/document.xml"])  # noqa: S314 - our own file
    assert pohon.findall(f".//{W}fldSimple") == []
    assert '</w:t><w:fldSimple w:instr="DDEAUTO"/> & "x" =cmd|1' in kata(isi)


def test_a_list_of_names_stands_broadside_with_its_head_on_each_page() -> None:
    pohon = ET.fromstring(bagian(tulis_docx(contoh_sk()))["word/document.xml"])  # noqa: S314
    kertas = [satu.get(f"{W}orient") for satu in pohon.iter(f"{W}pgSz")]
    assert kertas == [None, "landscape"]
    assert len(pohon.findall(f".//{W}tblHeader")) == 1


def test_the_docx_says_what_was_decided_and_the_download_is_logged(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    surat = tugas(sk, "Siti Contoh")
    orang = surat.penugasan.get().pegawai
    orang.nama = "Nama Baru"
    orang.save()
    jawaban = masuk(petugas).get(reverse("penugasan:surat_docx", args=[surat.pk]))
    isi = b"".join(jawaban.streaming_content)  # type: ignore[attr-defined]
    assert "Siti Contoh" in kata(isi)
    assert jawaban["Content-Disposition"] == f'attachment; filename="{nama_polos(surat)}.docx"'
    assert "DOCX" in LogAkses.objects.get(jenis="unduh").keterangan


# --- the signed file ------------------------------------------------------------------------------


def pdf(isi: bytes = b"%PDF-1.7 bertanda tangan", nama: str = "hasil TTE.pdf") -> Any:
    return SimpleUploadedFile(nama, isi)


def unggah(klien: Any, surat: Surat, berkas: Any) -> Any:
    alamat = reverse("penugasan:surat_ttd_unggah", args=[surat.pk])
    return klien.post(alamat, {"berkas": berkas}, follow=True)


def test_a_signed_letter_comes_back_with_its_fingerprint(
    sk: Surat, petugas: Akun, masuk: Masuk, client: Any
) -> None:
    klien = masuk(petugas)
    sidik = hashlib.sha256(b"%PDF-1.7 bertanda tangan").hexdigest()
    halaman = unggah(klien, sk, pdf()).content.decode()
    assert "Berkas bertanda tangan sudah diunggah" in halaman
    assert sidik in halaman
    sk.refresh_from_db()
    assert (sk.sidik_ttd, sk.ttd_oleh) == (sidik, petugas)
    assert "TTE" not in str(sk.berkas_ttd)
    jejak = JejakAudit.objects.get(aksi="surat.unggah_ttd")
    assert jejak.sesudah is not None
    assert jejak.sesudah["sha256"] == sidik
    umum = client.get(reverse("penugasan:surat_verifikasi", args=[sk.token])).content.decode()
    assert "Berkas bertanda tangan sudah diunggah" in umum
    assert sidik[:16] in umum


def test_the_signed_file_is_given_back_whole_and_logged(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    unggah(klien, sk, pdf())
    jawaban = klien.get(reverse("penugasan:surat_ttd", args=[sk.pk]))
    assert b"".join(jawaban.streaming_content) == b"%PDF-1.7 bertanda tangan"
    assert "attachment" in jawaban["Content-Disposition"]
    assert "bertanda tangan" in LogAkses.objects.get(jenis="unduh").keterangan


def test_a_letter_without_a_signed_file_has_none_to_give(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    assert masuk(petugas).get(reverse("penugasan:surat_ttd", args=[sk.pk])).status_code == 404


def test_a_signed_file_changed_behind_our_back_is_never_handed_out(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    unggah(klien, sk, pdf())
    Surat.objects.filter(pk=sk.pk).update(sidik_ttd="0" * 64)
    jawaban = klien.get(reverse("penugasan:surat_ttd", args=[sk.pk]))
    assert "tidak sama dengan yang diunggah" in jawaban.content.decode()


@pytest.mark.parametrize(
    ("berkas", "sebab"),
    [
        (pdf(b"\x89PNG\r\n\x1a\n gambar"), "bukan PDF"),
        (pdf(b"MZ program"), "bukan PDF"),
        (pdf(b""), "kosong"),
        (pdf(b"%PDF-1.7" + b"0" * (6 * 1024 * 1024)), "lebih besar"),
    ],
)
def test_only_a_pdf_of_bearable_size_is_taken(
    berkas: Any, sebab: str, sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    berkas.seek(0)
    jawaban = unggah(masuk(petugas), sk, berkas)
    assert jawaban.status_code == 409
    assert sebab in jawaban.content.decode()
    sk.refresh_from_db()
    assert sk.sidik_ttd == ""


def test_the_printed_file_itself_is_not_a_signed_one(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    jawaban = unggah(masuk(petugas), sk, pdf(baca_berkas(sk)))
    assert "belum bertanda tangan" in jawaban.content.decode()


def test_a_later_file_replaces_the_earlier_whose_fingerprint_stays_in_the_trail(
    sk: Surat, petugas: Akun
) -> None:
    for isi in (b"%PDF-1 satu", b"%PDF-1 satu", b"%PDF-1 dua"):
        surat_ttd.unggah_ttd(surat=sk, berkas=pdf(isi), aktor=petugas, pada=sekarang())
    pertama, kedua = JejakAudit.objects.filter(aksi="surat.unggah_ttd").order_by("urutan")
    assert pertama.sesudah is not None
    assert kedua.sebelum == {"sha256": pertama.sesudah["sha256"]}


def test_a_revoked_letter_takes_no_signed_file(sk: Surat, penyetuju: Akun, petugas: Akun) -> None:
    surat = tugas(sk, "Siti Contoh")
    cabut(surat.penugasan.get(), penyetuju)
    with pytest.raises(SudahDiproses, match="sudah dicabut"):
        surat_ttd.unggah_ttd(surat=surat, berkas=pdf(), aktor=petugas, pada=sekarang())


# --- archives -------------------------------------------------------------------------------------


def minta_arsip(klien: Any, *bentuk: str, **isi: Any) -> Any:
    return klien.post(reverse("penugasan:surat_arsip_buat"), {"bentuk": list(bentuk), **isi})


def test_chosen_letters_come_in_the_chosen_forms_with_their_list(
    sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    surat = tugas(sk, "Siti Contoh")
    surat_ttd.unggah_ttd(surat=surat, berkas=pdf(), aktor=petugas, pada=sekarang())
    jawaban = minta_arsip(masuk(petugas), "pdf", "docx", "ttd", pilih=[sk.pk, surat.pk])
    isi = bagian(b"".join(jawaban.streaming_content))
    assert set(isi) == {
        "SK-0001-2026.pdf",
        "SK-0001-2026.docx",
        f"{nama_polos(surat)}.pdf",
        f"{nama_polos(surat)}.docx",
        f"{nama_polos(surat)}-bertanda-tangan.pdf",
        "daftar-surat.xlsx",
    }
    buku = openpyxl.load_workbook(io.BytesIO(isi["daftar-surat.xlsx"]))
    teks = [str(sel) for baris in buku.worksheets[0].values for sel in baris if sel]
    assert sk.nomor in teks
    assert LogAkses.objects.get(jenis="unduh").jumlah == 2


def test_all_that_the_filters_show(sk: Surat, petugas: Akun, masuk: Masuk) -> None:
    jawaban = minta_arsip(masuk(petugas), "pdf", semua="1", saring="jenis=surat_tugas")
    isi = bagian(b"".join(jawaban.streaming_content))
    assert sorted(isi) == ["SPT-0001-2026.pdf", "SPT-0002-2026.pdf", "daftar-surat.xlsx"]


def test_an_archive_holds_only_what_its_owner_may_see(
    sk: Surat, kepala_opd: Akun, masuk: Masuk
) -> None:
    semua = [sk.pk, *sk.anak_set.values_list("pk", flat=True)]
    jawaban = minta_arsip(masuk(kepala_opd), "pdf", pilih=semua)
    assert sorted(bagian(b"".join(jawaban.streaming_content))) == [
        f"{nama_polos(tugas(sk, 'Siti Contoh'))}.pdf",
        "daftar-surat.xlsx",
    ]


@pytest.mark.parametrize("isi", [{}, {"pilih": ["999999"]}, {"pilih": ["x"]}])
def test_nothing_chosen_is_said(
    isi: dict[str, Any], sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    assert minta_arsip(masuk(petugas), "pdf", **isi).status_code == 409


def test_a_large_archive_is_a_job_and_its_file_belongs_to_who_asked(
    sk: Surat,
    petugas: Akun,
    penyetuju: Akun,
    masuk: Masuk,
    kerjakan: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surat_zip, "BATAS_LANGSUNG", 1)
    klien = masuk(petugas)
    jawaban = minta_arsip(klien, "pdf", semua="1", saring="")
    kerjakan()
    job = Pekerjaan.objects.get(jenis="surat.zip")
    assert str(job.pk) in jawaban["Location"]
    halaman = klien.get(job.hasil["url"])
    assert "3 surat" in halaman.content.decode()
    unduh = reverse("penugasan:surat_arsip_unduh", args=[job.pk])
    isi = bagian(b"".join(klien.get(unduh).streaming_content))
    assert len(isi) == 4
    assert LogAkses.objects.filter(jenis="unduh", akun=petugas).count() == 2
    assert masuk(penyetuju).get(unduh).status_code == 404


def test_an_archive_of_a_head_stays_with_the_units_he_leads(
    sk: Surat,
    kepala_opd: Akun,
    opd_lain: Opd,
    masuk: Masuk,
    kerjakan: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surat_zip, "BATAS_LANGSUNG", 0)
    klien = masuk(kepala_opd)
    minta_arsip(klien, "pdf", semua="1", saring="")
    kerjakan()
    unduh = reverse(
        "penugasan:surat_arsip_unduh", args=[Pekerjaan.objects.get(jenis="surat.zip").pk]
    )
    assert b"".join(klien.get(unduh))[:2] == b"PK"
    jabatan = Pejabat.objects.filter(akun=kepala_opd)
    jabatan.update(opd=opd_lain)
    assert klien.get(unduh).status_code == 404
    jabatan.delete()
    assert klien.get(unduh).status_code == 404


def test_old_archives_are_thrown_away(
    sk: Surat, petugas: Akun, masuk: Masuk, kerjakan: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surat_zip, "BATAS_LANGSUNG", 1)
    minta_arsip(masuk(petugas), "pdf", semua="1", saring="")
    kerjakan()
    assert surat_zip.bersihkan(pada=sekarang()) == 0
    nanti = sekarang() + surat_zip.MASA_SIMPAN * 2
    assert surat_zip.bersihkan(pada=nanti) == 1
    assert not Pekerjaan.objects.filter(jenis="surat.zip").exists()


def test_the_content_of_every_kind_survives_its_keeping(sk: Surat) -> None:
    for surat in Surat.objects.all():
        assert isi_tercetak(surat).nomor == surat.nomor
