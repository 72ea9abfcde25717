"""No word of one agency stands in the code: pages and messages take them from the policy pack."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

AKAR = Path(settings.AKAR)
APLIKASI = ("config", "inti", "pegawai", "koperasi", "penugasan")
KATA = re.compile(
    r"\b(?:BKPSDM|KKMP|KDMP|[Kk]elurahan|KELURAHAN|[Dd]esa|DESA|Wali ?[Kk]ota|WALI KOTA|[Bb]upati"
    r"|BUPATI|Pekalongan|Kutai|PEKALONGAN)\b"
)
BOLEH = {
    "penugasan/demo/": "orang dan daerah rekaan",
    "penugasan/siasn/": "kata kawat dan SIASN tiruan",
    "pegawai/imports/": "judul kolom yang dikenali",
    "koperasi/imports.py": "judul kolom yang dikenali",
    "koperasi/models.py": "singkatan menurut jenis wilayah, dan id di SIASN",
    "inti/impor/judul.py": "keterangan dalam kurung yang dikenali",
    "inti/models/instansi.py": "jenis wilayah menurut Kemendagri",
    "inti/pencari_wilayah.py": "sebutan yang dibuang dari nama",
    "penugasan/rules/paket.py": "kata netral",
    "penugasan/documents/isi.py": "surat dari masa sebelum kata disimpan",
    "penugasan/queries/penempatan.py": "jenis unit",
}
"""Places that know such words, each with its reason."""
PETUNJUK = re.compile(r"siapkan --paket kota-pekalongan")


def _kalimat(berkas: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module but its docstrings, attribute notes and single names (keys, codes)."""
    pohon = ast.parse(berkas.read_text(encoding="utf-8"))
    uraian = {
        id(simpul.value)
        for simpul in ast.walk(pohon)
        if isinstance(simpul, ast.Expr) and isinstance(simpul.value, ast.Constant)
    }
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Constant) and isinstance(simpul.value, str):
            teks = PETUNJUK.sub("", simpul.value)
            if id(simpul) not in uraian and not teks.isidentifier():
                yield simpul.lineno, teks


def test_no_message_of_ours_says_a_word_of_one_agency() -> None:
    temu = []
    for nama in APLIKASI:
        for berkas in sorted((AKAR / nama).rglob("*.py")):
            letak = berkas.relative_to(AKAR).as_posix()
            if "/migrations/" in letak or letak.startswith(tuple(BOLEH)):
                continue
            temu += [
                f"{letak}:{n} {teks[:60]}" for n, teks in _kalimat(berkas) if KATA.search(teks)
            ]
    assert temu == [], "pakai inti.kata.sebut (docs/menambah-instansi.md)"


@pytest.mark.parametrize("akhiran", ["html", "txt"])
def test_no_page_of_ours_says_a_word_of_one_agency(akhiran: str) -> None:
    temu = []
    for berkas in sorted((AKAR / "templates").rglob(f"*.{akhiran}")):
        isi = re.sub(r"{#.*?#}", "", berkas.read_text(encoding="utf-8"))
        temu += [f"{berkas.name}: {satu}" for satu in KATA.findall(isi)]
    assert temu == [], "pakai {{ sebutan.… }} atau |sebut (docs/menambah-instansi.md)"


def test_every_exception_is_still_needed() -> None:
    for letak in BOLEH:
        tempat = AKAR / letak
        berkas = sorted(tempat.rglob("*.py")) if tempat.is_dir() else [tempat]
        assert any(KATA.search(satu.read_text(encoding="utf-8")) for satu in berkas), letak
