"""One request to SIASN, read whole within a deadline and a size; what login and calls share."""

import ssl
import time
from typing import Any, Final

import httpx

from penugasan.siasn.jawaban import Mentah
from penugasan.siasn.konfigurasi import KonfigurasiSiasn

_MAKS_BADAN: Final = 8 * 1024 * 1024


def buka(konfigurasi: KonfigurasiSiasn, waktu: httpx.Timeout) -> httpx.Client:
    """A client with this installation's proxy and authorities, and nothing of the environment."""
    return httpx.Client(
        timeout=waktu,
        # A connection serves one call: bytes left over from one answer (a gateway that says
        # everything twice) would be read as the answer to the next question.
        limits=httpx.Limits(max_connections=konfigurasi.sejajar + 2, max_keepalive_connections=0),
        verify=ssl.create_default_context(cafile=konfigurasi.ca_bundle or None),
        proxy=konfigurasi.proxy or None,
        trust_env=False,
        headers={"Accept": "application/json"},
    )


def minta(klien: httpx.Client, metode: str, alamat: str, tenggat: float, **lain: Any) -> Mentah:
    """Send and read the whole body within ``tenggat`` seconds: a dripping answer ends, too.

    Raises httpx.HTTPError.
    """
    sampai = time.monotonic() + tenggat
    with klien.stream(metode, alamat, **lain) as jawaban:
        potongan, ukuran = [], 0
        for potong in jawaban.iter_bytes():
            potongan.append(potong)
            ukuran += len(potong)
            if ukuran > _MAKS_BADAN or time.monotonic() > sampai:
                pesan = "body too large or too slow"
                raise httpx.ReadTimeout(pesan)
        return Mentah(
            menulis=metode != "GET",
            saat=time.time(),
            status=jawaban.status_code,
            header=jawaban.headers,
            badan=b"".join(potongan),
        )
