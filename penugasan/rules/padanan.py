"""Which rows of a foreign list may be the same thing as one of ours, the likeliest first.

Plain Python: names come as they are compared (letters and digits only) and as words, ids in one
form. Nothing here decides: an exact suggestion is one that a person may accept together with
others, the rest he looks at one by one.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PANTAS: Final = 65
"""How alike, in percent, a name must be to be offered."""
_MAKS_BANDING: Final = 20
"""Names compared letter by letter for one of ours; more share a word with it only by chance."""
_MAKS_TINGKAT: Final = 12
"""Levels climbed in the foreign tree, which may run in a circle."""
_MAKS_KATA: Final = 3
"""The rarest words of a name are enough to find its like."""


class Alasan(StrEnum):
    """Why a row is offered, the strongest first."""

    ID = "ID"
    NAMA_INDUK = "NAMA_INDUK"
    NAMA = "NAMA"
    MIRIP = "MIRIP"


_URUTAN: Final = tuple(Alasan)


@dataclass(frozen=True, slots=True)
class Rujukan:
    """A row of the foreign list. ``atasan`` is the id of the row above it, if any."""

    pk: int
    kunci: str
    nama: str
    kunci_nama: str
    atasan: str = ""


@dataclass(frozen=True, slots=True)
class Sasaran:
    """One of ours: its names, the id its parent is mapped to, and ids found with its people."""

    nama: Sequence[str]
    kunci_nama: frozenset[str]
    induk: str = ""
    id_orang: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saran:
    """One row offered, and why. ``jumlah``: people with its id; ``mirip``: percent alike."""

    rujukan: Rujukan
    alasan: tuple[Alasan, ...]
    jumlah: int = 0
    mirip: int = 0

    @property
    def utama(self) -> Alasan:
        """The strongest of its reasons."""
        return self.alasan[0]

    @property
    def bernama_sama(self) -> bool:
        return Alasan.NAMA in self.alasan or Alasan.NAMA_INDUK in self.alasan


class Penyaran:
    """A foreign list, indexed once for any number of questions."""

    def __init__(self, daftar: Iterable[Rujukan]) -> None:
        self.per_kunci: dict[str, Rujukan] = {}
        self._per_nama: dict[str, list[Rujukan]] = defaultdict(list)
        self._per_kata: dict[str, list[Rujukan]] | None = None
        for satu in daftar:
            self.per_kunci[satu.kunci] = satu
            self._per_nama[satu.kunci_nama].append(satu)

    def tepat(self, sasaran: Sasaran) -> list[Saran]:
        """Rows that share an id or the name with it, the likeliest first."""
        temu: dict[str, list[Alasan]] = defaultdict(list)
        for kunci in sasaran.id_orang:
            if kunci in self.per_kunci:
                temu[kunci].append(Alasan.ID)
        for nama in sasaran.kunci_nama:
            for satu in self._per_nama.get(nama, ()):
                sama_induk = bool(sasaran.induk) and satu.atasan == sasaran.induk
                temu[satu.kunci].append(Alasan.NAMA_INDUK if sama_induk else Alasan.NAMA)
        semua = [
            Saran(self.per_kunci[kunci], tuple(alasan), sasaran.id_orang.get(kunci, 0))
            for kunci, alasan in temu.items()
        ]
        bernama = {satu.rujukan.kunci for satu in semua if satu.bernama_sama}
        utuh = [satu for satu in semua if satu.bernama_sama or not self._bagian(satu, bernama)]
        return sorted(utuh, key=_peringkat)

    def _bagian(self, saran: Saran, bernama: set[str]) -> bool:
        """Is it a part of one that has the name? People carry the id of the part they work in."""
        kunci = saran.rujukan.atasan
        for _ in range(_MAKS_TINGKAT):
            if kunci in bernama:
                return True
            kunci = self.per_kunci[kunci].atasan if kunci in self.per_kunci else ""
        return False

    def semua(self, sasaran: Sasaran, banyak: int) -> list[Saran]:
        """The exact ones, then names that resemble it; at most ``banyak``."""
        tepat = self.tepat(sasaran)
        sudah = {satu.rujukan.kunci for satu in tepat}
        mirip = [satu for satu in self._mirip(sasaran) if satu.rujukan.kunci not in sudah]
        return [*tepat, *mirip][:banyak]

    def _mirip(self, sasaran: Sasaran) -> list[Saran]:
        """Of the names that share a rare word with ours, those whose letters run alike."""
        indeks = self._indeks()
        hasil: dict[str, Saran] = {}
        for nama in sasaran.nama:
            sekata = sorted((indeks[kata] for kata in _kata(nama) if kata in indeks), key=len)
            suara: Counter[str] = Counter()
            for satu in sekata[:_MAKS_KATA]:
                berat = 1000 // len(satu) + 1  # a rare word in common says more than a common one
                for rujukan in satu:
                    suara[rujukan.kunci] += berat
            banding = difflib.SequenceMatcher(None, "", nama.casefold())
            for kunci, _ in suara.most_common(_MAKS_BANDING):
                rujukan = self.per_kunci[kunci]
                persen = _persen(banding, rujukan.nama)
                if persen >= max(PANTAS, hasil[kunci].mirip if kunci in hasil else 0):
                    hasil[kunci] = Saran(rujukan, (Alasan.MIRIP,), mirip=persen)
        return sorted(hasil.values(), key=_peringkat)

    def _indeks(self) -> Mapping[str, list[Rujukan]]:
        if self._per_kata is None:
            self._per_kata = defaultdict(list)
            for satu in self.per_kunci.values():
                for kata in _kata(satu.nama):
                    self._per_kata[kata].append(satu)
        return self._per_kata


def pasti(saran: Sequence[Saran]) -> Saran | None:
    """The one that may be accepted unseen: alone with the name, and no id speaks for another.

    Of several with the same name, the one that an id or the parent singles out; not if the two
    single out different ones.
    """
    bernama = [satu for satu in saran if satu.bernama_sama]
    if len(bernama) > 1:
        ditunjuk = [
            [satu for satu in bernama if tanda in satu.alasan]
            for tanda in (Alasan.ID, Alasan.NAMA_INDUK)
        ]
        bernama = list({satu.rujukan.kunci: satu for semua in ditunjuk for satu in semua}.values())
    if len(bernama) != 1:
        return None
    lain = any(satu.utama is Alasan.ID for satu in saran if satu is not bernama[0])
    return None if lain else bernama[0]


def ragu(saran: Sequence[Saran]) -> bool:
    """Several speak for themselves: two of the same name, or an id against a name."""
    return len([satu for satu in saran if satu.utama is not Alasan.MIRIP]) > 1


def _peringkat(saran: Saran) -> tuple[int, int, int, int, str]:
    """Id and name together before either alone; then how many people, how alike, the name."""
    tingkat = min(_URUTAN.index(satu) for satu in saran.alasan)
    return (-len(saran.alasan), tingkat, -saran.jumlah, -saran.mirip, saran.rujukan.nama)


def _kata(nama: str) -> set[str]:
    rata = "".join(c if c.isalnum() else " " for c in nama.casefold())
    return {kata for kata in rata.split() if len(kata) > 2}


def _persen(banding: "difflib.SequenceMatcher[str]", nama: str) -> int:
    """How alike, in percent; 0 where a quick look already says too little."""
    banding.set_seq1(nama.casefold())
    if banding.real_quick_ratio() * 100 < PANTAS or banding.quick_ratio() * 100 < PANTAS:
        return 0
    return round(100 * banding.ratio())
