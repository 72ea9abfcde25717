"""Who may open the pages about SIASN: what was sent, by line or by hand, and what it says."""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from penugasan.queries.unor import samakan
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, Baris

PETUGAS = frozenset({Peran.PETUGAS})
KE_DEPAN = 302


def baris(nama: str) -> Callable[[Isi], dict[str, Any]]:
    """The URL's ``pk`` is that of the world's object of this name."""
    return lambda isi: {"pk": isi.pk(nama)}


def _orang(isi: Isi) -> dict[str, Any]:
    return {"pilih": [isi.pk("ditetapkan")]}


def _kunci(nama: str) -> Callable[[Isi], dict[str, Any]]:
    return lambda isi: {"kunci": isi.pk(nama)}


BEDA = [
    Baris("penugasan:beda", BKPSDM),
    Baris("penugasan:beda_keadaan", BKPSDM),
    Baris("penugasan:beda_orang", BKPSDM, baris("pegawai")),
    Baris(
        "penugasan:beda_jawab",
        PETUGAS,
        metode="post",
        isi=lambda isi: {
            "pilih": f"{isi.pk('beda')}-{isi.objek['beda'].cap}",
            "jawaban": "PAKAI_BKN",
        },
        jawab=KE_DEPAN,
    ),
    # No stand-in runs in the test world: the officer is told that SIASN cannot be reached.
    Baris("penugasan:beda_cocokkan", PETUGAS, baris("pegawai"), metode="post", jawab=409),
    Baris("penugasan:beda_cocokkan_semua", PETUGAS, metode="post", jawab=KE_DEPAN),
]


def _dilihat(isi: Isi) -> dict[str, Any]:
    return {"dilihat": samakan(isi.objek["cabang"].unor_id)}


UNIT = {"jenis": "unit"}
PADANAN = [
    Baris("penugasan:padanan", BKPSDM),
    Baris("penugasan:padanan_jabatan", BKPSDM),
    Baris("penugasan:padanan_pilih", BKPSDM, _kunci("cabang"), tetap=UNIT),
    Baris("penugasan:padanan_baca", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris(
        "penugasan:padanan_terima",
        PETUGAS,
        _kunci("cabang"),
        metode="post",
        isi=lambda isi: {"rujukan": isi.pk("rujukan"), **_dilihat(isi)},
        tetap=UNIT,
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:padanan_terima_pasti", PETUGAS, metode="post", tetap=UNIT, jawab=KE_DEPAN),
    Baris(
        "penugasan:padanan_urungkan",
        PETUGAS,
        _kunci("cabang"),
        metode="post",
        isi=_dilihat,
        tetap=UNIT,
        jawab=KE_DEPAN,
    ),
]

BUKU_KIRIM = [
    Baris("penugasan:buku_kirim", BKPSDM),
    Baris("penugasan:buku_kirim_rincian", BKPSDM, baris("ditetapkan")),
    # The message of the test world still waits: there is nothing to send again, and it is said.
    Baris(
        "penugasan:buku_kirim_ulang",
        PETUGAS,
        baris("pesan"),
        metode="post",
        isi=lambda _isi: {"nomor_surat": "800/1", "tanggal_surat": "2026-02-25"},
        jawab=409,
    ),
    Baris("penugasan:buku_kirim_ulang_semua", PETUGAS, jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_ulang_semua", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_coba", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_token", PETUGAS),
    Baris("penugasan:buku_kirim_manual", BKPSDM),
    Baris("penugasan:buku_kirim_manual_ambil", PETUGAS, jawab=KE_DEPAN),  # nobody chosen
    Baris("penugasan:buku_kirim_manual_ambil", PETUGAS, metode="post", isi=_orang, jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_manual_catat", PETUGAS, baris("pesan_manual")),
    Baris("penugasan:buku_kirim_manual_catat", PETUGAS, baris("pesan_manual"), metode="post"),
    Baris(
        "penugasan:buku_kirim_manual_kembalikan",
        PETUGAS,
        baris("pesan_manual"),
        metode="post",
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:buku_kirim_manual_putusan", PETUGAS, baris("pesan_dientri")),
    Baris(
        "penugasan:buku_kirim_manual_putusan",
        PETUGAS,
        baris("pesan_dientri"),
        metode="post",
        isi=lambda _isi: {"putusan": "DITERIMA"},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:buku_kirim_manual_bukti", BKPSDM, baris("pesan_dientri"), jawab=404),
]

SIASN = [*BEDA, *PADANAN, *BUKU_KIRIM]
