"""What the log may hold: no query of an address, no NIP or NIK, no token of a link, no contact."""

import re
from collections.abc import MutableMapping
from typing import Any

_KUERI = re.compile(r"\?\S*")
_DIGIT = re.compile(r"(?<!\d)\d{16,18}(?!\d)")
_KONTAK = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"  # an e-mail address
    r"|(?<![\w.-])(?:\+?62|0)[ -]?8\d{1,3}(?:[ -]?\d{3,4}){2}\d{0,3}(?!\w)"  # a mobile number
)
_TOKEN = re.compile(r"(/v/|/password/reset/key/)[^/\s'\"?]+")


def tanpa_kontak(teks: str) -> str:
    """Without e-mail addresses and mobile numbers."""
    return _KONTAK.sub("***", teks)


def tanpa_data_pribadi(
    _logger: Any, _nama: str, kejadian: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Take personal data out of every text of a log line; a structlog processor.

    A search for a person stands in the address of a list: the query never reaches the log.
    """
    for nama, nilai in kejadian.items():
        if not isinstance(nilai, str):
            continue
        bersih = _KUERI.sub("", nilai) if nama == "request" else nilai
        kejadian[nama] = _TOKEN.sub(r"\1***", _DIGIT.sub("***", tanpa_kontak(bersih)))
    return kejadian
