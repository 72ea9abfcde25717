"""An OPD head's answer that is not a plain yes."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.kata import sebut_lambat
from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Pegawai
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import Penugasan


class UsulanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            jalur = akun.jalur_opd(hari_ini())
            return milik.filter(di_pohon(jalur, "penugasan__opd_asal__jalur"))
        return milik.none()


class Usulan(models.Model):
    """ "A is needed here, take B", or an objection. ``status``: ``penugasan.workflow`` only."""

    class Jenis(models.TextChoices):
        PENGGANTI = "pengganti", "Usul pengganti"
        KEBERATAN = "keberatan", "Keberatan"

    class Status(models.TextChoices):
        DIAJUKAN = "DIAJUKAN", sebut_lambat("Menunggu putusan {badan}")
        DISETUJUI = "DISETUJUI", "Disetujui"
        DITOLAK = "DITOLAK", "Ditolak"
        PERBAIKAN = "PERBAIKAN", "Perlu perbaikan"
        DICABUT = "DICABUT", "Dicabut"

    class Alasan(models.TextChoices):
        TENAGA_KUNCI = "tenaga_kunci", "Tenaga kunci, tidak ada pengganti tugas"
        LAYANAN = "layanan", "Layanan langsung kepada warga terganggu"
        PROYEK = "proyek", "Sedang menangani pekerjaan yang belum selesai"
        KESEHATAN = "kesehatan", "Alasan kesehatan atau keluarga"
        LAINNYA = "lainnya", "Alasan lain"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.PROTECT, related_name="usulan_set")
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    pengganti = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, related_name="usulan_set"
    )
    alasan_kode = models.CharField(max_length=20, choices=Alasan.choices)
    alasan = models.TextField("penjelasan", blank=True)
    bukti = models.FileField("bukti", upload_to="usulan/%Y/%m/", blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diajukan_sebagai = models.CharField(max_length=160, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.TextField("catatan putusan", blank=True)
    hari_terpakai = models.PositiveSmallIntegerField(
        default=0, help_text="Hari kerja pemutus sebelum usulan terakhir dikembalikan"
    )
    temuan = models.JSONField(default=list, blank=True)
    pengganti_penugasan = models.ForeignKey(
        Penugasan, models.SET_NULL, null=True, blank=True, related_name="dari_usulan_set"
    )

    objects = UsulanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "usulan"
        ordering = ["diajukan_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penugasan"],
                condition=Q(status__in=["DIAJUKAN", "PERBAIKAN"]),
                name="usulan_satu_terbuka",
            ),
            models.UniqueConstraint(
                fields=["pengganti"],
                condition=Q(status__in=["DIAJUKAN", "PERBAIKAN"]),
                name="usulan_satu_pengganti",
            ),
            models.CheckConstraint(
                condition=Q(jenis="keberatan", pengganti__isnull=True)
                | Q(jenis="pengganti", pengganti__isnull=False),
                name="usulan_pengganti_bernama",
            ),
        ]

    def __str__(self) -> str:
        return f"Usulan {self.nomor}"

    @property
    def nomor(self) -> str:
        """What the head quotes on the telephone: ``U-0012``."""
        return f"U-{self.pk or 0:04d}"

    @property
    def cap(self) -> str:
        """Marks the version somebody reads: it changes when the head hands the usulan in again."""
        return f"{self.pk}@{self.diajukan_pada.astimezone(dt.UTC).isoformat()}"
