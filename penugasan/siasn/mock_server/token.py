"""Both token services of the stand-in, and the check of the two headers on every call."""

import base64
import json
import secrets

from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, jawab
from penugasan.siasn.mock_server.simpanan import Simpanan
from penugasan.siasn.wire import KREDENSIAL_TIRUAN

UMUR_APIM = 3600
UMUR_SSO = 43200
_HANGUS_APIM = {
    "code": "900901",
    "message": "Invalid Credentials",
    "description": "Access failure for API: /apisiasn/1.0. Make sure you have given the correct"
    " access token",
}


def token_apim(permintaan: Permintaan, simpanan: Simpanan, saat: float, umur: int) -> Jawaban:
    """Client credentials with HTTP Basic."""
    if permintaan.formulir().get("grant_type") != "client_credentials":
        return _oauth("unsupported_grant_type", 400)
    if _basic(permintaan) != (
        KREDENSIAL_TIRUAN["consumer_key"],
        KREDENSIAL_TIRUAN["consumer_secret"],
    ):
        return _oauth("invalid_client", 401)
    nilai = secrets.token_hex(18)
    simpanan.simpan_token(nilai, "apim", saat + umur)
    isi = {"access_token": nilai, "scope": "default", "token_type": "Bearer", "expires_in": umur}
    return jawab(isi)


def token_sso(permintaan: Permintaan, simpanan: Simpanan, saat: float, umur: int) -> Jawaban:
    """Password or refresh grant of the Keycloak realm."""
    isi = permintaan.formulir()
    if isi.get("client_id") != KREDENSIAL_TIRUAN["sso_client_id"]:
        return _oauth("invalid_client", 401)
    hibah = isi.get("grant_type")
    if hibah == "password":
        masuk = (isi.get("username"), isi.get("password"))
        if masuk != (KREDENSIAL_TIRUAN["sso_username"], KREDENSIAL_TIRUAN["sso_password"]):
            return _oauth("invalid_grant", 401)
    elif hibah != "refresh_token":
        return _oauth("unsupported_grant_type", 400)
    elif not simpanan.token_hidup(isi.get("refresh_token", ""), "segar", saat):
        return _oauth("invalid_grant", 400)
    nilai, segar = _jwt(saat + umur), secrets.token_hex(20)
    simpanan.simpan_token(nilai, "sso", saat + umur)
    simpanan.simpan_token(segar, "segar", saat + 2 * umur)
    return jawab(
        {
            "access_token": nilai,
            "expires_in": umur,
            "refresh_token": segar,
            "refresh_expires_in": 2 * umur,
            "token_type": "bearer",
        }
    )


def periksa(
    permintaan: Permintaan, simpanan: Simpanan, saat: float, *, sso: bool
) -> Jawaban | None:
    """The gateway's refusal of a call with dead or missing tokens; None lets it pass."""
    awalan, _, nilai = permintaan.header.get("authorization", "").partition(" ")
    if awalan.casefold() != "bearer" or not simpanan.token_hidup(nilai, "apim", saat):
        return jawab(_HANGUS_APIM, 401)
    if not sso:
        return None
    awalan, _, nilai = permintaan.header.get("auth", "").partition(" ")
    if awalan.casefold() != "bearer" or not simpanan.token_hidup(nilai, "sso", saat):
        return jawab({"message": "invalid or expired jwt"}, 401)
    return None


def _basic(permintaan: Permintaan) -> tuple[str, str]:
    awalan, _, nilai = permintaan.header.get("authorization", "").partition(" ")
    if awalan.casefold() != "basic":
        return "", ""
    try:
        kunci, _, rahasia = base64.b64decode(nilai).decode().partition(":")
    except ValueError:
        return "", ""
    return kunci, rahasia


def _jwt(sampai: float) -> str:
    """A token in the shape of a JWT that says when it ends; the signature is noise."""
    kepala = _b64(json.dumps({"alg": "RS256", "typ": "JWT"}).encode())
    isi = _b64(json.dumps({"exp": int(sampai), "jti": secrets.token_hex(8)}).encode())
    return f"{kepala}.{isi}.{_b64(secrets.token_bytes(32))}"


def _b64(isi: bytes) -> str:
    return base64.urlsafe_b64encode(isi).rstrip(b"=").decode()


def _oauth(galat: str, status: int) -> Jawaban:
    return jawab({"error": galat, "error_description": galat.replace("_", " ")}, status)
