"""A long job: its row outlives the page that started it and the worker that runs it."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from inti.models.instansi import Instansi, RuangInstansi


class Pekerjaan(models.Model):
    """Progress and outcome of one job. ``status`` is written by ``inti.pekerjaan`` only."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu giliran"
        BERJALAN = "berjalan", "Sedang berjalan"
        SELESAI = "selesai", "Selesai"
        GAGAL = "gagal", "Gagal"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=40)
    judul = models.CharField(max_length=160)
    aktor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    parameter = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MENUNGGU)
    fase = models.CharField(max_length=120, blank=True)
    selesai = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dibuat = models.DateTimeField()
    mulai = models.DateTimeField(null=True, blank=True)
    detak = models.DateTimeField(null=True, blank=True)
    berakhir = models.DateTimeField(null=True, blank=True)
    galat = models.TextField(blank=True)
    hasil = models.JSONField(default=dict, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pekerjaan"
        ordering = ["-dibuat"]
        indexes = [models.Index(fields=["status", "detak"], name="pekerjaan_status_detak")]

    def __str__(self) -> str:
        return self.judul

    @property
    def berhenti(self) -> bool:
        """Whether nothing more will happen to this job."""
        return self.status in {self.Status.SELESAI, self.Status.GAGAL}

    @property
    def persen(self) -> int:
        """Whole percent done, 0 to 100; 0 while the total is unknown."""
        if self.status == self.Status.SELESAI:
            return 100
        return min(100, self.selesai * 100 // self.total) if self.total else 0
