"""What the log may hold: no query of an address, no NIP or NIK, no token of a link."""

import re
from collections.abc import MutableMapping
from typing import Any

_KUERI = re.compile(r"\?\S*")
_DIGIT = re.compile(r"(?<!\d)\d{16,18}(?!\d)")
_TOKEN = re.compile(r"(/v/|/password/reset/key/)[^/\s'\"?]+")


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
        kejadian[nama] = _TOKEN.sub(r"\1***", _DIGIT.sub("***", bersih))
    return kejadian
