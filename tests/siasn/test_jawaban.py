"""The verdict on raw answers: the body decides."""

import json
from typing import Any

import pytest

from penugasan.siasn.galat import AmbiguError, Kode, SiasnError, TokenDitolakError
from penugasan.siasn.jawaban import Mentah, gagal, kata_bkn, periksa, samarkan, untuk_catatan

SAAT = 1_772_409_600.0  # 2026-03-02 00:00 UTC


def _mentah(isi: object, status: int = 200, *, menulis: bool = True, **header: str) -> Mentah:
    badan = isi if isinstance(isi, bytes) else json.dumps(isi).encode()
    kepala = {nama.replace("_", "-"): nilai for nama, nilai in header.items()}
    return Mentah(menulis=menulis, saat=SAAT, status=status, header=kepala, badan=badan)


@pytest.mark.parametrize(
    ("isi", "ditolak"),
    [
        ({"code": 1, "data": {}}, False),
        ({"code": "1", "data": []}, False),
        ({"code": 0, "data": "Data tidak ditemukan"}, True),
        ({"success": True, "message": "success"}, False),
        ({"success": "true"}, False),
        ({"success": False, "message": "TMT keliru"}, True),
        ({"Error": False, "Message": "ok"}, False),
        ({"Error": "false", "Message": "ok"}, False),
        ({"Error": True, "Message": "gagal"}, True),
        ({"Error": "gagal", "Message": "x"}, True),
    ],
)
def test_each_of_the_four_envelopes_is_read(isi: dict[str, Any], ditolak: bool) -> None:
    assert gagal(periksa(_mentah(isi))) is ditolak


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"success": False, "message": "TMT  keliru"}, "TMT keliru"),
        ({"success": False, "message": "", "mapData": "NIP salah"}, "NIP salah"),
        ({"code": 0, "data": "Data tidak ditemukan", "message": ""}, "Data tidak ditemukan"),
        ({"success": True, "message": "success"}, ""),
    ],
)
def test_bkns_words_are_found_wherever_they_stand(isi: dict[str, Any], kata: str) -> None:
    assert kata_bkn(isi) == kata


def test_a_business_no_with_404_is_an_answer() -> None:
    assert gagal(periksa(_mentah({"code": 0, "data": "Data tidak ditemukan"}, 404)))


@pytest.mark.parametrize(
    ("isi", "status", "buang"),
    [
        ({"code": "900901", "message": "Invalid Credentials"}, 401, {"apim"}),
        ({"code": "900902", "message": "Missing Credentials"}, 200, {"apim"}),
        ({"message": "invalid or expired jwt"}, 401, {"sso"}),
        ({"message": "Invalid or expired JWT"}, 200, {"sso"}),
        ({"code": 0, "data": "Token SSO mismatch"}, 200, {"apim", "sso"}),
        ({"code": "101504", "message": "Runtime Error"}, 500, {"apim"}),
    ],
)
def test_a_dead_token_is_told_from_everything_else(
    isi: dict[str, Any], status: int, buang: set[str]
) -> None:
    with pytest.raises(TokenDitolakError) as galat:
        periksa(_mentah(isi, status))
    assert galat.value.buang == buang


@pytest.mark.parametrize(
    ("isi", "status", "kode"),
    [
        ({"code": "303001", "message": "Runtime Error"}, 503, Kode.TERGANTUNG),
        ({"message": "Runtime Error", "description": "SUSPENDED"}, 500, Kode.TERGANTUNG),
        (b"<am:fault><am:code>303001</am:code></am:fault>", 500, Kode.TERGANTUNG),
        (b"<html>Forbidden</html>", 403, Kode.AKSES),
        ({"code": "900908", "message": "Resource forbidden"}, 403, Kode.AKSES),
        ({"code": "900800", "message": "throttled"}, 200, Kode.KUOTA),
        ({"message": "x"}, 429, Kode.KUOTA),
        ({"code": "404", "type": "Status report", "message": "Not Found"}, 404, Kode.ALAMAT),
        ({"code": "400", "type": "Status report", "message": "Bad Request"}, 400, Kode.ALAMAT),
        ({"status": 404, "error": "Not Found"}, 404, Kode.ALAMAT),
    ],
)
def test_a_gateways_own_fault_holds_the_queue_and_is_never_ambiguous(
    isi: object, status: int, kode: Kode
) -> None:
    with pytest.raises(SiasnError) as galat:
        periksa(_mentah(isi, status))
    assert galat.value.kode is kode
    assert galat.value.tunda
    assert not isinstance(galat.value, AmbiguError)


@pytest.mark.parametrize(
    ("isi", "status", "kata"),
    [
        ({"message": "NIP tidak sah.", "errors": {"nipBaru": ["salah"]}}, 422, "NIP tidak sah."),
        ({"error": "Bad Request", "message": "tanggal salah"}, 400, "tanggal salah"),
        (b"<html>Request Entity Too Large</html>", 413, "SIASN menolak ukuran kiriman (HTTP 413)."),
    ],
)
def test_what_a_framework_refuses_is_a_refusal_of_this_message(
    isi: object, status: int, kata: str
) -> None:
    jawaban = periksa(_mentah(isi, status))
    assert gagal(jawaban)
    assert kata_bkn(jawaban) == kata


@pytest.mark.parametrize(
    ("isi", "status"),
    [
        (b"", 200),
        (b"<html>502</html>", 502),
        (b'{"success": tru', 200),
        (b"[]", 200),
        (b"\xff\xfe", 200),
        ({"code": 0, "data": "Terjadi kesalahan pada server"}, 200),
        ({"code": 0, "data": "x"}, 500),
        ({"hasil": "bentuk baru"}, 200),
    ],
)
def test_a_broken_answer_is_ambiguous_for_a_write_only(isi: object, status: int) -> None:
    with pytest.raises(AmbiguError):
        periksa(_mentah(isi, status))
    with pytest.raises(SiasnError) as galat:
        periksa(_mentah(isi, status, menulis=False))
    assert not isinstance(galat.value, AmbiguError)


@pytest.mark.parametrize(
    ("header", "isi", "detik"),
    [
        ({"retry_after": "17"}, {}, 17),
        ({"retry_after": "Mon, 02 Mar 2026 00:01:00 GMT"}, {}, 60),
        ({"retry_after": "segera"}, {"nextAccessTime": "2026-Mar-02 00:02:00+0000 UTC"}, 120),
        ({}, {"nextAccessTime": "nanti"}, 60),
        ({}, {"nextAccessTime": "2026-Mar-01 00:00:00+0000 UTC"}, 1),
        ({}, {"nextAccessTime": "2027-Mar-01 00:00:00+0000 UTC"}, 6 * 3600),
    ],
)
def test_the_server_says_how_long_to_rest(
    header: dict[str, str], isi: dict[str, str], detik: float
) -> None:
    with pytest.raises(SiasnError) as galat:
        periksa(_mentah({"message": "throttled", **isi}, 429, **header))
    assert galat.value.tunda == detik


def test_maintenance_with_a_time_holds_even_an_ambiguous_write() -> None:
    with pytest.raises(AmbiguError) as galat:
        periksa(_mentah(b"<html/>", 503, retry_after="30"))
    assert galat.value.tunda == 30


def test_a_log_line_holds_neither_token_nor_number() -> None:
    nip = "199002152024212" + "999"
    teks = samarkan(f'Authorization: Bearer abcdef123456 "access_token": "zyxwvu987654" {nip}\n')
    assert "abcdef" not in teks
    assert "zyxwvu" not in teks
    assert nip not in teks
    assert "\n" not in teks
    assert len(samarkan("a" * 2000)) == 500
    assert samarkan("Hubungi budi.s@contoh.go.id atau 0812-3456-7890") == "Hubungi *** atau ***"


_ORANG = '{"code":1,"data":{"nama":"BUDI S","noHp":"08001234567","tglLahir":"01-02-1990"'


@pytest.mark.parametrize(
    "badan",
    [
        _ORANG + "}}",
        _ORANG,
        f"[{_ORANG}",
        f"\ufeff {_ORANG}",
        f"<br />Warning: {_ORANG}",
        f"gagal: {_ORANG}",
        'UDI S","email":"a@b.id","nama":"BUDI S","noHp":"08001234567","data":1',
        "{'data': 1, 'nama': 'BUDI S', 'tglLahir': '01-02-1990', 'noHp': '08001234567'}",
    ],
)
def test_of_data_the_log_holds_only_names_and_size(badan: str) -> None:
    teks = untuk_catatan(badan.encode())
    assert all(nama in teks for nama in ("data", "nama", "noHp"))
    assert f"{len(badan.encode())} bita" in teks
    assert not any(isi in teks for isi in ("BUDI", "UDI S", "0800", "1990", "a@b"))


def test_a_page_is_told_by_its_beginning() -> None:
    badan = "<html><body>502 Bad Gateway, admin@bkn.go.id</body>" + "x" * 2000
    teks = untuk_catatan(badan.encode())
    assert teks.startswith("<html><body>502 Bad Gateway, ***<")
    assert len(teks) == 500
    assert untuk_catatan(b"Runtime Error") == "Runtime Error"
    assert untuk_catatan(b"<br />Notice: x in y.php {'code': 1").startswith("<br />Notice: x in y")
