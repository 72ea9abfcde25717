"""The environment of a SIASN line: read once, refused early."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from penugasan.siasn.konfigurasi import (
    Idempotensi,
    KonfigurasiSalahError,
    ModeSiasn,
    SsoMode,
    baca,
)
from penugasan.siasn.wire import KREDENSIAL_TIRUAN, PATH_OPERASI, StatusUsulan

NYATA = {
    "SIASN_MODE": "produksi",
    "SIASN_CONSUMER_KEY": "k",
    "SIASN_CONSUMER_SECRET": "s",
    "SIASN_SSO_MODE": "manual",
}


def test_with_nothing_set_the_portal_talks_to_its_standin() -> None:
    k = baca({})
    assert k.mode is ModeSiasn.TIRUAN
    assert k.url_api == "http://127.0.0.1:8243/apisiasn/1.0"
    assert k.consumer_key == KREDENSIAL_TIRUAN["consumer_key"]
    assert k.label == "SIASN TIRUAN"
    assert k.menyala
    assert baca({"SIASN_TIRUAN_PORT": "9000"}).url_api.startswith("http://127.0.0.1:9000/")


def test_production_knows_bkns_addresses_and_shows_no_band() -> None:
    k = baca(NYATA)
    assert k.url_api == "https://apimws.bkn.go.id:8243/apisiasn/1.0"
    assert k.label == ""
    assert k.jeda == 2


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"SIASN_URL_API": "http://apimws.bkn.go.id/x"}, "https"),
        ({"SIASN_URL_API": "https://127.0.0.1:8243/x"}, "komputer ini"),
        ({"SIASN_URL_SSO_TOKEN": "https://localhost/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://[::ffff:127.0.0.1]:8243/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://[::]/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://0.0.0.0/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://127.1/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://2130706433/x"}, "komputer ini"),
        ({"SIASN_URL_API": "https://tiruan.localhost./x"}, "komputer ini"),
        ({"SIASN_URL_API": "https:///x"}, "tidak menyebut"),
        ({"SIASN_URL_API": "https://[::1/x"}, "alamat yang sah"),
        ({"SIASN_JEDA": "0"}, "SIASN_JEDA"),
        ({"SIASN_SEWA": "0"}, "SIASN_SEWA"),
        ({"SIASN_SSO_MODE": "tanpa"}, "SIASN_SSO_MODE"),
        ({"SIASN_CONSUMER_KEY": KREDENSIAL_TIRUAN["consumer_key"]}, "tiruan"),
        ({"SIASN_SSO_PASSWORD": KREDENSIAL_TIRUAN["sso_password"]}, "tiruan"),
        ({"SIASN_CONSUMER_SECRET": ""}, "wajib"),
    ],
)
def test_production_refuses_what_belongs_to_a_rehearsal(ubah: dict[str, str], kata: str) -> None:
    with pytest.raises(KonfigurasiSalahError, match=kata):
        baca({**NYATA, **ubah})


def test_a_name_that_only_begins_like_this_computer_is_another_one() -> None:
    for host in ("localhost.bkn.go.id", "127.bkn.go.id"):
        assert baca({**NYATA, "SIASN_URL_API": f"https://{host}/x"}).url_api


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "pita"),
    [
        ("", "SIASN TIRUAN"),
        (" Tiruan ", "SIASN TIRUAN"),
        ("MATI", "SIASN MATI"),
        ("Gerbang", "SIASN LEWAT GERBANG"),
        ("PRODUKSI", ""),
    ],
)
def test_however_the_mode_is_written_every_page_shows_its_band(
    client: Client, settings: Any, mode: str, pita: str
) -> None:
    settings.SIASN = {**settings.SIASN, "SIASN_MODE": mode}
    isi = client.get(reverse("account_login")).content.decode()
    assert f"<strong>{pita}</strong>" in isi if pita else "<strong>SIASN" not in isi


def test_the_training_base_must_be_named() -> None:
    with pytest.raises(KonfigurasiSalahError, match="SIASN_URL_API"):
        baca({**NYATA, "SIASN_MODE": "pelatihan"})


def test_a_gateway_may_be_plain_and_needs_no_tokens() -> None:
    k = baca({"SIASN_MODE": "gerbang", "SIASN_URL_API": "http://gerbang.local/api/"})
    assert k.sso_mode is SsoMode.TANPA
    assert k.url_api == "http://gerbang.local/api"
    with pytest.raises(KonfigurasiSalahError, match="SIASN_URL_API"):
        baca({"SIASN_MODE": "gerbang"})
    with pytest.raises(KonfigurasiSalahError, match="SIASN_SEWA"):
        baca({"SIASN_MODE": "gerbang", "SIASN_URL_API": "http://gerbang.local", "SIASN_SEWA": "0"})


def test_off_is_a_mode() -> None:
    assert not baca({"SIASN_MODE": "mati"}).menyala


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [
        ("SIASN_MODE", "entah"),
        ("SIASN_SSO_MODE", "entah"),
        ("SIASN_IDEMPOTENSI", "entah"),
        ("SIASN_JEDA", "cepat"),
        ("SIASN_JEDA", "-1"),
        ("SIASN_JEDA", "nan"),
        ("SIASN_SEWA", "inf"),
        ("SIASN_PATH_DATA_UTAMA", "/pns/{nik}"),
        ("SIASN_PATH_DATA_UTAMA", "/pns/data-utama"),
        ("SIASN_PATH_DATA_UTAMA", "/pns/{nip"),
        ("SIASN_PATH_DATA_UTAMA", "/pns/{nip:d}"),
        ("SIASN_PATH_DATA_UTAMA", "/pns/{nip.real}"),
        ("SIASN_PATH_USULAN_SIMPAN", "/usulan/{id}"),
        ("SIASN_JAM_TENANG", "malam"),
        ("SIASN_PETA_KOLOM", "tanpa-tanda"),
        ("SIASN_PETA_STATUS", "12=ENTAH"),
        ("SIASN_CONSUMER_KEY_FILE", "/tidak/ada"),
    ],
)
def test_a_wrong_value_is_named(nama: str, nilai: str) -> None:
    with pytest.raises(KonfigurasiSalahError, match=nama):
        baca({nama: nilai, **({"SIASN_MODE": "mati"} if "_FILE" in nama else {})})


def test_secrets_come_from_files_and_never_show(tmp_path: Path) -> None:
    berkas = tmp_path / "rahasia"
    berkas.write_text("sangat-rahasia\n")
    env = {**NYATA, "SIASN_CONSUMER_SECRET": "", "SIASN_CONSUMER_SECRET_FILE": str(berkas)}
    k = baca({**env, "SIASN_SSO_TOKEN": "token-rahasia", "SIASN_SSO_USERNAME": "nama-rahasia"})
    assert k.consumer_secret == "sangat-rahasia"
    assert "rahasia" not in repr(k)


def test_paths_statuses_and_columns_are_settings() -> None:
    k = baca(
        {
            "SIASN_PATH_USULAN_SIMPAN": "/lain/save",
            "SIASN_PETA_STATUS": "77=DITERIMA, 12=PERBAIKAN",
            "SIASN_PETA_KOLOM": "unorNama=unitKerja",
            "SIASN_IDEMPOTENSI": "cari_dulu",
        }
    )
    assert k.path["usulan_simpan"] == "/lain/save"
    assert k.path["usulan_id"] == PATH_OPERASI["usulan_id"]
    assert k.peta_status["77"] is StatusUsulan.DITERIMA
    assert k.peta_status["12"] is StatusUsulan.PERBAIKAN
    assert k.peta_kolom == {"unorNama": "unitKerja"}
    assert k.idempotensi is Idempotensi.CARI_DULU


def test_quiet_hours_may_span_midnight() -> None:
    malam = baca({"SIASN_JAM_TENANG": "22:00-04:00"})
    assert malam.tenang(time(23))
    assert malam.tenang(time(3, 59))
    assert not malam.tenang(time(4))
    siang = baca({"SIASN_JAM_TENANG": "12:00-13:00"})
    assert siang.tenang(time(12, 30))
    assert not siang.tenang(time(13))
    assert not baca({}).tenang(time(0))
