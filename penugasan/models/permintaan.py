"""A question to the unit that can answer it: the fact that keeps a verdict uncertain."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Opd, Pegawai
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.kebijakan import Periode


class StatusPermintaan(models.TextChoices):
    """States of a question; the moves between them are in ``penugasan.workflow``."""

    DIMINTA = "DIMINTA", "Menunggu jawaban"
    DIJAWAB = "DIJAWAB", "Perlu diperiksa"
    DIKEMBALIKAN = "DIKEMBALIKAN", "Perlu diperbaiki"
    DITERIMA = "DITERIMA", "Diterima"
    DICABUT = "DICABUT", "Dicabut"
    GUGUR = "GUGUR", "Sudah terjawab"


PERMINTAAN_TERBUKA = (
    StatusPermintaan.DIMINTA,
    StatusPermintaan.DIJAWAB,
    StatusPermintaan.DIKEMBALIKAN,
)


class PermintaanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """The whole agency for BKPSDM, the own tree for an OPD head, the own ones for a person."""
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            return milik.filter(di_pohon(akun.jalur_opd(hari_ini()), "opd__jalur"))
        if akun.peran == Peran.PEGAWAI and akun.pegawai_id:
            return milik.filter(pegawai_id=akun.pegawai_id)
        return milik.none()

    def terbuka(self) -> Self:
        return self.filter(status__in=PERMINTAAN_TERBUKA)


class PermintaanData(models.Model):
    """One missing fact of one person, asked of the unit, answered with evidence, then verified.

    ``aturan`` is the code of the rule that says BELUM PASTI, ``jawaban`` the answer in the form
    that the fact's own writer takes. ``status``: ``penugasan.workflow`` only.
    """

    Status = StatusPermintaan

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.PROTECT)
    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="permintaan_set")
    opd = models.ForeignKey(Opd, models.PROTECT, related_name="permintaan_set")
    aturan = models.CharField("syarat", max_length=30)
    pertanyaan = models.CharField("data yang diminta", max_length=200)
    status = models.CharField(
        max_length=12, choices=StatusPermintaan.choices, default=StatusPermintaan.DIMINTA
    )
    batas = models.DateField("batas jawaban")
    diminta_pada = models.DateTimeField()
    diminta_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    jawaban = models.JSONField(default=dict, blank=True)
    penjelasan = models.TextField(blank=True)
    berkas = models.FileField("bukti", upload_to="permintaan/%Y/%m/", blank=True)
    nama_berkas = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dijawab_sebagai = models.CharField(max_length=160, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.TextField("catatan petugas", blank=True)

    objects = PermintaanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "permintaan data"
        ordering = ["batas", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "aturan"],
                condition=Q(status__in=PERMINTAAN_TERBUKA),
                name="permintaan_satu_terbuka",
            )
        ]
        indexes = [
            models.Index(fields=["instansi", "status", "batas"], name="permintaan_antrean"),
            models.Index(fields=["opd", "status"], name="permintaan_per_opd"),
        ]

    def __str__(self) -> str:
        return f"Permintaan {self.pk}"

    @property
    def usul_sendiri(self) -> bool:
        """Whether the person asked for the correction: no rule need lack the fact."""
        return bool(self.diminta_oleh.pegawai_id == self.pegawai_id)
