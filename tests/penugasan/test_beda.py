"""What differs from SIASN, what does not, and what each answer of the officer does."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import sekarang
from pegawai.imports import rekam
from pegawai.models import Akun, Opd, Pegawai
from pegawai.services import pegawai as layanan_pegawai
from penugasan.models import BacaanSiasn, BedaSiasn, Periode, PermintaanData
from penugasan.queries.unor import PencariUnit
from penugasan.services import beda as layanan, permintaan
from penugasan.services.beda import Bacaan
from penugasan.services.permintaan_gugur import gugurkan_terjawab
from penugasan.siasn.banding import bandingkan
from penugasan.siasn.bentuk import DataUtama, baca_data_utama
from tests.pegawai.factories import OpdFactory, PegawaiFactory

Kolom, Status = BedaSiasn.Kolom, BedaSiasn.Status
pytestmark = pytest.mark.django_db


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    pegawai: Pegawai = PegawaiFactory.create(
        instansi=instansi,
        opd=opd,
        nama="Siti Nur'aini",
        lahir=dt.date(1990, 2, 15),
        tingkat_pendidikan="30",
        pendidikan="D-III AKUNTANSI",
        kedudukan_hukum_id="71",
    )
    return pegawai


def data(pegawai: Pegawai, **lain: Any) -> DataUtama:
    """What SIASN says: the same as ours, in its own spelling, except for ``lain``."""
    opd = pegawai.opd
    baris = {
        "nipBaru": pegawai.nip,
        "nama": f" {pegawai.nama.upper()}  ",
        "tglLahir": f"{pegawai.lahir:%d-%m-%Y}",
        "tkPendidikanTerakhirId": pegawai.tingkat_pendidikan,
        "pendidikanTerakhirNama": pegawai.pendidikan,
        "jabatanNama": f"{pegawai.jabatan.upper()} ",
        "unorNama": opd.nama.upper() if opd else "",
        "kedudukanPnsId": pegawai.kedudukan_hukum_id,
        "kedudukanPnsNama": pegawai.kedudukan_hukum.upper(),
    }
    return baca_data_utama(baris | lain)


def beda_dari(pegawai: Pegawai, orang: DataUtama | None) -> dict[str, tuple[str, str]]:
    pegawai = Pegawai.objects.get(pk=pegawai.pk)
    temu = bandingkan(rekam.baca(pegawai), orang, PencariUnit(pegawai.instansi))
    return {k: (b.kita, b.bkn) for k, b in temu.items() if not b.sama}


def catat(pegawai: Pegawai, orang: DataUtama | None) -> dict[str, BedaSiasn]:
    layanan.catat(
        instansi=pegawai.instansi,
        bacaan=[Bacaan(pegawai=pegawai.pk, orang=orang, pada=sekarang())],
    )
    return {satu.kolom: satu for satu in BedaSiasn.objects.filter(pegawai=pegawai)}


def jawab(beda: BedaSiasn, jawaban: str, aktor: Akun) -> BedaSiasn:
    return layanan.jawab(beda=beda, jawaban=jawaban, dilihat=beda.cap, aktor=aktor, pada=sekarang())


# Reading ---------------------------------------------------------------------------------------


def test_spelling_of_the_wire_is_no_difference(orang: Pegawai) -> None:
    assert beda_dari(orang, data(orang)) == {}
    ejaan = {
        "nama": "SITI  NURAINI",
        "tglLahir": "1990-02-15 00:00:00",
        "kedudukanPnsId": "",
        "tkPendidikanTerakhirId": "",
        "tkPendidikanTerakhir": "Diploma III/Sarjana Muda",
        "jabatanNama": "pengelola layanan-operasional",
    }
    assert beda_dari(orang, data(orang, **ejaan)) == {}


@pytest.mark.parametrize(
    "unor", ["{h}", "{H}", "{h8}-{h12}-{h16}-{h20}-{h32}"], ids=["kecil", "besar", "bertanda"]
)
def test_the_three_forms_of_a_units_id_are_one(orang: Pegawai, opd: Opd, unor: str) -> None:
    h = "8ae4000000000000000000000000b001"
    Opd.objects.filter(pk=opd.pk).update(unor_id=h.upper())
    bentuk = unor.format(
        h=h, H=h.upper(), h8=h[:8], h12=h[8:12], h16=h[12:16], h20=h[16:20], h32=h[20:]
    )
    assert beda_dari(orang, data(orang, unorNama="NAMA LAIN SAMA SEKALI", unorId=bentuk)) == {}


def test_every_fact_that_differs_is_named_with_both_values(orang: Pegawai, opd: Opd) -> None:
    tujuan = OpdFactory.create(instansi=orang.instansi, nama="Dinas Perikanan")
    lain = {
        "nama": "SITI NURAENI",
        "tglLahir": "16-02-1990",
        "tkPendidikanTerakhirId": "40",
        "jabatanNama": "PENATA LAYANAN",
        "unorNama": tujuan.nama.upper(),
        "kedudukanPnsId": "72",
        "kedudukanPnsNama": "Masa Persiapan",
    }
    assert beda_dari(orang, data(orang, **lain)) == {
        Kolom.NAMA: ("Siti Nur'aini", "SITI NURAENI"),
        Kolom.LAHIR: ("15 Februari 1990", "16 Februari 1990"),
        Kolom.PENDIDIKAN: ("Diploma III/Sarjana Muda", "S-1/Sarjana"),
        Kolom.JABATAN: ("Pengelola Layanan Operasional", "PENATA LAYANAN"),
        Kolom.UNIT: (opd.nama, "DINAS PERIKANAN"),
        Kolom.KEDUDUKAN: ("PPPK Aktif", "Masa Persiapan"),
    }


def test_what_siasn_leaves_blank_is_not_compared(orang: Pegawai) -> None:
    kosong = baca_data_utama({"nipBaru": orang.nip, "tglLahir": "01-01-0001"})
    assert beda_dari(orang, kosong) == {}
    catat(orang, data(orang, jabatanNama="LAIN"))
    assert catat(orang, kosong)[Kolom.JABATAN].status == Status.BELUM  # silence settles nothing


def test_a_part_of_our_unit_is_our_unit_and_another_unit_is_not(orang: Pegawai, opd: Opd) -> None:
    seksi = {"unorNama": "SEKSI TATA USAHA", "unorIndukNama": opd.nama}
    assert beda_dari(orang, data(orang, **seksi)) == {}
    asing = {"unorNama": "SEKSI TATA USAHA", "unorIndukNama": "BADAN LAIN"}
    temu = beda_dari(orang, data(orang, **asing))
    assert temu == {Kolom.UNIT: (opd.nama, "SEKSI TATA USAHA, BADAN LAIN")}


def test_a_unit_corrected_by_hand_is_not_hidden_by_the_words_of_the_file(
    orang: Pegawai, opd: Opd, petugas: Akun
) -> None:
    Pegawai.objects.filter(pk=orang.pk).update(unor_nama="SEKSI LAMA")
    lama = data(orang, unorNama="SEKSI LAMA")
    assert beda_dari(orang, lama) == {}
    baru = OpdFactory.create(instansi=orang.instansi, nama="Dinas Perikanan")
    layanan_pegawai.ubah(
        pegawai=orang,
        nilai={"opd": baru.pk},
        alasan="Mutasi",
        sidik_lama=layanan_pegawai.sidik(Pegawai.objects.get(pk=orang.pk)),
        aktor=petugas,
        saat=sekarang(),
        hari_ini=sekarang().date(),
    )
    assert beda_dari(orang, lama) == {Kolom.UNIT: ("Dinas Perikanan", "SEKSI LAMA")}


def test_a_nip_unknown_to_siasn_touches_nothing_else(orang: Pegawai) -> None:
    catat(orang, data(orang, jabatanNama="LAIN"))
    sebelum = rekam.baca(Pegawai.objects.get(pk=orang.pk))
    semua = catat(orang, None)
    assert rekam.baca(Pegawai.objects.get(pk=orang.pk)) == sebelum
    assert {k: b.status for k, b in semua.items()} == {
        Kolom.NIP: Status.BELUM,
        Kolom.JABATAN: Status.BELUM,
    }
    assert BacaanSiasn.objects.get(pegawai=orang).hasil == BacaanSiasn.Hasil.TIDAK_ADA
    semua = catat(orang, data(orang))
    assert {b.status for b in semua.values()} == {Status.SAMA}


# Answers ---------------------------------------------------------------------------------------


def test_ours_is_kept_and_not_asked_again_until_bkns_value_changes(
    orang: Pegawai, petugas: Akun
) -> None:
    beda = catat(orang, data(orang, jabatanNama="PENATA"))[Kolom.JABATAN]
    jawab(beda, Status.PAKAI_KITA, petugas)
    beda = catat(orang, data(orang, jabatanNama="Penata "))[Kolom.JABATAN]
    assert (beda.status, beda.dijawab_oleh) == (Status.PAKAI_KITA, petugas)
    beda = catat(orang, data(orang, jabatanNama="PENATA MUDA"))[Kolom.JABATAN]
    assert (beda.status, beda.bkn) == (Status.BELUM, "PENATA MUDA")
    assert Pegawai.objects.get(pk=orang.pk).jabatan == orang.jabatan


def test_bkns_value_is_written_with_source_history_and_audit(orang: Pegawai, petugas: Akun) -> None:
    lain = {"tkPendidikanTerakhirId": "40", "pendidikanTerakhirNama": "S-1 AKUNTANSI"}
    beda = catat(orang, data(orang, **lain))[Kolom.PENDIDIKAN]
    jawab(beda, Status.PAKAI_BKN, petugas)
    kini = Pegawai.objects.get(pk=orang.pk)
    assert (kini.tingkat_pendidikan, kini.pendidikan) == ("40", "S-1 AKUNTANSI")
    sumber = Sumber.objects.get(pk=kini.sumber["tingkat_pendidikan"])
    assert (sumber.jenis, sumber.akun) == (Sumber.Jenis.SIASN, petugas)
    riwayat = RiwayatFakta.objects.get(objek_id=orang.pk)
    assert riwayat.isi["tingkat_pendidikan"][:2] == ["30", "40"]
    aksi = list(JejakAudit.objects.order_by("urutan").values_list("aksi", "aktor"))
    assert aksi == [("pegawai.ubah", petugas.pk), ("beda.pakai_bkn", petugas.pk)]
    assert catat(kini, data(kini))[Kolom.PENDIDIKAN].status == Status.PAKAI_BKN


def test_the_legal_position_is_taken_with_bkns_own_id(orang: Pegawai, petugas: Akun) -> None:
    PegawaiFactory.create_batch(
        2, instansi=orang.instansi, kedudukan_hukum="Masa Persiapan", kedudukan_hukum_id="99"
    )
    lain = {"kedudukanPnsId": "72", "kedudukanPnsNama": "Masa Persiapan"}
    jawab(catat(orang, data(orang, **lain))[Kolom.KEDUDUKAN], Status.PAKAI_BKN, petugas)
    kini = Pegawai.objects.get(pk=orang.pk)
    assert (kini.kedudukan_hukum, kini.kedudukan_hukum_id) == ("Masa Persiapan", "72")


@pytest.mark.parametrize(
    ("lain", "kolom"),
    [
        ({"unorNama": "BADAN ENTAH"}, Kolom.UNIT),
        ({"tkPendidikanTerakhirId": "98"}, Kolom.PENDIDIKAN),
        ({"jabatanNama": "J" * 170}, Kolom.JABATAN),
    ],
)
def test_what_cannot_be_written_is_refused_and_stays_open(
    orang: Pegawai, petugas: Akun, lain: dict[str, str], kolom: str
) -> None:
    beda = catat(orang, data(orang, **lain))[kolom]
    with pytest.raises(DomainError) as galat:
        jawab(beda, Status.PAKAI_BKN, petugas)
    assert galat.value.kode == "tidak_dapat_dipakai"
    beda.refresh_from_db()
    assert beda.status == Status.BELUM


def test_asking_puts_a_question_to_the_unit_that_no_screening_drops(
    orang: Pegawai, petugas: Akun, kepala_opd: Akun, periode: Periode
) -> None:
    beda = catat(orang, data(orang, tglLahir="16-02-1990"))[Kolom.LAHIR]
    beda = jawab(beda, Status.DITANYAKAN, petugas)
    tanya = beda.permintaan
    assert tanya is not None
    assert (tanya.opd, tanya.pertanyaan) == (orang.opd, "Tanggal lahir yang benar")
    assert gugurkan_terjawab(periode=periode, pada=sekarang()) == 0
    permintaan.jawab(
        permintaan=tanya,
        jawaban={"lahir": "1990-02-17"},
        penjelasan="Menurut akta",
        berkas=None,
        aktor=kepala_opd,
        pada=sekarang(),
    )
    permintaan.terima(
        permintaan=PermintaanData.objects.get(pk=tanya.pk), aktor=petugas, pada=sekarang()
    )
    kini = Pegawai.objects.get(pk=orang.pk)
    beda = catat(kini, data(orang, tglLahir="16-02-1990"))[Kolom.LAHIR]
    assert (beda.status, beda.kita) == (Status.BELUM, "17 Februari 1990")


def test_an_open_question_about_the_same_fact_is_not_put_twice(
    orang: Pegawai, petugas: Akun, periode: Periode
) -> None:
    beda = catat(orang, data(orang, tkPendidikanTerakhirId="40"))[Kolom.PENDIDIKAN]
    pertama = jawab(beda, Status.DITANYAKAN, petugas).permintaan
    BedaSiasn.objects.update(status=Status.BELUM, permintaan=None)
    beda.refresh_from_db()
    assert jawab(beda, Status.DITANYAKAN, petugas).permintaan == pertama
    assert PermintaanData.objects.count() == 1


def test_what_no_form_asks_for_stays_open_with_a_note(
    orang: Pegawai, petugas: Akun, periode: Periode
) -> None:
    beda = jawab(catat(orang, data(orang, nama="LAIN"))[Kolom.NAMA], Status.DITANYAKAN, petugas)
    assert (beda.permintaan, beda.catatan[:4]) == (None, "Nama")
    assert catat(orang, data(orang, nama="LAIN"))[Kolom.NAMA].status == Status.DITANYAKAN


def test_nobody_answers_what_he_did_not_read(orang: Pegawai, petugas: Akun) -> None:
    beda = catat(orang, data(orang, jabatanNama="PENATA"))[Kolom.JABATAN]
    Pegawai.objects.filter(pk=orang.pk).update(jabatan="Arsiparis")
    with pytest.raises(SudahDiproses):
        jawab(beda, Status.PAKAI_BKN, petugas)  # our value is no longer the one compared
    catat(Pegawai.objects.get(pk=orang.pk), data(orang, jabatanNama="PENATA MUDA"))
    with pytest.raises(SudahDiproses):
        jawab(beda, Status.PAKAI_KITA, petugas)  # BKN's value moved under the page
    assert Pegawai.objects.get(pk=orang.pk).jabatan == "Arsiparis"


def test_the_second_answer_meets_the_first(orang: Pegawai, petugas: Akun) -> None:
    beda = catat(orang, data(orang, jabatanNama="PENATA"))[Kolom.JABATAN]
    jawab(beda, Status.PAKAI_BKN, petugas)
    with pytest.raises(SudahDiproses):
        jawab(beda, Status.PAKAI_KITA, petugas)


def test_only_the_officer_answers(orang: Pegawai, penyetuju: Akun) -> None:
    beda = catat(orang, data(orang, jabatanNama="PENATA"))[Kolom.JABATAN]
    with pytest.raises(TidakBerhak):
        jawab(beda, Status.PAKAI_KITA, penyetuju)


def test_an_equal_value_that_drifts_apart_again_is_asked_again(
    orang: Pegawai, petugas: Akun
) -> None:
    catat(orang, data(orang, jabatanNama="PENATA"))
    assert catat(orang, data(orang))[Kolom.JABATAN].status == Status.SAMA
    beda = catat(orang, data(orang, jabatanNama="PENATA"))[Kolom.JABATAN]
    assert beda.status == Status.BELUM
    jejak = JejakAudit.objects.filter(objek_id=beda.pk).order_by("urutan")
    assert [j.aksi for j in jejak] == ["beda.sama", "beda.buka_lagi"]


def test_somebody_who_left_meanwhile_is_passed_over(orang: Pegawai) -> None:
    jawaban = replace(data(orang), jabatan="LAIN")
    Pegawai.objects.filter(pk=orang.pk).update(aktif=False)
    assert catat(orang, jawaban) == {}
