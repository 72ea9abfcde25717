"""The section of sending: the portal's drain beside one Celery task per message."""

from tests.bench.anak import Hasil
from tests.bench.basis import Basis
from tests.bench.tabel import detik, judul, mb, tabel

KIRIM, KIRIM_LAWAN = 10_000, 1_000
"""Messages of the portal, and of the peer, which takes half a minute for a thousand."""
SEJAJAR = (4, 32, 64)
"""Calls on the wire at a time; four is what the portal does unasked."""
LAJU, PESAN_LAJU = 20, 600
"""Calls per second in the run that must keep a pace, and its messages: half a minute."""


def kirim(basis: Basis, *, pembanding: bool) -> dict[str, Hasil]:
    """Measure on one database, print the table, return the figures by name."""
    bekal = f"kirim_{KIRIM}"
    basis.siapkan(bekal, "kirim.isi", {"pesan": KIRIM}, "kosong")
    judul(f"Mengirim {KIRIM:,} usulan, 50 ms tiap panggilan, {basis.nama}")
    semua = {
        f"portal, {sejajar} sejajar": basis.ukur("kirim.kita", {"sejajar": sejajar}, dari=bekal)
        for sejajar in SEJAJAR
    }
    if pembanding:
        nama = f"Celery, satu tugas tiap pesan, 2 proses ({KIRIM_LAWAN:,} pesan)"
        isi: dict[str, object] = {"proses": 2, "pesan": KIRIM_LAWAN}
        semua[nama] = basis.ukur("kirim.lawan", isi, dari=bekal)
    isi_laju: dict[str, object] = {"sejajar": 8, "jeda": 1 / LAJU, "pesan": PESAN_LAJU}
    semua[f"portal, laju {LAJU} per detik"] = basis.ukur("kirim.kita", isi_laju, dari=bekal)
    tabel(
        ("", "diterima", "detik", "per detik", "dari batas", "laju", "laju tercepat", "memori"),
        [_garis(nama, hasil) for nama, hasil in semua.items()],
    )
    return semua


def _garis(nama: str, hasil: Hasil) -> tuple[str, ...]:
    if hasil.galat:
        return (nama, f"gagal, {hasil.galat[:60]}", *[""] * 6)
    lama, isi = hasil.langkah["kirim"], hasil.catatan
    return (
        nama,
        f"{isi['diterima']:,}" + (f" (+{isi['lain']})" if isi["lain"] else ""),
        detik(lama),
        f"{isi['diterima'] / lama:,.1f}",
        f"{isi['diterima'] / lama / isi['batas']:.0%}" if "batas" in isi else "",
        *(f"{isi[satu]:.2f}" if satu in isi else "" for satu in ("laju", "tercepat")),
        mb(hasil.puncak - hasil.awal),
    )
