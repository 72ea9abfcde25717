"""SIASN's own lists as last read whole, and which of their rows is a unit or position of ours."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models import Opd


class DaftarRujukan(models.TextChoices):
    """The lists that are read, by the client's word for the call."""

    UNOR = "ref_unor", "Unor"
    FUNGSIONAL = "ref_jabatan_fungsional", "Jabatan fungsional"
    PELAKSANA = "ref_jabatan_pelaksana", "Jabatan pelaksana"


DAFTAR_JABATAN = (DaftarRujukan.FUNGSIONAL, DaftarRujukan.PELAKSANA)


class RujukanSiasn(models.Model):
    """One row of a list at SIASN. A row that a whole reading lacked stays, with the day it went.

    ``kunci`` and ``atasan`` are ids in their comparable form (no dashes, no capitals);
    ``kunci_nama`` is the name as names are compared.
    """

    Daftar = DaftarRujukan

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    daftar = models.CharField(max_length=24, choices=DaftarRujukan.choices)
    siasn_id = models.CharField("id di SIASN", max_length=42)
    kunci = models.CharField(max_length=42)
    nama = models.CharField(max_length=300)
    kunci_nama = models.CharField(max_length=300)
    atasan = models.CharField(max_length=42, blank=True)
    dilihat_pada = models.DateTimeField("terakhir dibaca")
    hilang_pada = models.DateTimeField("tidak lagi ada sejak", null=True, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rujukan SIASN"
        ordering = ["daftar", "nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "daftar", "kunci"], name="rujukan_siasn_sekali"
            )
        ]

    def __str__(self) -> str:
        return self.nama


class AlasanPadanan(models.TextChoices):
    """Why a row of SIASN's list is offered for one of ours, the strongest first."""

    ID = "ID", "Id sama pada data pegawai"
    NAMA_INDUK = "NAMA_INDUK", "Nama sama, di bawah induk yang sama"
    NAMA = "NAMA", "Nama sama"
    MIRIP = "MIRIP", "Nama mirip"
    DICARI = "DICARI", "Dipilih lewat pencarian"


class PadananSiasn(models.Model):
    """An accepted mapping of one unit, or of one position by its name on record.

    The unit's own ``Opd.unor_id`` says what is in force; this row says who accepted it, why, and
    what stood there before (``sebelum``). Only ``penugasan.services.padanan`` writes it.
    """

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    opd = models.OneToOneField(
        Opd, models.CASCADE, null=True, blank=True, related_name="padanan_siasn"
    )
    jabatan = models.CharField("kunci nama jabatan", max_length=200, blank=True)
    sebutan = models.CharField("nama di portal", max_length=200)
    rujukan = models.ForeignKey(RujukanSiasn, models.PROTECT)
    sebelum = models.CharField("id unor sebelumnya", max_length=42, blank=True)
    alasan = models.CharField(max_length=12, choices=AlasanPadanan.choices)
    diterima_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diterima_pada = models.DateTimeField()

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "padanan SIASN"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jabatan"],
                condition=Q(opd__isnull=True),
                name="padanan_siasn_jabatan_sekali",
            ),
            models.CheckConstraint(
                condition=Q(opd__isnull=False, jabatan="") | (Q(opd__isnull=True) & ~Q(jabatan="")),
                name="padanan_siasn_satu_hal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sebutan}: {self.rujukan_id}"
