"""Cooperatives, who runs them, and the posts they need."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models import Instansi, RuangInstansi, Sumber, Wilayah
from inti.peran import Peran
from inti.waktu import hari_ini


class KoperasiQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """The agency's cooperatives; for a pengurus only those he runs today."""
        milik = super().untuk(akun)
        if getattr(akun, "peran", "") == Peran.PENGURUS_KOPERASI:
            return milik.filter(pk__in=koperasi_diurus(akun, hari_ini()))
        return milik


class Koperasi(models.Model):
    """A Koperasi Kelurahan/Desa Merah Putih; one per kelurahan or desa."""

    class Status(models.TextChoices):
        OPERASIONAL = "operasional", "Operasional"
        GEDUNG_DIBANGUN = "gedung_dibangun", "Gedung dibangun"
        BELUM_OPERASIONAL = "belum_operasional", "Belum operasional"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    kode = models.CharField(max_length=40)
    nama = models.CharField(max_length=160)
    wilayah = models.ForeignKey(Wilayah, models.PROTECT)
    nomor_badan_hukum = models.CharField(max_length=80, blank=True)
    status = models.CharField(
        max_length=20, choices=Status.choices, default=Status.BELUM_OPERASIONAL
    )
    kuota = models.PositiveSmallIntegerField("kuota paling banyak", default=3)
    siasn_id = models.CharField("id KKMP di SIASN", max_length=42, blank=True)
    sumber = models.JSONField(default=dict, blank=True, help_text="{kolom: pk Sumber}")

    objects = KoperasiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "koperasi"
        ordering = ["kode"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="koperasi_kode_unik"),
            models.UniqueConstraint(fields=["instansi", "wilayah"], name="koperasi_satu_wilayah"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama_pendek(self) -> str:
        """``KKMP Medono``, in a village ``KDMP Senyiur``: what fits on a phone."""
        desa = self.wilayah.jenis == Wilayah.Jenis.DESA
        return f"{'KDMP' if desa else 'KKMP'} {self.wilayah.nama}"


class Pengurus(models.Model):
    """Who runs a cooperative from when to when; the account, if any, may act for it."""

    class Jabatan(models.TextChoices):
        KETUA = "ketua", "Ketua"
        WAKIL = "wakil", "Wakil ketua"
        SEKRETARIS = "sekretaris", "Sekretaris"
        BENDAHARA = "bendahara", "Bendahara"

    koperasi = models.ForeignKey(Koperasi, models.CASCADE, related_name="pengurus_set")
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="pengurus_set"
    )
    nama = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=12, choices=Jabatan.choices, default=Jabatan.KETUA)
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pengurus koperasi"
        ordering = ["-mulai", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["koperasi", "akun"],
                condition=Q(selesai__isnull=True, akun__isnull=False),
                name="pengurus_sekali_menjabat",
            ),
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
                name="pengurus_selesai_sesudah_mulai",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jabatan_display()}: {self.nama}"


def koperasi_diurus(akun: Any, hari: dt.date) -> Any:
    """Keys of the cooperatives this account runs on that day, as a subquery."""
    berlaku = Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=hari))
    return Pengurus.objects.filter(berlaku, akun_id=akun.pk or 0).values("koperasi")


class KebutuhanQuerySet(models.QuerySet[Any]):
    def untuk(self, akun: Any) -> "KebutuhanQuerySet":
        milik = self.filter(koperasi__instansi_id=akun.instansi_id or 0)
        if getattr(akun, "peran", "") == Peran.PENGURUS_KOPERASI:
            return milik.filter(koperasi__in=koperasi_diurus(akun, hari_ini()))
        return milik

    def aktif(self) -> "KebutuhanQuerySet":
        return self.filter(aktif=True)


class Kebutuhan(models.Model):
    """One post of a cooperative: one seat, one person at a time."""

    class Peran(models.TextChoices):
        ADMINISTRASI = "administrasi", "Administrasi"
        KEUANGAN = "keuangan", "Keuangan"
        USAHA = "usaha", "Usaha/gerai"

    koperasi = models.ForeignKey(Koperasi, models.CASCADE, related_name="kebutuhan_set")
    nomor = models.PositiveSmallIntegerField("nomor formasi")
    peran = models.CharField(max_length=20, choices=Peran.choices, default=Peran.ADMINISTRASI)
    aktif = models.BooleanField(default=True)
    kuota = models.PositiveSmallIntegerField(
        help_text="Kuota koperasi saat formasi ini dibuat", default=3
    )
    alasan_lebih = models.TextField("alasan melebihi kuota", blank=True)
    dokumen_lebih = models.FileField(upload_to="kuota/%Y/", blank=True)
    sumber = models.ForeignKey(Sumber, models.SET_NULL, null=True, blank=True)

    objects = KebutuhanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kebutuhan"
        ordering = ["koperasi", "nomor"]
        constraints = [
            models.UniqueConstraint(fields=["koperasi", "nomor"], name="kebutuhan_nomor_unik"),
            models.CheckConstraint(
                condition=Q(nomor__gte=1)
                & (Q(nomor__lte=F("kuota")) | (~Q(alasan_lebih="") & ~Q(dokumen_lebih=""))),
                name="kebutuhan_dalam_kuota",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.koperasi.nama_pendek} formasi {self.nomor}"
