"""An open placement whose ground moved: a fact, a rule or the calendar changed after it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.kebijakan import VersiAturan
from penugasan.models.penugasan import Penugasan


class StatusPeringatan(models.TextChoices):
    """States of an alarm; the moves between them are in ``penugasan.workflow``."""

    TERBUKA = "TERBUKA", "Perlu ditindaklanjuti"
    DITINDAK = "DITINDAK", "Sudah ditindaklanjuti"
    REDA = "REDA", "Reda dengan sendirinya"


class PeringatanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        milik = super().untuk(akun)
        return milik if akun.peran in PERAN_SELURUH_INSTANSI else milik.none()

    def terbuka(self) -> Self:
        return self.filter(status=StatusPeringatan.TERBUKA)


class Peringatan(models.Model):
    """One rule that answers otherwise than when the placement was decided. Changes nothing itself.

    ``versi`` is the rule version that now speaks. ``status``: ``penugasan.workflow`` only.
    """

    Status = StatusPeringatan

    class Sebab(models.TextChoices):
        FAKTA = "fakta", "Data pegawai berubah"
        ATURAN = "aturan", "Aturan berubah"
        WAKTU = "waktu", "Tanggal terlewati"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.CASCADE, related_name="peringatan_set")
    sebab = models.CharField(max_length=8, choices=Sebab.choices)
    aturan = models.CharField("syarat", max_length=30)
    versi = models.ForeignKey(VersiAturan, models.PROTECT)
    hasil_semula = models.CharField(max_length=12, blank=True)
    alasan_semula = models.TextField(blank=True)
    hasil_kini = models.CharField(max_length=12)
    alasan_kini = models.TextField()
    status = models.CharField(
        max_length=10, choices=StatusPeringatan.choices, default=StatusPeringatan.TERBUKA
    )
    dibuat_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    tindakan = models.TextField("tindak lanjut", blank=True)

    objects = PeringatanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peringatan"
        ordering = ["dibuat_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penugasan", "aturan"],
                condition=Q(status="TERBUKA"),
                name="peringatan_satu_terbuka",
            )
        ]
        indexes = [models.Index(fields=["instansi", "status"], name="peringatan_antrean")]

    def __str__(self) -> str:
        return f"Peringatan {self.pk}"
