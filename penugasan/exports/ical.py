"""Days as an iCalendar file (RFC 5545): whole days, stable ids, no number of anybody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

PANJANG_BARIS = 75
SATU_HARI = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Acara:
    """One whole day; ``kunci`` makes the id, so that a second download replaces the first."""

    kunci: str
    tanggal: dt.date
    judul: str
    keterangan: str = ""


def tulis(acara: Iterable[Acara], *, nama: str, pada: dt.datetime) -> bytes:
    """Return the calendar as a file."""
    cap = pada.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    baris = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Portal Penugasan//ID",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_teks(nama)}",
    ]
    for satu in acara:
        baris += [
            "BEGIN:VEVENT",
            f"UID:{satu.kunci}@portal-penugasan-kkmp",
            f"DTSTAMP:{cap}",
            f"DTSTART;VALUE=DATE:{satu.tanggal:%Y%m%d}",
            f"DTEND;VALUE=DATE:{satu.tanggal + SATU_HARI:%Y%m%d}",
            f"SUMMARY:{_teks(satu.judul)}",
            *([f"DESCRIPTION:{_teks(satu.keterangan)}"] if satu.keterangan else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_lipat(satu) for satu in [*baris, "END:VCALENDAR"]).encode()


def _teks(isi: str) -> str:
    """Escape what the format gives a meaning."""
    for tanda in ("\\", ";", ","):
        isi = isi.replace(tanda, f"\\{tanda}")
    return " ".join(isi.split())


def _lipat(baris: str) -> str:
    """Fold after 75 octets, never inside a letter."""
    potongan: list[str] = []
    kini = ""
    for huruf in baris:
        if len((kini + huruf).encode()) > PANJANG_BARIS - (1 if potongan else 0):
            potongan.append(kini)
            kini = ""
        kini += huruf
    return "\r\n ".join([*potongan, kini]) + "\r\n"
