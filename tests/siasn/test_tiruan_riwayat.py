"""Histories, writing them, documents and reference lists: with the quirks of the real service."""

import json
import uuid
from typing import Any

import pytest

from penugasan.siasn.mock_server.gangguan import baca_aturan
from penugasan.siasn.mock_server.orang import id_tetap
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, samakan_id
from tests.siasn.panggung import SAVE, Panggung

PPPK = "199002152024212001"
PNS = "199002152020031001"
UNOR = id_tetap("unor", "SEKRETARIAT DAERAH")
PDF = "%PDF-1.7 uji"


@pytest.fixture
def panggung() -> Panggung:
    return Panggung(tunda=-1.0).masuk()


def jabatan(panggung: Panggung, **lain: Any) -> dict[str, Any]:
    """A position that the stand-in takes."""
    orang = panggung.api("GET", f"/pns/data-utama/{PPPK}")["data"]
    return {
        "id": "",
        "pnsId": orang["id"],
        "instansiId": uuid.uuid4().hex,
        "unorId": UNOR.upper(),
        "jenisJabatan": "4",
        "nomorSk": "800/9/2026",
        "tanggalSk": "20-02-2026",
        "tmtJabatan": "01-03-2026",
        "path": [],
        **lain,
    }


def riwayat(panggung: Panggung) -> list[dict[str, Any]]:
    return list(panggung.api("GET", f"/pns/rw-jabatan/{PPPK}")["data"])


@pytest.mark.parametrize("jenis", ["jabatan", "pendidikan", "pnsunor", "kontrak"])
def test_nobody_has_no_history(panggung: Panggung, jenis: str) -> None:
    jawaban = panggung.minta("GET", f"{BASIS_API}/pns/rw-{jenis}/{'1' * 18}")
    assert (jawaban.status, json.loads(jawaban.badan)["code"]) == (404, 0)


def test_positions_come_with_a_deleted_row_and_ids_in_several_forms(panggung: Panggung) -> None:
    hapus, hidup = riwayat(panggung)
    assert hapus["deletedAt"]
    assert hidup["deletedAt"] is None
    assert samakan_id(hapus["idPns"]) == samakan_id(hidup["idPns"])
    assert hidup["tmtPelantikan"] == "01-01-0001"
    assert hidup["path"] is None
    assert riwayat(panggung) == [hapus, hidup]
    [satu] = panggung.api("GET", f"/jabatan/id/{hidup['id']}")["data"]
    assert satu["nomorSk"] == hidup["nomorSk"]
    assert panggung.api("GET", f"/jabatan/pns/{PPPK}")["count"] == 2
    assert panggung.api("GET", f"/jabatan/id/{uuid.uuid4()}")["code"] == 0


def test_other_histories_have_their_own_dates_and_empties(panggung: Panggung) -> None:
    [didik] = panggung.api("GET", f"/pns/rw-pendidikan/{PPPK}")["data"]
    assert didik["path"] == {"": dict.fromkeys(didik["path"][""], "")}
    [unor] = panggung.api("GET", f"/pns/rw-pnsunor/{PPPK}")["data"]
    assert unor["skTanggal"] == "01-01-0001"
    [kontrak] = panggung.api("GET", f"/pns/rw-kontrak/{PPPK}")["data"]
    assert kontrak["tgl_kontrak_mulai"] == "2024-03-01"
    assert panggung.api("GET", f"/pns/rw-kontrak/{PNS}") == {
        "code": 1,
        "data": "Data tidak ditemukan",
        "count": 0,
    }


@pytest.mark.parametrize("jalan", ["/jabatan/save", "/jabatan/unorjabatan/save"])
def test_a_position_saved_twice_is_two_rows(panggung: Panggung, jalan: str) -> None:
    """There is no key: whoever sends it again has it twice, as at BKN."""
    isi = jabatan(panggung)
    pertama = panggung.api("POST", jalan, isi)["mapData"]["rwJabatanId"]
    panggung.api("POST", jalan, isi)
    assert [satu["nomorSk"] for satu in riwayat(panggung)].count("800/9/2026") == 2
    ubah = {**isi, "id": pertama.replace("-", "").upper(), "nomorSk": "800/10/2026"}
    assert panggung.api("POST", jalan, ubah)["success"] is True
    nomor = sorted(satu["nomorSk"] for satu in riwayat(panggung) if satu["createdAt"])
    assert nomor == ["800/10/2026", "800/9/2026"]
    assert len(panggung.api("GET", f"/jabatan/pns/{PPPK}")["data"]) == 4


def test_a_deleted_position_stays_with_its_date(panggung: Panggung) -> None:
    id_baru = panggung.api("POST", "/jabatan/save", jabatan(panggung))["mapData"]["rwJabatanId"]
    assert panggung.api("DELETE", f"/jabatan/delete/{id_baru}")["success"] is True
    [satu] = panggung.api("GET", f"/jabatan/id/{id_baru}")["data"]
    assert satu["deletedAt"] == "25-02-2026"
    assert panggung.minta("DELETE", f"{BASIS_API}/jabatan/delete/{uuid.uuid4()}").status == 404


def test_the_main_data_follow_a_position_only_after_the_recount(panggung: Panggung) -> None:
    isi = jabatan(panggung)
    panggung.api("POST", "/jabatan/save", isi)
    hapus = jabatan(panggung, tmtJabatan="01-03-2027")
    id_hapus = panggung.api("POST", "/jabatan/save", hapus)["mapData"]["rwJabatanId"]
    panggung.api("DELETE", f"/jabatan/delete/{id_hapus}")
    jalan = f"/pns/data-utama/{PPPK}"
    assert panggung.api("GET", jalan)["data"]["tmtJabatan"] == "01-03-2024"
    sinkron = "/pns/data-utama-jabatansync"
    jawaban = panggung.api("GET", sinkron, kueri={"pns_orang_id": isi["pnsId"]})
    assert jawaban == {"Error": False, "Message": "success"}
    data = panggung.api("GET", jalan)["data"]
    assert (data["tmtJabatan"], data["unorNama"]) == ("01-03-2026", "SEKRETARIAT DAERAH")
    assert panggung.api("GET", sinkron, kueri={"pns_orang_id": "x"})["Error"] == "true"
    asing = {"pns_orang_id": uuid.uuid4().hex}
    assert panggung.api("GET", sinkron, kueri=asing)["Error"] is False


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"nomorSk": " "}, "nomorSk wajib"),
        ({"pnsId": "x"}, "pnsId"),
        ({"jenisJabatan": "9"}, "jenisJabatan"),
        ({"tmtMutasi": "2026-03-01"}, "dd-mm-yyyy"),
        ({"path": {}}, "larik"),
        ({"id": uuid.uuid4().hex}, "riwayat tidak ditemukan"),
    ],
)
def test_a_wrong_position_is_refused_in_words(
    panggung: Panggung, ubah: dict[str, Any], kata: str
) -> None:
    jawaban = panggung.api("POST", "/jabatan/save", jabatan(panggung, **ubah))
    assert jawaban["success"] is False
    assert kata in jawaban["message"]


def test_a_strict_standin_puts_its_refusal_where_the_data_belong(panggung: Panggung) -> None:
    isi = jabatan(panggung)
    panggung.kendali("POST", "pegawai", {"pegawai": [], "ketat": True})
    jawaban = panggung.api("POST", "/jabatan/save", isi)
    assert (jawaban["success"], jawaban["mapData"]) == (False, "pnsId tidak ditemukan")
    panggung.kendali("POST", "pegawai", [{"nipBaru": PPPK, "id": isi["pnsId"].upper()}])
    assert panggung.api("POST", "/jabatan/save", isi)["success"] is True
    assert panggung.api("POST", "/jabatan/save", b"bukan json")["success"] is False


def test_a_document_goes_in_with_its_row_and_comes_out_as_a_pdf(panggung: Panggung) -> None:
    id_baru = riwayat(panggung)[1]["id"]
    dok = panggung.unggah("/upload-dok-rw", file=PDF, id_riwayat=id_baru, id_ref_dokumen="872")
    assert dok["code"] == 1
    [satu] = panggung.api("GET", f"/jabatan/id/{id_baru}")["data"]
    assert satu["path"] == {"872": dok["data"]}
    berkas = panggung.minta(
        "GET", f"{BASIS_API}/download-dok", kueri={"filePath": dok["data"]["dok_uri"]}
    )
    assert (berkas.jenis, berkas.badan.decode()) == ("application/pdf", PDF)
    assert panggung.api("GET", "/download-dok", kueri={"filePath": "lain"})["code"] == 0
    lepas = panggung.unggah("/upload-dok", file=PDF, id_ref_dokumen="888")
    assert lepas["data"]["dok_nama"] == "Dok SPMT"


def test_a_document_named_in_a_save_comes_back_by_its_kind(panggung: Panggung) -> None:
    dok = panggung.unggah("/upload-dok", file=PDF, id_ref_dokumen="872")["data"]
    isi = jabatan(panggung, path=[dok])
    id_baru = panggung.api("POST", "/jabatan/save", isi)["mapData"]["rwJabatanId"]
    [satu] = panggung.api("GET", f"/jabatan/id/{id_baru}")["data"]
    assert satu["path"] == {"872": dok}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"file": PDF, "id_ref_dokumen": "1"}, "id_ref_dokumen"),
        ({"file": "PK", "id_ref_dokumen": "872"}, "PDF"),
    ],
)
def test_a_wrong_document_is_refused(panggung: Panggung, isi: dict[str, str], kata: str) -> None:
    jawaban = panggung.unggah("/upload-dok", **isi)
    assert jawaban["code"] == 0
    assert kata in jawaban["message"]
    assert panggung.unggah("/upload-dok-rw", id_riwayat="x", **isi)["code"] == 0


def test_the_sk_of_a_proposal_can_be_fetched_again(panggung: Panggung) -> None:
    id_usulan = panggung.api("POST", SAVE, panggung.badan())["mapData"]["usulanId"]
    panggung.kendali("POST", f"usulan/{id_usulan}/putusan", {"status": "DITERIMA"})
    sk = {"id_usulan": id_usulan, "no_sk": "1", "tgl_sk": "25-02-2026", "file": PDF}
    panggung.unggah("/penugasan-kkmp/upload-dok-sk", **sk)
    path = panggung.api("GET", f"/penugasan-kkmp/usulan/id/{id_usulan}")["data"]["path_sk"]
    berkas = panggung.minta("GET", f"{BASIS_API}/download-dok", kueri={"filePath": path})
    assert berkas.badan.decode() == PDF


def test_general_lists_need_only_the_gateways_token(panggung: Panggung) -> None:
    del panggung.kepala["auth"]
    jawaban = panggung.minta(
        "GET", f"{BASIS_REFERENSI}/tingkat-pendidikan/search", kueri={"limit": "3", "offset": "3"}
    )
    isi = json.loads(jawaban.badan)
    assert isi["count"] == 8
    assert [satu["id"] for satu in isi["data"]] == ["30", "35", "40"]
    assert panggung.minta("GET", f"{BASIS_API}/referensi/ref-unor").status == 401
    panggung.kepala.clear()
    assert panggung.minta("GET", f"{BASIS_REFERENSI}/golongan/search").status == 401


def test_promotions_are_the_same_for_the_same_period(panggung: Panggung) -> None:
    jalan = "/pns/list-kp-instansi"
    april = panggung.api("GET", jalan, kueri={"periode": "2026-04-01", "limit": "5"})
    assert (april["count"], len(april["data"])) == (7, 5)
    assert april == panggung.api("GET", jalan, kueri={"periode": "2026-04-01", "limit": "5"})
    assert april["data"] != panggung.api("GET", jalan, kueri={"periode": "2026-10-01"})["data"][:5]
    assert panggung.api("GET", jalan, kueri={"periode": "01-04-2026"})["code"] == 0


def test_a_stale_history_lacks_its_last_row(panggung: Panggung) -> None:
    [basi] = baca_aturan([{"jenis": "basi"}])
    jalan = f"/pns/rw-jabatan/{PPPK}"
    assert len(riwayat(panggung)) == 2
    assert len(panggung.api("GET", jalan, gangguan=basi)["data"]) == 1
    assert len(riwayat(panggung)) == 2


def test_control_says_what_it_cannot_read(panggung: Panggung) -> None:
    assert panggung.kendali("POST", "reset", {"benih": "x"}).status == 422
    kkmp = [{"kodeWilayah": "64.08.01.2001", "nama": "X", "kuota": 0}]
    assert panggung.kendali("POST", "kkmp", kkmp).status == 200
    assert panggung.dunia.simpanan.kkmp()[-1]["kuota"] == 0
