"""A link that sets a new password is a secret: without a mail server it goes into a file."""

import os
import re
import subprocess
import sys
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]


def test_without_a_mail_server_mail_is_kept_in_a_closed_folder_and_not_in_the_log(
    tmp_path: Path,
) -> None:
    perintah = (
        "import django; django.setup();"
        "from django.core.mail import send_mail;"
        "send_mail('Sandi', 'tautan-rahasia', None, ['a@contoh.example'])"
    )
    lingkungan = {k: v for k, v in os.environ.items() if k != "EMAIL_URL"}
    lingkungan |= {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    hasil = subprocess.run(
        [sys.executable, "-c", perintah],
        cwd=AKAR,
        env=lingkungan,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "tautan-rahasia" not in hasil.stdout + hasil.stderr
    (surat,) = (tmp_path / "surel").iterdir()
    assert re.search("tautan-rahasia", surat.read_text())
    assert (tmp_path / "surel").stat().st_mode & 0o077 == 0
