"""Policy as data: the pack, its dated versions, and the round that uses one of them."""

from django.conf import settings
from django.db import models

from inti.models import Instansi, RuangInstansi


class PaketKebijakan(models.Model):
    """A policy pack as it was loaded: one readable file and its fingerprint."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    kode = models.SlugField()
    nama = models.CharField(max_length=120)
    teks = models.TextField("berkas paket (TOML)")
    sidik = models.CharField(max_length=64)
    dimuat = models.DateTimeField()

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "paket kebijakan"
        constraints = [models.UniqueConstraint(fields=["instansi", "kode"], name="paket_kode_unik")]

    def __str__(self) -> str:
        return self.nama


class VersiAturan(models.Model):
    """One version of the rules. Approved by a second person; immutable from then on.

    ``dasar`` is the version that a proposal changes; a pack that was loaded whole has none.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DISETUJUI = "disetujui", "Disetujui"
        BERLAKU = "berlaku", "Berlaku"
        PENSIUN = "pensiun", "Pensiun"
        DITOLAK = "ditolak", "Tidak disetujui"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    paket = models.ForeignKey(PaketKebijakan, models.PROTECT)
    nomor = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAF)
    dasar = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    berlaku_mulai = models.DateField(null=True, blank=True)
    isi = models.JSONField(help_text="Aturan, ambang, bobot, tenggat, dan surat menurut paket")
    sidik = models.CharField(max_length=64)
    alasan = models.TextField("alasan perubahan", blank=True)
    dibuat_pada = models.DateTimeField(null=True, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.TextField("catatan putusan", blank=True)
    berlaku_pada = models.DateTimeField("mulai dipakai", null=True, blank=True)
    pensiun_pada = models.DateTimeField("berhenti dipakai", null=True, blank=True)
    disetujui_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "versi aturan"
        ordering = ["-nomor"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nomor"], name="versi_nomor_unik"),
            models.UniqueConstraint(
                fields=["instansi"],
                condition=models.Q(status="berlaku"),
                name="versi_satu_berlaku",
            ),
        ]

    def __str__(self) -> str:
        return f"Versi {self.nomor}"


class Periode(models.Model):
    """One placement round: which rules, judged on which date, with which deadline."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    kode = models.CharField(max_length=20)
    nama = models.CharField(max_length=120)
    versi = models.ForeignKey(VersiAturan, models.PROTECT)
    tanggal_acuan = models.DateField(help_text="Rencana TMT; usia dihitung pada hari ini")
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)
    batas_hari_kerja = models.PositiveSmallIntegerField(
        default=5, help_text="Tenggat jawaban OPD dalam hari kerja"
    )
    aktif = models.BooleanField(default=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "periode"
        ordering = ["-mulai", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="periode_kode_unik")
        ]

    def __str__(self) -> str:
        return self.nama
