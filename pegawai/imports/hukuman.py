"""Disciplinary sanctions in a file: the level, and from when until when it runs."""

from collections.abc import Mapping
from typing import Any

from inti.excel import Nilai
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import BarisTerbaca, Kolom
from inti.impor.teks import teks
from pegawai.imports.baca_pegawai import baca_hari
from pegawai.models import HukumanDisiplin

Tingkat = HukumanDisiplin.Tingkat
KOLOM = (
    Kolom(
        "hukuman",
        "HUKUMAN DISIPLIN",
        (
            "Tingkat Hukuman Disiplin",
            "Riwayat Hukuman Disiplin",
            "Tingkat Hukuman",
            "Hukdis",
            "Tingkat Hukdis",
        ),
        petunjuk="Tidak ada, Ringan, Sedang, atau Berat. Kosong berarti belum diketahui.",
        contoh="Tidak ada",
    ),
    Kolom(
        "hukuman_mulai",
        "HUKUMAN MULAI",
        ("Mulai Hukuman", "TMT Hukuman", "TMT Hukuman Disiplin", "TMT Hukdis"),
        petunjuk="Tanggal hukuman mulai berlaku; kosong bila tidak ada hukuman.",
        bentuk="tanggal",
    ),
    Kolom(
        "hukuman_selesai",
        "HUKUMAN SELESAI",
        ("Selesai Hukuman", "Akhir Hukuman", "Akhir Hukuman Disiplin", "Akhir Hukdis"),
        petunjuk="Hari terakhir hukuman; kosong bila belum ditentukan.",
        bentuk="tanggal",
    ),
)
KATA = {
    **{rapikan(str(t.label)): t for t in Tingkat},
    "tidak": Tingkat.TIDAK_ADA,
    "nihil": Tingkat.TIDAK_ADA,
    "tidak pernah": Tingkat.TIDAK_ADA,
    **{f"hukuman {t.value}": t for t in Tingkat if t is not Tingkat.TIDAK_ADA},
}
TANPA_ISI = {"", "-", "--", "n/a", "na"}


def baca(baris: BarisTerbaca, sel: Mapping[str, Nilai], **tanggal: Any) -> None:
    """Put the statement of a row into it; what cannot be understood is a warning, not a "none"."""
    isi = teks(sel.get("hukuman"))
    if isi.casefold() in TANPA_ISI:
        return
    tingkat = KATA.get(rapikan(isi))
    if tingkat is None:
        pesan = f"Tingkat hukuman “{isi[:40]}” tidak dikenal; tidak dicatat."
        baris.ingatkan("hukuman_tak_dikenal", "hukuman", pesan)
        return
    nilai: dict[str, Any] = {"tingkat": str(tingkat), "mulai": None, "selesai": None}
    if tingkat is not Tingkat.TIDAK_ADA:
        mulai = baca_hari(baris, "hukuman_mulai", sel.get("hukuman_mulai"), **tanggal)
        selesai = baca_hari(baris, "hukuman_selesai", sel.get("hukuman_selesai"), **tanggal)
        if mulai is None or (selesai is not None and selesai < mulai):
            pesan = "Hukuman tanpa tanggal mulai yang benar tidak dicatat. Lengkapi masanya."
            baris.ingatkan("hukuman_tanpa_masa", "hukuman_mulai", pesan)
            return
        nilai |= {"mulai": mulai.isoformat(), "selesai": selesai.isoformat() if selesai else None}
    baris.nilai["hukuman"] = nilai
