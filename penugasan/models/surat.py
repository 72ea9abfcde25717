"""Letters, and the gapless register their numbers come from."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import Penugasan


class RegisterNomor(models.Model):
    """The last number given per kind and year; its row lock keeps the register gapless."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=20)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "register nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jenis", "tahun"], name="register_nomor_unik"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}: {self.terakhir}"


class SuratQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """BKPSDM and auditors see all letters; an OPD head the assignment letters of his tree,
        a person the own ones.

        The SK with its list of names goes beyond one unit and is shown to neither.
        """
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            jalur = akun.jalur_opd(hari_ini())
            return milik.filter(
                di_pohon(jalur, "penugasan__opd_asal__jalur"), jenis=Surat.Jenis.SURAT_TUGAS
            ).distinct()
        if akun.peran == Peran.PEGAWAI and akun.pegawai_id:
            return milik.filter(
                penugasan__pegawai=akun.pegawai_id, jenis=Surat.Jenis.SURAT_TUGAS
            ).distinct()
        return milik.none()


class Surat(models.Model):
    """One letter with its number, file fingerprint and verification token."""

    class Jenis(models.TextChoices):
        SK = "sk", "Surat Keputusan"
        SURAT_TUGAS = "surat_tugas", "Surat Perintah Tugas"

    class Status(models.TextChoices):
        BERLAKU = "berlaku", "Berlaku"
        DIGANTI = "diganti", "Diganti"
        DICABUT = "dicabut", "Dicabut"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=20, choices=Jenis.choices)
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField()
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    penugasan = models.ManyToManyField(Penugasan, related_name="surat_set")
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak_set"
    )
    isi = models.JSONField(default=dict, help_text="Isi surat seperti saat ditetapkan")
    berkas = models.FileField(upload_to="surat/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=32, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.BERLAKU)
    diganti_oleh = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="menggantikan_set"
    )
    dibuat = models.DateTimeField()
    aktor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SuratQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "surat"
        ordering = ["-tanggal", "jenis", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jenis", "tahun", "urut"], name="surat_nomor_urut_unik"
            ),
            models.UniqueConstraint(fields=["instansi", "nomor"], name="surat_nomor_unik"),
            models.CheckConstraint(condition=Q(urut__gte=1), name="surat_urut_mulai_satu"),
        ]

    def __str__(self) -> str:
        return self.nomor
