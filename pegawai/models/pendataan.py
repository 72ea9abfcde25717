"""One registry of non-ASN workers: its criteria, its stage, and what everybody counts as."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from pegawai.models.tenaga_non_asn import TenagaNonAsn


class TahapPendataan(models.TextChoices):
    """Stages of a registry; the moves between them are in ``penugasan.workflow``."""

    PENDATAAN = "PENDATAAN", "Pendataan"
    PENGUMUMAN = "PENGUMUMAN", "Pengumuman prafinal"
    KOREKSI = "KOREKSI", "Masa perbaikan"
    FINAL = "FINAL", "Final"


class PendataanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """BKPSDM and its readers."""
        milik = super().untuk(akun)
        return milik if akun.peran in PERAN_SELURUH_INSTANSI else milik.none()


class Pendataan(models.Model):
    """A registry of one agency; at most one per pack.

    ``isi`` is the pack it is judged by; from the announcement on it stays as it is. ``sptjm`` is
    the statement that the PPK signed, for the list whose fingerprint is ``sptjm_sidik``;
    ``ringkasan`` are the counts as they were made final. ``status``: ``penugasan.workflow`` only.
    """

    Status = TahapPendataan

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    kode = models.SlugField()
    nama = models.CharField(max_length=120)
    isi = models.JSONField()
    sidik = models.CharField(max_length=64)
    status = models.CharField(
        "tahap", max_length=12, choices=TahapPendataan.choices, default=TahapPendataan.PENDATAAN
    )
    dinilai_pada = models.DateTimeField(null=True, blank=True)
    diumumkan_mulai = models.DateField(null=True, blank=True)
    diumumkan_sampai = models.DateField(null=True, blank=True)
    koreksi_sampai = models.DateField(null=True, blank=True)
    sptjm = models.FileField("SPTJM bertanda tangan", upload_to="pendataan/%Y/", blank=True)
    sptjm_sha256 = models.CharField(max_length=64, blank=True)
    sptjm_sidik = models.CharField(max_length=64, blank=True)
    sptjm_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ringkasan = models.JSONField(default=dict, blank=True)
    final_pada = models.DateTimeField(null=True, blank=True)
    final_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PendataanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pendataan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="pendataan_satu_per_paket"),
            models.CheckConstraint(
                condition=~Q(status="FINAL") | ~Q(sptjm=""), name="pendataan_final_ber_sptjm"
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def terbuka(self) -> bool:
        """Whether facts may still change."""
        return self.status != TahapPendataan.FINAL


class HasilPendataan(models.Model):
    """What one worker counts as, by the criteria of the registry.

    ``hasil`` is layak, tidak or belum_pasti as for every verdict; ``sebab`` the one criterion
    that a count names (K1 to K6, X1 to X3), ``kurang`` the missing facts.
    """

    DAPAT_DIHITUNG_ULANG: ClassVar[bool] = True

    pendataan = models.ForeignKey(Pendataan, models.CASCADE, related_name="hasil_set")
    tenaga = models.OneToOneField(TenagaNonAsn, models.CASCADE, related_name="hasil")
    hasil = models.CharField(max_length=12)
    sebab = models.CharField(max_length=4, blank=True)
    kurang = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "hasil pendataan"
        indexes = [models.Index(fields=["pendataan", "hasil", "sebab"], name="pendataan_hasil")]

    def __str__(self) -> str:
        return f"{self.hasil} {self.sebab}".rstrip()


class KoreksiTenaga(models.Model):
    """A correction by hand with its paper; ``isi`` maps a column to [old, new] in words."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    tenaga = models.ForeignKey(TenagaNonAsn, models.CASCADE, related_name="koreksi_set")
    isi = models.JSONField()
    dasar = models.CharField("dokumen dasar", max_length=160)
    berkas = models.FileField("bukti", upload_to="pendataan/%Y/")
    nama_berkas = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    objects = PendataanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "koreksi pendataan"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Koreksi {self.pk}"
