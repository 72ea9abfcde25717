"""What the planner is told and what it answers.

Everything is frozen and holds plain values, so that one snapshot of the registry has one meaning,
one fingerprint (`canonical.sidik`) and one plan. Keys (`kunci`, `kode`) are opaque texts chosen by
the caller; they must not change between two runs that are to give the same plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


class MasukanTidakSah(ValueError):  # noqa: N818 - the Indonesian noun says what is wrong
    """The request contradicts itself (a lock on an unknown person, one seat locked twice, ...)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempat:
    """A kelurahan/desa: where people live and cooperatives stand.

    `lat`/`lng` are degrees (WGS 84) of the centroid, None when unknown; `tetangga` are the codes
    that share a border.
    """

    kode: str
    nama: str
    kecamatan: str
    lat: float | None = None
    lng: float | None = None
    tetangga: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The home unit that gives people away: the base of every harm figure.

    `jumlah` counts all active staff; `sudah_pergi` those already on a live assignment; `pensiun`
    those who retire within 12 months; `minimum` the staff the service cannot do without (None:
    not recorded); `pemegang` the number of active holders per position name.
    """

    kode: str
    nama: str
    jumlah: int
    sudah_pergi: int = 0
    pensiun: int = 0
    minimum: int | None = None
    pemegang: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calon:
    """One eligible person. A missing fact is empty or None and scores 0, never less.

    `komputer` is the grade of the best accepted evidence, 0..4; `predikat` holds the SIASN yearly
    grades, newest first, 1 (sangat baik) .. 5 (sangat kurang); `layanan_dasar` marks teachers and
    health workers, `di_kecamatan` people who already serve at kecamatan or kelurahan level,
    `ditawarkan` those whom the head of the unit offered by himself.
    """

    kunci: str
    unit: str
    jabatan: str = ""
    rumpun: str = ""
    layanan_dasar: bool = False
    domisili: str | None = None
    prodi: str = ""
    komputer: int = 0
    predikat: tuple[int, ...] = ()
    di_kecamatan: bool = False
    ditawarkan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kursi:
    """One free post of a cooperative.

    `prioritas` is 0 for an operating cooperative, 1 while its building rises, 2 before that;
    `nomor` is the number of the post within its cooperative (1 = the first person it needs).
    """

    kunci: str
    koperasi: str
    nama_koperasi: str
    wilayah: str
    peran: str
    nomor: int = 1
    prioritas: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bobot:
    """Integer weights, i.e. the points of a full mark in each part; the pack may set each one.

    Default basis: people should live in or near the cooperative's area and fit its work; the home
    unit's loss is weighed against that (design.md section 7; parameters of the policy pack).
    """

    domisili: int = 400
    prodi: int = 200
    jabatan: int = 150
    komputer: int = 150
    kinerja: int = 100
    kecamatan: int = 50
    beban_unit: int = 1000
    pemegang_terakhir: int = 150
    pensiun: int = 500
    layanan_dasar: int = 200
    ditawarkan: int = 5000
    persen_tetangga: int = 75
    persen_sekecamatan: int = 50
    persen_jarak: int = 40
    jarak_nol_km: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Batas:
    """Hard limits per home unit. None switches a limit off.

    `opd_maks` people at most; `opd_persen` of the unit's staff at most, rounded up so that a small
    unit may still give one; `rumpun_maks` per position family within the unit; `jaga_minimum`
    keeps the recorded minimum staff.
    """

    opd_maks: int | None = 10
    opd_persen: int | None = 20
    rumpun_maks: int | None = 5
    jaga_minimum: bool = True


Kata = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kecocokan:
    """Which study programmes and positions fit a role, as (word, 0..100) per role code."""

    prodi: Mapping[str, Kata]
    jabatan: Mapping[str, Kata]


Pasangan = tuple[str, str]
"""(person key, seat key)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masukan:
    """One whole planning question.

    `terkunci` pairs (person, seat) stay as they are; `dilarang` pairs (person, cooperative) never
    happen; `sebelumnya` is an older plan to stay close to among equally good plans; `benih` seeds
    the neutral lot that decides ties.
    """

    benih: str
    wilayah: tuple[Tempat, ...]
    unit: tuple[Unit, ...]
    calon: tuple[Calon, ...]
    kursi: tuple[Kursi, ...]
    kecocokan: Kecocokan
    bobot: Bobot = Bobot()
    batas: Batas = Batas()
    terkunci: frozenset[Pasangan] = frozenset()
    dilarang: frozenset[Pasangan] = frozenset()
    sebelumnya: frozenset[Pasangan] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadangan:
    """A runner-up: who would take the seat if its holder stays away, and the points lost."""

    calon: str
    nilai: int
    selisih: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Penempatan:
    """One row of the plan; `nilai` is exactly the sum of `bagian`."""

    calon: str
    kursi: str
    nilai: int
    bagian: Mapping[str, int]
    alasan: tuple[str, ...]
    cadangan: tuple[Cadangan, ...]
    terkunci: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KursiKosong:
    """A post that no permitted plan can fill, with the reason."""

    kursi: str
    sebab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Belum:
    """An eligible person without a place, with the plain reason."""

    calon: str
    sebab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hasil:
    """The plan. `batas_atas` bounds the score of every plan that fills posts as this one does.

    It is computed from a dual certificate over the input, not from the plan; equality with `nilai`
    therefore proves that no better plan exists. `berubah` counts the people of `sebelumnya` who no
    longer hold their seat. `urutan` states in words the order in which scarce people are shared.
    """

    sidik: str
    nilai: int
    batas_atas: int
    penempatan: tuple[Penempatan, ...]
    kosong: tuple[KursiKosong, ...]
    belum: tuple[Belum, ...]
    urutan: str
    berubah: int
