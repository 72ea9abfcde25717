"""A computed plan: proposals until nominations are sent from it."""

from django.conf import settings
from django.db import models

from inti.models import Instansi, RuangInstansi
from koperasi.models import Kebutuhan
from pegawai.models import Pegawai
from penugasan.models.kebijakan import Periode
from penugasan.models.saring import Saringan


class Rencana(models.Model):
    """Who should go where. ``nilai`` equals ``batas_atas`` when the optimum is proven."""

    class Status(models.TextChoices):
        TERSUSUN = "tersusun", "Tersusun"
        DIPAKAI = "dipakai", "Nominasi dikirim"
        USANG = "usang", "Digantikan rencana baru"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.CASCADE)
    saringan = models.ForeignKey(Saringan, models.PROTECT)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.TERSUSUN)
    sidik = models.CharField(max_length=64, help_text="SHA-256 masukan: orang, formasi, bobot")
    nilai = models.BigIntegerField()
    batas_atas = models.BigIntegerField()
    kebutuhan = models.PositiveIntegerField()
    terisi = models.PositiveIntegerField()
    bobot = models.JSONField(default=dict)
    catatan = models.JSONField(default=list, help_text="Urutan pembagian saat kekurangan, dsb.")
    dibuat = models.DateTimeField()
    aktor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rencana"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Rencana {self.pk}"


class BarisRencana(models.Model):
    """One proposed placement with its score parts, reasons and the runner-up of the seat."""

    rencana = models.ForeignKey(Rencana, models.CASCADE, related_name="baris_set")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT)
    kebutuhan = models.ForeignKey(Kebutuhan, models.PROTECT)
    nilai = models.IntegerField()
    bagian = models.JSONField(default=dict)
    alasan = models.JSONField(default=list)
    cadangan = models.JSONField(default=dict, blank=True)
    terkunci = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "baris rencana"
        ordering = ["kebutuhan__koperasi__kode", "kebutuhan__nomor"]
        constraints = [
            models.UniqueConstraint(fields=["rencana", "pegawai"], name="rencana_orang_sekali"),
            models.UniqueConstraint(fields=["rencana", "kebutuhan"], name="rencana_kursi_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} ke {self.kebutuhan_id}"


class BelumDitempatkan(models.Model):
    """An eligible person whom the plan leaves at home, and why."""

    rencana = models.ForeignKey(Rencana, models.CASCADE, related_name="belum_set")
    pegawai = models.ForeignKey(Pegawai, models.CASCADE)
    sebab = models.CharField(max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "belum ditempatkan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sebab
