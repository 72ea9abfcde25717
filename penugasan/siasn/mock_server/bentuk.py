"""Requests and answers of the stand-in as plain values, and SIASN's envelopes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

TIDAK_DITEMUKAN = "Data tidak ditemukan"


@dataclass(frozen=True, kw_only=True)
class Permintaan:
    """One HTTP request; header names in lower case, the path without its query."""

    metode: str
    jalur: str
    kueri: Mapping[str, str] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)
    badan: bytes = b""

    def json(self) -> dict[str, Any] | None:
        """The body as a JSON object, or None when it is none."""
        try:
            isi = json.loads(self.badan)
        except ValueError:
            return None
        return isi if isinstance(isi, dict) else None

    def bulat(self, nama: str, bawaan: int) -> int:
        """A whole number of the query; the default when it is none."""
        nilai = self.kueri.get(nama, "")
        return int(nilai) if nilai.isascii() and nilai.isdigit() and len(nilai) < 10 else bawaan

    def formulir(self) -> dict[str, str]:
        """The body of an ``application/x-www-form-urlencoded`` request."""
        semua = parse_qs(self.badan.decode("utf-8", "replace"), keep_blank_values=True)
        return {nama: nilai[0] for nama, nilai in semua.items()}

    def multipart(self) -> dict[str, bytes]:
        """The parts of a ``multipart/form-data`` body by name; files as their bytes."""
        batas = self.header.get("content-type", "").partition("boundary=")[2].strip('"')
        if not batas:
            return {}
        hasil = {}
        for bagian in self.badan.split(b"--" + batas.encode()):
            kepala, pisah, isi = bagian.partition(b"\r\n\r\n")
            nama = kepala.partition(b' name="')[2].partition(b'"')[0]
            if pisah and nama:
                hasil[nama.decode("utf-8", "replace")] = isi.removesuffix(b"\r\n")
        return hasil


@dataclass(frozen=True, kw_only=True)
class Cara:
    """How an answer goes over the wire: later, torn, dripping, or not at all.

    ``potong``: only this many bytes of the body, then the connection is reset; ``tetes``: bytes per
    second; ``putus``: reset without a single byte; ``kali``: so many times over.
    """

    tunda: float = 0.0
    potong: int | None = None
    tetes: int | None = None
    putus: bool = False
    kali: int = 1


@dataclass(frozen=True, kw_only=True)
class Jawaban:
    """One HTTP answer and the way it is delivered."""

    status: int = 200
    badan: bytes = b""
    jenis: str = "application/json; charset=utf-8"
    header: Mapping[str, str] = field(default_factory=dict)
    cara: Cara = field(default_factory=Cara)


def jawab(isi: object, status: int = 200, **header: str) -> Jawaban:
    """A JSON answer."""
    badan = json.dumps(isi, ensure_ascii=False, default=str).encode()
    return Jawaban(status=status, badan=badan, header=header)


def baca_ok(data: object, jumlah: int | None = None) -> Jawaban:
    """The read envelope: ``{"code":1,"data":…,"count":n?}``."""
    isi: dict[str, object] = {"code": 1, "data": data}
    if jumlah is not None:
        isi["count"] = jumlah
    return jawab(isi)


def tidak_ada() -> Jawaban:
    """A business answer, though it comes as HTTP 404."""
    return jawab({"code": 0, "data": TIDAK_DITEMUKAN, "message": ""}, 404)


def simpan_ok(peta: Mapping[str, object]) -> Jawaban:
    """The save envelope."""
    return jawab({"success": True, "message": "success", "mapData": peta})


def tolak(pesan: str) -> Jawaban:
    """A refusal of a save: HTTP 200, and the reason in the body."""
    return jawab({"success": False, "message": pesan, "mapData": None})


def bentrok(pesan: str, data: Mapping[str, object] | None = None) -> Jawaban:
    """409: the key is taken by other content, or the person by another proposal."""
    isi = {"code": 0, "success": False, "message": pesan, "data": dict(data or {})}
    return jawab(isi, 409)
