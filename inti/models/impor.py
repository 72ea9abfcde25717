"""A workbook staged row by row, and the source that each fact remembers."""

from django.conf import settings
from django.db import models

from inti.models.instansi import Instansi, RuangInstansi
from inti.models.pekerjaan import Pekerjaan


class Impor(models.Model):
    """One uploaded file: read, compared, and applied as a whole or not at all."""

    class Status(models.TextChoices):
        DIUNGGAH = "diunggah", "Diunggah"
        DITOLAK = "ditolak", "Ditolak"
        SIAP = "siap", "Siap diterapkan"
        DITERAPKAN = "diterapkan", "Diterapkan"
        DIBATALKAN = "dibatalkan", "Dibuang"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=30, blank=True)
    nama_berkas = models.CharField(max_length=200)
    berkas = models.FileField(upload_to="impor/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64)
    ukuran = models.PositiveBigIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DIUNGGAH)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat = models.DateTimeField()
    diterapkan_pada = models.DateTimeField(null=True, blank=True)
    pekerjaan = models.ForeignKey(Pekerjaan, models.SET_NULL, null=True, blank=True)
    ringkasan = models.JSONField(default=dict, blank=True)
    temuan = models.JSONField(
        default=list, blank=True, help_text="Temuan tentang berkas sebagai keseluruhan"
    )

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ["-dibuat", "-pk"]

    def __str__(self) -> str:
        return self.nama_berkas


class BarisImpor(models.Model):
    """One staged row with what it says, what it would change, and what is wrong with it."""

    class Status(models.TextChoices):
        BARU = "baru", "Baru"
        BERUBAH = "berubah", "Berubah"
        SAMA = "sama", "Sama"
        DITOLAK = "ditolak", "Ditolak"

    impor = models.ForeignKey(Impor, models.CASCADE)
    lembar = models.CharField(max_length=100)
    baris = models.PositiveIntegerField()
    kunci = models.CharField(max_length=60, blank=True)
    judul = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    peringatan = models.BooleanField(default=False)
    data = models.JSONField(default=dict, blank=True)
    beda = models.JSONField(default=dict, blank=True, help_text="{kolom: [lama, baru]}")
    temuan = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "baris impor"
        ordering = ["pk"]
        indexes = [models.Index(fields=["impor", "status"], name="baris_impor_status")]

    def __str__(self) -> str:
        return f"{self.lembar}!{self.baris}"


class Sumber(models.Model):
    """Where a fact came from: a file, SIASN, or somebody's hand."""

    class Jenis(models.TextChoices):
        BERKAS = "berkas", "Berkas"
        SIASN = "siasn", "SIASN"
        TANGAN = "tangan", "Isian petugas"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    keterangan = models.CharField(max_length=200)
    tanggal = models.DateField()
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    impor = models.ForeignKey(Impor, models.SET_NULL, null=True, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sumber"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.keterangan} ({self.tanggal:%d-%m-%Y})"
