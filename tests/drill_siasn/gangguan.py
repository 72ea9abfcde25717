"""The 24 faults of the line, as the drill puts them on.

A fault is either a rule of the stand-in (``aturan``) or a place to which the line leads instead of
to the stand-in (``tujuan``): a closed port, a name nobody knows, a socket that never answers, a
certificate that does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

BACA: Final = 0.3
"""Seconds the drill's client waits for an answer; slow faults last longer than this."""
_LAMA: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class Ganggu:
    """One of the faults; ``pilihan`` are the rules it may take, drawn by the seed."""

    nomor: int
    nama: str
    pilihan: tuple[Mapping[str, Any], ...] = ()
    tujuan: str = ""
    param: Mapping[str, Any] = field(default_factory=dict)


def _aturan(jenis: str, **param: Any) -> dict[str, Any]:
    return {"jenis": jenis, "param": param}


_TIDAK_ADA: Final = '{"code":0,"data":"Data tidak ditemukan"}'
_SUDAH_ADA: Final = '{"success":false,"message":"Data sudah ada","mapData":null}'
_ISIAN: Final = '{"success":false,"message":"tmtPenugasan tidak valid","mapData":null}'

SEMUA: Final[tuple[Ganggu, ...]] = (
    Ganggu(nomor=1, nama="sambungan ditolak", tujuan="tertutup"),
    Ganggu(nomor=2, nama="nama tidak dikenal", tujuan="tanpa_nama"),
    Ganggu(nomor=3, nama="tidak tersambung", tujuan="bisu"),
    Ganggu(
        nomor=4, nama="jawaban lambat, sebelum disimpan", pilihan=(_aturan("latensi", detik=_LAMA),)
    ),
    Ganggu(
        nomor=5,
        nama="jawaban lambat, sesudah disimpan",
        pilihan=(_aturan("latensi", detik=_LAMA, setelah_simpan=True),),
    ),
    Ganggu(
        nomor=6,
        nama="putus di tengah jawaban",
        pilihan=(
            _aturan("putus_setelah_simpan"),
            _aturan("potong_badan"),
            _aturan("putus_sebelum"),
        ),
    ),
    Ganggu(nomor=7, nama="tetesan", pilihan=(_aturan("tetesan", bita_per_detik=100),)),
    Ganggu(nomor=8, nama="500", pilihan=(_aturan("http", status=500),)),
    Ganggu(nomor=9, nama="502 berupa HTML", pilihan=(_aturan("html"), _aturan("xml"))),
    Ganggu(nomor=10, nama="503 dengan Retry-After", pilihan=(_aturan("pemeliharaan", detik=30),)),
    Ganggu(nomor=11, nama="429", pilihan=(_aturan("kuota", detik=45),)),
    Ganggu(
        nomor=12,
        nama="token hangus di tengah jalan",
        pilihan=(_aturan("apim_hangus"), _aturan("sso_hangus"), _aturan("sso_tidak_cocok")),
    ),
    Ganggu(nomor=13, nama="403", pilihan=(_aturan("tolak_ip"), _aturan("http", status=403))),
    Ganggu(nomor=14, nama="404", pilihan=(_aturan("http", status=404, badan=_TIDAK_ADA),)),
    Ganggu(nomor=15, nama="409", pilihan=(_aturan("http", status=409, badan=_SUDAH_ADA),)),
    Ganggu(nomor=16, nama="422", pilihan=(_aturan("http", status=422, badan=_ISIAN),)),
    Ganggu(
        nomor=17,
        nama="200 berisi galat",
        pilihan=(
            _aturan("galat200"),
            _aturan("success_false"),
            _aturan("data_string"),
            _aturan("tergantung"),
        ),
    ),
    Ganggu(
        nomor=18,
        nama="200 kosong atau terpotong",
        pilihan=(_aturan("json_rusak"), _aturan("potong_badan"), _aturan("http", status=200)),
    ),
    Ganggu(nomor=19, nama="bentuk berubah", pilihan=(_aturan("skema"),)),
    Ganggu(nomor=20, nama="datang dua kali", pilihan=(_aturan("ganda"),)),
    Ganggu(nomor=21, nama="status mundur", pilihan=(_aturan("mundur"),)),
    Ganggu(nomor=22, nama="bacaan basi", pilihan=(_aturan("basi"),)),
    Ganggu(nomor=23, nama="sertifikat salah", tujuan="sertifikat"),
    Ganggu(nomor=24, nama="pemeliharaan enam jam", pilihan=(_aturan("pemeliharaan", detik=21600),)),
)
