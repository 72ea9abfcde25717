"""What a simulation means for units and cooperatives: who lives where, and which unit gives."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from inti.models import Instansi, Wilayah
from koperasi.models import Koperasi
from pegawai.models import Opd, Pegawai


@dataclass(frozen=True, slots=True)
class BarisKoperasi:
    """One cooperative: eligible people living in its region, and in a neighbouring one."""

    nama: str
    formasi_lama: int
    formasi_baru: int
    sewilayah_lama: int
    sewilayah_baru: int
    tetangga_lama: int
    tetangga_baru: int


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """One top unit: its people, and how many of them would be eligible."""

    nama: str
    pegawai: int
    lama: int
    baru: int

    @property
    def persen(self) -> int:
        """Share of its people that would be eligible, in whole percent."""
        return round(100 * self.baru / self.pegawai) if self.pegawai else 0


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where active people live and work, read once for both policies."""

    domisili: dict[int, str]
    unit: dict[int, str]


def tempat(instansi: Instansi) -> Tempat:
    """Read region of domicile and top unit of everybody on the active register."""
    domisili: dict[int, str] = {}
    unit: dict[int, str] = {}
    orang = Pegawai.objects.filter(instansi=instansi, aktif=True).order_by()
    for pk, wilayah, jalur in orang.values_list("pk", "domisili_id", "opd__jalur"):
        domisili[pk] = wilayah or ""
        unit[pk] = (jalur or "").partition("/")[0]
    return Tempat(domisili, unit)


def koperasi(
    instansi: Instansi,
    semua: Tempat,
    layak: Mapping[str, Collection[int]],
    target: Mapping[str, int],
) -> list[BarisKoperasi]:
    """Per cooperative the posts aimed at and the eligible people near it, old and new."""
    orang = {
        sisi: Counter(semua.domisili[pk] for pk in pilihan if pk in semua.domisili)
        for sisi, pilihan in layak.items()
    }
    daftar = list(
        Koperasi.objects.filter(instansi=instansi).select_related("wilayah").order_by("nama")
    )
    tetangga = _tetangga([satu.wilayah_id for satu in daftar])
    return [
        BarisKoperasi(
            satu.nama_pendek,
            *(min(target[sisi], satu.kuota) for sisi in ("lama", "baru")),
            *(orang[sisi][satu.wilayah_id] for sisi in ("lama", "baru")),
            *(
                sum(orang[sisi][kode] for kode in tetangga[satu.wilayah_id])
                for sisi in ("lama", "baru")
            ),
        )
        for satu in daftar
    ]


def unit(
    instansi: Instansi, semua: Tempat, layak: Mapping[str, Collection[int]]
) -> list[BarisUnit]:
    """Per top unit its people and the eligible ones among them, the hardest hit first."""
    pegawai = Counter(semua.unit.values())
    orang = {
        sisi: Counter(semua.unit[pk] for pk in pilihan if pk in semua.unit)
        for sisi, pilihan in layak.items()
    }
    nama = dict(
        Opd.objects.filter(instansi=instansi, induk__isnull=True).values_list("kode", "nama")
    )
    baris = [
        BarisUnit(nama.get(kode, "Tanpa unit"), n, orang["lama"][kode], orang["baru"][kode])
        for kode, n in pegawai.items()
    ]
    berubah = [b for b in baris if b.lama or b.baru]
    return sorted(berubah, key=lambda b: (-abs(b.baru - b.lama), -b.baru, b.nama))


def nama_orang(pk: Collection[int]) -> dict[int, dict[str, Any]]:
    """NIP, name, unit of these people for the list of names, by key."""
    baris = Pegawai.objects.filter(pk__in=pk).select_related("opd").order_by()
    return {
        satu.pk: {"pegawai": satu, "opd": satu.opd.nama if satu.opd else satu.unor_nama}
        for satu in baris
    }


def _tetangga(kode: Collection[str]) -> dict[str, set[str]]:
    hasil: dict[str, set[str]] = defaultdict(set)
    pasangan = Wilayah.tetangga.through.objects.filter(from_wilayah__in=kode)
    for dari, ke in pasangan.values_list("from_wilayah_id", "to_wilayah_id"):
        hasil[dari].add(ke)
    return hasil
