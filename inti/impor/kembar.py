"""Values that may stand only once in a file: the key of a row, and others an importer names."""

from collections import defaultdict

from inti.impor.pengimpor import BarisTerbaca, Pengimpor

DISEBUT = 3
"""How many of the other places one message names."""


class Kembar:
    """Remembers where each value stood, and which of them stood twice."""

    def __init__(self, pengimpor: Pengimpor) -> None:
        self._pengimpor = pengimpor
        self._pertama: dict[tuple[str, str], tuple[str, int]] = {}
        self._semua: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def catat(self, satu: BarisTerbaca) -> None:
        """Note the values of a row. A refused row still occupies its key, but no other value."""
        if satu.kunci:
            self._catat("", satu.kunci, satu)
        if self._pengimpor.unik and not satu.bergalat:
            for kolom in self._pengimpor.unik:
                if nilai := satu.nilai.get(kolom):
                    self._catat(kolom, nilai, satu)

    def _catat(self, kolom: str, nilai: str, satu: BarisTerbaca) -> None:
        kunci, tempat = (kolom, nilai), (satu.lembar, satu.nomor)
        pertama = self._pertama.setdefault(kunci, tempat)
        if pertama != tempat:
            self._semua.setdefault(kunci, [pertama]).append(tempat)

    def tempat(self) -> dict[str, list[int]]:
        """Return the rows, by sheet, that share a value with another row."""
        hasil: dict[str, set[int]] = defaultdict(set)
        for semua in self._semua.values():
            for lembar, nomor in semua:
                hasil[lembar].add(nomor)
        return {lembar: sorted(nomor) for lembar, nomor in hasil.items()}

    def tandai(self, satu: BarisTerbaca, lembar: str) -> None:
        """Refuse a row that shares a value: nobody can tell which of them is right."""
        tempat = (lembar, satu.nomor)
        lain = self._lain("", satu.kunci, tempat)
        if lain:
            pesan = f"Baris ganda: isian yang sama ada di {lain}. Sisakan satu yang benar."
            satu.galat(self._pengimpor.kode_ganda, self._pengimpor.kolom_kunci, pesan)
            return  # what else the same row twice shares says nothing new
        for kolom, kode in self._pengimpor.unik.items():
            lain = self._lain(kolom, satu.nilai.get(kolom, ""), tempat)
            if lain:
                judul = self._pengimpor.label(kolom)
                satu.galat(kode, kolom, f"{judul} ini dipakai juga di {lain}. Periksa di SIASN.")

    def _lain(self, kolom: str, nilai: str, ini: tuple[str, int]) -> str:
        semua = self._semua.get((kolom, nilai), [])
        if ini not in semua:
            return ""
        lain = [f"{lembar}!{nomor}" for lembar, nomor in semua if (lembar, nomor) != ini]
        sisa = f", dan {len(lain) - DISEBUT} baris lain" if len(lain) > DISEBUT else ""
        return ", ".join(lain[:DISEBUT]) + sisa
