"""Production is not prepared while a stand-in answers where BKN should."""

import io
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.core.management import CommandError, call_command

from penugasan.siasn.konfigurasi import baca
from penugasan.siasn.penjaga import tiruan_menyamar
from tests.peladen import port_bebas
from tests.siasn.tiruan import Tiruan

HOST = "siasn.uji.example"


@pytest.fixture
def bernama(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in DNS for this computer, as a proxy or a hosts file gives one."""
    asli = socket.getaddrinfo

    def cari(host: Any, *lain: Any, **pilihan: Any) -> Any:
        return asli("127.0.0.1" if host in (HOST, HOST.encode()) else host, *lain, **pilihan)

    monkeypatch.setattr(socket, "getaddrinfo", cari)


def produksi(port: int, ca: Path) -> dict[str, str]:
    nama = ("APIM_TOKEN", "SSO_TOKEN", "API", "REFERENSI")
    return {
        "SIASN_MODE": "produksi",
        "SIASN_CONSUMER_KEY": "k",
        "SIASN_CONSUMER_SECRET": "s",
        "SIASN_CA_BUNDLE": str(ca),
        **{f"SIASN_URL_{satu}": f"https://{HOST}:{port}/{satu}" for satu in nama},
    }


@pytest.fixture
def ca(tmp_path: Path) -> tuple[trustme.CA, Path]:
    otoritas, berkas = trustme.CA(), tmp_path / "ca.pem"
    otoritas.cert_pem.write_to_path(str(berkas))
    return otoritas, berkas


@pytest.mark.usefixtures("bernama")
@pytest.mark.django_db
def test_a_stand_in_under_another_name_is_found_before_anything_is_prepared(
    buat_tiruan: Callable[..., Tiruan],
    ca: tuple[trustme.CA, Path],
    tmp_path: Path,
    settings: Any,
) -> None:
    otoritas, berkas_ca = ca
    sertifikat = otoritas.issue_cert(HOST)
    rantai, kunci = tmp_path / "rantai.pem", tmp_path / "kunci.pem"
    sertifikat.cert_chain_pems[0].write_to_path(str(rantai))
    sertifikat.private_key_pem.write_to_path(str(kunci))
    tiruan = buat_tiruan()
    tiruan.hentikan()
    tiruan.hidupkan("--tls-sertifikat", str(rantai), "--tls-kunci", str(kunci))
    settings.SIASN = produksi(tiruan.port_tls, berkas_ca)
    with pytest.raises(CommandError, match=f"Di https://{HOST}:{tiruan.port_tls} ada SIASN tiruan"):
        call_command("siapkan", stdout=io.StringIO())


@pytest.mark.usefixtures("bernama")
def test_a_line_that_is_down_is_no_stand_in(ca: tuple[trustme.CA, Path]) -> None:
    assert tiruan_menyamar(baca(produksi(port_bebas(), ca[1]))) == ""


def test_a_rehearsal_may_have_its_stand_in(tiruan: Tiruan) -> None:
    assert tiruan_menyamar(tiruan.konfigurasi()) == ""
