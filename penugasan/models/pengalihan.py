"""A task of the person who leaves, and who takes it over."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from pegawai.models import Pegawai
from penugasan.models.penugasan import Penugasan

PANJANG_TUGAS = 200
PANJANG_SEBAB = 300


class TugasQuerySet(models.QuerySet[Any]):
    def untuk(self, akun: Any) -> Self:
        """The tasks of the assignments the account sees."""
        return self.filter(penugasan__in=Penugasan.objects.untuk(akun))

    def tanpa_pemilik(self) -> Self:
        """Neither handed over nor discontinued: these keep the SK from being issued."""
        return self.filter(penerima__isnull=True, dihentikan=False)


class TugasDialihkan(models.Model):
    """One task that may not stay with somebody who works full time elsewhere.

    Either ``penerima`` has it, or it is ``dihentikan`` with a reason, or it has no owner yet.
    """

    penugasan = models.ForeignKey(Penugasan, models.CASCADE, related_name="tugas_set")
    uraian = models.CharField("uraian tugas", max_length=PANJANG_TUGAS)
    penerima = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="tugas_diterima_set"
    )
    dihentikan = models.BooleanField(default=False)
    alasan = models.CharField("alasan dihentikan", max_length=PANJANG_SEBAB, blank=True)
    dicatat_pada = models.DateTimeField()
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diatur_pada = models.DateTimeField(null=True, blank=True)
    diatur_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diatur_sebagai = models.CharField(max_length=160, blank=True)

    objects = TugasQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tugas yang dialihkan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("penugasan", Lower("uraian"), name="tugas_dialihkan_sekali"),
            models.CheckConstraint(
                condition=Q(dihentikan=False, alasan="")
                | (Q(dihentikan=True, penerima__isnull=True) & ~Q(alasan="")),
                name="tugas_dihentikan_beralasan",
            ),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def bertuan(self) -> bool:
        """Whether the task has a new owner, or was discontinued with a reason."""
        return self.penerima_id is not None or self.dihentikan
