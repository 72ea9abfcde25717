"""The two tokens of SIASN: where they are kept, how they are had, when they are thrown away.

One login for all workers: the store has a lock, and a token is dropped only by somebody who saw
that very token refused, so that ten threads holding a dead one do not throw away nine fresh ones.
"""

import base64
import binascii
import hashlib
import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final, Protocol

import httpx

from penugasan.siasn.galat import Kode, SiasnError, TokenManualError, galat_sertifikat
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, SsoMode
from penugasan.siasn.sambungan import minta

APIM: Final = "apim"
SSO: Final = "sso"
_SSO_SEGAR: Final = "sso_segar"
_SSO_MATI: Final = "sso_mati"
_SISA_AMAN: Final = 30.0
_UMUR_BAWAAN: Final = 1800.0
_UMUR_CATATAN: Final = 30 * 86400.0
_TUNDA_KREDENSIAL: Final = 240.0


class HibahDitolakError(SiasnError):
    """The token service does not take the password or the refresh token that it was shown."""


class TempatToken(Protocol):
    """Where tokens live between calls. Never a stored table, never a log."""

    def ambil(self, nama: str) -> str | None:
        """The value, or None when there is none or its time is over."""

    def simpan(self, nama: str, nilai: str, umur: float) -> None:
        """Keep a value for ``umur`` seconds."""

    def buang(self, nama: str) -> None:
        """Forget a value."""

    def kunci(self) -> AbstractContextManager[Any]:
        """Held while one caller logs in; the others then find the token."""


class TokenMemori:
    """The store of one process."""

    def __init__(self, jam: Callable[[], float] = time.time) -> None:
        self._jam = jam
        self._isi: dict[str, tuple[str, float]] = {}
        self._kunci = threading.RLock()

    def ambil(self, nama: str) -> str | None:
        nilai, sampai = self._isi.get(nama, ("", 0.0))
        return nilai if nilai and sampai > self._jam() else None

    def simpan(self, nama: str, nilai: str, umur: float) -> None:
        self._isi[nama] = (nilai, self._jam() + umur)

    def buang(self, nama: str) -> None:
        self._isi.pop(nama, None)

    def kunci(self) -> AbstractContextManager[Any]:
        return self._kunci


class PemegangToken:
    """Hands out the headers of a call and renews what was refused."""

    def __init__(
        self,
        konfigurasi: KonfigurasiSiasn,
        klien: httpx.Client,
        tempat: TempatToken,
        jam: Callable[[], float] = time.time,
        tunggu: Callable[[], None] = lambda: None,
    ) -> None:
        """``tunggu`` returns when a login may go out: it keeps the pace of the line, too."""
        self._k = konfigurasi
        self._klien = klien
        self._tempat = tempat
        self._jam = jam
        self._tunggu = tunggu

    def __repr__(self) -> str:
        return "PemegangToken(***)"

    def kepala(self, *, sso: bool = True) -> dict[str, str]:
        """The headers for one call; logs in when a token is missing.

        Raises SiasnError when BKN refuses the login or is not reachable, and TokenManualError when
        a person must paste a new SSO token.
        """
        hasil = {}
        if self._k.consumer_key:
            hasil["Authorization"] = f"Bearer {self._dapatkan(APIM, self._masuk_apim)}"
        if sso and self._k.sso_mode is not SsoMode.TANPA:
            hasil["Auth"] = f"bearer {self._dapatkan(SSO, self._masuk_sso)}"
        return hasil

    def tolak(self, kepala: dict[str, str], buang: frozenset[str]) -> None:
        """Throw away the tokens that were refused, unless they have been renewed since."""
        for nama, kolom in ((APIM, "Authorization"), (SSO, "Auth")):
            mati = kepala.get(kolom, "").partition(" ")[2]
            if nama not in buang or not mati:
                continue
            with self._tempat.kunci():
                if self._tempat.ambil(nama) == mati:
                    self._tempat.buang(nama)
                if nama == SSO and self._k.sso_mode is SsoMode.MANUAL:
                    self._tempat.simpan(_SSO_MATI, _sidik(mati), _UMUR_CATATAN)

    def _dapatkan(self, nama: str, masuk: Callable[[], tuple[str, float]]) -> str:
        if nilai := self._tempat.ambil(nama):
            return nilai
        with self._tempat.kunci():
            if nilai := self._tempat.ambil(nama):
                return nilai
            nilai, umur = masuk()
            self._tempat.simpan(nama, nilai, umur)
            return nilai

    def _masuk_apim(self) -> tuple[str, float]:
        isi = self._minta(
            self._k.url_apim_token,
            {"grant_type": "client_credentials"},
            auth=(self._k.consumer_key, self._k.consumer_secret),
        )
        return self._baca(isi)

    def _masuk_sso(self) -> tuple[str, float]:
        if self._k.sso_mode is SsoMode.MANUAL:
            return self._token_manual()
        if self._k.sso_mode is SsoMode.REFRESH:
            isi = self._segarkan()
        else:
            isi = self._hibah(
                "password", username=self._k.sso_username, password=self._k.sso_password
            )
        if segar := isi.get("refresh_token"):
            umur = float(isi.get("refresh_expires_in") or _UMUR_CATATAN)
            self._tempat.simpan(_SSO_SEGAR, str(segar), umur)
        return self._baca(isi)

    def _segarkan(self) -> dict[str, Any]:
        """By the newest refresh token; one that BKN no longer takes makes room for the operator's.

        BKN may end a session before its time, and the new token that the operator then sets must
        not wait behind the dead one.
        """
        terakhir = self._tempat.ambil(_SSO_SEGAR)
        if terakhir:
            try:
                return self._hibah("refresh_token", refresh_token=terakhir)
            except HibahDitolakError:
                self._tempat.buang(_SSO_SEGAR)
                if terakhir == self._k.sso_token:
                    raise
        return self._hibah("refresh_token", refresh_token=self._k.sso_token)

    def _hibah(self, jenis: str, **isi: str) -> dict[str, Any]:
        dasar = {"client_id": self._k.sso_client_id, "grant_type": jenis}
        return self._minta(self._k.url_sso_token, dasar | isi)

    def _token_manual(self) -> tuple[str, float]:
        nilai = self._k.sso_token
        if not nilai or self._tempat.ambil(_SSO_MATI) == _sidik(nilai):
            pesan = "Token SSO SIASN habis. Tempel token yang baru di Buku Kirim."
            raise TokenManualError(Kode.TOKEN_MANUAL, pesan, tunda=_TUNDA_KREDENSIAL)
        return nilai, umur_jwt(nilai, self._jam()) or _UMUR_BAWAAN

    def _minta(
        self, alamat: str, isi: dict[str, str], auth: tuple[str, str] | None = None
    ) -> dict[str, Any]:
        self._tunggu()
        siapa = auth or httpx.USE_CLIENT_DEFAULT
        try:
            jawaban = minta(self._klien, "POST", alamat, self._k.batas_masuk, data=isi, auth=siapa)
        except httpx.HTTPError as galat:
            if sertifikat := galat_sertifikat(galat):
                raise sertifikat from galat
            pesan = "Layanan token SIASN tidak dapat dihubungi."
            raise SiasnError(Kode.SAMBUNGAN, pesan) from galat
        if jawaban.status in {400, 401, 403}:
            pesan = "SIASN menolak kunci atau sandi portal. Periksa pengaturan kredensial."
            # 403 speaks of who may ask at all, not of what was shown.
            jenis = SiasnError if jawaban.status == 403 else HibahDitolakError
            raise jenis(Kode.KREDENSIAL, pesan, tunda=_TUNDA_KREDENSIAL)
        try:
            hasil = json.loads(jawaban.badan)
        except ValueError:
            hasil = None
        if jawaban.status != 200 or not isinstance(hasil, dict):
            pesan = "Layanan token SIASN sedang bermasalah."
            raise SiasnError(Kode.TOKEN, pesan)
        return hasil

    def _baca(self, isi: dict[str, Any]) -> tuple[str, float]:
        """The token and how long to trust it: what it says of itself, never a constant."""
        nilai = str(isi.get("access_token") or "")
        if not nilai:
            pesan = "Layanan token SIASN menjawab tanpa token."
            raise SiasnError(Kode.TOKEN, pesan)
        kata = [float(isi["expires_in"])] if str(isi.get("expires_in", "")).isdigit() else []
        dari_jwt = umur_jwt(nilai, self._jam())
        umur = min([*kata, *([dari_jwt] if dari_jwt is not None else [])] or [_UMUR_BAWAAN])
        return nilai, max(umur - _SISA_AMAN, umur / 2)


def pasang_token_sso(tempat: TempatToken, nilai: str, jam: float) -> float:
    """Put a pasted SSO token in use; returns the seconds it still lives by its own words.

    Raises ValueError when it says that its time is over, or when it is no token at all.
    """
    bersih = nilai.strip().removeprefix("bearer ").removeprefix("Bearer ").strip()
    if len(bersih) < 16 or any(huruf.isspace() for huruf in bersih):
        pesan = "Isian bukan token SSO."
        raise ValueError(pesan)
    umur = umur_jwt(bersih, jam)
    if umur is not None and umur <= 0:
        pesan = "Token SSO ini sudah kedaluwarsa."
        raise ValueError(pesan)
    sisa = umur or _UMUR_BAWAAN
    with tempat.kunci():
        tempat.simpan(SSO, bersih, sisa)
    return sisa


def umur_jwt(nilai: str, jam: float) -> float | None:
    """Seconds left by the ``exp`` of a JWT; None when it is none or says nothing."""
    bagian = nilai.split(".")
    if len(bagian) != 3:
        return None
    try:
        isi = json.loads(base64.urlsafe_b64decode(bagian[1] + "=" * (-len(bagian[1]) % 4)))
        return float(isi["exp"]) - jam
    except (ValueError, KeyError, TypeError, binascii.Error):
        return None


def _sidik(nilai: str) -> str:
    return hashlib.sha256(nilai.encode()).hexdigest()
