"""Both tokens: one login for many, renewed once, pasted by hand when nothing else works."""

import base64
import json
import logging
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import Kode, SiasnError, TokenManualError
from penugasan.siasn.token import TokenMemori, pasang_token_sso, umur_jwt
from tests.siasn.tiruan import Tiruan, data_utama, nip_acak


def _masuk(tiruan: Tiruan, jalan: str) -> int:
    return len([satu for satu in tiruan.jejak() if satu["jalur"].endswith(jalan)])


def _jwt(exp: float) -> str:
    isi = base64.urlsafe_b64encode(json.dumps({"exp": exp}).encode()).rstrip(b"=").decode()
    return f"e30.{isi}.tandatangan"


def test_eight_threads_log_in_once(tiruan: Tiruan, acak: random.Random) -> None:
    with tiruan.klien() as klien, ThreadPoolExecutor(8) as kolam:
        nip = [nip_acak(acak) for _ in range(24)]
        assert all(kolam.map(klien.data_utama, nip))
    assert _masuk(tiruan, "/oauth2/token") == 1
    assert _masuk(tiruan, "openid-connect/token") == 1


def test_two_clients_share_one_store(tiruan: Tiruan) -> None:
    tempat = TokenMemori()
    for _ in range(2):
        with KlienSiasn(tiruan.konfigurasi(), tempat=tempat) as klien:
            assert klien.ref_kkmp()
    assert _masuk(tiruan, "/oauth2/token") == 1


def test_a_token_is_not_trusted_beyond_its_own_word(buat_tiruan: Callable[..., Tiruan]) -> None:
    tiruan = buat_tiruan(umur_apim="2", umur_sso="2")
    with tiruan.klien() as klien:
        klien.ref_kkmp()
        mulai = time.monotonic()
        while _masuk(tiruan, "/oauth2/token") < 2:
            klien.ref_kkmp()
            assert time.monotonic() - mulai < 10
    assert not [satu for satu in tiruan.jejak() if satu["status"] == 401]


def test_refresh_mode_lives_on_refresh_tokens(tiruan: Tiruan) -> None:
    tempat = TokenMemori()
    with KlienSiasn(tiruan.konfigurasi(), tempat=tempat) as klien:
        klien.ref_kkmp()
    with KlienSiasn(tiruan.konfigurasi(SIASN_SSO_MODE="refresh"), tempat=tempat) as klien:
        tempat.buang("sso")
        assert klien.ref_kkmp()
    with (
        tiruan.klien(SIASN_SSO_MODE="refresh", SIASN_SSO_TOKEN="mati") as klien,
        pytest.raises(SiasnError) as galat,
    ):
        klien.ref_kkmp()
    assert galat.value.kode is Kode.KREDENSIAL


def _segar(tiruan: Tiruan) -> str:
    """A refresh token that the stand-in takes."""
    tempat = TokenMemori()
    with KlienSiasn(tiruan.konfigurasi(), tempat=tempat) as klien:
        klien.ref_kkmp()
    return tempat.ambil("sso_segar") or ""


def test_a_dead_session_makes_room_for_the_operators_new_token(tiruan: Tiruan) -> None:
    tempat = TokenMemori()
    tempat.simpan("sso_segar", "sesi-yang-diakhiri-bkn", 3600)
    setelan = tiruan.konfigurasi(SIASN_SSO_MODE="refresh", SIASN_SSO_TOKEN=_segar(tiruan))
    with KlienSiasn(setelan, tempat=tempat) as klien:
        assert klien.ref_kkmp()
    assert tempat.ambil("sso_segar") not in (None, "sesi-yang-diakhiri-bkn", setelan.sso_token)


def test_a_dead_session_is_not_asked_for_again(tiruan: Tiruan) -> None:
    tempat = TokenMemori()
    tempat.simpan("sso_segar", "sesi-yang-diakhiri-bkn", 3600)
    setelan = tiruan.konfigurasi(SIASN_SSO_MODE="refresh", SIASN_SSO_TOKEN="juga-mati")
    with KlienSiasn(setelan, tempat=tempat) as klien:
        for masuk in (2, 3):
            with pytest.raises(SiasnError) as galat:
                klien.ref_kkmp()
            assert galat.value.kode is Kode.KREDENSIAL
            assert _masuk(tiruan, "openid-connect/token") == masuk


@pytest.mark.parametrize("status", [403, 503])
def test_a_session_outlives_a_fault_of_the_line(tiruan: Tiruan, status: int) -> None:
    tempat = TokenMemori()
    hidup = _segar(tiruan)
    tempat.simpan("sso_segar", hidup, 3600)
    tiruan.ganggu(
        {"jenis": "http", "cocok": {"pola": "openid-connect"}, "param": {"status": status}}
    )
    setelan = tiruan.konfigurasi(SIASN_SSO_MODE="refresh", SIASN_MAKS_ULANG="0")
    with KlienSiasn(setelan, tempat=tempat) as klien, pytest.raises(SiasnError):
        klien.ref_kkmp()
    assert tempat.ambil("sso_segar") == hidup


def test_a_login_that_drips_ends(tiruan: Tiruan) -> None:
    lambat = {"cocok": {"pola": "oauth2/token"}, "param": {"bita_per_detik": 400}}
    tiruan.ganggu({"jenis": "tetesan", **lambat})
    waktu = {"SIASN_TIMEOUT_SAMBUNG": "0.2", "SIASN_TIMEOUT_BACA": "0.3"}
    with tiruan.klien(SIASN_MAKS_ULANG="0", **waktu) as klien, pytest.raises(SiasnError) as galat:
        klien.ref_kkmp()
    assert galat.value.kode is Kode.SAMBUNGAN


def test_manual_mode_asks_a_person_and_takes_a_pasted_token(tiruan: Tiruan) -> None:
    asal = TokenMemori()
    with KlienSiasn(tiruan.konfigurasi(), tempat=asal) as klien:
        klien.ref_kkmp()
    hidup = asal.ambil("sso")
    assert hidup is not None

    tempat = TokenMemori()
    mati = _jwt(time.time() + 600)
    setelan = tiruan.konfigurasi(SIASN_SSO_MODE="manual", SIASN_SSO_TOKEN=mati)
    with KlienSiasn(setelan, tempat=tempat) as klien:
        with pytest.raises(TokenManualError) as galat:
            klien.ref_kkmp()
        assert "tempel" in galat.value.pesan.casefold()
        assert galat.value.tunda
        with pytest.raises(TokenManualError):
            klien.ref_kkmp()
        assert pasang_token_sso(tempat, f"Bearer {hidup}", time.time()) > 0
        assert klien.ref_kkmp()


@pytest.mark.parametrize("isi", ["", "pendek", "ini bukan token sama sekali", _jwt(1.0)])
def test_a_paste_that_is_no_living_token_is_refused(isi: str) -> None:
    with pytest.raises(ValueError, match=r"token|Token"):
        pasang_token_sso(TokenMemori(), isi, time.time())


def test_a_token_without_an_end_is_no_jwt() -> None:
    assert umur_jwt("buram", 0) is None
    assert umur_jwt("a.b.c", 0) is None
    assert umur_jwt(_jwt(100), 40) == 60


def test_nothing_secret_reaches_the_log(
    tiruan: Tiruan, acak: random.Random, caplog: pytest.LogCaptureFixture
) -> None:
    nip = nip_acak(acak)
    orang = data_utama(nip, email="contoh.pegawai@contoh.go.id", noHp="08001234567")
    tiruan.kendali("POST", "pegawai", {"pegawai": [orang]})
    tempat = TokenMemori()
    with (
        caplog.at_level(logging.DEBUG, logger="penugasan"),
        KlienSiasn(tiruan.konfigurasi(), tempat=tempat) as klien,
    ):
        klien.data_utama(nip)
        tiruan.ganggu({"jenis": "html", "kali": 1}, {"jenis": "sso_hangus", "kali": 1})
        klien.data_utama(nip)
        tiruan.ganggu({"jenis": "json_rusak", "kali": 1})
        klien.data_utama(nip)
        rahasia = [tempat.ambil("apim"), tempat.ambil("sso")]
    assert "noHp" in caplog.text  # what came is told by the names of its columns
    for satu in [nip, orang["nama"], orang["tglLahir"], orang["email"], orang["noHp"], *rahasia]:
        assert satu
        assert satu not in caplog.text


def test_calls_keep_their_pace(tiruan: Tiruan) -> None:
    tidur: list[float] = []
    with KlienSiasn(tiruan.konfigurasi(SIASN_JEDA="2"), tidur=tidur.append) as klien:
        for _ in range(3):
            klien.ref_kkmp()
    # Two logins and three calls; the clock does not move, so each waits longer than the last.
    assert tidur == [pytest.approx(2 * ke, abs=0.5 * ke) for ke in range(1, 5)]
