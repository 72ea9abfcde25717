"""House rules about the running project: views, templates, migrations, workers, production."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from inti import pekerjaan

AKAR = Path(__file__).parents[2]
TEMPLAT = AKAR / "templates"
# Found by name from code that is not ours.
TEMPLAT_ASING = re.compile(
    r"(4\d\d|403_csrf|500)\.html|account/|allauth/|mfa/|bootstrap5/|django/|registration/"
)
KUNCI_UJI = "kunci-uji-yang-cukup-panjang-dan-tidak-dipakai-di-mana-pun-0123456789"


def url(pola: list[URLPattern | URLResolver], awalan: str = "") -> Iterator[tuple[str, URLPattern]]:
    for satu in pola:
        if isinstance(satu, URLResolver):
            yield from url(satu.url_patterns, awalan + str(satu.pattern))
        else:
            yield awalan + str(satu.pattern), satu


def test_every_view_of_ours_says_who_may_open_it():
    tanpa = [
        jalur
        for jalur, pola in url(get_resolver().url_patterns)
        if pola.callback.__module__.split(".")[0] in ("inti", "pegawai", "koperasi", "penugasan")
        and not hasattr(pola.callback, "peran_boleh")
    ]
    assert tanpa == []


def test_every_template_is_used_by_a_view_or_another_template():
    sumber = [
        berkas.read_text(encoding="utf-8")
        for folder in ("config", "inti", "pegawai", "koperasi", "penugasan", "templates")
        for berkas in (AKAR / folder).rglob("*")
        if berkas.suffix in {".py", ".html", ".txt", ".xml"}
    ]
    semua = "\n".join(sumber)
    yatim = [
        nama
        for berkas in sorted(TEMPLAT.rglob("*.html"))
        if not TEMPLAT_ASING.match(nama := berkas.relative_to(TEMPLAT).as_posix())
        and f'"{nama}"' not in semua
        and f"'{nama}'" not in semua
    ]
    assert yatim == []


@pytest.mark.parametrize(
    "nama", sorted(berkas.relative_to(TEMPLAT).as_posix() for berkas in TEMPLAT.rglob("*.html"))
)
def test_every_template_compiles(nama):
    assert get_template(nama)


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert capsys.readouterr().out == ""


def test_a_worker_knows_every_kind_of_long_job():
    """Handlers register on import; a worker imports less than the web does."""
    for berkas in sorted(AKAR.glob("*/**/*.py")):
        bagian = berkas.relative_to(AKAR).with_suffix("").parts
        if bagian[0] in ("inti", "pegawai", "koperasi", "penugasan") and "migrations" not in bagian:
            import_module(".".join(bagian).removesuffix(".__init__"))
    kode = (
        "import json, django; django.setup();"
        "from config.celery import app; app.loader.import_default_modules();"
        "from inti import pekerjaan; print(json.dumps(sorted(pekerjaan._penangan)))"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode],
        cwd=AKAR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(hasil.stdout) == sorted(pekerjaan._penangan)


def periksa_produksi(tmp_path: Path, **lingkungan: str) -> subprocess.CompletedProcess[str]:
    dasar = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PRODUKSI": "1"}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=AKAR,
        env=dasar | lingkungan,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_deployment_checks_with_real_settings(tmp_path):
    hasil = periksa_produksi(
        tmp_path, SECRET_KEY=KUNCI_UJI, SIASN_MODE="mati", ALLOWED_HOSTS="portal.contoh.go.id"
    )
    assert hasil.returncode == 0, hasil.stderr


@pytest.mark.parametrize(
    ("lingkungan", "kata"),
    [
        ({"SIASN_MODE": "mati"}, "SECRET_KEY"),
        ({"SIASN_MODE": "mati", "SECRET_KEY": KUNCI_UJI, "DEBUG": "1"}, "DEBUG"),
        ({"SIASN_MODE": "mati", "SECRET_KEY": KUNCI_UJI, "DEMO": "1"}, "DEMO"),
        ({"SECRET_KEY": KUNCI_UJI}, "SIASN"),
        ({"SECRET_KEY": KUNCI_UJI, "SIASN_MODE": ""}, "SIASN"),
        ({"SECRET_KEY": KUNCI_UJI, "SIASN_MODE": " TIRUAN "}, "SIASN"),
    ],
)
def test_production_refuses_a_default_secret_debug_demo_and_a_stand_in(tmp_path, lingkungan, kata):
    hasil = periksa_produksi(tmp_path, **lingkungan)
    assert hasil.returncode != 0
    assert "Produksi menolak" in hasil.stderr
    assert kata in hasil.stderr


def test_the_page_frame_never_leaves_this_server():
    for berkas in [*TEMPLAT.rglob("*.html"), *(AKAR / "static" / "css").rglob("*.css")]:
        teks = berkas.read_text(encoding="utf-8")
        assert not re.search(r"""(src|href)=["']https?://(?!www\.w3\.org)""", teks), berkas
        assert "@import url(http" not in teks, berkas
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
