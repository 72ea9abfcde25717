"""A request about a running assignment, or for one more person, and its way to a decision."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from koperasi.models import Kebutuhan, Koperasi, koperasi_diurus
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import Penugasan


class StatusPengajuan(models.TextChoices):
    """States of a request; the moves between them are in ``penugasan.workflow``."""

    DIAJUKAN = "DIAJUKAN", "Diperiksa petugas"
    DITERUSKAN = "DITERUSKAN", "Menunggu orang kedua"
    DISETUJUI = "DISETUJUI", "Disetujui"
    DITOLAK = "DITOLAK", "Ditolak"
    DICABUT = "DICABUT", "Dicabut"


PENGAJUAN_TERBUKA = (StatusPengajuan.DIAJUKAN, StatusPengajuan.DITERUSKAN)


class PengajuanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """BKPSDM and Dinas Koperasi read all, a pengurus those of the own cooperative."""
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI or akun.peran == Peran.DINAS_KOPERASI:
            return milik
        if akun.peran == Peran.PENGURUS_KOPERASI:
            return milik.filter(koperasi__in=koperasi_diurus(akun, hari_ini()))
        return milik.none()

    def terbuka(self) -> Self:
        return self.filter(status__in=PENGAJUAN_TERBUKA)


class Pengajuan(models.Model):
    """Extend, return, replace, or one more person. ``status``: ``penugasan.workflow`` only."""

    Status = StatusPengajuan

    class Jenis(models.TextChoices):
        PERPANJANG = "perpanjang", "Perpanjangan"
        KEMBALIKAN = "kembalikan", "Pengembalian ke OPD"
        GANTI = "ganti", "Penggantian orang"
        TAMBAH = "tambah", "Tambahan tenaga"

    class Alasan(models.TextChoices):
        KINERJA = "kinerja", "Kinerja"
        KEHADIRAN = "kehadiran", "Kehadiran"
        KESEHATAN = "kesehatan", "Kesehatan atau keluarga"
        KEBUTUHAN = "kebutuhan", "Kebutuhan koperasi"
        LAINNYA = "lainnya", "Alasan lain"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=12, choices=Jenis.choices)
    koperasi = models.ForeignKey(Koperasi, models.PROTECT, related_name="pengajuan_set")
    penugasan = models.ForeignKey(
        Penugasan, models.PROTECT, null=True, blank=True, related_name="pengajuan_set"
    )
    peran = models.CharField(max_length=20, choices=Kebutuhan.Peran.choices, blank=True)
    sampai = models.DateField("diperpanjang sampai", null=True, blank=True)
    alasan_kode = models.CharField("alasan", max_length=12, choices=Alasan.choices)
    alasan = models.CharField("penjelasan", max_length=500, blank=True)
    status = models.CharField(
        max_length=10, choices=StatusPengajuan.choices, default=StatusPengajuan.DIAJUKAN
    )
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diteruskan_pada = models.DateTimeField(null=True, blank=True)
    diteruskan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.CharField("catatan putusan", max_length=500, blank=True)

    objects = PengajuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pengajuan koperasi"
        ordering = ["diajukan_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penugasan"],
                condition=Q(status__in=PENGAJUAN_TERBUKA, penugasan__isnull=False),
                name="pengajuan_satu_terbuka",
            ),
            models.UniqueConstraint(
                fields=["koperasi", "peran"],
                condition=Q(status__in=PENGAJUAN_TERBUKA, jenis="tambah"),
                name="pengajuan_tambah_satu_terbuka",
            ),
            models.CheckConstraint(
                condition=Q(jenis="tambah", penugasan__isnull=True) & ~Q(peran="")
                | ~Q(jenis="tambah") & Q(penugasan__isnull=False),
                name="pengajuan_bersasaran",
            ),
            models.CheckConstraint(
                condition=~Q(jenis="perpanjang") | Q(sampai__isnull=False),
                name="pengajuan_perpanjangan_bertanggal",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "status"], name="pengajuan_antrean")]

    def __str__(self) -> str:
        return f"P-{self.pk or 0:04d}"
