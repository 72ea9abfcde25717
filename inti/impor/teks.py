"""Small readings of one cell that every importer needs."""

import datetime as dt
import re
import unicodedata

from inti.excel import Nilai

_KENDALI = re.compile("[\u0000-\u001f\u007f-\u009f]")
_TAK_TAMPAK = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def teks(nilai: Nilai) -> str:
    """Return a cell as one line of visible text; nothing and blanks are ``""``.

    Whole numbers lose their ``.0``, a truth value becomes Ya or Tidak. A text that looks like a
    formula is a text like any other.
    """
    if nilai is None:
        return ""
    if nilai.__class__ is str and nilai.isascii() and nilai.isprintable():  # nearly every cell
        return " ".join(nilai.split())
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    if isinstance(nilai, dt.datetime):
        return nilai.date().isoformat()
    tampak = _TAK_TAMPAK.sub("", unicodedata.normalize("NFC", str(nilai)))
    return " ".join(_KENDALI.sub(" ", tampak).split())


def kunci_nama(nama: str) -> str:
    """Return a name as it is compared: letters and digits only, case-folded."""
    return "".join(c for c in nama.casefold() if c.isalnum())
