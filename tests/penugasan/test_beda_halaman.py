"""The pages of the differences: filters, answers one by one and for equal pairs, export, budget."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import BedaSiasn
from tests.pegawai.factories import OpdFactory, PegawaiFactory

Status = BedaSiasn.Status
ALAMAT = "/perbedaan/"
pytestmark = pytest.mark.django_db


def buat(pegawai: Pegawai, kolom: str = "jabatan", **lain: object) -> BedaSiasn:
    isi = {
        "kita": pegawai.jabatan,
        "bkn": "PENATA",
        "isi": {"jabatan": "PENATA"},
        "ditemukan_pada": sekarang(),
        "dilihat_pada": sekarang(),
    }
    return BedaSiasn.objects.create(
        instansi=pegawai.instansi, pegawai=pegawai, kolom=kolom, **{**isi, **lain}
    )


@pytest.fixture
def beda(instansi: Instansi, opd: Opd) -> list[BedaSiasn]:
    """Sixty people with the same pair, and one whose name differs."""
    orang = PegawaiFactory.create_batch(60, instansi=instansi, opd=opd)
    semua = [buat(satu) for satu in orang]
    semua.append(buat(orang[0], "nama", kita=orang[0].nama, bkn="LAIN", isi={"nama": "LAIN"}))
    return semua


@pytest.fixture
def klien(masuk: Callable[[Akun], Client], petugas: Akun) -> Client:
    return masuk(petugas)


def kirim(klien: Client, jawaban: str, *beda: BedaSiasn, tanya: str = "", **lain: str) -> str:
    isi = {"jawaban": jawaban, "pilih": [f"{b.pk}-{b.cap}" for b in beda], **lain}
    alamat = reverse("penugasan:beda_jawab") + tanya
    return klien.post(alamat, isi, follow=True).content.decode()


def status(beda: BedaSiasn) -> str:
    beda.refresh_from_db()
    return beda.status


def test_the_list_costs_at_most_eight_questions(klien: Client, beda: list[BedaSiasn]) -> None:
    klien.get(ALAMAT)
    with CaptureQueriesContext(
        connection,
    ) as tanya:
        halaman = klien.get(ALAMAT)
    assert halaman.status_code == 200
    milik = [q["sql"] for q in tanya if "SAVEPOINT" not in q["sql"]]
    assert len(milik) <= 8, "\n".join(satu[:70] + " ... " + satu[-90:] for satu in milik)


def test_filters_narrow_by_fact_unit_status_and_person(
    klien: Client, beda: list[BedaSiasn], instansi: Instansi
) -> None:
    lain = OpdFactory.create(instansi=instansi, nama="Dinas Perikanan")
    asing = buat(PegawaiFactory.create(instansi=instansi, opd=lain, nama="Tunggal Sekali"))

    def nama(tanya: str) -> set[str]:
        halaman = klien.get(ALAMAT + tanya).context["halaman"]
        return {satu.pegawai.nama for satu in halaman}

    assert nama("?kolom=nama") == {beda[-1].pegawai.nama}
    assert nama(f"?opd={lain.pk}") == nama("?cari=tunggal") == {asing.pegawai.nama}
    assert nama("?status=SAMA") == set()
    assert nama("?pasangan=bukan") == nama("?pasangan=999999") == set()


def test_the_nip_is_masked_and_the_look_is_logged(klien: Client, beda: list[BedaSiasn]) -> None:
    isi = klien.get(ALAMAT).content.decode()
    assert beda[0].pegawai.nip not in isi
    orang = klien.get(reverse("penugasan:beda_orang", args=[beda[0].pegawai_id])).content.decode()
    assert beda[0].pegawai.nip not in orang
    assert "PENATA" in orang


def test_chosen_rows_get_one_answer_each_with_its_own_trace(
    klien: Client, beda: list[BedaSiasn]
) -> None:
    isi = kirim(klien, "PAKAI_BKN", beda[0], beda[1], tanya="?kolom=jabatan")
    assert "2 perbedaan diganti dengan milik BKN" in isi
    assert {status(b) for b in beda[:2]} == {Status.PAKAI_BKN}
    assert status(beda[2]) == Status.BELUM
    assert Pegawai.objects.get(pk=beda[0].pegawai_id).jabatan == "PENATA"
    assert JejakAudit.objects.filter(aksi="beda.pakai_bkn").count() == 2


def test_an_equal_pair_is_answered_across_pages_and_nothing_else(
    klien: Client, beda: list[BedaSiasn]
) -> None:
    tanya = f"?pasangan={beda[0].pk}"
    assert "Jawab 60 perbedaan yang sama" in klien.get(ALAMAT + tanya).content.decode()
    kirim(klien, "PAKAI_KITA", tanya=tanya, semua="1", dilihat=beda[0].cap)
    assert {status(b) for b in beda[:-1]} == {Status.PAKAI_KITA}
    assert status(beda[-1]) == Status.BELUM


def test_everything_at_once_is_answered_for_one_pair_only(
    klien: Client, beda: list[BedaSiasn]
) -> None:
    isi = kirim(klien, "PAKAI_BKN", semua="1", dilihat=beda[0].cap)
    assert "Pilih sedikitnya satu" in isi
    assert BedaSiasn.objects.exclude(status=Status.BELUM).count() == 0


def test_one_that_cannot_be_answered_keeps_no_other_back(
    klien: Client, beda: list[BedaSiasn]
) -> None:
    buntu = buat(beda[1].pegawai, "opd", kita="Dinas", bkn="BADAN ENTAH", isi={})
    isi = kirim(klien, "PAKAI_BKN", beda[0], buntu)
    assert "1 perbedaan diganti" in isi
    assert "belum dipadankan" in isi
    assert (status(beda[0]), status(buntu)) == (Status.PAKAI_BKN, Status.BELUM)


def test_a_stale_or_unknown_choice_answers_nothing(klien: Client, beda: list[BedaSiasn]) -> None:
    BedaSiasn.objects.filter(pk=beda[0].pk).update(bkn="PENATA MUDA")
    assert "berubah sesudah Anda membukanya" in kirim(klien, "PAKAI_BKN", beda[0])
    alamat = reverse("penugasan:beda_jawab")
    for isi in ({"jawaban": "SAMA", "pilih": "1-x"}, {"jawaban": ""}, {}):
        assert klien.post(alamat, isi).status_code == 409
    for pilih in ("²-x", "-", "9" * 40, f"{beda[1].pk}"):
        assert klien.post(alamat, {"jawaban": "PAKAI_KITA", "pilih": pilih}).status_code < 500
    assert BedaSiasn.objects.exclude(status=Status.BELUM).count() == 0


def test_an_answer_from_the_persons_page_returns_there(
    klien: Client, beda: list[BedaSiasn]
) -> None:
    isi = kirim(klien, "DITANYAKAN", beda[-1], orang=str(beda[-1].pegawai_id))
    assert reverse("penugasan:beda_cocokkan", args=[beda[-1].pegawai_id]) in isi
    assert "tidak dapat ditanyakan lewat portal" in isi


def test_the_persons_own_page_loads_his_differences(klien: Client, beda: list[BedaSiasn]) -> None:
    pk = beda[0].pegawai_id
    alamat = reverse("penugasan:beda_orang", args=[pk])
    assert f'hx-get="{alamat}"' in klien.get(reverse("pegawai:pegawai", args=[pk])).content.decode()
    potongan = klien.get(alamat, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in potongan
    assert "PENATA" in potongan


def test_the_export_holds_the_filtered_rows(klien: Client, beda: list[BedaSiasn]) -> None:
    berkas = klien.get("/ekspor/beda-siasn/?kolom=nama")
    isi = b"".join(berkas.streaming_content) if berkas.streaming else berkas.content
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).worksheets[0]
    baris = [[sel.value for sel in satu] for satu in lembar.iter_rows()]
    assert {"MILIK KITA", "MILIK BKN"} < set(baris[0])
    assert baris[1][0] == beda[-1].pegawai.nip
    assert len(baris) == 2


def test_readers_see_no_answer_buttons(
    masuk: Callable[[Akun], Client], auditor: Akun, beda: list[BedaSiasn]
) -> None:
    isi = masuk(auditor).get(ALAMAT).content.decode()
    assert "PENATA" in isi
    assert "Pakai milik BKN" not in isi


def test_an_empty_list_says_why(klien: Client, instansi: Instansi) -> None:
    assert "Belum pernah dicocokkan" in klien.get(ALAMAT).content.decode()
    assert "Tidak ada yang cocok" in klien.get(f"{ALAMAT}?kolom=nama").content.decode()
