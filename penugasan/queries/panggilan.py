"""Reads of the calls for names: who is asked, who offered whom, who could be offered."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from inti.models import Instansi
from inti.sekali import sekali
from pegawai.models import Opd, Pegawai
from penugasan.models import HasilSaring, NamaDitawarkan, PanggilanNama, Penugasan, Periode
from penugasan.queries.kelayakan import saringan_terlihat

CALON_TAMPIL = 60


def panggilan_terlihat(akun: Any, periode: Periode) -> QuerySet[PanggilanNama]:
    """Calls of the round within the account's scope, each with its names: open ones first."""
    nama = NamaDitawarkan.objects.berlaku().select_related("pegawai")
    semua: QuerySet[PanggilanNama] = PanggilanNama.objects.untuk(akun)
    return (
        semua.filter(periode=periode)
        .select_related("opd", "instansi", "periode__versi", "diminta_oleh")
        .prefetch_related(Prefetch("nama_set", nama, to_attr="nama"))
        .order_by("ditutup_pada", "batas", "pk")
    )


def kurang_nama(instansi: Instansi | None) -> QuerySet[Any]:
    """Open calls of the running rounds that got fewer names (``ada``) than they asked for."""
    berlaku = Q(nama_set__ditarik_pada__isnull=True, nama_set__isnull=False)
    semua: QuerySet[Any] = PanggilanNama.objects.filter(
        instansi=instansi, periode__aktif=True, ditutup_pada__isnull=True
    )
    bernama: QuerySet[Any] = semua.annotate(ada=Count("nama_set", filter=berlaku))
    return bernama.filter(ada__lt=F("jumlah"))


def tawaran_terlihat(akun: Any, periode: Periode) -> QuerySet[NamaDitawarkan]:
    """Names on offer in the round; ``terpakai`` when the person is nominated by now."""
    hidup = Penugasan.objects.hidup().filter(pegawai=OuterRef("pegawai"))
    milik: QuerySet[NamaDitawarkan] = NamaDitawarkan.objects.untuk(akun).berlaku()
    return (
        milik.filter(periode=periode)
        .select_related("pegawai__opd", "instansi", "ditawarkan_oleh")
        .annotate(terpakai=Exists(hidup))
    )


def unit_berlayak(akun: Any, periode: Periode) -> list[Any]:
    """Top units with eligible people nobody has nominated, each with ``layak`` and ``diminta``."""
    saringan = saringan_terlihat(akun)
    if saringan is None or saringan.periode_id != periode.pk:
        return []
    hidup = Penugasan.objects.hidup().values("pegawai")
    orang = (
        HasilSaring.objects.filter(saringan=saringan, hasil=HasilSaring.Hasil.LAYAK)
        .exclude(pegawai__in=hidup)
        .exclude(pegawai__opd=None)
        .order_by()
        .values_list("pegawai__opd__jalur")
        .annotate(Count("pk"))
    )
    hitung: Counter[str] = Counter()
    for jalur, jumlah in sekali(orang, keadaan=akun.keadaan):
        hitung[jalur.split("/", 1)[0]] += jumlah
    terbuka = PanggilanNama.objects.filter(
        periode=periode, opd=OuterRef("pk"), ditutup_pada__isnull=True
    )
    unit = (
        Opd.objects.untuk(akun)
        .filter(induk__isnull=True, aktif=True, kode__in=hitung)
        .annotate(diminta=Exists(terbuka))
        .order_by("nama")
    )
    daftar: list[Any] = list(unit)
    for satu in daftar:
        satu.layak = hitung[satu.kode]
    return daftar


def calon_tawaran(akun: Any, periode: Periode, *, kata: str = "") -> list[Pegawai]:
    """Eligible people of the head's tree whom nobody nominated or offered yet."""
    saringan = saringan_terlihat(akun)
    if saringan is None or saringan.periode_id != periode.pk:
        return []
    layak = HasilSaring.objects.filter(
        saringan=saringan, pegawai=OuterRef("pk"), hasil=HasilSaring.Hasil.LAYAK
    )
    orang = (
        Pegawai.objects.untuk(akun)
        .aktif()
        .filter(Exists(layak))
        .exclude(pk__in=Penugasan.objects.hidup().values("pegawai"))
        .exclude(pk__in=NamaDitawarkan.objects.berlaku().filter(periode=periode).values("pegawai"))
        .select_related("opd", "domisili")
        .order_by("nama", "pk")
    )
    if kata:
        orang = orang.filter(nama__icontains=kata)
    return list(orang[:CALON_TAMPIL])
