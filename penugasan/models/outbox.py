"""What SIASN is to be told: written with the decision, sent after it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models import Akun
from penugasan.models.penugasan import Penugasan


class PesanKeluar(models.Model):
    """One intent towards SIASN. ``status`` (delivery) is written by ``penugasan.outbox`` only."""

    class Jenis(models.TextChoices):
        USULAN = "usulan", "Usul penugasan"
        UNGGAH_SK = "unggah_sk", "Unggah SK"
        TARIK = "tarik", "Tarik usulan"

    class Status(models.TextChoices):
        MENUNGGU = "MENUNGGU", "Disiapkan"
        DIKIRIM = "DIKIRIM", "Sedang dikirim"
        DITERIMA = "DITERIMA", "Diterima SIASN"
        DITOLAK = "DITOLAK", "Ditolak"
        TIDAK_PASTI = "TIDAK_PASTI", "Perlu diperiksa"
        DITAHAN = "DITAHAN", "Ditahan"
        MANUAL = "MANUAL", "Dientri dengan tangan"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.PROTECT, related_name="pesan_set")
    jenis = models.CharField(max_length=12, choices=Jenis.choices)
    kunci = models.UUIDField("referensiId", unique=True, default=uuid4)
    badan = models.JSONField(default=dict)
    sidik = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.MENUNGGU)
    dibuat = models.DateTimeField()
    permintaan_id = models.CharField("permintaan asal", max_length=32, blank=True)
    """The id of the click that queued it: its log lines carry it, whenever it is sent."""
    coba_lagi_pada = models.DateTimeField()
    diambil_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveIntegerField(default=0)
    terkirim_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diperiksa_pada = models.DateTimeField(null=True, blank=True)
    jawaban = models.JSONField(null=True, blank=True, help_text="Jawaban seperti diterima")
    galat = models.CharField(max_length=300, blank=True)
    id_usulan = models.CharField("id usulan SIASN", max_length=42, blank=True)
    status_bkn = models.CharField(max_length=20, blank=True)
    status_bkn_nama = models.CharField(max_length=120, blank=True)
    pesan_bkn = models.TextField("kata-kata BKN", blank=True)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="digantikan_set"
    )
    usang = models.BooleanField("sudah digantikan pesan lain", default=False)

    manual_oleh = models.ForeignKey(
        Akun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Siapa yang mengentrinya dengan tangan di SIASN",
    )
    manual_pada = models.DateTimeField(null=True, blank=True)
    bukti = models.FileField("bukti entri", upload_to="siasn/%Y/%m/", blank=True)
    bukti_sidik = models.CharField(max_length=64, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pesan keluar"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penugasan"],
                condition=Q(status="DIKIRIM"),
                name="pesan_satu_di_jalan",
            )
        ]
        indexes = [
            models.Index(fields=["status", "coba_lagi_pada"], name="pesan_antrean"),
            models.Index(
                fields=["instansi", "status", "coba_lagi_pada", "id"], name="pesan_giliran"
            ),
            models.Index(fields=["instansi", "status_bkn"], name="pesan_status_bkn"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kunci}"


class TahananJalur(models.Model):
    """The line to SIASN is held: until when, and why. One row at most, for all agencies and
    senders; there is none while the line is sound. Written by ``penugasan.outbox`` only."""

    sampai = models.DateTimeField()
    galat = models.CharField(max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "tahanan jalur SIASN"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="tahanan_jalur_satu")]

    def __str__(self) -> str:
        return self.galat


BELUM_SELESAI = (
    PesanKeluar.Status.MENUNGGU,
    PesanKeluar.Status.DIKIRIM,
    PesanKeluar.Status.TIDAK_PASTI,
    PesanKeluar.Status.DITAHAN,
    PesanKeluar.Status.MANUAL,
)
"""States in which a message still has work before it."""

DAPAT_DIAMBIL = (
    PesanKeluar.Status.MENUNGGU,
    PesanKeluar.Status.TIDAK_PASTI,
    PesanKeluar.Status.DITAHAN,
)
"""States from which a sender takes a message when its time has come."""
