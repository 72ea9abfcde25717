"""Reading what strangers can type into an address: search words and keys, within safe bounds."""

KATA_PALING_BANYAK = 16
"""Words of one search: SQLite refuses a condition nested deeper than 1,000."""
KUNCI_TERBESAR = 2**63 - 1
DIGIT_KUNCI = 19


def kata_cari(teks: str) -> list[str]:
    """Return the different words of a search, the first 16 of them; no name has more."""
    return list(dict.fromkeys(teks.split()))[:KATA_PALING_BANYAK]


def baca_kunci(teks: object) -> int | None:
    """Return the key of a row as a page of ours writes it, or None for anything else.

    ``isdigit`` alone lets "²" through, and a number beyond 63 bits stops SQLite's driver.
    """
    kunci = str(teks)
    if not (kunci.isascii() and kunci.isdigit()) or len(kunci) > DIGIT_KUNCI:
        return None
    angka = int(kunci)
    return angka if angka <= KUNCI_TERBESAR else None
