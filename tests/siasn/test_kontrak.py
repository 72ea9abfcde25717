"""The contract between client and service, tried on the stand-in as a real process.

The same calls can be pointed at BKN's training service by hand; nothing here looks inside either
end except through HTTP.
"""

import random
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.wire import StatusUsulan, samakan_id
from tests.siasn.tiruan import Tiruan, badan_usulan, data_utama, nip_acak

PDF = b"%PDF-1.7\r\n\r\nisi--batas\r\n\x00\xff"


# People and reference data


def test_any_well_formed_number_is_a_person_until_people_are_loaded(
    klien: KlienSiasn, acak: random.Random
) -> None:
    nip = nip_acak(acak)
    orang = klien.data_utama(nip)
    assert orang is not None
    assert orang.nip == nip
    assert orang.nama == orang.nama.strip()
    assert orang.lahir is not None
    assert f"{orang.lahir:%Y%m%d}" == nip[:8]
    assert orang == klien.data_utama(nip)


def test_a_malformed_number_is_nobody(klien: KlienSiasn) -> None:
    assert klien.data_utama("199013402024212001") is None


def test_a_strict_standin_knows_only_the_loaded_people(
    tiruan: Tiruan, klien: KlienSiasn, acak: random.Random
) -> None:
    dikenal, asing = nip_acak(acak), nip_acak(acak)
    isi = {"pegawai": [data_utama(dikenal, unorNama="DINAS CONTOH")], "ketat": True}
    tiruan.kendali("POST", "pegawai", isi)
    orang = klien.data_utama(dikenal)
    assert orang is not None
    assert orang.unor == "DINAS CONTOH"
    assert klien.data_utama(asing) is None


def test_paruh_waktu_is_found_on_its_own_path(
    tiruan: Tiruan, klien: KlienSiasn, acak: random.Random
) -> None:
    nip = nip_acak(acak)
    orang = data_utama(nip, kedudukanPnsNama="PPPK Paruh Waktu Aktif")
    tiruan.kendali("POST", "pegawai", [orang])
    hasil = klien.data_utama(nip)
    assert hasil is not None
    assert hasil.paruh_waktu


def test_every_cooperative_of_the_city_is_listed(klien: KlienSiasn) -> None:
    semua = klien.ref_kkmp()
    assert len(semua) == 27
    assert len({kkmp.kode_wilayah for kkmp in semua}) == 27
    assert {kkmp.kuota for kkmp in semua} == {3}


def test_softly_deleted_units_are_skipped(klien: KlienSiasn) -> None:
    nama = [unor.nama for unor in klien.ref_unor()]
    assert "SEKRETARIAT DAERAH" in nama
    assert not any("LAMA" in satu for satu in nama)


def test_other_cities_cooperatives_can_be_loaded(tiruan: Tiruan, klien: KlienSiasn) -> None:
    isi = [{"kodeWilayah": "64.08.01.2001", "nama": "Koperasi Contoh", "kuota": 2}]
    tiruan.kendali("POST", "kkmp", {"kkmp": isi})
    baru = {kkmp.kode_wilayah: kkmp for kkmp in klien.ref_kkmp()}["64.08.01.2001"]
    assert baru.kuota == 2


# Proposing


def test_a_proposal_is_saved_under_our_key(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    hasil = klien.simpan_usulan(badan)
    assert hasil.diterima
    assert hasil.usulan is not None
    assert hasil.usulan.status is StatusUsulan.DIUSULKAN
    assert hasil.usulan.milik(badan["referensiId"])
    [tersimpan] = klien.daftar_usulan(referensi_id=badan["referensiId"])
    assert samakan_id(tersimpan.id) == samakan_id(hasil.usulan.id)
    assert samakan_id(tersimpan.kkmp_id) == samakan_id(kkmp_id)


def test_the_same_key_and_body_twice_is_one_proposal(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    pertama, kedua = klien.simpan_usulan(badan), klien.simpan_usulan(dict(reversed(badan.items())))
    assert pertama.diterima
    assert kedua.diterima
    assert not pertama.mentah["mapData"]["ulangan"]
    assert kedua.mentah["mapData"]["ulangan"]
    assert len(tiruan.usulan()) == 1


def test_the_same_key_with_another_body_is_a_conflict(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    klien.simpan_usulan(badan)
    hasil = klien.simpan_usulan({**badan, "peranKkmp": "Keuangan"})
    assert (hasil.diterima, hasil.kode, hasil.http) == (False, "bentrok", 409)


def test_another_key_for_a_person_with_a_live_proposal_names_that_proposal(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    pertama = klien.simpan_usulan(badan)
    hasil = klien.simpan_usulan({**badan, "referensiId": str(uuid.uuid4())})
    assert hasil.kode == "bentrok"
    assert hasil.usulan is not None
    assert pertama.usulan is not None
    assert samakan_id(hasil.usulan.id) == samakan_id(pertama.usulan.id)
    assert hasil.usulan.milik(badan["referensiId"])


def test_of_eight_parallel_proposals_of_one_person_exactly_one_wins(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    nip = nip_acak(acak)
    badan = [badan_usulan(nip, kkmp_id) for _ in range(8)]
    with ThreadPoolExecutor(8) as kolam:
        kode = sorted(hasil.http for hasil in kolam.map(klien.simpan_usulan, badan))
    assert kode == [200] + [409] * 7
    assert len(tiruan.usulan()) == 1


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"tmtPenugasan": "2026-03-01"}, "dd-mm-yyyy"),
        ({"tmtPenugasan": "30-02-2026"}, "tmtPenugasan"),
        ({"tanggalSuratUsulan": "02-03-2026"}, "mendahului"),
        ({"tanggalAkhir": "01-01-2026"}, "tanggalAkhir"),
        ({"nipBaru": "12345"}, "nipBaru"),
        ({"nomorSuratUsulan": ""}, "nomorSuratUsulan wajib diisi"),
        ({"kkmpId": str(uuid.uuid4())}, "kkmpId tidak dikenal"),
        ({"jenisPenugasanId": "TT"}, "jenisPenugasanId"),
        ({"path": {}}, "larik"),
        ({"pnsId": uuid.uuid4().hex}, "pnsId tidak sesuai"),
    ],
)
def test_a_wrong_body_is_refused_in_words(
    tiruan: Tiruan,
    klien: KlienSiasn,
    kkmp_id: str,
    acak: random.Random,
    ubah: dict[str, object],
    kata: str,
) -> None:
    hasil = klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id, **ubah))
    assert (hasil.diterima, hasil.kode, hasil.http) == (False, "tolak", 200)
    assert kata in hasil.pesan
    assert tiruan.usulan() == []


def test_a_pns_is_refused(klien: KlienSiasn, kkmp_id: str, acak: random.Random) -> None:
    hasil = klien.simpan_usulan(badan_usulan(nip_acak(acak, pns=True), kkmp_id))
    assert "PNS" in hasil.pesan


@pytest.mark.parametrize(
    ("data", "kata"),
    [
        ({"instansiKerjaId": uuid.uuid4().hex}, "instansi"),
        ({"kedudukanPnsNama": "CLTN"}, "CLTN"),
    ],
)
def test_a_person_who_may_not_go_is_refused_in_words(
    tiruan: Tiruan,
    klien: KlienSiasn,
    kkmp_id: str,
    acak: random.Random,
    data: dict[str, str],
    kata: str,
) -> None:
    nip = nip_acak(acak)
    tiruan.kendali("POST", "pegawai", [data_utama(nip, **data)])
    hasil = klien.simpan_usulan(badan_usulan(nip, kkmp_id))
    assert not hasil.diterima
    assert kata in hasil.pesan


def test_an_unknown_person_is_a_business_answer(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    tiruan.kendali("POST", "pegawai", {"pegawai": [], "ketat": True})
    hasil = klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id))
    assert (hasil.kode, hasil.http) == ("tidak_ada", 404)
    assert hasil.pesan == "Data tidak ditemukan"


def test_a_full_cooperative_takes_nobody_more(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    hasil = [klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id)) for _ in range(4)]
    assert [satu.diterima for satu in hasil] == [True, True, True, False]
    assert "Kuota" in hasil[3].pesan
    assert next(k for k in klien.ref_kkmp() if k.id == kkmp_id).terisi == 3
