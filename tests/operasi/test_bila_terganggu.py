"""The runbook names only what the product has: signs, buttons, commands, files, services."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

AKAR = Path(__file__).parents[2]
UTUH = (AKAR / "docs/operasi/bila-terganggu.md").read_text(encoding="utf-8")
PANDUAN = re.sub(r"(?m)^- \*\*[^*]+\*\*:", "", UTUH.partition("## Memulihkan dari cadangan")[0])
"""Without the words that begin the lines; restoring is rehearsed by itself."""
WADAH = (AKAR / "docker-compose.yml").read_text(encoding="utf-8")
BUKAN_LAYAR = {"Following one click"}
"""A heading of another document."""


def sumber() -> str:
    """All that the product can say: templates, views, services, menu."""
    berkas = [*AKAR.glob("templates/**/*.html")]
    for folder in ("inti", "pegawai", "penugasan", "koperasi", "config"):
        berkas += AKAR.glob(f"{folder}/**/*.py")
    return "\n".join(satu.read_text(encoding="utf-8") for satu in berkas)


SUMBER = sumber()


def sebutan() -> list[str]:
    """What stands bold or in italics: a label or a sentence on screen."""
    tebal = re.findall(r"\*\*([^*]+)\*\*", PANDUAN)
    miring = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", PANDUAN.replace("**", "\0"))
    return sorted({*tebal, *miring} - BUKAN_LAYAR)


@pytest.mark.parametrize("kata", sebutan())
def test_every_label_and_sign_is_on_a_screen(kata: str) -> None:
    bagian = [satu.strip() for satu in kata.split("...") if satu.strip()]
    assert bagian
    for satu in bagian:
        assert satu in SUMBER, f"{satu!r} tidak ada pada layar mana pun"


def test_every_command_and_service_exists() -> None:
    perintah = set(re.findall(r"`manage\.py (\w+)", PANDUAN))
    assert perintah
    assert perintah <= set(get_commands())
    layanan = set(re.findall(r"^  ([a-z][\w-]+):$", WADAH, re.MULTILINE))
    dipanggil = re.findall(
        r"`docker compose (?:restart|up -d(?: --force-recreate)?)([^`]*)`", PANDUAN
    )
    assert dipanggil
    assert {nama for satu in dipanggil for nama in satu.split()} <= layanan


def test_every_setting_reaches_the_containers() -> None:
    setelan = set(re.findall(r"`(SIASN_[A-Z_]+)", PANDUAN)) | {"LOG_LEVEL"}
    assert setelan <= set(re.findall(r"^    ([A-Z_]+):", WADAH, re.MULTILINE))


def test_every_linked_document_exists() -> None:
    for tautan in re.findall(r"\]\(([^)#]+)\)", PANDUAN):
        assert (AKAR / "docs/operasi" / tautan).exists()
