"""What a fault does to an answer: stands in its place, or spoils it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from penugasan.siasn.mock_server.bentuk import (
    TIDAK_DITEMUKAN,
    Cara,
    Jawaban,
    Permintaan,
    jawab,
    tolak,
)
from penugasan.siasn.mock_server.gangguan import Gangguan
from penugasan.siasn.mock_server.skema import RAGAM_SKEMA, gandakan, ubah_isi

_MAAF: Final = "Terjadi kesalahan pada server"


def pengganti(gangguan: Gangguan, permintaan: Permintaan, saat: datetime) -> Jawaban:
    """The answer that stands in place of the operation (``jenis`` in SEBELUM)."""
    if gangguan.jenis == "http":
        return _http(gangguan)
    if gangguan.jenis == "kuota":
        return _kuota(gangguan, saat)
    if gangguan.jenis == "pemeliharaan":
        detik = str(max(1, round(gangguan.detik(2))))
        return _halaman(503, "Sistem sedang dalam pemeliharaan", **{"Retry-After": detik})
    if gangguan.jenis == "data_string":
        return _data_string(permintaan)
    return _TETAP[gangguan.jenis]


def _data_string(permintaan: Permintaan) -> Jawaban:
    """A string where a list or an object belongs."""
    if permintaan.metode == "GET":
        return jawab({"code": 1, "data": TIDAK_DITEMUKAN})
    return jawab({"success": False, "message": "", "mapData": "Data tidak valid"})


def _http(gangguan: Gangguan) -> Jawaban:
    status = int(gangguan.param.get("status", 500))
    if badan := str(gangguan.param.get("badan", "")):
        return Jawaban(status=status, badan=badan.encode())
    return jawab({"code": 0, "data": _MAAF, "message": ""}, status)


def _kuota(gangguan: Gangguan, saat: datetime) -> Jawaban:
    detik = gangguan.detik(2)
    kapan = saat + timedelta(seconds=detik)
    isi = {
        "code": "900802",
        "message": "Message throttled out",
        "description": "You have exceeded your quota",
        "nextAccessTime": f"{kapan:%Y-%b-%d %H:%M:%S%z} UTC",
    }
    return jawab(isi, 429, **{"Retry-After": str(max(1, round(detik)))})


def _halaman(status: int, judul: str, **header: str) -> Jawaban:
    badan = f"<html><head><title>{judul}</title></head><body><h1>{judul}</h1></body></html>"
    return Jawaban(
        status=status, badan=badan.encode(), jenis="text/html; charset=utf-8", header=header
    )


def rusak(gangguan: Gangguan, jawaban: Jawaban) -> Jawaban:
    """What becomes of the answer of an operation that has been done (``jenis`` in SESUDAH)."""
    if gangguan.jenis == "json_rusak":
        return replace(jawaban, badan=jawaban.badan[: len(jawaban.badan) // 2])
    if gangguan.jenis == "skema":
        return ubah_isi(jawaban, RAGAM_SKEMA[_ragam(gangguan)])
    if gangguan.jenis == "ganda":
        jawaban = ubah_isi(jawaban, gandakan)
    return replace(jawaban, cara=_cara(gangguan, len(jawaban.badan)))


def _cara(gangguan: Gangguan, panjang: int) -> Cara:
    match gangguan.jenis:
        case "putus_setelah_simpan":
            return Cara(putus=True, tunda=gangguan.detik(0))
        case "potong_badan":
            return Cara(potong=panjang // 2)
        case "tetesan":
            return Cara(tetes=max(1, int(gangguan.param.get("bita_per_detik", 100))))
        case "ganda":
            return Cara(kali=2)
        case _:
            return Cara(tunda=gangguan.detik(1))


def _ragam(gangguan: Gangguan) -> str:
    """The change that was asked for, or each of them in turn."""
    semua = sorted(RAGAM_SKEMA)
    diminta = str(gangguan.param.get("ragam", ""))
    return diminta if diminta in RAGAM_SKEMA else semua[gangguan.ke % len(semua)]


_XML: Final = (
    '<am:fault xmlns:am="http://wso2.org/apimanager"><am:code>101504</am:code>'
    "<am:type>Status report</am:type><am:message>Runtime Error</am:message>"
    "<am:description>Send timeout</am:description></am:fault>"
)
_TETAP: Final[Mapping[str, Jawaban]] = {
    "putus_sebelum": Jawaban(cara=Cara(putus=True)),
    "tolak_ip": _halaman(403, "Forbidden: alamat IP tidak terdaftar"),
    "html": _halaman(502, "502 Bad Gateway"),
    "xml": Jawaban(status=504, badan=_XML.encode(), jenis="text/xml; charset=utf-8"),
    "apim_hangus": jawab(
        {
            "code": "900901",
            "message": "Invalid Credentials",
            "description": "Access failure for API: /apisiasn/1.0",
        },
        401,
    ),
    "sso_hangus": jawab({"message": "invalid or expired jwt"}, 401),
    "sso_tidak_cocok": jawab({"code": 0, "data": "Token SSO mismatch", "message": ""}),
    "tergantung": jawab(
        {
            "code": "303001",
            "type": "Status report",
            "message": "Runtime Error",
            "description": "Currently , Address endpoint : [ Name : siasn ] [ State : SUSPENDED ]",
        },
        503,
    ),
    "success_false": tolak("tmtPenugasan tidak valid"),
    "galat200": jawab({"code": 0, "data": _MAAF, "message": ""}),
}
"""Faults whose answer never varies."""
