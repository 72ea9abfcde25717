"""Who may open the pages about SIASN: what was sent there, and what it says otherwise."""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, Baris

PETUGAS = frozenset({Peran.PETUGAS})
KE_DEPAN = 302


def _pk(nama: str) -> Callable[[Isi], dict[str, Any]]:
    return lambda isi: {"pk": isi.pk(nama)}


BEDA = [
    Baris("penugasan:beda", BKPSDM),
    Baris("penugasan:beda_keadaan", BKPSDM),
    Baris("penugasan:beda_orang", BKPSDM, _pk("pegawai")),
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
    Baris("penugasan:beda_cocokkan", PETUGAS, _pk("pegawai"), metode="post", jawab=409),
    Baris("penugasan:beda_cocokkan_semua", PETUGAS, metode="post", jawab=KE_DEPAN),
]

BUKU_KIRIM = [
    Baris("penugasan:buku_kirim", BKPSDM),
    Baris("penugasan:buku_kirim_rincian", BKPSDM, _pk("ditetapkan")),
    # The message of the test world still waits: there is nothing to send again, and it is said.
    Baris(
        "penugasan:buku_kirim_ulang",
        PETUGAS,
        _pk("pesan"),
        metode="post",
        isi=lambda _isi: {"nomor_surat": "800/1", "tanggal_surat": "2026-02-25"},
        jawab=409,
    ),
    Baris("penugasan:buku_kirim_ulang_semua", PETUGAS, jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_ulang_semua", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_coba", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:buku_kirim_token", PETUGAS),
]

SIASN = [*BEDA, *BUKU_KIRIM]
