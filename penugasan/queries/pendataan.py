"""Reads for the non-ASN registry: facts for the rules, the balance, what is announced."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from inti.audit import sidik_isi
from inti.models import Instansi, Sumber
from pegawai.models import Akun, HasilPendataan, Pendataan, TenagaNonAsn
from penugasan.rules.pendataan import KRITERIA_MENURUT_KODE
from penugasan.rules.pendataan_kriteria import FaktaTenaga
from penugasan.rules.types import Hasil, SumberFakta

UMUM_PALING_SEDIKIT = 3
"""Fewer people of one unit would be recognised by their initials: such units are shown as one."""
LAIN = "Unit lain"


@dataclass(frozen=True, slots=True)
class Sebab:
    """Workers outside the criteria for one reason."""

    kode: str
    nama: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class Neraca:
    """The counts of a registry. ``riil`` is counted from the people, the rest from the results."""

    riil: int
    thk2: int
    non_asn: int
    sebab: tuple[Sebab, ...]
    ragu: tuple[Sebab, ...]
    belum_dinilai: int

    @property
    def memenuhi(self) -> int:
        """Listed."""
        return self.thk2 + self.non_asn

    @property
    def luar(self) -> int:
        """Outside the criteria, whatever the reason."""
        return sum(s.jumlah for s in self.sebab)

    @property
    def belum(self) -> int:
        """Unresolved, also those not judged yet."""
        return sum(s.jumlah for s in self.ragu) + self.belum_dinilai

    @property
    def seimbang(self) -> bool:
        """Whether listed, excluded and unresolved make the whole."""
        return self.riil == self.memenuhi + self.luar + self.belum

    def ringkas(self) -> dict[str, Any]:
        """The counts as they are kept with a final registry."""
        return {
            "riil": self.riil,
            "memenuhi": self.memenuhi,
            "thk2": self.thk2,
            "non_asn": self.non_asn,
            "luar": {s.kode: s.jumlah for s in self.sebab},
            "belum": self.belum,
        }


def pendataan_terlihat(akun: Akun) -> QuerySet[Pendataan]:
    """Registries within the account's scope."""
    semua: QuerySet[Pendataan] = Pendataan.objects.untuk(akun).select_related("instansi")
    return semua


def tenaga_terlihat(akun: Akun) -> QuerySet[TenagaNonAsn]:
    """Workers within the account's scope, with what they count as."""
    semua: QuerySet[TenagaNonAsn] = TenagaNonAsn.objects.untuk(akun)
    return semua.select_related("opd", "hasil", "pegawai")


def neraca(pendataan: Pendataan) -> Neraca:
    """Count the registry; the parts are counted on their own, so that a gap would show."""
    milik = TenagaNonAsn.objects.filter(instansi=pendataan.instansi_id).order_by()
    hasil = HasilPendataan.objects.filter(pendataan=pendataan).order_by()
    per: Counter[tuple[str, str]] = Counter()
    thk2 = 0
    bernomor = Count("pk", filter=~Q(tenaga__nomor_thk2=""))
    per_sebab = hasil.values_list("hasil", "sebab").annotate(n=Count("pk"), bernomor=bernomor)
    for kode, sebab, jumlah, dengan_nomor in per_sebab:
        per[kode, sebab] = jumlah
        thk2 += dengan_nomor if kode == Hasil.LAYAK else 0
    orang = milik.aggregate(riil=Count("pk"), belum_dinilai=Count("pk", filter=Q(hasil=None)))
    return Neraca(
        thk2=thk2,
        non_asn=per[Hasil.LAYAK.value, ""] - thk2,
        sebab=_sebab(per, Hasil.TIDAK),
        ragu=_sebab(per, Hasil.BELUM_PASTI),
        **orang,
    )


def _sebab(per: Counter[tuple[str, str]], hasil: Hasil) -> tuple[Sebab, ...]:
    return tuple(
        Sebab(kode, satu.nama if hasil is Hasil.TIDAK else satu.tanya, per[hasil.value, kode])
        for kode, satu in KRITERIA_MENURUT_KODE.items()
        if per[hasil.value, kode]
    )


def fakta(tenaga: TenagaNonAsn, sumber: dict[int, SumberFakta]) -> FaktaTenaga:
    """Translate a worker into what the criteria read."""
    return FaktaTenaga(
        nomor_thk2=tenaga.nomor_thk2,
        unit=tenaga.opd.nama if tenaga.opd else tenaga.unit,
        unit_dikenal=tenaga.opd_id is not None,
        sumber_honor=tenaga.sumber_honor,
        berbukti_bayar=bool(tenaga.nomor_sk and tenaga.berkas_honor),
        jenis_penandatangan=tenaga.jenis_penandatangan or tenaga.penandatangan,
        jabatan=tenaga.jabatan,
        mulai=tenaga.mulai,
        akhir=tenaga.akhir,
        lahir=tenaga.lahir,
        aktif=tenaga.aktif,
        sumber={k: sumber[pk] for k, pk in tenaga.sumber.items() if pk in sumber},
    )


def sumber_fakta(instansi: Instansi, pk: Iterable[int] | None = None) -> dict[int, SumberFakta]:
    """The named sources of an agency, or those with these keys."""
    semua = Sumber.objects.filter(instansi=instansi)
    if pk is not None:
        semua = semua.filter(pk__in=list(pk))
    return {s.pk: SumberFakta(s.keterangan, s.tanggal) for s in semua}


def sidik_daftar(pendataan: Pendataan) -> str:
    """Fingerprint of the list: who is in it and as what."""
    baris = (
        TenagaNonAsn.objects.filter(instansi=pendataan.instansi_id)
        .order_by("nik")
        .values_list("nik", "nama", "hasil__hasil", "hasil__sebab")
    )
    return sidik_isi({"pendataan": pendataan.kode, "daftar": [list(b) for b in baris]})


def diumumkan(pendataan: Pendataan) -> Iterator[tuple[str, list[str]]]:
    """Give each unit with the names of its listed workers; small units stand together."""
    per_unit: dict[str, list[str]] = {}
    daftar = (
        TenagaNonAsn.objects.filter(
            instansi=pendataan.instansi_id, hasil__pendataan=pendataan, hasil__hasil=Hasil.LAYAK
        )
        .select_related("opd")
        .order_by("opd__nama", "nama")
    )
    for satu in daftar:
        per_unit.setdefault(satu.opd.nama if satu.opd else LAIN, []).append(satu.nama)
    lain = per_unit.pop(LAIN, [])
    for unit, nama in per_unit.items():
        if len(nama) < UMUM_PALING_SEDIKIT:
            lain += nama
        else:
            yield unit, nama
    if lain:
        yield LAIN, sorted(lain)
