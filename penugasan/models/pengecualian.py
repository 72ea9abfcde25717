"""A rule overruled for one person, with a reason, a document and a second person."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models import Pegawai
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.kebijakan import Periode


class StatusPengecualian(models.TextChoices):
    """States of an exception; the moves between them are in ``penugasan.workflow``."""

    DIAJUKAN = "DIAJUKAN", "Menunggu orang kedua"
    DISETUJUI = "DISETUJUI", "Berlaku"
    DITOLAK = "DITOLAK", "Ditolak"
    DICABUT = "DICABUT", "Dicabut"


class PengecualianQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """BKPSDM and auditors; OPD heads read an exception on the card of the person."""
        milik = super().untuk(akun)
        return milik if akun.peran in PERAN_SELURUH_INSTANSI else milik.none()

    def berlaku(self) -> Self:
        return self.filter(status=StatusPengecualian.DISETUJUI)


class Pengecualian(models.Model):
    """One rule that does not count for one person in one round.

    The finding itself stays as it is: the exception stands beside it wherever it is shown.
    ``hasil_semula`` and ``alasan_semula`` are what the rule said when it was asked for.
    ``status``: ``penugasan.workflow`` only.
    """

    Status = StatusPengecualian

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.PROTECT)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="pengecualian_set")
    aturan = models.CharField("syarat", max_length=30)
    hasil_semula = models.CharField(max_length=12)
    alasan_semula = models.TextField()
    alasan = models.TextField("alasan pengecualian")
    dokumen = models.CharField("nomor dan tanggal dokumen", max_length=160)
    berkas = models.FileField("dokumen", upload_to="pengecualian/%Y/%m/")
    nama_berkas = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10, choices=StatusPengecualian.choices, default=StatusPengecualian.DIAJUKAN
    )
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.TextField("catatan putusan", blank=True)

    objects = PengecualianQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pengecualian"
        ordering = ["-diajukan_pada", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "periode", "aturan"],
                condition=Q(status__in=["DIAJUKAN", "DISETUJUI"]),
                name="pengecualian_satu_hidup",
            )
        ]

    def __str__(self) -> str:
        return f"Pengecualian {self.pk}"
