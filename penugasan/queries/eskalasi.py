"""What the leadership reads: who has not answered, and how far the seats are filled."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from inti.models import Instansi
from koperasi.models import Kebutuhan
from penugasan.models import PanggilanNama, Penugasan, PermintaanData
from penugasan.models.penugasan import HIDUP, TETAP
from penugasan.queries.nominasi import menunggu_putusan
from penugasan.queries.panggilan import kurang_nama
from penugasan.queries.permintaan import MENUNGGU_OPD


def lewat_tenggat(akun: Any, hari: dt.date) -> QuerySet[Penugasan]:
    """Nominations past their deadline that wait for the OPD, the oldest deadline first."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return (
        semua.filter(~menunggu_putusan(), status=Penugasan.Status.DIMINTA, batas_jawab__lt=hari)
        .select_related("instansi", "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah")
        .order_by("batas_jawab", "pk")
    )


def cakupan(akun: Any) -> dict[str, int]:
    """Seats of the agency: all, with somebody on the way, confirmed or at work."""
    hidup = Q(penugasan_set__status__in=HIDUP)
    hitung: dict[str, int] = (
        Kebutuhan.objects.untuk(akun)
        .aktif()
        .aggregate(
            kursi=Count("pk", distinct=True),
            ada=Count("pk", filter=hidup, distinct=True),
            tetap=Count("pk", filter=Q(penugasan_set__status__in=TETAP), distinct=True),
        )
    )
    return hitung


@dataclass(frozen=True, slots=True)
class Lewat:
    """What one unit still owes past one deadline, counted; it names no person.

    ``panggilan`` is the call whose names lack; None where data of people is owed.
    """

    opd_id: int
    unit: str
    batas: dt.date
    jumlah: int
    panggilan: PanggilanNama | None = None

    @property
    def benda(self) -> str:
        """``3 permintaan data``."""
        return f"{self.jumlah} {'nama' if self.panggilan else 'permintaan data'}"


def permintaan_lewat(instansi: Instansi | None, hari: dt.date) -> QuerySet[PermintaanData]:
    """Data that units owe past its deadline; what people asked about themselves is no such debt."""
    semua: QuerySet[PermintaanData] = PermintaanData.objects.filter(
        instansi=instansi, status__in=MENUNGGU_OPD, batas__lt=hari
    )
    return semua.exclude(diminta_oleh__pegawai=F("pegawai"))


def panggilan_lewat(instansi: Instansi | None, hari: dt.date) -> QuerySet[PanggilanNama]:
    """Calls past their deadline whose names lack, as rows that can be counted."""
    kurang = kurang_nama(instansi).filter(batas__lt=hari)
    semua: QuerySet[PanggilanNama] = PanggilanNama.objects.filter(pk__in=kurang.values("pk"))
    return semua


def pertanyaan_lewat(instansi: Instansi, hari: dt.date) -> list[Lewat]:
    """Data and names that units owe past their deadline, the oldest first; one row per unit,
    deadline and kind."""
    dihitung = (
        permintaan_lewat(instansi, hari)
        .order_by()
        .values_list("opd", "opd__nama", "batas")
        .annotate(Count("pk"))
    )
    data = [Lewat(*satu) for satu in dihitung]
    panggilan = kurang_nama(instansi).filter(batas__lt=hari).select_related("opd")
    nama = [
        Lewat(satu.opd_id, satu.opd.nama, satu.batas, satu.jumlah - satu.ada, satu)
        for satu in panggilan
    ]
    return sorted(data + nama, key=lambda satu: (satu.batas, satu.unit, satu.benda))
