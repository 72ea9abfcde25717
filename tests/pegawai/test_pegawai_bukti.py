"""One row of evidence by hand: added with its document, once, and judged by the next screening."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError
from inti.models import Instansi, JejakAudit, Pekerjaan
from inti.waktu import hari_ini
from pegawai.models import (
    Akun,
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Opd,
    Pegawai,
    PredikatKinerja,
)
from pegawai.services import bukti as layanan
from penugasan.models import Saringan
from penugasan.services.saring import JENIS
from tests.inti.halaman_impor import Masuk
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import SaringanFactory

ISI: dict[str, dict[str, Any]] = {
    "komputer": {"bukti": "SERTIFIKAT", "tanggal": "2025-05-02"},
    "kontrak": {"akhir": "2028-02-29"},
    "kinerja": {"tahun": "2025", "predikat": "4"},
    "hukuman": {"tingkat": "sedang", "mulai": "2025-07-01", "selesai": "2026-06-30"},
}


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU")


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


def kirim(klien: Client, orang: Pegawai, macam: str, **ubah: Any) -> Any:
    """Open the form, fill it in as an officer does, and send it."""
    alamat = reverse("pegawai:pegawai_bukti", args=[orang.pk, macam])
    assert klien.get(alamat).status_code == 200
    isi = {"dokumen": "SK nomor 12 tahun 2026"}
    return klien.post(alamat, isi | ISI[macam] | ubah)


def tercatat(orang: Pegawai) -> dict[str, list[tuple[Any, ...]]]:
    semua = {
        "komputer": BuktiKomputer.objects.values_list("jenis", "tingkat", "mampu", "tanggal"),
        "kontrak": Kontrak.objects.values_list("akhir"),
        "kinerja": PredikatKinerja.objects.values_list("tahun", "predikat"),
        "hukuman": HukumanDisiplin.objects.values_list("tingkat", "mulai", "selesai"),
    }
    return {nama: list(baris.filter(pegawai=orang)) for nama, baris in semua.items()}


@pytest.mark.parametrize(
    ("macam", "baris"),
    [
        ("komputer", ("SERTIFIKAT", 3, True, dt.date(2025, 5, 2))),
        ("kontrak", (dt.date(2028, 2, 29),)),
        ("kinerja", (2025, 4)),
        ("hukuman", ("sedang", dt.date(2025, 7, 1), dt.date(2026, 6, 30))),
    ],
)
def test_each_kind_is_recorded_with_its_document_and_shown(
    klien: Client, petugas: Akun, orang: Pegawai, macam: str, baris: tuple[Any, ...]
) -> None:
    assert kirim(klien, orang, macam).status_code == 302
    kosong: dict[str, list[Any]] = {nama: [] for nama in ISI}
    assert tercatat(orang) == kosong | {macam: [baris]}
    jejak = JejakAudit.objects.get(aksi="pegawai.tambah_bukti")
    assert (jejak.aktor, jejak.pesan) == (petugas, "SK nomor 12 tahun 2026")
    halaman = klien.get(reverse("pegawai:pegawai", args=[orang.pk])).content.decode()
    assert "SK nomor 12 tahun 2026" in halaman


def test_the_units_word_that_he_is_not_able_is_recorded_as_such(
    klien: Client, orang: Pegawai
) -> None:
    kirim(klien, orang, "komputer", bukti="tidak")
    assert tercatat(orang)["komputer"] == [("PERNYATAAN_OPD", 0, False, dt.date(2025, 5, 2))]


def test_no_sanction_is_a_statement_without_dates(klien: Client, orang: Pegawai) -> None:
    kirim(klien, orang, "hukuman", tingkat="tidak_ada")
    assert tercatat(orang)["hukuman"] == [("tidak_ada", None, None)]


@pytest.mark.parametrize(
    ("macam", "ubah", "kolom", "pesan"),
    [
        ("komputer", {"tanggal": "2999-01-01"}, "tanggal", "sesudah hari ini"),
        ("komputer", {"bukti": "sulap"}, "bukti", "sulap"),
        ("kontrak", {"akhir": "31-02-2026"}, "akhir", "Tulis tanggal"),
        ("kinerja", {"tahun": "2999"}, "tahun", "Tahun paling akhir"),
        ("kinerja", {"tahun": "1999"}, "tahun", "Tahun paling awal"),
        ("hukuman", {"mulai": ""}, "mulai", "Isi tanggal mulai"),
        ("hukuman", {"selesai": "2025-06-30"}, "selesai", "sebelum dimulai"),
        ("hukuman", {"dokumen": "SK"}, "dokumen", "5 huruf"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    klien: Client, orang: Pegawai, macam: str, ubah: dict[str, str], kolom: str, pesan: str
) -> None:
    jawaban = kirim(klien, orang, macam, **ubah)
    assert jawaban.status_code == 200
    assert any(pesan in galat for galat in jawaban.context["form"].errors[kolom])
    assert not any(tercatat(orang).values())


@pytest.mark.parametrize("macam", ISI)
def test_a_second_press_adds_nothing_and_says_so(klien: Client, orang: Pegawai, macam: str) -> None:
    kirim(klien, orang, macam)
    kedua = kirim(klien, orang, macam)
    assert "sudah ada" in str(kedua.context["form"].non_field_errors())
    assert len(tercatat(orang)[macam]) == 1
    assert kirim(klien, orang, macam, dokumen="SK nomor 13 tahun 2026").status_code == 302


def test_a_row_by_hand_is_judged_by_the_next_screening(
    klien: Client, orang: Pegawai, instansi: Instansi
) -> None:
    saringan: Saringan = SaringanFactory.create(periode__instansi=instansi)
    assert saringan.periode.aktif
    kirim(klien, orang, "hukuman", mulai=hari_ini().isoformat(), selesai="")
    assert Pekerjaan.objects.filter(instansi=instansi, jenis=JENIS).exists()


def test_an_unknown_kind_does_not_exist(klien: Client, orang: Pegawai) -> None:
    assert klien.get(reverse("pegawai:pegawai_bukti", args=[orang.pk, "lain"])).status_code == 404


def test_nothing_is_recorded_about_somebody_whose_import_was_undone_meanwhile(
    orang: Pegawai, petugas: Akun
) -> None:
    salinan = Pegawai.objects.select_related("instansi").get(pk=orang.pk)
    orang.delete()
    with pytest.raises(DomainError, match="Data UJI SATU sudah tidak ada") as galat:
        layanan.catat(
            pegawai=salinan,
            macam=layanan.Macam.KONTRAK,
            isi={"akhir": dt.date(2028, 2, 29)},
            dasar="SK nomor 12 tahun 2026",
            aktor=petugas,
            hari_ini=hari_ini(),
        )
    assert galat.value.kode == "sudah_dihapus"
    assert not Kontrak.objects.exists()
