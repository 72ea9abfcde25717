"""What SIASN says of a person beside what we have on record, and who decided between the two."""

import hashlib

from django.conf import settings
from django.db import models

from inti.models import Instansi, Pekerjaan, RuangInstansi
from pegawai.models import Pegawai
from penugasan.models.permintaan import PermintaanData


class KolomBeda(models.TextChoices):
    """Facts that are compared. ``nip`` stands for a number that SIASN knows nobody by."""

    NIP = "nip", "NIP"
    NAMA = "nama", "Nama"
    LAHIR = "lahir", "Tanggal lahir"
    PENDIDIKAN = "tingkat_pendidikan", "Tingkat pendidikan"
    JABATAN = "jabatan", "Jabatan"
    UNIT = "opd", "Unit kerja"
    KEDUDUKAN = "kedudukan_hukum", "Kedudukan hukum"


class StatusBeda(models.TextChoices):
    """Answers to a difference; only ``penugasan.services.beda`` writes them."""

    BELUM = "BELUM", "Perlu dijawab"
    DITANYAKAN = "DITANYAKAN", "Ditanyakan"
    PAKAI_KITA = "PAKAI_KITA", "Milik kita dipakai"
    PAKAI_BKN = "PAKAI_BKN", "Milik BKN dipakai"
    SAMA = "SAMA", "Sudah sama"


class BacaanSiasn(models.Model):
    """When SIASN last answered about this person, and in one word what. A fault leaves no row."""

    class Hasil(models.TextChoices):
        SAMA = "SAMA", "Sama"
        BEDA = "BEDA", "Berbeda"
        TIDAK_ADA = "TIDAK_ADA", "Tidak dikenal SIASN"

    pegawai = models.OneToOneField(
        Pegawai, models.CASCADE, primary_key=True, related_name="bacaan_siasn"
    )
    pada = models.DateTimeField()
    hasil = models.CharField(max_length=10, choices=Hasil.choices)
    pekerjaan = models.ForeignKey(Pekerjaan, models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "bacaan SIASN"

    def __str__(self) -> str:
        return f"{self.pegawai_id}: {self.hasil}"


class BedaSiasn(models.Model):
    """One fact of one person on which SIASN and we differ, in words, as last compared.

    ``isi`` is what taking BKN's value writes, in the form of ``pegawai.imports.rekam``; empty when
    there is nothing to write. ``status``: ``penugasan.services.beda`` only. Rows are never removed.
    """

    Kolom = KolomBeda
    Status = StatusBeda

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="beda_siasn_set")
    kolom = models.CharField("data", max_length=20, choices=KolomBeda.choices)
    kita = models.CharField("milik kita", max_length=200, blank=True)
    bkn = models.CharField("milik BKN", max_length=200, blank=True)
    isi = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=StatusBeda.choices, default=StatusBeda.BELUM)
    ditemukan_pada = models.DateTimeField()
    dilihat_pada = models.DateTimeField("terakhir dicocokkan")
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan = models.CharField(max_length=300, blank=True)
    permintaan = models.ForeignKey(PermintaanData, models.SET_NULL, null=True, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "perbedaan dengan SIASN"
        ordering = ["kolom", "pegawai__nama", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "kolom"], name="beda_siasn_sekali")
        ]
        indexes = [
            models.Index(fields=["instansi", "status", "kolom"], name="beda_siasn_antrean"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kolom_display()} pegawai {self.pegawai_id}"

    @property
    def cap(self) -> str:
        """Fingerprint of what an officer reads before answering."""
        return hashlib.sha256(f"{self.kita}\n{self.bkn}".encode()).hexdigest()[:12]
