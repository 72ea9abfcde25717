"""What each role finds in the menu. One place; it stands in config because it names every app.

An entry whose page is not installed is left out, so that a smaller installation still has a menu.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from inti.peran import PEMBACA, SEMUA_PERAN, Peran

_KANTOR = PEMBACA | {Peran.DINAS_KOPERASI}
_KOPERASI = _KANTOR | {Peran.PENGURUS_KOPERASI}
_BERSURAT = PEMBACA | {Peran.KEPALA_OPD}
_PENGIMPOR = frozenset({Peran.PETUGAS, Peran.DINAS_KOPERASI})
MUAT_BAWAH = 4
"""How many entries fit beside "Menu" in the bottom bar of a 360 px phone."""


@dataclass(frozen=True, slots=True)
class Butir:
    """One menu entry: its url name, words, icon of the sprite, and the roles that see it."""

    nama_url: str
    label: str
    ikon: str
    peran: frozenset[str]
    pendek: str = ""
    kelompok: str = ""


MENU: tuple[Butir, ...] = (
    Butir("penugasan:beranda", "Beranda", "house-door", SEMUA_PERAN),
    Butir("penugasan:nominasi_opd", "Nominasi", "inbox", frozenset({Peran.KEPALA_OPD})),
    Butir("penugasan:inbox_usul", "Inbox Usul", "inbox", PEMBACA, "Usulan", "Penugasan"),
    Butir("penugasan:nominasi", "Nominasi", "person-plus", PEMBACA, "", "Penugasan"),
    Butir("penugasan:rencana", "Rencana", "diagram-3", PEMBACA, "", "Penugasan"),
    Butir("penugasan:panggilan", "Permintaan nama", "people", PEMBACA, "Nama", "Penugasan"),
    Butir("penugasan:papan", "Papan koperasi", "kanban", _KANTOR, "Papan", "Penugasan"),
    Butir("penugasan:penetapan", "Penetapan", "clipboard-check", PEMBACA, "", "Penugasan"),
    Butir("penugasan:surat", "Surat", "file-earmark-text", _BERSURAT, "", "Penugasan"),
    Butir("penugasan:permintaan", "Permintaan data", "inbox", PEMBACA, "Permintaan", "Penugasan"),
    Butir(
        "penugasan:permintaan_opd",
        "Permintaan data",
        "question-circle-fill",
        frozenset({Peran.KEPALA_OPD, Peran.PEGAWAI}),
        "Permintaan",
    ),
    Butir("penugasan:bertugas", "Orang di koperasi", "people", _KOPERASI, "Orang", "Koperasi"),
    Butir(
        "penugasan:suara",
        "Laporan bulanan",
        "clipboard-check",
        frozenset({Peran.PENGURUS_KOPERASI}),
        "Laporan",
        "Koperasi",
    ),
    Butir("penugasan:pengajuan", "Pengajuan", "inbox", _KOPERASI, "", "Koperasi"),
    Butir(
        "penugasan:suara_terlambat",
        "Laporan terlambat",
        "clock-history",
        frozenset({Peran.DINAS_KOPERASI, Peran.PETUGAS}),
        "Terlambat",
        "Koperasi",
    ),
    Butir("penugasan:kalender", "Kalender", "calendar-event", _KOPERASI, "", "Koperasi"),
    Butir(
        "penugasan:permintaan_sendiri",
        "Data saya",
        "person-badge",
        frozenset({Peran.PEGAWAI}),
    ),
    Butir(
        "penugasan:saya_kartu",
        "Kartu Kelayakan",
        "person-check",
        frozenset({Peran.PEGAWAI}),
        "Kartu saya",
    ),
    Butir("penugasan:evaluasi", "Evaluasi tahunan", "star-fill", _KANTOR, "Evaluasi", "Koperasi"),
    Butir(
        "penugasan:eskalasi",
        "Eskalasi",
        "exclamation-triangle-fill",
        PEMBACA | {Peran.PIMPINAN},
        "",
        "Penugasan",
    ),
    Butir("penugasan:peringatan", "Peringatan", "bell", PEMBACA, "", "Penugasan"),
    Butir("penugasan:kerja_ganda", "Kerja ganda", "people", PEMBACA, "", "Penugasan"),
    Butir("penugasan:buku_kirim", "Buku Kirim SIASN", "send", PEMBACA, "Buku Kirim", "Penugasan"),
    Butir(
        "penugasan:beda",
        "Perbedaan dengan SIASN",
        "arrow-left-right",
        PEMBACA,
        "Perbedaan",
        "Data",
    ),
    Butir("penugasan:padanan", "Padanan SIASN", "diagram-3", PEMBACA, "Padanan", "Data"),
    Butir("penugasan:kelayakan", "Kelayakan", "person-check", PEMBACA, "", "Data"),
    Butir("penugasan:versi", "Aturan", "sliders", PEMBACA | {Peran.ADMIN}, "", "Data"),
    Butir("penugasan:pengecualian", "Pengecualian", "shield-check", PEMBACA, "", "Data"),
    Butir("penugasan:pendataan", "Pendataan non-ASN", "people", PEMBACA, "Non-ASN", "Data"),
    Butir("koperasi:daftar", "Koperasi", "shop", _KANTOR, "", "Data"),
    Butir("inti:impor", "Impor Excel", "upload", _PENGIMPOR, "Impor", "Data"),
    Butir(
        "penugasan:ekspor_daftar",
        "Ekspor Excel",
        "file-earmark-spreadsheet",
        _KANTOR | {Peran.KEPALA_OPD, Peran.ADMIN},
        "Ekspor",
        "Data",
    ),
    Butir(
        "inti:jejak",
        "Jejak audit",
        "journal-text",
        frozenset({Peran.AUDITOR, Peran.ADMIN}),
        "Jejak",
    ),
    Butir("penugasan:sampel", "Sampel acak", "funnel", frozenset({Peran.AUDITOR}), "Sampel"),
    Butir(
        "inti:hari_libur",
        "Hari libur",
        "calendar-event",
        frozenset({Peran.ADMIN, Peran.PETUGAS}),
        "Libur",
        "Data",
    ),
    Butir(
        "inti:keadaan",
        "Keadaan portal",
        "bar-chart",
        frozenset({Peran.ADMIN, Peran.PETUGAS}),
        "Keadaan",
        "Data",
    ),
    Butir("pegawai:delegasi", "Delegasi", "person-gear", frozenset({Peran.KEPALA_OPD})),
    Butir("pegawai:akun", "Akun", "people", frozenset({Peran.ADMIN})),
    Butir("pegawai:pejabat", "Pejabat OPD", "person-badge", frozenset({Peran.ADMIN}), "Pejabat"),
)


@cache
def alamat(nama_url: str) -> str:
    """Return the path of a url name, or "" when no such page is installed."""
    try:
        return reverse(nama_url)
    except NoReverseMatch:
        return ""


def butir_untuk(peran: str) -> Iterator[tuple[Butir, str]]:
    """Give the entries of one role with their paths, in menu order."""
    for butir in MENU:
        if peran in butir.peran and (tuju := alamat(butir.nama_url)):
            yield butir, tuju


def navigasi(peran: str, path: str) -> dict[str, Any]:
    """Return the menu for the page frame: grouped for the side, split for the bottom bar.

    The entry whose path is the longest prefix of ``path`` is the current one.
    """
    daftar = list(butir_untuk(peran))
    cocok = [url for _, url in daftar if path == url or (url != "/" and path.startswith(url))]
    kini = max(cocok, key=len, default="")
    kelompok: dict[str, list[dict[str, Any]]] = {}
    for butir, url in daftar:
        entri = {
            "url": url,
            "label": butir.label,
            "label_pendek": butir.pendek or butir.label,
            "ikon": butir.ikon,
            "kini": url == kini,
        }
        kelompok.setdefault(butir.kelompok, []).append(entri)
    semua = [entri for isi in kelompok.values() for entri in isi]
    muat = len(semua) if len(semua) <= MUAT_BAWAH + 1 else MUAT_BAWAH
    return {
        "navigasi": [{"judul": judul, "butir": isi} for judul, isi in kelompok.items()],
        "navigasi_ponsel": semua[:muat],
        "navigasi_lain": semua[muat:],
    }
