"""What each kind of export says."""

import datetime as dt

import pytest

from koperasi.models import Kebutuhan
from pegawai.models import Akun, Pegawai
from penugasan.filters.ekspor import semua
from penugasan.models import (
    Surat,
)
from tests.penugasan.ekspor.bantu import (
    SEMUA_JENIS,
    Kota,
    Masuk,
    alamat,
    ambil,
    baris,
    buka,
    keterangan,
)
from tests.penugasan.factories import (
    PenugasanFactory,
)


def test_every_kind_of_the_contract_exists() -> None:
    assert tuple(semua()) == SEMUA_JENIS


def test_kelayakan_gives_each_verdict_with_its_reason_and_each_rule(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    budi, siti = ambil(masuk(petugas), "kelayakan")
    assert (budi["NAMA"], budi["HASIL"]) == ("Budi Misal", "Tidak layak")
    assert budi["SYARAT USIA"] == "Tidak"
    assert budi["ALASAN"] == "Usia 57 tahun, batas 56 tahun."
    assert siti["ALASAN"] == "Memenuhi semua syarat."
    assert siti["NIP"] == kota.siti.nip
    assert siti["DOMISILI"] == "Medono/Pekalongan Barat"
    assert siti["TK PENDIDIKAN"] == "S-1"


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_no_two_columns_share_a_heading(
    jenis: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    for lembar in buka(masuk(petugas).get(alamat(jenis))).worksheets[:-1]:
        judul = [sel.value for sel in lembar[1]]
        assert len(judul) == len(set(judul))


def test_nominatif_has_the_columns_of_the_usual_annex(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    (siti,) = ambil(masuk(petugas), "nominatif")
    judul = ["NO", "NIP", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR", "TGL LAHIR"]
    assert list(siti)[:7] == judul
    assert siti["UNIT KERJA"] == "Dinas Kesehatan"
    assert siti["NO"] == 1
    assert siti["AKHIR KONTRAK"].date() == dt.date(2027, 10, 31)
    assert siti["KKMP TUJUAN"] == kota.koperasi.nama
    assert siti["KEMAMPUAN KOMPUTER"] == "Sertifikat kursus Microsoft Office"


def test_rencana_gives_reasons_runner_up_and_the_unplaced(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("rencana")))
    (satu,) = baris(buku["Penempatan"])
    (belum,) = baris(buku["Belum ditempatkan"])
    assert (satu["NILAI"], satu["NILAI DOMISILI"], satu["NILAI BEBAN"]) == (7, 9, -2)
    assert satu["ALASAN"] == "Tinggal di Medono."
    assert satu["CADANGAN"] == "Budi Misal (nilai 5)"
    assert satu["TERKUNCI"] == "Ya"
    assert belum["MENGAPA BELUM"] == "Formasi habis."
    assert keterangan(buku)["Sidik masukan"] == kota.rencana.sidik


def test_penugasan_tells_the_path_up_to_the_letter_numbers(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    (satu,) = ambil(masuk(petugas), "penugasan")
    assert satu["STATUS"] == "Ditetapkan"
    assert satu["NOMOR SK"] == kota.sk.nomor
    assert satu["NOMOR SURAT TUGAS"] == kota.sk.anak_set.get().nomor
    assert satu["DIJAWAB SEBAGAI"] == "Kepala Dinas Kesehatan"


def test_a_letter_no_longer_in_force_says_so(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    Surat.objects.update(status=Surat.Status.DICABUT)
    (satu,) = ambil(masuk(petugas), "penugasan")
    assert satu["NOMOR SK"] == f"{kota.sk.nomor} (Dicabut)"


def test_sinkronisasi_keeps_bkns_words_by_person_and_by_message(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("sinkronisasi")))
    (orang,), (pesan,) = baris(buku["Buku Kirim"]), baris(buku["Semua pesan"])
    assert (orang["NAMA"], orang["KEADAAN"]) == ("Siti Contoh", "Ditolak")
    assert orang["KATA BKN"] == pesan["KATA BKN"] == "TMS: berkas tidak sesuai"
    assert pesan["STATUS KIRIM"] == "Ditolak"


@pytest.mark.parametrize(("status", "jumlah"), [("DITOLAK", 1), ("DITERIMA", 0)])
def test_the_ledger_follows_the_filters_of_its_page(
    status: str, jumlah: int, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("sinkronisasi", status=status)))
    assert [len(baris(buku[n])) for n in ("Buku Kirim", "Semua pesan")] == [jumlah, jumlah]


def test_the_register_lists_every_number_in_its_order(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    sk, tugas = ambil(masuk(petugas), "surat")
    assert (sk["NOMOR"], sk["UNTUK"], sk["URUT"]) == (kota.sk.nomor, "1 orang", 1)
    assert (tugas["UNTUK"], tugas["DASAR"]) == ("Siti Contoh", kota.sk.nomor)
    assert [s["JENIS"] for s in ambil(masuk(petugas), "surat", jenis="sk")] == ["Surat Keputusan"]


def test_beban_opd_counts_each_unit_before_and_after(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    kota.opd.minimum_staf = 1
    kota.opd.save()
    PenugasanFactory.create(
        instansi=kota.instansi, periode=kota.periode, pegawai=kota.budi, diminta=True
    )
    per_unit = {b["UNIT"]: b for b in ambil(masuk(petugas), "beban-opd")}
    kesehatan, pendidikan = per_unit["Dinas Kesehatan"], per_unit["Dinas Pendidikan"]
    kolom = ("PEGAWAI", "LAYAK", "SEDANG DIPROSES", "DITUGASKAN", "SISA")
    assert [kesehatan[k] for k in kolom] == [1, 1, 0, 1, 0]
    assert [pendidikan[k] for k in kolom] == [1, 0, 1, 0, 0]
    assert (kesehatan["BAGIAN PERGI"], kesehatan["DI BAWAH MINIMUM"]) == (1, "Ya")
    assert pendidikan["DI BAWAH MINIMUM"] is None


def test_a_unit_without_staff_loses_no_share(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    Pegawai.objects.filter(pk=kota.budi.pk).update(opd=kota.opd)
    per_unit = {b["UNIT"]: b for b in ambil(masuk(petugas), "beban-opd")}
    assert per_unit["Dinas Pendidikan"]["BAGIAN PERGI"] == 0


def test_kebutuhan_comes_out_in_the_shape_that_goes_in(
    kota: Kota, masuk: Masuk, dinas_koperasi: Akun
) -> None:
    Kebutuhan.objects.create(koperasi=kota.koperasi, nomor=3, aktif=False)
    (satu,) = ambil(masuk(dinas_koperasi), "kebutuhan")
    assert list(satu)[:10] == [
        "NO",
        "NAMA KOPERASI",
        "KELURAHAN",
        "KECAMATAN",
        "NOMOR BADAN HUKUM",
        "STATUS",
        "KEBUTUHAN",
        "PERAN 1",
        "PERAN 2",
        "PERAN 3",
    ]
    assert (satu["KEBUTUHAN"], satu["PERAN 2"], satu["PERAN 3"]) == (2, "Keuangan", None)
    assert (satu["TERISI"], satu["DIISI OLEH"]) == (1, "Siti Contoh (Ditetapkan)")
