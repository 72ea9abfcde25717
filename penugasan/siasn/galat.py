"""What can go wrong on the line to SIASN.

A refusal by BKN is not here: it is an answer, returned as a value (``bentuk.Hasil``). These are the
cases in which no answer was had, so the caller waits, looks, or calls a person.
"""

import ssl
from enum import StrEnum
from typing import Final

TUNDA_SERTIFIKAT: Final = 240.0


class Kode(StrEnum):
    """What broke: stable words for logs, tests and the ledger."""

    SAMBUNGAN = "sambungan"
    TERPUTUS = "terputus"
    SERTIFIKAT = "sertifikat"
    BUKAN_JSON = "bukan_json"
    BENTUK = "bentuk"
    SERVER = "server"
    SIBUK = "sibuk"
    ALAMAT = "alamat"
    AKSES = "akses"
    KUOTA = "kuota"
    TERGANTUNG = "tergantung"
    GALAT_GERBANG = "galat_gerbang"
    KREDENSIAL = "kredensial"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    TOKEN_APIM = "token_apim"  # noqa: S105
    TOKEN_SSO = "token_sso"  # noqa: S105
    TOKEN_TIDAK_COCOK = "token_tidak_cocok"  # noqa: S105
    TOKEN_MANUAL = "token_manual"  # noqa: S105


BUKAN_SALAH_PESAN: Final = frozenset(
    {Kode.SAMBUNGAN, Kode.SERTIFIKAT, Kode.KUOTA, Kode.TERGANTUNG, Kode.KREDENSIAL, Kode.TOKEN}
    | {Kode.TOKEN_APIM, Kode.TOKEN_SSO, Kode.TOKEN_TIDAK_COCOK, Kode.TOKEN_MANUAL}
)
"""What broke whatever was being sent: the next message would have met it, too."""


class SiasnError(Exception):
    """The line broke and nothing was changed at BKN: the same call may simply be repeated later.

    ``pesan`` is a sentence for the officer (Indonesian), ``tunda`` the seconds for which the whole
    queue should rest (None: only this message waits).
    """

    def __init__(self, kode: Kode, pesan: str, *, tunda: float | None = None) -> None:
        super().__init__(f"{kode}: {pesan}")
        self.kode = kode
        self.pesan = pesan
        self.tunda = tunda


class AmbiguError(SiasnError):
    """A write ended without a readable answer: it may or may not have been saved.

    Never send again blindly: look first (notes on idempotency), then send the same body.
    """


class TokenDitolakError(SiasnError):
    """SIASN refused a token. ``buang`` names which of "apim" and "sso" are dead."""

    def __init__(self, kode: Kode, pesan: str, *, buang: frozenset[str]) -> None:
        super().__init__(kode, pesan)
        self.buang = buang


class TokenManualError(SiasnError):
    """The pasted SSO token has expired: only a person can give a new one."""


def galat_sertifikat(galat: BaseException | None) -> SiasnError | None:
    """What to tell of a line whose certificate was refused; None when that was not the reason.

    Nothing was sent: the handshake came first. It is the same for every message, so all rest.
    """
    while galat is not None:
        if isinstance(galat, ssl.SSLCertVerificationError):
            pesan = f"Sertifikat SIASN tidak sah ({galat.verify_message})."
            return SiasnError(Kode.SERTIFIKAT, pesan, tunda=TUNDA_SERTIFIKAT)
        galat = galat.__cause__ or galat.__context__
    return None
