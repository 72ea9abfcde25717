"""A computed plan: proposals until nominations are sent from it, and the plans beside it."""

from django.conf import settings
from django.db import models

from inti.models import Instansi, RuangInstansi
from koperasi.models import Kebutuhan
from pegawai.models import Pegawai
from penugasan.models.kebijakan import Periode
from penugasan.models.saring import Saringan
from penugasan.placement import corak as susunan


class Rencana(models.Model):
    """Who should go where. ``nilai`` equals ``batas_atas`` when the optimum is proven.

    A plan of status LAIN stands beside the one that is its ``induk``: the same question with
    another side of the weighing put first. ``ukuran`` holds ``placement.ukuran.Ukuran``.
    """

    class Status(models.TextChoices):
        TERSUSUN = "tersusun", "Tersusun"
        DIPAKAI = "dipakai", "Nominasi dikirim"
        USANG = "usang", "Digantikan rencana baru"
        LAIN = "lain", "Susunan lain"

    class Corak(models.TextChoices):
        KEBIJAKAN = susunan.Corak.KEBIJAKAN.value, "Bobot kebijakan"
        BEBAN = susunan.Corak.BEBAN.value, "Beban unit didahulukan"
        DEKAT = susunan.Corak.DEKAT.value, "Jarak rumah didahulukan"
        COCOK = susunan.Corak.COCOK.value, "Kecocokan didahulukan"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.CASCADE)
    saringan = models.ForeignKey(Saringan, models.PROTECT)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.TERSUSUN)
    corak = models.CharField(max_length=10, choices=Corak.choices, default=Corak.KEBIJAKAN)
    induk = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="susunan_lain_set"
    )
    sidik = models.CharField(max_length=64, help_text="SHA-256 masukan: orang, formasi, bobot")
    nilai = models.BigIntegerField()
    batas_atas = models.BigIntegerField()
    kebutuhan = models.PositiveIntegerField()
    terisi = models.PositiveIntegerField()
    bobot = models.JSONField(default=dict)
    ukuran = models.JSONField(default=dict, blank=True)
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
