"""Versions of a letter's words, and acts on letters that wait for a second person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from penugasan.models.surat import Surat
from penugasan.rules.surat import JENIS, JenisSurat


class TemplatSurat(models.Model):
    """One version of a kind's words. ``isi`` never changes; a letter names the version it used.

    ``status``: ``penugasan.workflow`` only.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Menunggu orang kedua"
        BERLAKU = "berlaku", "Dipakai"
        PENSIUN = "pensiun", "Tidak dipakai lagi"
        DITOLAK = "ditolak", "Tidak disetujui"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=20, choices=Surat.Jenis.choices)
    nomor = models.PositiveIntegerField("versi")
    isi = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAF)
    alasan = models.CharField("alasan perubahan", max_length=300)
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.CharField("catatan putusan", max_length=300, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "templat surat"
        ordering = ["jenis", "-nomor"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "nomor"], name="templat_nomor"),
            models.UniqueConstraint(
                fields=["instansi", "jenis"],
                condition=Q(status="berlaku"),
                name="templat_satu_berlaku",
            ),
            models.UniqueConstraint(
                fields=["instansi", "jenis"],
                condition=Q(status="draf"),
                name="templat_satu_draf",
            ),
        ]

    def __str__(self) -> str:
        return f"Templat {self.get_jenis_display()} versi {self.nomor}"

    @property
    def jenisnya(self) -> JenisSurat:
        """The row of its kind."""
        return JENIS[self.jenis]


class AjuanSurat(models.Model):
    """Issue decisions, or revoke a letter: asked by one person, done by a second one.

    ``isi`` keeps what was asked (sources, dates, a number by hand), so that nothing else is done.
    ``status``: ``penugasan.workflow`` only.
    """

    class Tindak(models.TextChoices):
        TERBIT = "terbit", "Terbitkan"
        CABUT = "cabut", "Cabut"

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Menunggu orang kedua"
        DISETUJUI = "disetujui", "Disetujui"
        DITOLAK = "ditolak", "Ditolak"
        DICABUT = "dicabut", "Ditarik pengaju"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    tindak = models.CharField(max_length=8, choices=Tindak.choices)
    jenis = models.CharField(max_length=20, choices=Surat.Jenis.choices)
    surat = models.ForeignKey(
        Surat, models.PROTECT, null=True, blank=True, related_name="ajuan_set"
    )
    isi = models.JSONField(default=dict)
    alasan = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.CharField("catatan putusan", max_length=300, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ajuan surat"
        ordering = ["diajukan_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["surat"],
                condition=Q(status="diajukan", surat__isnull=False),
                name="ajuan_surat_satu_terbuka",
            ),
            models.CheckConstraint(
                condition=Q(tindak="cabut", surat__isnull=False)
                | Q(tindak="terbit", surat__isnull=True),
                name="ajuan_surat_bersasaran",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tindak_display()} {self.get_jenis_display()}"
