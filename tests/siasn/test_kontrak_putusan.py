"""A proposal after it is saved: decisions, corrections, withdrawal, SK; and the process."""

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.wire import StatusUsulan
from tests.siasn.tiruan import Tiruan, badan_usulan, data_utama, nip_acak

PDF = b"%PDF-1.7\r\n\r\nisi--batas\r\n\x00\xff"


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
    cepat.kendali("POST", "pegawai", [data_utama(nip, **data)])
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
