"""The core of the stand-in as a function: a request in, an answer out, a clock that can be set."""

import json
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, SiasnError
from penugasan.siasn.konfigurasi import baca
from penugasan.siasn.mock_server.gangguan import Papan, baca_aturan
from penugasan.siasn.mock_server.server import Peladen
from penugasan.siasn.wire import BASIS_API, PATH_APIM, PATH_SSO
from tests.siasn.panggung import DAFTAR, MASUK, SAVE, SSO, Panggung


@pytest.fixture
def panggung() -> Panggung:
    return Panggung(tunda=60.0).masuk()


# Tokens


def test_both_tokens_are_asked_for_and_end_when_they_said(panggung: Panggung) -> None:
    assert panggung.api("GET", "/referensi/ref-unor")["count"] == 4
    panggung.maju(3600)
    mati = panggung.minta("GET", f"{BASIS_API}/referensi/ref-unor")
    assert (mati.status, json.loads(mati.badan)["code"]) == (401, "900901")
    auth = panggung.kepala["auth"]
    panggung.masuk()
    panggung.kepala["auth"] = auth
    panggung.maju(3599)
    assert panggung.minta("GET", f"{BASIS_API}/referensi/ref-unor").status == 200
    panggung.kepala["auth"] = "bearer salah"
    sso = panggung.minta("GET", f"{BASIS_API}/referensi/ref-unor")
    assert json.loads(sso.badan) == {"message": "invalid or expired jwt"}


@pytest.mark.parametrize(
    ("jalur", "isi", "status", "galat"),
    [
        (PATH_APIM, b"grant_type=password", 400, "unsupported_grant_type"),
        (PATH_APIM, b"grant_type=client_credentials", 401, "invalid_client"),
        (PATH_SSO, b"client_id=asing&grant_type=password", 401, "invalid_client"),
        (PATH_SSO, f"{SSO}grant_type=password&username=x".encode(), 401, "invalid_grant"),
        (PATH_SSO, f"{SSO}grant_type=lain".encode(), 400, "unsupported_grant_type"),
        (PATH_SSO, f"{SSO}grant_type=refresh_token&refresh_token=x".encode(), 400, "invalid_grant"),
    ],
)
def test_a_wrong_login_is_refused_in_oauths_words(
    jalur: str, isi: bytes, status: int, galat: str
) -> None:
    header = {"authorization": "Basic bukan-base64!"}
    jawaban = Panggung().minta("POST", jalur, isi, header=header)
    assert (jawaban.status, json.loads(jawaban.badan)["error"]) == (status, galat)


def test_a_refresh_token_gives_a_new_pair() -> None:
    panggung = Panggung()
    pertama = json.loads(panggung.minta("POST", PATH_SSO, MASUK.encode()).badan)
    isi = f"{SSO}grant_type=refresh_token&refresh_token={pertama['refresh_token']}"
    kedua = json.loads(panggung.minta("POST", PATH_SSO, isi.encode()).badan)
    assert kedua["access_token"] != pertama["access_token"]


def test_an_unknown_address_is_the_gateways_404(panggung: Panggung) -> None:
    for jalur in ("/lain", f"{BASIS_API}/entah", f"{BASIS_API}/penugasan-kkmp/entah"):
        jawaban = panggung.minta("GET", jalur)
        assert (jawaban.status, json.loads(jawaban.badan)["type"]) == (404, "Status report")


# Decisions by the clock


def test_a_decision_falls_when_its_time_has_come(panggung: Panggung) -> None:
    panggung.api("POST", SAVE, panggung.badan())
    panggung.maju(59)
    assert panggung.api("GET", DAFTAR)["data"][0]["status"] == "DIUSULKAN"
    panggung.maju(2)
    assert panggung.api("GET", DAFTAR)["data"][0]["status"] == "DITERIMA"


def test_the_closer_look_falls_on_the_same_people_whatever_the_order() -> None:
    def kembali(urutan: list[int]) -> set[str]:
        panggung = Panggung(tunda=10.0).masuk()
        for urut in urutan:
            panggung.api("POST", SAVE, panggung.badan(urut, keterangan=""))
        panggung.maju(11)
        semua = panggung.api("GET", DAFTAR, kueri={"limit": "100"})["data"]
        return {satu["nipBaru"] for satu in semua if satu["status"] == "PERBAIKAN"}

    maju = list(range(1, 60))
    assert kembali(maju) == kembali(maju[::-1]) != set()


def test_the_closer_look_can_be_switched_off() -> None:
    panggung = Panggung(tunda=0.0, petik=False).masuk()
    panggung.api("POST", SAVE, panggung.badan(keterangan=""))
    assert panggung.api("GET", DAFTAR)["data"][0]["status"] == "DITERIMA"


def test_a_verifier_may_be_played_by_hand(panggung: Panggung) -> None:
    id_usulan = panggung.api("POST", SAVE, panggung.badan())["mapData"]["usulanId"]
    isi = {"status": "PERBAIKAN", "alasanTolakNama": "BTS", "alasanTolakTambahan": "Kabur."}
    putus = panggung.kendali("POST", f"usulan/{id_usulan}/putusan", isi)
    assert json.loads(putus.badan)["alasanTolakTambahan"] == "Kabur."
    assert panggung.kendali("POST", f"usulan/{id_usulan}/putusan", {"status": "?"}).status == 422
    assert panggung.kendali("POST", f"usulan/{uuid.uuid4()}/putusan", isi).status == 404


# The life of a proposal


def test_every_step_of_a_proposal(panggung: Panggung) -> None:
    badan = panggung.badan()
    pertama = panggung.api("POST", SAVE, badan)["mapData"]
    assert panggung.api("POST", SAVE, badan)["mapData"]["ulangan"]
    assert panggung.api("POST", SAVE, {**badan, "peranKkmp": "Lain"})["code"] == 0
    baru = {**badan, "referensiId": str(uuid.uuid4())}
    assert panggung.api("POST", SAVE, baru)["data"]["referensiId"] == badan["referensiId"]
    id_usulan = pertama["usulanId"]
    jalan = f"/penugasan-kkmp/usulan/id/{id_usulan}"
    assert panggung.api("GET", jalan)["data"]["tanggalAkhir"] == "28-02-2027"
    assert panggung.api("GET", f"/penugasan-kkmp/usulan/pns/{badan['nipBaru']}")["count"] == 1
    assert panggung.api("GET", f"/penugasan-kkmp/usulan/pns/{'1' * 18}")["code"] == 0
    panggung.kendali("POST", f"usulan/{id_usulan}/putusan", {"status": "PERBAIKAN"})
    ubah = {**badan, "id": id_usulan, "keterangan": "Sudah."}
    asing = {**ubah, "referensiId": str(uuid.uuid4())}
    assert panggung.api("POST", SAVE, asing)["success"] is False
    assert "kkmpId" in panggung.api("POST", SAVE, {**ubah, "kkmpId": "x"})["message"]
    assert panggung.api("POST", SAVE, ubah)["mapData"]["status"] == "DIUSULKAN"
    assert panggung.api("POST", SAVE, ubah)["mapData"]["ulangan"]
    assert panggung.api("POST", SAVE, {**ubah, "keterangan": "?"})["success"] is False
    hapus = f"/penugasan-kkmp/usulan/delete/{id_usulan}"
    assert panggung.api("DELETE", hapus)["mapData"]["status"] == "DITARIK"
    assert panggung.api("DELETE", hapus)["mapData"]["ulangan"]
    assert panggung.api("POST", SAVE, b"{bukan json")["success"] is False


@pytest.mark.parametrize(
    ("bagian", "kata"),
    [
        ({"no_sk": ""}, "no_sk wajib"),
        ({"file": "PK"}, "PDF"),
        ({"tgl_sk": "kapan"}, "tgl_sk"),
        ({"id_usulan": "x"}, ""),
        ({}, "belum disetujui"),
    ],
)
def test_a_wrong_upload_is_refused(panggung: Panggung, bagian: dict[str, str], kata: str) -> None:
    id_usulan = panggung.api("POST", SAVE, panggung.badan())["mapData"]["usulanId"]
    isi = {"id_usulan": id_usulan, "no_sk": "1", "tgl_sk": "25-02-2026", "file": "%PDF-1", **bagian}
    jalan = "/penugasan-kkmp/upload-dok-sk"
    jawaban = panggung.unggah(jalan, **isi)
    assert jawaban["code"] == 0
    assert kata in jawaban.get("message", "")
    assert panggung.api("POST", jalan, b"x")["code"] == 0


def test_what_is_dropped_after_the_save_is_saved(panggung: Panggung) -> None:
    [putus] = baca_aturan([{"jenis": "putus_setelah_simpan"}])
    jawaban = panggung.minta("POST", BASIS_API + SAVE, panggung.badan(), gangguan=putus)
    assert jawaban.cara.putus
    assert panggung.api("GET", DAFTAR)["count"] == 1
    [basi] = baca_aturan([{"jenis": "pemeliharaan", "param": {"jam": "00:00-00:00"}}])
    assert panggung.minta("GET", BASIS_API + DAFTAR, gangguan=basi).status == 200


@pytest.mark.parametrize(
    ("ubah", "orang", "kata"),
    [
        ({"nomorSuratUsulan": ""}, {}, "nomorSuratUsulan wajib"),
        ({"nipBaru": "1"}, {}, "nipBaru tidak valid"),
        ({"tmtPenugasan": "1-3-2026"}, {}, "dd-mm-yyyy"),
        ({"jenisPenugasanId": "TT"}, {}, "jenisPenugasanId"),
        ({"path": "x"}, {}, "larik"),
        ({"tmtPenugasan": "01-01-2026"}, {}, "mendahului tanggalSuratUsulan"),
        ({"tanggalAkhir": "01-01-2026"}, {}, "mendahului tmtPenugasan"),
        ({"kkmpId": "x"}, {}, "kkmpId tidak dikenal"),
        ({"pnsId": "x"}, {}, "pnsId"),
        ({}, {"instansiKerjaId": "lain"}, "instansi pengusul"),
        ({}, {"kedudukanPnsNama": "CLTN"}, "CLTN"),
        ({"nipBaru": "199002152024031001"}, {}, "PNS"),
    ],
)
def test_a_refusal_at_the_door_says_why(
    panggung: Panggung, ubah: dict[str, Any], orang: dict[str, str], kata: str
) -> None:
    badan = panggung.badan(**ubah)
    if orang:
        panggung.kendali("POST", "pegawai", [{"nipBaru": badan["nipBaru"], "id": "a", **orang}])
    assert kata in panggung.api("POST", SAVE, badan)["message"]


def test_the_quota_and_the_verifiers_own_data(panggung: Panggung) -> None:
    for urut in (27, 54, 81, 108):
        hasil = panggung.api("POST", SAVE, panggung.badan(urut))
    assert "sudah penuh" in hasil["message"]
    slta = {"nipBaru": "199002152024212002", "kedudukanPnsNama": "PPPK Paruh Waktu Aktif"}
    panggung.kendali("POST", "pegawai", [{**slta, "tkPendidikanTerakhirId": "15"}])
    panggung.api("POST", SAVE, panggung.badan(2))
    panggung.api("POST", SAVE, {**panggung.badan(3), "nipBaru": "196502152024212003"})
    panggung.maju(61)
    ditolak = panggung.api("GET", DAFTAR, kueri={"statusUsulan": "DITOLAK"})["data"]
    assert [satu["alasanTolakNama"] for satu in ditolak] == ["TMS - Tidak Memenuhi Syarat"] * 2
    assert panggung.api("GET", f"/pns/data-utama/{slta['nipBaru']}")["code"] == 0
    assert panggung.api("GET", f"/pns/data-utama/paruhwaktu/{slta['nipBaru']}")["code"] == 1
    panggung.kendali("POST", "pegawai", {"pegawai": [], "ketat": True})
    asing = panggung.badan(4)
    assert panggung.api("POST", SAVE, asing)["data"] == "Data tidak ditemukan"


# Control, people, settings


def test_the_control_interface_answers_and_forgets(panggung: Panggung) -> None:
    panggung.api("POST", SAVE, panggung.badan())
    assert json.loads(panggung.kendali("GET", "usulan").badan)[0]["versi"] == 1
    nomor = json.loads(panggung.kendali("GET", "jejak").badan)[-1]["nomor"]
    assert json.loads(panggung.kendali("GET", "jejak", sesudah=str(nomor)).badan) == []
    isi = [{"jenis": "html", "kali": 2, "cocok": {"nip": "1"}}]
    pasang = panggung.kendali("PUT", "gangguan", isi)
    assert json.loads(pasang.badan) == json.loads(panggung.kendali("GET", "gangguan").badan)
    assert panggung.kendali("PUT", "gangguan", {"bukan": "daftar"}).status == 422
    assert panggung.kendali("PUT", "gangguan", b"bukan json").status == 422
    assert panggung.kendali("PATCH", "gangguan").status == 404
    muat = panggung.kendali("POST", "pegawai", {"pegawai": [{"nipBaru": "1"}], "ketat": True})
    assert json.loads(muat.badan) == {"jumlah": 1, "ketat": True}
    assert panggung.kendali("POST", "reset", {"benih": 3, "pegawai": 5}).status == 204
    assert json.loads(panggung.kendali("GET", "pegawai").badan) == {"jumlah": 5, "ketat": False}
    assert panggung.minta("GET", "/_tiruan/sehat").status == 200
    assert panggung.minta("GET", "/_tiruan/jejak").status == 401
    assert panggung.kendali("POST", "kkmp", b"x").status == 200


# Sockets, in this process


@pytest.fixture
def peladen() -> Iterator[Peladen]:
    peladen = Peladen(0, Panggung(tunda=-1.0).dunia)
    utas = threading.Thread(target=peladen.serve_forever, kwargs={"poll_interval": 0.02})
    utas.start()
    yield peladen
    peladen.shutdown()
    utas.join()
    peladen.server_close()


def test_the_wire_carries_every_way_of_failing(peladen: Peladen) -> None:
    env = {"SIASN_TIRUAN_PORT": str(peladen.port), "SIASN_JEDA_ULANG": "0", "SIASN_MAKS_ULANG": "0"}
    with KlienSiasn(baca(env)) as klien:
        assert len(klien.ref_kkmp()) == 27
        for jenis, param in (
            ("potong_badan", {}),
            ("json_rusak", {}),
            ("putus_setelah_simpan", {"detik": 0.01}),
            ("html", {}),
        ):
            peladen.dunia.papan = Papan(1, baca_aturan([{"jenis": jenis, "param": param}]))
            with pytest.raises(SiasnError) as galat:
                klien.ref_kkmp()
            assert not isinstance(galat.value, AmbiguError)
        lambat = [
            {"jenis": "tetesan", "kali": 1, "param": {"bita_per_detik": 200_000}},
            {"jenis": "latensi", "param": {"detik": 0.01}},
        ]
        peladen.dunia.papan = Papan(1, baca_aturan(lambat))
        assert len(klien.ref_kkmp()) == 27
        assert len(klien.ref_kkmp()) == 27
