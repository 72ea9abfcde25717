"""The head's dialogue on a phone: four taps to a substitute, and no way around the rules."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.models import JejakAudit
from inti.waktu import sekarang
from pegawai.models import BuktiKomputer, Pegawai
from penugasan.models import Penugasan, Usulan
from penugasan.services import usulan as layanan
from tests.inti.factories import WilayahFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan import alur

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
JPG = b"\xff\xd8\xff\xe0" + bytes(16)


def url(nama: str, *kunci: int) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


@pytest.fixture
def penugasan(petugas, opd) -> Penugasan:
    """A, whom BKPSDM asks for."""
    return alur.nominasikan(petugas, opd, alur.orang(opd, nama="ANI DIMINTA"))


def berkas(isi: bytes, nama: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi, content_type="image/jpeg")


# --- a substitute --------------------------------------------------------------------------------


def test_four_taps_lead_from_the_nomination_to_a_sent_proposal(penugasan, kepala_opd, opd, masuk):
    b = alur.orang(opd, nama="BUDI PENGGANTI")
    klien = masuk(kepala_opd)
    rincian = klien.get(url("nominasi_opd_rincian", penugasan.pk)).content.decode()
    satu = url("usulan_opd_ajukan", penugasan.pk)
    assert satu in rincian

    alasan = klien.get(satu).content.decode()
    dua = f"{satu}?alasan=tenaga_kunci"
    assert dua in alasan

    calon = klien.get(dua).content.decode()
    assert "BUDI PENGGANTI" in calon
    tiga = f"{dua}&amp;pengganti={b.pk}"
    assert tiga in calon

    banding = klien.get(tiga.replace("&amp;", "&")).content.decode()
    assert "A dan B berdampingan" in banding
    assert b.nip not in banding
    jawaban = klien.post(satu, {"alasan_kode": "tenaga_kunci", "pengganti": b.pk})
    usulan = Usulan.objects.get()
    assert usulan.pengganti == b
    terkirim = klien.get(jawaban.url).content.decode()
    for kata in (usulan.nomor, "Usulan terkirim", "BKPSDM memutuskan", "wa.me", "Salin pesan"):
        assert kata in terkirim
    assert b.nip not in terkirim.replace(" ", "")


def test_only_eligible_free_colleagues_of_the_own_tree_are_offered(
    petugas, penugasan, kepala_opd, opd, opd_cabang, opd_lain, masuk
):
    ada = [alur.orang(opd, nama="CALON SATU"), alur.orang(opd_cabang, nama="CALON DUA")]
    alur.orang(opd, nama="TIDAK SEPUH", tua=True)
    PegawaiFactory.create(instansi=opd.instansi, opd=opd, nama="TIDAK PASTI")
    alur.orang(opd, nama="TIDAK AKTIF", aktif=False)
    alur.orang(opd_lain, nama="TIDAK MILIK")
    sibuk = alur.nominasikan(petugas, opd, alur.orang(opd, nama="TIDAK BEBAS"))
    alur.usulkan(kepala_opd, sibuk, alur.orang(opd, nama="TIDAK LAGI"))
    isi = (
        masuk(kepala_opd)
        .get(f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan")
        .content.decode()
    )
    for satu in ada:
        assert satu.nama in isi
    assert "TIDAK " not in isi


def test_the_best_fit_stands_first_with_the_reason_and_what_the_unit_loses(
    penugasan, kepala_opd, opd, masuk
):
    tempat = penugasan.kebutuhan.koperasi.wilayah
    alur.orang(opd, nama="JAUH", domisili=WilayahFactory.create(lat=-7.5, lng=110.9))
    alur.orang(opd, nama="DEKAT", domisili=tempat)
    alur.orang(opd, nama="TERAKHIR", domisili=tempat, jabatan="Arsiparis Ahli Pertama")
    alamat = f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan"
    isi = masuk(kepala_opd).get(alamat).content.decode()
    assert isi.index("DEKAT") < isi.index("JAUH")
    assert f"Tinggal di wilayah koperasi, {tempat.nama}" in isi
    assert "pemegang jabatan terakhir" in isi
    assert "Paling cocok" in isi


@pytest.mark.parametrize("banyak", [3, 25])
def test_the_choice_asks_the_database_the_same_number_of_times_whatever_the_unit(
    penugasan, kepala_opd, opd, masuk, django_assert_max_num_queries: DjangoAssertNumQueries, banyak
):
    for _ in range(banyak):
        alur.orang(opd)
    klien = masuk(kepala_opd)
    alamat = f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan"
    klien.get(alamat)
    with django_assert_max_num_queries(24):
        assert klien.get(alamat).status_code == 200


def test_a_long_list_is_paged_and_searched_by_name(penugasan, kepala_opd, opd, masuk):
    for nomor in range(12):
        alur.orang(opd, nama=f"CALON {chr(65 + nomor) * 3}")
    klien = masuk(kepala_opd)
    alamat = f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan"
    assert "1–10 dari 12" in klien.get(alamat).content.decode()
    hasil = klien.get(f"{alamat}&cari=lll").content.decode()
    assert re.findall(r"CALON [A-Z]{3}", hasil)[0] == "CALON LLL"
    assert "CALON AAA" not in hasil
    assert "Tidak ada yang cocok" in klien.get(f"{alamat}&cari=zzz").content.decode()


def test_without_anybody_to_offer_the_page_leads_to_an_objection(penugasan, kepala_opd, masuk):
    isi = (
        masuk(kepala_opd)
        .get(f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan")
        .content.decode()
    )
    assert "Tidak ada pengganti yang memenuhi syarat" in isi
    assert url("usulan_opd_keberatan", penugasan.pk) in isi


def test_an_ineligible_b_is_refused_even_from_a_crafted_post(penugasan, kepala_opd, opd, masuk):
    tua = alur.orang(opd, tua=True)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_ajukan", penugasan.pk)
    isi = klien.get(f"{alamat}?alasan=layanan&pengganti={tua.pk}").content.decode()
    assert "belum memenuhi syarat" in isi
    assert "Kirim" not in isi.split("Periksa usulan Anda</h1>")[1]
    jawaban = klien.post(alamat, {"alasan_kode": "layanan", "pengganti": tua.pk})
    assert jawaban.status_code == 409
    assert "Usia" in jawaban.content.decode()
    assert not Usulan.objects.exists()


def test_a_b_of_another_tree_does_not_exist_for_this_head(
    penugasan, kepala_opd, opd, opd_lain, masuk
):
    asing = alur.orang(opd_lain)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_ajukan", penugasan.pk)
    for kunci in (asing.pk, 10**9, "x"):
        assert klien.get(f"{alamat}?alasan=layanan&pengganti={kunci}").status_code == 404
        assert klien.post(alamat, {"alasan_kode": "layanan", "pengganti": kunci}).status_code == 404
    assert not Usulan.objects.exists()


def test_another_reason_must_be_told_in_words_and_what_was_typed_stays(
    penugasan, kepala_opd, opd, masuk
):
    b = alur.orang(opd)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_ajukan", penugasan.pk)
    jawaban = klien.post(alamat, {"alasan_kode": "lainnya", "pengganti": b.pk})
    assert "Jelaskan alasan lainnya" in jawaban.content.decode()
    panjang = klien.post(
        alamat, {"alasan_kode": "lainnya", "pengganti": b.pk, "alasan": "kata " * 300}
    )
    assert panjang.content.decode().count("kata ") >= 300
    assert not Usulan.objects.exists()
    klien.post(alamat, {"alasan_kode": "lainnya", "pengganti": b.pk, "alasan": "Satu kalimat."})
    assert Usulan.objects.get().alasan == "Satu kalimat."


def test_a_double_send_makes_one_usulan_and_shows_it_both_times(penugasan, kepala_opd, opd, masuk):
    b = alur.orang(opd)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_ajukan", penugasan.pk)
    isi = {"alasan_kode": "layanan", "pengganti": b.pk}
    assert klien.post(alamat, isi).url == klien.post(alamat, isi).url
    assert JejakAudit.objects.filter(aksi="usulan.ajukan").count() == 1
    lain = klien.post(alamat, isi | {"pengganti": alur.orang(opd).pk})
    assert "sudah diajukan oleh Kepala Dinas Kesehatan" in lain.content.decode()


def test_an_answered_nomination_leads_back_to_its_page(penugasan, kepala_opd, masuk):
    alur.keberatan(kepala_opd, penugasan)
    klien = masuk(kepala_opd)
    for nama in ("usulan_opd_ajukan", "usulan_opd_keberatan"):
        assert klien.get(url(nama, penugasan.pk)).url == url("nominasi_opd_rincian", penugasan.pk)
    assert (
        "Sudah dijawab dengan keberatan"
        in klien.get(url("nominasi_opd_rincian", penugasan.pk)).content.decode()
    )


# --- an objection --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "akhiran"), [(PDF, "pdf"), (PNG, "png"), (JPG, "jpg")], ids=["pdf", "png", "jpg"]
)
def test_an_objection_carries_a_photo_or_letter_under_a_name_that_tells_nothing(
    penugasan, kepala_opd, petugas, masuk, isi, akhiran
):
    klien = masuk(kepala_opd)
    jawaban = klien.post(
        url("usulan_opd_keberatan", penugasan.pk),
        {"alasan_kode": "kesehatan", "bukti": berkas(isi, "surat sakit ANI.exe")},
    )
    usulan = Usulan.objects.get()
    assert jawaban.url.startswith(url("usulan_opd_rincian", usulan.pk))
    assert re.fullmatch(rf"usulan/\d{{4}}/\d{{2}}/[0-9a-f]{{32}}\.{akhiran}", usulan.bukti.name)
    for akun in (kepala_opd, petugas):
        unduh = masuk(akun).get(url("usulan_bukti", usulan.pk))
        assert b"".join(unduh.streaming_content) == isi
        assert unduh["Content-Disposition"].startswith("attachment")
        assert unduh["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"<html><script>alert(1)</script>", "bukan PDF, JPG, atau PNG"),
        (b"MZ" + bytes(100), "bukan PDF, JPG, atau PNG"),
        (PDF + bytes(5 * 1024 * 1024), "lebih besar dari 5 MB"),
        (b"", "kosong"),
    ],
    ids=["html", "exe", "besar", "kosong"],
)
def test_a_file_that_is_something_else_is_refused_and_the_answer_kept(
    penugasan, kepala_opd, masuk, isi, kata
):
    jawaban = masuk(kepala_opd).post(
        url("usulan_opd_keberatan", penugasan.pk),
        {"alasan_kode": "layanan", "alasan": "Kalimat saya.", "bukti": berkas(isi, "surat.pdf")},
    )
    halaman = jawaban.content.decode()
    assert kata in halaman
    assert "Kalimat saya." in halaman
    assert re.search(r'value="layanan"\s+checked', halaman)
    assert not Usulan.objects.exists()


def test_the_file_is_for_those_in_scope_and_missing_where_there_is_none(
    penugasan, kepala_opd, kepala_opd_lain, mantan_kepala, petugas_lain, auditor, masuk
):
    masuk(kepala_opd).post(
        url("usulan_opd_keberatan", penugasan.pk), {"alasan_kode": "layanan", "bukti": berkas(PDF)}
    )
    usulan = Usulan.objects.get()
    alamat = url("usulan_bukti", usulan.pk)
    assert b"".join(masuk(auditor).get(alamat).streaming_content) == PDF
    for asing in (kepala_opd_lain, mantan_kepala, petugas_lain):
        assert masuk(asing).get(alamat).status_code == 404
    default_storage.delete(usulan.bukti.name)
    assert masuk(auditor).get(alamat).status_code == 404


def test_a_lost_race_leaves_no_file_behind(penugasan, kepala_opd, masuk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    alur.keberatan(kepala_opd, penugasan)
    masuk(kepala_opd).post(
        url("usulan_opd_keberatan", penugasan.pk), {"alasan_kode": "proyek", "bukti": berkas(PDF)}
    )
    assert [p for p in Path(tmp_path).rglob("*") if p.is_file()] == []


# --- afterwards ----------------------------------------------------------------------------------


def test_the_page_of_an_usulan_follows_it_to_the_end(petugas, penugasan, kepala_opd, opd, masuk):
    usulan = alur.usulkan(kepala_opd, penugasan)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_rincian", usulan.pk)
    assert "Cabut usulan" in klien.get(alamat).content.decode()
    layanan.tolak(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="B masih dibutuhkan")
    isi = klien.get(alamat).content.decode()
    assert "B masih dibutuhkan" in isi
    assert "Jawab nominasi lagi" in isi
    assert "B masih dibutuhkan" in klien.get(url("nominasi_opd")).content.decode()


def test_withdrawing_from_the_page_opens_the_nomination_again(penugasan, kepala_opd, masuk):
    usulan = alur.keberatan(kepala_opd, penugasan)
    klien, alamat = masuk(kepala_opd), url("usulan_opd_cabut", usulan.pk)
    assert klien.post(alamat).url == url("nominasi_opd_rincian", penugasan.pk)
    assert klien.post(alamat).status_code == 409
    assert "Jawaban Anda" in klien.get(url("nominasi_opd_rincian", penugasan.pk)).content.decode()


def test_a_proposal_sent_back_is_mended_in_the_same_steps(
    petugas, penugasan, kepala_opd, opd, masuk
):
    lama = alur.usulkan(kepala_opd, penugasan)
    layanan.minta_perbaikan(usulan=lama, aktor=petugas, pada=sekarang(), catatan="Pilih lain")
    klien, alamat = masuk(kepala_opd), url("usulan_opd_perbaiki", lama.pk)
    assert alamat in klien.get(url("nominasi_opd")).content.decode()
    assert "Pilih lain" in klien.get(alamat).content.decode()
    baru = alur.orang(opd)
    calon = klien.get(f"{alamat}?alasan=layanan").content.decode()
    assert baru.nama in calon
    assert lama.pengganti.nama in calon  # the old choice may stand, if it is explained
    assert (
        "Kirim lagi" in klien.get(f"{alamat}?alasan=layanan&pengganti={baru.pk}").content.decode()
    )
    assert klien.post(alamat, {"alasan_kode": "lainnya", "pengganti": baru.pk}).status_code == 200
    klien.post(alamat, {"alasan_kode": "layanan", "pengganti": baru.pk})
    lama.refresh_from_db()
    assert (lama.status, lama.pengganti) == ("DIAJUKAN", baru)
    assert klien.get(alamat).url == url("usulan_opd_rincian", lama.pk)


def test_an_objection_sent_back_keeps_its_file_unless_a_new_one_comes(
    petugas, penugasan, kepala_opd, masuk
):
    klien = masuk(kepala_opd)
    klien.post(
        url("usulan_opd_keberatan", penugasan.pk),
        {"alasan_kode": "layanan", "alasan": "Lama.", "bukti": berkas(PDF)},
    )
    usulan = Usulan.objects.get()
    alamat, lama = url("usulan_opd_perbaiki", usulan.pk), usulan.bukti.name
    for bukti in (None, PNG):
        layanan.minta_perbaikan(
            usulan=Usulan.objects.get(), aktor=petugas, pada=sekarang(), catatan="Surat?"
        )
        assert "Lama." in klien.get(alamat).content.decode()
        assert klien.post(alamat, {"alasan_kode": ""}).status_code == 200
        isi = {"alasan_kode": "layanan", "alasan": "Lama."}
        klien.post(alamat, isi | ({"bukti": berkas(bukti)} if bukti else {}))
        usulan.refresh_from_db()
        assert usulan.status == "DIAJUKAN"
        assert (usulan.bukti.name == lama) is (bukti is None)


@pytest.mark.parametrize("nama", ["usulan_opd_rincian", "usulan_opd_perbaiki", "usulan_opd_cabut"])
def test_kepala_opd_lain_gets_404_and_so_does_a_plt_after_his_term(
    petugas, penugasan, kepala_opd, kepala_opd_lain, mantan_kepala, masuk, nama
):
    usulan = alur.keberatan(kepala_opd, penugasan)
    layanan.minta_perbaikan(usulan=usulan, aktor=petugas, pada=sekarang(), catatan="x")
    for asing in (kepala_opd_lain, mantan_kepala):
        klien = masuk(asing)
        assert klien.get(url(nama, usulan.pk)).status_code in (404, 405)
        assert klien.post(url(nama, usulan.pk)).status_code in (404, 405)
    usulan.refresh_from_db()
    assert usulan.status == "PERBAIKAN"


def test_evidence_that_came_in_the_meantime_counts_at_once(penugasan, kepala_opd, opd, masuk):
    """The list is judged now, not by the last screening."""
    b = alur.orang(opd, nama="BARU TERBUKTI")
    bukti = BuktiKomputer.objects.filter(pegawai=b)
    alamat = f"{url('usulan_opd_ajukan', penugasan.pk)}?alasan=layanan"
    klien = masuk(kepala_opd)
    assert "BARU TERBUKTI" in klien.get(alamat).content.decode()
    bukti.update(mampu=False)
    assert "BARU TERBUKTI" not in klien.get(alamat).content.decode()
    assert Pegawai.objects.filter(pk=b.pk).exists()
