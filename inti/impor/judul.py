"""What a heading means: its own words, its remark in brackets, the group it stands under."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from inti.impor.pengimpor import Pengimpor


def _kata(*baris: str) -> frozenset[str]:
    return frozenset(" ".join(baris).split())


PETUNJUK = _kata(
    "dd mm yy yyyy hh bb tt tttt th thn tgl bln hari bulan tahun tanggal jam menit wib wita wit",
    "l p laki lk pr perempuan pria wanita ya tidak y t v x n sudah belum ada atau dan s d",
    "tanpa dengan beserta gelar lengkap huruf besar kapital angka digit karakter teks text nomor",
    "no format contoh misal cth isi diisi wajib harus opsional pilih pilihan salah satu jika bila",
    "kosongkan sebutkan sesuai menurut berdasarkan di kolom lihat keterangan terlampir",
    "sk ijazah siasn bkn asn pns pppk cpns opd skpd unor unit jenjang golongan ruang",
    "kel kec desa kelurahan kecamatan kab kabupaten kota orang org jiwa formasi",
    "terakhir saat ini sekarang terkini domisili tinggal tempat",
)
"""Words of a remark that only says how to fill the column in; any other may mean another thing."""
LAIN = _kata(
    "ktp kk lama baru asal semula sebelum sebelumnya sesudah dahulu dulu mantan mutasi",
    "suami istri isteri pasangan anak ayah ibu orangtua keluarga",
    "atasan penilai penandatangan",
)
"""Words of a group under which "NIP" or "JABATAN" is not that of the person of the row."""
_KURUNG = re.compile(r"\([^)]*\)")
_TAHUN = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=20_000)
def rapikan(judul: str) -> str:
    """Return a heading as it is compared: case-folded, every run of other signs one blank."""
    return " ".join(re.sub(r"[\W_]+", " ", judul.casefold()).split())


@dataclass(frozen=True)
class Arti:
    """The column that a heading names, and its rank among that column's spellings.

    ``ragu``: only without its remark or its group, which may mean another thing.
    """

    nama: str
    urutan: int
    judul: str
    ragu: bool = False


@dataclass(frozen=True)
class Kamus:
    """What each heading means to one importer."""

    tepat: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Normal form of a heading, to its column and its rank among that column's spellings."""
    pola: tuple[tuple[re.Pattern[str], str], ...] = ()
    rapat: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The same without blanks, for headings that are set wide: "N A M A"."""

    def arti(self, judul: str) -> tuple[str, int] | None:
        """Return the column: as written, without a remark on how to fill in, without blanks."""
        for sebutan in dict.fromkeys((rapikan(judul), rapikan(_KURUNG.sub(_buang, judul)))):
            if temu := self._tepat(sebutan):
                return temu
        return self.rapat.get(rapikan(judul).replace(" ", ""))

    def baca(self, lapis: Sequence[str]) -> Arti | None:
        """Return what the lines of one heading say together, from the group down."""
        isi = [satu for satu in lapis if satu]
        lain = not LAIN.isdisjoint(rapikan(" ".join(isi[:-1])).split())
        ragu: Arti | None = None
        for judul in sebutan(isi):
            if temu := self.arti(judul):
                arti = Arti(*temu, judul, ragu=lain and judul != " ".join(isi))
            elif temu := self._tepat(rapikan(_KURUNG.sub(" ", judul))):
                arti = Arti(*temu, judul, ragu=True)
            else:
                continue
            if not arti.ragu:
                return arti
            ragu = ragu or arti
        return ragu

    def _tepat(self, sebutan: str) -> tuple[str, int] | None:
        if sebutan in self.tepat:
            return self.tepat[sebutan]
        for pola, nama in self.pola:
            if cocok := pola.fullmatch(sebutan):
                return f"{nama}:{cocok[1]}", 0
        return None


def kamus_untuk(pengimpor: Pengimpor, peta: Mapping[str, str]) -> Kamus:
    """What each heading means; the officer's own word comes before the importer's spellings."""
    tepat: dict[str, tuple[str, int]] = {j: (nama, -1) for j, nama in peta.items() if nama}
    for kolom in pengimpor.kolom:
        for urutan, judul in enumerate((kolom.judul, *kolom.alias)):
            tepat.setdefault(rapikan(judul), (kolom.nama, urutan))
    rapat = {judul.replace(" ", ""): isi for judul, isi in reversed(tepat.items())}
    return Kamus(tepat, tuple((k.pola, k.nama) for k in pengimpor.kolom if k.pola), rapat)


def sebutan(isi: Sequence[str]) -> list[str]:
    """Return what a column may be called: its lines together, or the lowest alone."""
    return list(dict.fromkeys((" ".join(isi), isi[-1]))) if isi else []


def _buang(kurung: re.Match[str]) -> str:
    kata = rapikan(kurung[0]).split()
    petunjuk = all(k in PETUNJUK or not (k.isalpha() or _TAHUN.fullmatch(k)) for k in kata)
    return " " if petunjuk else kurung[0]
