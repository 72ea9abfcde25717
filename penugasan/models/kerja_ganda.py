"""A sign that somebody who is assigned full time still works for the home unit."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models import Instansi, RuangInstansi, Sumber
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import Penugasan


class StatusKerjaGanda(models.TextChoices):
    """States of a finding; the moves between them are in ``penugasan.workflow``."""

    TERBUKA = "TERBUKA", "Menunggu penjelasan OPD"
    DIJAWAB = "DIJAWAB", "Perlu diperiksa"
    BERALASAN = "BERALASAN", "Penjelasan diterima"
    TERBUKTI = "TERBUKTI", "Terbukti kerja ganda"
    GUGUR = "GUGUR", "Gugur, datanya dibatalkan"


KERJA_GANDA_TERBUKA = (StatusKerjaGanda.TERBUKA, StatusKerjaGanda.DIJAWAB)


class KerjaGandaQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """The whole agency for BKPSDM, the own tree for an OPD head, nothing for the rest."""
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            jalur = akun.jalur_opd(hari_ini())
            return milik.filter(di_pohon(jalur, "penugasan__opd_asal__jalur"))
        return milik.none()

    def terbuka(self) -> Self:
        return self.filter(status__in=KERJA_GANDA_TERBUKA)


class KerjaGanda(models.Model):
    """One finding of one kind about one assignment, with every day that speaks for it.

    ``status``: ``penugasan.workflow`` only. ``batas`` is the last day to explain.
    """

    Status = StatusKerjaGanda

    class Jenis(models.TextChoices):
        HADIR = "hadir", "Tercatat hadir di OPD asal"
        SURAT = "surat", "Mendapat surat tugas OPD asal"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.CASCADE, related_name="kerja_ganda_set")
    jenis = models.CharField(max_length=8, choices=Jenis.choices)
    status = models.CharField(
        max_length=10, choices=StatusKerjaGanda.choices, default=StatusKerjaGanda.TERBUKA
    )
    batas = models.DateField("batas penjelasan")
    dibuat_pada = models.DateTimeField()
    penjelasan = models.TextField(blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dijawab_sebagai = models.CharField(max_length=160, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.TextField("catatan putusan", blank=True)

    objects = KerjaGandaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "indikasi kerja ganda"
        ordering = ["batas", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penugasan", "jenis"],
                condition=Q(status__in=KERJA_GANDA_TERBUKA),
                name="kerja_ganda_satu_terbuka",
            )
        ]
        indexes = [models.Index(fields=["instansi", "status", "batas"], name="kerja_ganda_antrean")]

    def __str__(self) -> str:
        return f"Indikasi {self.pk}"


class BuktiKerjaGanda(models.Model):
    """One day (or stretch of days) that a file tells of; each once per finding."""

    indikasi = models.ForeignKey(KerjaGanda, models.CASCADE, related_name="bukti_set")
    mulai = models.DateField()
    sampai = models.DateField()
    nomor = models.CharField("nomor surat", max_length=80, blank=True)
    keterangan = models.CharField(max_length=160, blank=True)
    sumber = models.ForeignKey(Sumber, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "bukti kerja ganda"
        ordering = ["mulai", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikasi", "mulai", "nomor"], name="bukti_kerja_ganda_sekali"
            ),
            models.CheckConstraint(
                condition=Q(sampai__gte=F("mulai")), name="bukti_kerja_ganda_urut"
            ),
        ]

    def __str__(self) -> str:
        return str(self.mulai)
