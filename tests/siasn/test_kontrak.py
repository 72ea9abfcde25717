"""The contract between client and service, tried on the stand-in as a real process.

The same calls can be pointed at BKN's training service by hand; nothing here looks inside either
end except through HTTP.
"""

import random
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.wire import StatusUsulan, samakan_id
from tests.siasn.tiruan import INSTANSI, Tiruan, badan_usulan, nip_acak

PDF = b"%PDF-1.7\r\n\r\nisi--batas\r\n\x00\xff"


def _data_utama(nip: str, **lain: str) -> dict[str, str]:
    return {
        "nipBaru": nip,
        "id": uuid.uuid4().hex,
        "nama": "CONTOH PEGAWAI",
        "tglLahir": "15-02-1990",
        "kedudukanPnsId": "71",
        "kedudukanPnsNama": "PPPK Aktif",
        "tkPendidikanTerakhirId": "30",
        "tkPendidikanTerakhir": "Diploma III/Sarjana Muda",
        "instansiKerjaId": INSTANSI,
        **lain,
    }


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
    isi = {"pegawai": [_data_utama(dikenal, unorNama="DINAS CONTOH")], "ketat": True}
    tiruan.kendali("POST", "pegawai", isi)
    orang = klien.data_utama(dikenal)
    assert orang is not None
    assert orang.unor == "DINAS CONTOH"
    assert klien.data_utama(asing) is None


def test_paruh_waktu_is_found_on_its_own_path(
    tiruan: Tiruan, klien: KlienSiasn, acak: random.Random
) -> None:
    nip = nip_acak(acak)
    orang = _data_utama(nip, kedudukanPnsNama="PPPK Paruh Waktu Aktif")
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
    tiruan.kendali("POST", "pegawai", [_data_utama(nip, **data)])
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


# Decisions


@pytest.fixture
def cepat(buat_tiruan: Callable[..., Tiruan]) -> Tiruan:
    """A stand-in whose verifier decides at the next look."""
    return buat_tiruan(tunda="0")


@pytest.fixture
def klien_cepat(cepat: Tiruan) -> Iterator[KlienSiasn]:
    with cepat.klien() as klien:
        yield klien


def test_the_first_bare_proposal_of_an_agency_comes_back_and_passes_when_mended(
    klien_cepat: KlienSiasn, acak: random.Random
) -> None:
    kkmp = klien_cepat.ref_kkmp()[0].id
    badan = badan_usulan(nip_acak(acak), kkmp, keterangan="")
    klien_cepat.simpan_usulan(badan)
    [usulan] = klien_cepat.daftar_usulan(referensi_id=badan["referensiId"])
    assert usulan.status is StatusUsulan.PERBAIKAN
    assert usulan.nama_status == "Perbaikan Dokumen - BTS"
    assert "penuh waktu" in usulan.alasan

    perbaikan = {**badan, "id": usulan.id, "keterangan": "Pernyataan penuh waktu terlampir."}
    hasil = klien_cepat.simpan_usulan(perbaikan)
    assert hasil.diterima
    sesudah = klien_cepat.usulan(usulan.id)
    assert sesudah is not None
    assert sesudah.status is StatusUsulan.DITERIMA
    assert sesudah.versi > usulan.versi
    ulang = klien_cepat.simpan_usulan(badan)
    assert ulang.diterima
    assert ulang.mentah["mapData"]["ulangan"]


def test_of_seventy_bare_proposals_at_least_one_and_few_come_back(
    klien_cepat: KlienSiasn, acak: random.Random
) -> None:
    kkmp = [satu.id for satu in klien_cepat.ref_kkmp() for _ in range(3)][:70]
    for nomor in kkmp:
        klien_cepat.simpan_usulan(badan_usulan(nip_acak(acak), nomor, keterangan=""))
    status = [usulan.status for usulan in klien_cepat.daftar_usulan()]
    kembali = status.count(StatusUsulan.PERBAIKAN)
    assert 1 <= kembali <= 8
    assert status.count(StatusUsulan.DITERIMA) == 70 - kembali


@pytest.mark.parametrize(
    ("data", "kata"),
    [
        ({"tkPendidikanTerakhirId": "15", "tkPendidikanTerakhir": "SLTA"}, "SLTA"),
        ({"tkPendidikanTerakhirId": "", "tkPendidikanTerakhir": ""}, "kosong"),
        ({"tglLahir": "15-02-1960"}, "Usia"),
    ],
)
def test_the_verifier_judges_by_its_own_data(
    cepat: Tiruan,
    klien_cepat: KlienSiasn,
    acak: random.Random,
    data: dict[str, str],
    kata: str,
) -> None:
    nip = nip_acak(acak)
    kkmp = klien_cepat.ref_kkmp()[0].id
    cepat.kendali("POST", "pegawai", [_data_utama(nip, **data)])
    klien_cepat.simpan_usulan(badan_usulan(nip, kkmp))
    [usulan] = klien_cepat.usulan_pns(nip)
    assert usulan.status is StatusUsulan.DITOLAK
    assert usulan.alasan.startswith("TMS")
    assert kata in usulan.alasan


def test_a_refused_person_can_be_proposed_again_under_a_new_key(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    klien.simpan_usulan(badan)
    tiruan.putuskan(tiruan.usulan()[0]["id"], "DITOLAK", "TMS: salah instansi")
    assert klien.simpan_usulan({**badan, "referensiId": str(uuid.uuid4())}).diterima
    assert len(klien.usulan_pns(badan["nipBaru"])) == 2


def test_only_a_proposal_sent_back_can_be_corrected(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    hasil = klien.simpan_usulan(badan)
    assert hasil.usulan is not None
    ubah = klien.simpan_usulan({**badan, "id": hasil.usulan.id, "peranKkmp": "Usaha"})
    assert ubah.kode == "bentrok"
    asing = klien.simpan_usulan({**badan, "id": str(uuid.uuid4())})
    assert asing.kode == "tidak_ada"


def test_a_correction_repeated_is_one_correction(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    klien.simpan_usulan(badan)
    id_usulan = tiruan.usulan()[0]["id"]
    tiruan.putuskan(id_usulan, "PERBAIKAN", "Tanggal surat keliru")
    ubah = {**badan, "id": id_usulan, "tanggalSuratUsulan": "19-02-2026"}
    assert klien.simpan_usulan(ubah).diterima
    assert klien.simpan_usulan(ubah).diterima
    assert tiruan.usulan()[0]["versi"] == 3


# The rest of a proposal's life


def test_withdrawing_twice_is_withdrawing_once_and_frees_the_person(
    klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    hasil = klien.simpan_usulan(badan)
    assert hasil.usulan is not None
    assert klien.tarik_usulan(hasil.usulan.id).diterima
    assert klien.tarik_usulan(hasil.usulan.id.upper()).diterima
    assert klien.simpan_usulan({**badan, "referensiId": str(uuid.uuid4())}).diterima
    assert klien.tarik_usulan(str(uuid.uuid4())).kode == "tidak_ada"


def test_a_decided_proposal_cannot_be_withdrawn(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id))
    id_usulan = tiruan.usulan()[0]["id"]
    tiruan.putuskan(id_usulan, "DITERIMA")
    assert klien.tarik_usulan(id_usulan).kode == "bentrok"


def test_an_accepted_proposal_takes_its_sk_once(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id))
    id_usulan = tiruan.usulan()[0]["id"]
    isi = {"id_usulan": id_usulan, "no_sk": "800/7/2026", "tgl_sk": "25-02-2026"}
    assert klien.unggah_sk(**isi, berkas=PDF).kode == "bentrok"
    tiruan.putuskan(id_usulan, "DITERIMA")
    assert not klien.unggah_sk(**isi, berkas=b"PK\x03\x04").diterima
    assert not klien.unggah_sk(**{**isi, "tgl_sk": "kapan"}, berkas=PDF).diterima
    assert klien.unggah_sk(**isi, berkas=PDF).diterima
    assert klien.unggah_sk(**isi, berkas=PDF).diterima
    assert klien.unggah_sk(**{**isi, "no_sk": "lain"}, berkas=PDF).kode == "bentrok"
    usulan = klien.usulan(id_usulan)
    assert usulan is not None
    assert (usulan.status, usulan.nomor_sk) == (StatusUsulan.SK_TERBIT, "800/7/2026")


def test_the_list_can_be_drawn_step_by_step(
    tiruan: Tiruan, klien: KlienSiasn, acak: random.Random
) -> None:
    for kkmp in klien.ref_kkmp()[:3]:
        klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp.id))
    semua = klien.daftar_usulan()
    assert len(semua) == 3
    terakhir = max(usulan.diubah for usulan in semua if usulan.diubah)
    assert klien.daftar_usulan(diubah_sejak=terakhir + timedelta(minutes=5)) == []
    assert len(klien.daftar_usulan(diubah_sejak=terakhir - timedelta(minutes=5))) == 3
    assert klien.usulan(str(uuid.uuid4())) is None
    assert klien.usulan_pns(nip_acak(acak)) == []


def test_a_long_list_comes_whole(tiruan: Tiruan, klien: KlienSiasn, acak: random.Random) -> None:
    kode = [f"64.08.01.{nomor:04}" for nomor in range(1, 131)]
    tiruan.kendali("POST", "kkmp", [{"kodeWilayah": satu, "nama": satu} for satu in kode])
    assert len(klien.ref_kkmp()) == 157


# The stand-in as a process


def test_the_standin_remembers_everything_after_kill_minus_nine(
    tiruan_sendiri: Tiruan, acak: random.Random
) -> None:
    tiruan = tiruan_sendiri
    with tiruan.klien() as klien:
        badan = badan_usulan(nip_acak(acak), klien.ref_kkmp()[0].id)
        assert klien.simpan_usulan(badan).diterima
        tiruan.bunuh()
        tiruan.hidupkan()
        ulang = klien.simpan_usulan(badan)
    assert ulang.mentah["mapData"]["ulangan"]
    assert len(tiruan.usulan()) == 1


def test_reset_forgets_people_and_proposals_and_can_draw_new_ones(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id))
    tiruan.kendali("POST", "reset", {"benih": 7, "pegawai": 20})
    assert tiruan.usulan() == []
    assert tiruan.kendali("GET", "pegawai")["jumlah"] == 20
    assert klien.data_utama(nip_acak(acak)) is not None


def test_the_trace_never_holds_a_token(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    klien.simpan_usulan(badan_usulan(nip_acak(acak), kkmp_id))
    teks = repr(tiruan.jejak()).casefold()
    assert "usulan/save" in teks
    assert "bearer" not in teks
    assert "eyj" not in teks


def test_control_is_closed_without_its_key(tiruan: Tiruan) -> None:
    tiruan_asing = Tiruan(tiruan.data)
    tiruan_asing.port = tiruan.port
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr("tests.siasn.tiruan.KUNCI", "salah")
        with pytest.raises(AssertionError, match="401"):
            tiruan_asing.usulan()


def test_sigterm_ends_the_standin_cleanly(tiruan_sendiri: Tiruan) -> None:
    assert tiruan_sendiri.hentikan() == 0


def test_a_busy_port_is_refused_in_one_line(tiruan: Tiruan, tmp_path: Path) -> None:
    kedua = Tiruan(tmp_path / "kedua")
    kedua.port = tiruan.port
    with pytest.raises(AssertionError):
        kedua.hidupkan()
    assert kedua.hentikan() == 1


def test_a_gateway_needs_no_tokens(buat_tiruan: Callable[..., Tiruan]) -> None:
    gerbang = buat_tiruan(gerbang="1")
    alamat = f"http://127.0.0.1:{gerbang.port}/apisiasn/1.0"
    with gerbang.klien(SIASN_MODE="gerbang", SIASN_URL_API=alamat) as klien:
        assert len(klien.ref_kkmp()) == 27
