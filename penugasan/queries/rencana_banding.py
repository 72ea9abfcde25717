"""A plan and the ones that stand beside it, measure by measure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q

from inti.kata import sebut
from inti.templatetags.portal import angka
from penugasan.models import BarisRencana, Rencana


@dataclass(frozen=True, slots=True)
class Sel:
    """What one plan (``judul``) has of a measure; ``terbaik`` when no other one does better."""

    judul: str
    teks: str
    terbaik: bool


@dataclass(frozen=True, slots=True)
class BarisBanding:
    """One measure over all plans, in their order."""

    judul: str
    keterangan: str
    sel: list[Sel]


@dataclass(frozen=True, slots=True)
class Banding:
    """The plans, the one they stand beside first, and how they compare."""

    susunan: list[Rencana]
    baris: list[BarisBanding]


@dataclass(frozen=True, slots=True)
class _Ukur:
    nama: str
    judul: str
    keterangan: str = ""
    baik: int = 1  # 1: the more the better, -1: the fewer the better, 0: neither
    tulis: Callable[[Any], str] = angka


def _km(meter: int) -> str:
    return f"{angka(meter / 1000, 1)} km"


def _persen(bagian: int) -> str:
    return f"{bagian} %"


_UKURAN: Final = (
    _Ukur("terisi", "Formasi terisi"),
    _Ukur("nilai", "Nilai menurut bobot kebijakan", "Jumlah untung dikurangi rugi unit asal."),
    _Ukur("persen_terbesar", "Bagian terbesar yang pergi dari satu unit", baik=-1, tulis=_persen),
    _Ukur("unit", "Unit yang melepas orang", baik=0),
    _Ukur("pemegang_terakhir", "Pemegang jabatan terakhir yang pergi", baik=-1),
    _Ukur("layanan_dasar", "Guru dan tenaga kesehatan yang pergi", baik=-1),
    _Ukur("sewilayah", "Bertugas di {wilayah} sendiri"),
    _Ukur("bertetangga", "Bertugas di {wilayah} tetangga", baik=0),
    _Ukur("jarak_m", "Jarak rata-rata rumah ke koperasi", baik=-1, tulis=_km),
    _Ukur("cocok", "Program studi atau jabatan cocok"),
    _Ukur("komputer", "Bukti komputer kuat", "Uji praktik, sertifikat kursus, atau ijazah."),
)


def banding_rencana(rencana: Rencana) -> Banding:
    """Compare a plan with those beside it, each with ``berbeda``: people placed otherwise.

    Empty when there are none, or the plan is older than its measures.
    """
    utama = rencana.induk or rencana
    sama = BarisRencana.objects.filter(
        rencana=utama,
        pegawai=OuterRef("baris_set__pegawai"),
        kebutuhan=OuterRef("baris_set__kebutuhan"),
    )
    semua = list(
        Rencana.objects.filter(Q(pk=utama.pk) | Q(induk=utama))
        .annotate(berbeda=Count("baris_set", filter=~Exists(sama)))
        .defer("bobot", "catatan")
    )
    susunan = sorted(semua, key=lambda satu: (satu.pk != utama.pk, satu.pk))
    if len(susunan) == 1 or not all(satu.ukuran for satu in susunan):
        return Banding([], [])
    return Banding(susunan, [_baris(ukur, susunan) for ukur in _UKURAN])


def _baris(ukur: _Ukur, susunan: Sequence[Rencana]) -> BarisBanding:
    nilai = [satu.ukuran[ukur.nama] for satu in susunan]
    diketahui = [satu for satu in nilai if satu is not None]
    beda = len(set(diketahui)) > 1 and ukur.baik != 0
    puncak = max(diketahui, key=lambda satu: satu * ukur.baik) if beda else None
    return BarisBanding(
        judul=sebut(ukur.judul),
        keterangan=ukur.keterangan,
        sel=[
            Sel(
                judul=rencana.get_corak_display(),
                teks="Belum diketahui" if satu is None else ukur.tulis(satu),
                terbaik=beda and satu == puncak,
            )
            for rencana, satu in zip(susunan, nilai, strict=True)
        ],
    )
