"""The TLS port: the client checks the certificate, and a bad one sends nothing."""

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, PATH_APIM, PATH_SSO
from tests.siasn.tiruan import AKAR, Tiruan, badan_usulan, nip_acak

LAMPAU = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def otoritas() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def buat(
    buat_tiruan: Callable[..., Tiruan], otoritas: trustme.CA, tmp_path: Path
) -> Callable[..., Tiruan]:
    """Return a function that starts a stand-in with a certificate for this host."""

    def hidup(host: str, *, sampai: datetime | None = None) -> Tiruan:
        sertifikat = otoritas.issue_cert(host, not_after=sampai)
        rantai, kunci = tmp_path / "rantai.pem", tmp_path / "kunci.pem"
        for nomor, bagian in enumerate(sertifikat.cert_chain_pems):
            bagian.write_to_path(str(rantai), append=nomor > 0)
        sertifikat.private_key_pem.write_to_path(str(kunci))
        tiruan = buat_tiruan()
        tiruan.hentikan()
        tiruan.hidupkan("--tls-sertifikat", str(rantai), "--tls-kunci", str(kunci))
        return tiruan

    return hidup


def klien_tls(tiruan: Tiruan, ca_bundle: str = "", *, token_polos: bool = False) -> KlienSiasn:
    """A client that speaks TLS; with ``token_polos`` it logs in on the plain port."""
    aman = f"https://127.0.0.1:{tiruan.port_tls}"
    masuk = f"http://127.0.0.1:{tiruan.port}" if token_polos else aman
    konfigurasi = tiruan.konfigurasi(
        SIASN_URL_APIM_TOKEN=masuk + PATH_APIM,
        SIASN_URL_SSO_TOKEN=masuk + PATH_SSO,
        SIASN_URL_API=aman + BASIS_API,
        SIASN_URL_REFERENSI=aman + BASIS_REFERENSI,
        SIASN_CA_BUNDLE=ca_bundle,
    )
    return KlienSiasn(konfigurasi)


@pytest.fixture
def ca_bundle(otoritas: trustme.CA, tmp_path: Path) -> str:
    berkas = tmp_path / "ca.pem"
    otoritas.cert_pem.write_to_path(str(berkas))
    return str(berkas)


def test_a_sound_certificate_lets_everything_through(
    buat: Callable[..., Tiruan], ca_bundle: str, acak: random.Random
) -> None:
    tiruan = buat("127.0.0.1")
    with klien_tls(tiruan, ca_bundle) as klien:
        badan = badan_usulan(nip_acak(acak), klien.ref_kkmp()[0].id)
        assert klien.simpan_usulan(badan).diterima
        tiruan.ganggu({"jenis": "putus_setelah_simpan", "cocok": {"metode": "DELETE"}})
        with pytest.raises(AmbiguError):
            klien.tarik_usulan(tiruan.usulan()[0]["id"])
    assert [usulan["status"] for usulan in tiruan.usulan()] == ["DITARIK"]


@pytest.mark.parametrize("token_polos", [False, True], ids=["at login", "at the call"])
@pytest.mark.parametrize(
    ("host", "sampai", "dipercaya"),
    [
        ("127.0.0.1", LAMPAU, True),
        ("siasn.contoh.invalid", None, True),
        ("127.0.0.1", None, False),
    ],
    ids=["expired", "wrong host", "unknown authority"],
)
def test_a_bad_certificate_sends_nothing_and_holds_the_queue(
    buat: Callable[..., Tiruan],
    ca_bundle: str,
    acak: random.Random,
    host: str,
    sampai: datetime | None,
    dipercaya: bool,
    token_polos: bool,
) -> None:
    tiruan = buat(host, sampai=sampai)
    bundel = ca_bundle if dipercaya else ""
    with klien_tls(tiruan, bundel, token_polos=token_polos) as klien:
        for _ in range(6):
            with pytest.raises(SiasnError) as galat:
                klien.simpan_usulan(badan_usulan(nip_acak(acak), "x"))
            assert galat.value.kode is Kode.SERTIFIKAT
            assert "Sertifikat" in galat.value.pesan
            assert galat.value.tunda
            assert not isinstance(galat.value, AmbiguError)
    assert "save" not in repr(tiruan.jejak())


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        (["--tls-port", "0", "--tls-kunci", "tidak-ada.pem"], "--tls-sertifikat"),
        (["--tls-sertifikat", "tidak-ada.pem", "--tls-kunci", "x.pem"], "No such file"),
    ],
)
def test_half_a_certificate_is_refused_at_the_start(
    tmp_path: Path, pilihan: list[str], kata: str
) -> None:
    perintah = [sys.executable, "-m", "penugasan.siasn.mock_server", "--port", "0"]
    hasil = subprocess.run(
        [*perintah, "--data", str(tmp_path / "data"), *pilihan],
        cwd=AKAR,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert hasil.returncode == 1
    assert kata in hasil.stderr
    assert "Traceback" not in hasil.stderr
