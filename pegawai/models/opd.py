"""The tree of city departments, and who heads each of them from when to when."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini


def di_pohon(jalur: list[str], kolom: str = "jalur") -> Q:
    """Match units on or below one of these tree paths; an empty list matches nothing."""
    saring = Q(pk__in=[])
    for satu in jalur:
        saring |= Q(**{f"{kolom}__startswith": satu})
    return saring


class OpdQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """The agency's units; for an OPD head only his own tree."""
        milik = super().untuk(akun)
        if getattr(akun, "peran", "") == Peran.KEPALA_OPD:
            return milik.filter(di_pohon(akun.jalur_opd(hari_ini())))
        return milik


class Opd(models.Model):
    """A unit: dinas, kecamatan, kelurahan, puskesmas. Rights follow the tree."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    kode = models.CharField(max_length=40)
    nama = models.CharField(max_length=160)
    jenis = models.CharField(max_length=40, blank=True)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="bawahan_set"
    )
    jalur = models.CharField(
        max_length=255, db_index=True, help_text="Jalur pohon: kode induk/kode/"
    )
    unor_id = models.CharField("id unor SIASN", max_length=42, blank=True, db_index=True)
    alias = models.JSONField("nama lain", default=list, blank=True)
    minimum_staf = models.PositiveIntegerField("staf minimum layanan", null=True, blank=True)
    aktif = models.BooleanField(default=True)

    objects = OpdQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "OPD"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="opd_kode_unik"),
        ]

    def __str__(self) -> str:
        return self.nama

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.jalur = f"{self.induk.jalur if self.induk else ''}{self.kode}/"
        super().save(*args, **kwargs)


class Pejabat(models.Model):
    """Who heads a unit, as definitive head, Plt or Plh; or who answers in the head's name.

    The database holds that at most one heads it at a time (migration 0007 of this app). An
    operator stands beside the head and takes nothing from him.
    """

    class Jenis(models.TextChoices):
        DEFINITIF = "definitif", "Kepala"
        PLT = "plt", "Plt. Kepala"
        PLH = "plh", "Plh. Kepala"
        OPERATOR = "operator", "a.n. Kepala"

    MENUNJUK = (Jenis.DEFINITIF, Jenis.PLT)
    """Who may let others act in his place, or in his name."""

    opd = models.ForeignKey(Opd, models.CASCADE)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jabatan_set"
    )
    nama = models.CharField(max_length=120)
    jenis = models.CharField(max_length=10, choices=Jenis.choices, default=Jenis.DEFINITIF)
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pejabat"
        ordering = ["-mulai"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=models.F("mulai")),
                name="pejabat_selesai_sesudah_mulai",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.opd.nama}: {self.nama}"

    def menjabat(self, tanggal: dt.date) -> bool:
        """Whether the term covers this day."""
        return self.mulai <= tanggal and (self.selesai is None or tanggal <= self.selesai)
