"""The guides of docs/panduan inside the portal: each role reads its own."""

from functools import cache

from django.conf import settings
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from inti.peran import Peran

_BERKAS: dict[str, str] = {
    Peran.ADMIN: "admin",
    Peran.PETUGAS: "petugas",
    Peran.PENYETUJU: "penyetuju",
    Peran.KEPALA_OPD: "kepala-opd",
    Peran.DINAS_KOPERASI: "dinas-koperasi",
    Peran.PIMPINAN: "pimpinan",
    Peran.AUDITOR: "auditor",
    Peran.PENGURUS_KOPERASI: "pengurus-koperasi",
    Peran.PEGAWAI: "pegawai",
}


@cache
def isi(peran: str) -> str:
    """Return the guide of a role as HTML, without its title (the page has one).

    The text is part of the program, and what looks like HTML in it is shown as text.
    """
    berkas = settings.AKAR / "docs" / "panduan" / f"{_BERKAS[peran]}.md"
    _judul, _, teks = berkas.read_text(encoding="utf-8").partition("\n")
    html: str = MarkdownIt("commonmark", {"html": False}).render(teks)
    return mark_safe(html)  # noqa: S308
