"""A call for names to a unit, and a name that its head offers, asked or not."""

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


class PanggilanQuerySet(RuangInstansi):
    kolom_jalur = "opd__jalur"

    def untuk(self, akun: Any) -> Self:
        """The whole agency for those who see all of it, the own tree for an OPD head."""
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            return milik.filter(di_pohon(akun.jalur_opd(hari_ini()), self.kolom_jalur))
        return milik.none()


class NamaQuerySet(PanggilanQuerySet):
    kolom_jalur = "pegawai__opd__jalur"

    def berlaku(self) -> Self:
        """Offers that were not taken back."""
        return self.filter(ditarik_pada__isnull=True)


class PanggilanNama(models.Model):
    """How many names a unit is asked for in a round, and until when. One open call per unit."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.PROTECT)
    opd = models.ForeignKey(Opd, models.PROTECT, related_name="panggilan_set")
    jumlah = models.PositiveSmallIntegerField("banyak nama")
    batas = models.DateField("batas jawaban")
    catatan = models.CharField(max_length=300, blank=True)
    diminta_pada = models.DateTimeField()
    diminta_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = PanggilanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "permintaan nama"
        ordering = ["batas", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "opd"],
                condition=Q(ditutup_pada__isnull=True),
                name="panggilan_satu_terbuka",
            ),
            models.CheckConstraint(condition=Q(jumlah__gte=1), name="panggilan_minimal_satu"),
        ]

    def __str__(self) -> str:
        return f"{self.jumlah} nama dari {self.opd}"


class NamaDitawarkan(models.Model):
    """One person whom the head is ready to let go: the plan looks at these first."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.PROTECT)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="ditawarkan_set")
    panggilan = models.ForeignKey(
        PanggilanNama, models.SET_NULL, null=True, blank=True, related_name="nama_set"
    )
    alasan = models.CharField(max_length=300, blank=True)
    ditawarkan_pada = models.DateTimeField()
    ditawarkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditawarkan_sebagai = models.CharField(max_length=160, blank=True)
    ditarik_pada = models.DateTimeField(null=True, blank=True)

    objects = NamaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "nama yang ditawarkan"
        ordering = ["ditawarkan_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "pegawai"],
                condition=Q(ditarik_pada__isnull=True),
                name="nama_ditawarkan_sekali",
            )
        ]

    def __str__(self) -> str:
        return f"Tawaran {self.pk}"
