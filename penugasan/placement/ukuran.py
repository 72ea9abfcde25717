"""What a plan means in numbers that do not depend on the weights it was made with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from penugasan.placement.beban import Beban
from penugasan.placement.kecocokan import kata_untuk, persen_cocok
from penugasan.placement.skor import SAMA, TETANGGA, Penilai, jarak_m, kedekatan, kelompok_dari
from penugasan.placement.types import Calon, Kursi, Masukan, Tempat

COCOK_MULAI = 50
"""A study or a position that fits the role by half or more (0..100)."""
KOMPUTER_KUAT = 3
"""A practical test or a course certificate, or better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ukuran:
    """Counts of people in the plan, unless said otherwise.

    `nilai` are the points under the policy's own weights; `jarak_m` is the mean distance between
    home and cooperative in metres, None when no home is known; `unit` counts the home units that
    give somebody away and `persen_terbesar` the largest share (0..100) one of them loses.
    """

    terisi: int
    nilai: int
    sewilayah: int
    bertetangga: int
    jarak_m: int | None
    unit: int
    persen_terbesar: int
    pemegang_terakhir: int
    layanan_dasar: int
    cocok: int
    komputer: int


def ukur(masukan: Masukan, duduk: Mapping[str, str]) -> Ukuran:
    """Measure who sits where (`duduk`: person to seat) by the question's own weights."""
    orang = {satu.kunci: satu for satu in masukan.calon}
    kursi = {satu.kunci: satu for satu in masukan.kursi}
    pasangan = [(orang[satu], kursi[tempat]) for satu, tempat in sorted(duduk.items())]
    letak = _letak(masukan, pasangan)
    dekat = Counter(kedekatan(*satu, masukan.bobot)[0] for satu in letak)
    pergi = [satu for satu, _ in pasangan]
    rugi = Beban(masukan).bagi(pergi)
    return Ukuran(
        terisi=len(pasangan),
        nilai=_nilai(masukan, pasangan) + sum(sum(satu.values()) for satu in rugi.values()),
        sewilayah=dekat[SAMA],
        bertetangga=dekat[TETANGGA],
        jarak_m=_jarak_rata(letak),
        unit=len({satu.unit for satu in pergi}),
        persen_terbesar=_persen_terbesar(masukan, pergi),
        pemegang_terakhir=_terakhir(masukan, pergi),
        layanan_dasar=sum(satu.layanan_dasar for satu in pergi),
        cocok=sum(_cocok(masukan, *satu) for satu in pasangan),
        komputer=sum(satu.komputer >= KOMPUTER_KUAT for satu in pergi),
    )


def _nilai(masukan: Masukan, pasangan: list[tuple[Calon, Kursi]]) -> int:
    penilai = Penilai(masukan)
    return sum(
        sum(penilai.bagian(calon, kelompok_dari(kursi)).values()) for calon, kursi in pasangan
    )


def _letak(
    masukan: Masukan, pasangan: list[tuple[Calon, Kursi]]
) -> list[tuple[Tempat | None, Tempat | None]]:
    """Home and place of work of each, as far as they are known."""
    wilayah = {satu.kode: satu for satu in masukan.wilayah}
    return [
        (wilayah.get(calon.domisili or ""), wilayah.get(kursi.wilayah)) for calon, kursi in pasangan
    ]


def _jarak_rata(letak: list[tuple[Tempat | None, Tempat | None]]) -> int | None:
    jarak = [jarak_m(rumah, tujuan) for rumah, tujuan in letak if rumah and tujuan]
    diketahui = [satu for satu in jarak if satu is not None]
    return round(fmean(diketahui)) if diketahui else None


def _persen_terbesar(masukan: Masukan, pergi: list[Calon]) -> int:
    jumlah = {satu.kode: satu.jumlah for satu in masukan.unit}
    bagian = [
        100 * banyak // jumlah[unit]
        for unit, banyak in Counter(satu.unit for satu in pergi).items()
        if jumlah.get(unit)
    ]
    return max(bagian, default=0)


def _terakhir(masukan: Masukan, pergi: list[Calon]) -> int:
    beban = Beban(masukan)
    per_jabatan = Counter((satu.unit, satu.jabatan) for satu in pergi if satu.jabatan)
    return sum(
        banyak >= beban.pemegang(unit, jabatan) for (unit, jabatan), banyak in per_jabatan.items()
    )


def _cocok(masukan: Masukan, calon: Calon, kursi: Kursi) -> bool:
    peta = masukan.kecocokan
    persen = max(
        persen_cocok(calon.prodi, kata_untuk(peta.prodi, kursi.peran)),
        persen_cocok(calon.jabatan, kata_untuk(peta.jabatan, kursi.peran)),
    )
    return persen >= COCOK_MULAI
