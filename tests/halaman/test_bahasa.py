"""The portal speaks Indonesian only: what the pages show, what the templates and the code hold.

The pages show what happens in the test world; templates and texts of the code show the rest.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.halaman.daftar import HALAMAN, Halaman
from tests.halaman.teks import kata_inggris, terbaca

AKAR = Path(settings.AKAR)
BOLEH: dict[str, str] = {
    "Tombol j dan k berpindah baris": "Enter is what the key is called",
    "NIP LAMA, TEMPAT LAHIR ID": "headings of SIASN's own export, as the file has them",
    "Cannot add file ": "an error of the queue for the operator, never on a page",
}
"""Beginnings of text that may stay, each with the reason."""
TANDA = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
"""What Django takes out of a template."""
PENUTUR = frozenset({"label", "help_text", "verbose_name", "empty_label", "judul", "pesan", "nama"})
"""Names of arguments and variables that hold text for people."""


def _asing(teks: str) -> bool:
    return bool(kata_inggris(teks)) and not teks.startswith(tuple(BOLEH))


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda satu: satu.nama)
def test_no_page_shows_an_english_word(halaman: Halaman, buka: Callable[[Halaman], Any]) -> None:
    jawaban = buka(halaman)
    if jawaban["Content-Type"].startswith("text/html"):
        semua = terbaca(jawaban.content.decode())
        assert [t for t in semua if _asing(t)] == []


def test_no_template_holds_an_english_word() -> None:
    temu = []
    for berkas in sorted((AKAR / "templates").rglob("*.html")):
        sumber = berkas.read_text(encoding="utf-8")
        sumber = TANDA.sub(" ", sumber)
        temu += [f"{berkas.name}: {t}" for t in terbaca(sumber) if _asing(t)]
    assert temu == []


def _ucapan(berkas: Path) -> Iterator[tuple[int, str]]:
    """Texts of a module that people read: arguments and variables that say so, and messages."""
    for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        nilai: list[ast.expr] = []
        if isinstance(simpul, ast.keyword) and simpul.arg in PENUTUR:
            nilai = [simpul.value]
        elif isinstance(simpul, ast.Assign):
            nama = {getattr(tujuan, "id", "") for tujuan in simpul.targets}
            nilai = [simpul.value] if nama & PENUTUR else []
        elif isinstance(simpul, ast.Call):
            fungsi = getattr(simpul.func, "attr", getattr(simpul.func, "id", ""))
            if fungsi in {"success", "error", "warning", "info", "DomainError", "sebut"}:
                nilai = list(simpul.args)
        for satu in nilai:
            yield from (
                (potong.lineno, potong.value)
                for potong in ast.walk(satu)
                if isinstance(potong, ast.Constant)
                and isinstance(potong.value, str)
                and " " in potong.value
            )


def test_no_message_of_the_code_is_english() -> None:
    temu = []
    for nama in ("config", "inti", "pegawai", "koperasi", "penugasan"):
        for berkas in sorted((AKAR / nama).rglob("*.py")):
            if "migrations" not in berkas.parts and "mock_server" not in berkas.parts:
                temu += [
                    f"{berkas.relative_to(AKAR)}:{n} {t}"
                    for n, t in _ucapan(berkas)
                    if len(kata_inggris(t)) > 1 and _asing(t)
                ]
    assert temu == []


@pytest.mark.parametrize(
    ("html", "ada"),
    [
        ("<p>Please save your file</p>", True),
        ("<input type=submit value='Save'>", True),
        ("<button aria-label='Close'>x</button>", True),
        ("<p>Simpan berkas, lalu tutup halaman ini</p><script>if (not) close()</script>", False),
        ("<a href='/new/list/'>Daftar baru</a>", False),
    ],
)
def test_the_scan_sees_english_where_people_read(html: str, *, ada: bool) -> None:
    assert any(map(kata_inggris, terbaca(html))) is ada
