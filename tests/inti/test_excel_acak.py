"""Random sheets, written as no program writes them all at once: both readers agree, or refuse."""

import random
from pathlib import Path

import pytest

from inti.excel import BerkasDitolak
from tests.inti.buku_xml import Bacaan, baca_dengan, buku_xml, lembar

KOLOM = ("A", "B", "C", "D", "Z", "AA", "AB")
ANGKA = ("12", "-3", "0", "1.5", "45000", "45000.5", "0.25", "60", "61", "1e5", "-0.5", "2958466")
LIAR = (
    "2958465.9999", "abc", "", " ", " 5", "1_0", "nan", "inf", "+5", ".5", "5.", "0x10", "1,5",
    "12345678901234567890", "&#49;", "&amp;", "#N/A", "true", "0.99999999999", "1e300", "\n7\n",
    "_x0041_", "_x0000_a", "é", "a\tb", "a\r\nb", "44999.999999999", "2020-01-02",
)  # fmt: skip
GALAT = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "")
JENIS = ("",) * 5 + ("n", "s", "s", "str", "str", "b", "e", "inlineStr", "d")
RUMUS = ("",) * 4 + ("<f>A1+1</f>", '<f t="shared" si="0"/>', '<f>IF(A1&lt;2,"x","")</f>')
GAYA = ("", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="4"', ' s="5"', ' s="9"')
TEKS = (
    '<si><t>nol</t></si><si><t> satu </t></si><si><r><t xml:space="preserve">d </t></r>'
    '<r><t>ua</t></r></si><si><t xml:space="preserve"> \n </t></si>'
)


def sel(acak: random.Random, kolom: str, nomor: int) -> str:
    jenis = acak.choice(JENIS)
    nilai = {
        "n": ANGKA,
        "s": ("0", "1", "2", "3", "", "4"),
        "b": ("0", "1", "1", "true", ""),
        "e": GALAT,
    }.get(jenis, ANGKA + LIAR)
    v = acak.choice(nilai)
    tempat = f' r="{kolom}{nomor}"' if acak.random() > 0.02 else ""
    ciri = tempat + acak.choice(GAYA) + (f' t="{jenis}"' if jenis else "")
    if jenis == "inlineStr":
        isi = (f"<t>{v}</t>", f'<t xml:space="preserve">{v}</t>', f"<r><t>{v}</t></r>", "<t/>", "")
        return f"<c{ciri}><is>{acak.choice(isi)}</is></c>"
    badan = (f"<v>{v}</v>",) * 6 + ("<v/>", "<v></v>", f'<v xml:space="preserve">{v}</v>', "")
    dalam = acak.choice(RUMUS) + acak.choice(badan)
    return f"<c{ciri}>{dalam}</c>" if dalam else f"<c{ciri}/>"


def kertas(acak: random.Random) -> str:
    isi, nomor = "", 0
    for _ in range(acak.randrange(1, 5)):
        nomor += acak.choice((1, 1, 1, 2, 5))
        kolom = sorted(acak.sample(range(len(KOLOM)), acak.randrange(5)))
        tampak = acak.choice(("", "", ' hidden="1"', ' spans="1:3"'))
        baris = "".join(sel(acak, KOLOM[k], nomor) for k in kolom)
        isi += f'<row r="{nomor}"{tampak}>{baris}</row>'
    return lembar(isi)


def coba(isi: bytes, tempat: Path, *, pelan: bool) -> tuple[str, list[Bacaan] | str]:
    try:
        return baca_dengan(isi, tempat, pelan=pelan)
    except BerkasDitolak as tolak:
        return "tolak", tolak.kode


@pytest.mark.parametrize("benih", range(4))
def test_both_readers_agree_on_random_sheets(benih: int, tmp_path: Path) -> None:
    acak = random.Random(benih)  # noqa: S311 - a seed, so that a failure can be repeated
    cepat = 0
    for _ in range(120):
        atur = acak.choice(("", "", '<workbookPr date1904="1"/>'))
        isi = buku_xml(kertas(acak), teks=TEKS, atur=atur)
        pembaca, nilai = coba(isi, tmp_path, pelan=False)
        cepat += pembaca == "cepat"
        assert coba(isi, tmp_path, pelan=True)[1] == nilai, isi
    assert cepat > 40
