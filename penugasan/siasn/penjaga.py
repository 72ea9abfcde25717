"""Production must not talk to a stand-in, under whatever name that answers.

Asked when an installation is prepared or started, not whenever settings are read: it calls out.
"""

import json
from typing import Final
from urllib.parse import urlsplit

import httpx

from penugasan.siasn.konfigurasi import KonfigurasiSiasn, ModeSiasn, alamat_layanan
from penugasan.siasn.sambungan import buka, minta

_SABAR: Final = 5.0
_SEHAT: Final = "/_tiruan/sehat"


def tiruan_menyamar(konfigurasi: KonfigurasiSiasn) -> str:
    """What is wrong (Indonesian) when a stand-in answers where BKN should; else empty.

    An address that does not answer is no stand-in: a line that is down must not stop a start.
    """
    if konfigurasi.mode not in (ModeSiasn.PELATIHAN, ModeSiasn.PRODUKSI):
        return ""
    bagian = (urlsplit(alamat) for _, alamat in alamat_layanan(konfigurasi))
    with buka(konfigurasi, httpx.Timeout(_SABAR)) as klien:
        for asal in dict.fromkeys(f"{satu.scheme}://{satu.netloc}" for satu in bagian):
            if _menjawab(klien, asal):
                return f"Di {asal} ada SIASN tiruan; SIASN_MODE={konfigurasi.mode} melarangnya."
    return ""


def _menjawab(klien: httpx.Client, asal: str) -> bool:
    try:
        mentah = minta(klien, "GET", asal + _SEHAT, _SABAR)
        isi = json.loads(mentah.badan)
    except (httpx.HTTPError, ValueError):
        return False
    return mentah.status == 200 and isinstance(isi, dict) and isi.get("sehat") is True
