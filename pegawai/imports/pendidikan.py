"""Level of education: the SIASN id when there is one, else the name, never a guess."""

import re

# SIASN reference list (ids are text). 42, 47 and 49 are read from their contents.
TINGKAT = {
    "05": "SD",
    "10": "SLTP",
    "12": "SLTP Kejuruan",
    "15": "SLTA",
    "17": "SLTA Kejuruan",
    "18": "SLTA Keguruan",
    "20": "Diploma I",
    "25": "Diploma II",
    "30": "Diploma III/Sarjana Muda",
    "35": "Diploma IV",
    "40": "S-1/Sarjana",
    "42": "Profesi",
    "45": "S-2",
    "47": "Spesialis",
    "49": "Subspesialis",
    "50": "S-3/Doktor",
}

_SEBUTAN = {
    "05": "sd mi paketa sekolahdasar",
    "10": "sltp smp mts paketb",
    "12": "sltpkejuruan st smep skkp",
    "15": "slta sma smu ma man paketc slu smaumum sltaumum",
    "17": "sltakejuruan smk stm smea smkk mak smf spk",
    "18": "sltakeguruan spg sgo pga sgplb",
    "20": "diplomai diploma1 di d1",
    "25": "diplomaii diploma2 dii d2",
    "30": "diplomaiii diploma3 diii d3 amd sarjanamuda sarmud",
    "35": "diplomaiv diploma4 div d4 sarjanaterapan strterapan",
    "40": "s1 si sarjana stratai strata1 diplomaivs1 d4s1 s1sarjana",
    "42": "profesi ners apoteker",
    "45": "s2 magister strataii strata2",
    "47": "spesialis sp1",
    "49": "subspesialis sp2",
    "50": "s3 doktor strataiii strata3",
}
_ID = {kata: kode for kode, semua in _SEBUTAN.items() for kata in semua.split()}
KATA_PALING_BANYAK = 4
_GELAR = re.compile(r"(?:s\.\s*t|m\.\s*[ai])\b(?!\.\s*n\b)")
"""Titles that spell a school without their dots: S.T., M.A., M.I. (but M.A.N. is one)."""
_TINGKAT_SAJA = re.compile(r"[ivx]+|\d")
KATA_UMUM = frozenset({"di", "si"})
"""Plain Indonesian words before others ("Di bawah SMA"); D-I and S-I when they stand alone."""


class TingkatTakDikenal(ValueError):  # noqa: N818 - the officer's word
    """An id outside the reference list, or a name nobody can place."""


def baca_tingkat(kode: str, nama: str) -> str:
    """Return the SIASN id of a level, ``""`` when both cells are blank.

    The id decides; a name is read only without one. Raises TingkatTakDikenal.
    """
    if kode:
        kode = kode.zfill(2)
        if kode not in TINGKAT:
            raise TingkatTakDikenal(kode)
        return kode
    if not nama:
        return ""
    dari_nama = tingkat_dari_nama(nama)
    if not dari_nama:
        raise TingkatTakDikenal(nama)
    return dari_nama


def tingkat_dari_nama(nama: str) -> str:
    """Return the id that the first words of a name stand for, longest first, or ``""``.

    "D-III Kebidanan" is 30 and not 20: the longer reading wins. Two levels ("SMA/D3", "D-I/II")
    are none, unless SIASN names them together ("Diploma III/Sarjana Muda").
    """
    rapi = re.sub(r"['’`]", "", nama.casefold()).partition(",")[0].strip()
    pertama, *lain = map(str.strip, rapi.split("/"))
    if _GELAR.match(pertama) or any(map(_TINGKAT_SAJA.fullmatch, lain)):
        return ""
    if bersama := _ID.get("".join(_kata(rapi))):
        return bersama
    kode = _dari_kata(_kata(pertama))
    return "" if any(_dari_kata(_kata(satu)) not in ("", kode) for satu in lain) else kode


def _kata(teks: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", teks)


def _dari_kata(kata: list[str]) -> str:
    if len(kata) > 1 and kata[0] in KATA_UMUM:
        return ""
    for banyak in range(min(KATA_PALING_BANYAK, len(kata)), 0, -1):
        kode = _ID.get("".join(kata[:banyak]))
        if kode:
            return kode
    return ""
