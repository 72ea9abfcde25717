"""Who did what, and who looked at whose data."""

from typing import Any

from django.conf import settings
from django.db import models

from inti.models.instansi import Instansi, RuangInstansi


class KepalaRantai(models.Model):
    """The newest link of an agency's audit chain; its row lock keeps the chain in one line."""

    instansi = models.OneToOneField(Instansi, models.PROTECT, primary_key=True)
    urutan = models.PositiveBigIntegerField(default=0)
    sidik = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kepala rantai audit"

    def __str__(self) -> str:
        return f"{self.instansi_id}:{self.urutan}"


class JejakAudit(models.Model):
    """One act. Append-only: the database refuses UPDATE and DELETE by trigger.

    ``sidik`` is the SHA-256 over this row and the fingerprint before it, so that an edited,
    removed or reordered row breaks the chain of its agency.
    """

    instansi = models.ForeignKey(Instansi, models.PROTECT)
    urutan = models.PositiveBigIntegerField()
    waktu = models.DateTimeField()
    aksi = models.CharField(max_length=60, help_text="Nama tetap bertitik, mis. usulan.ajukan")
    aktor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    atas_nama = models.CharField(max_length=120, blank=True)
    objek_jenis = models.CharField(max_length=60, blank=True)
    objek_id = models.CharField(max_length=40, blank=True)
    sebelum = models.JSONField(null=True, blank=True)
    sesudah = models.JSONField(null=True, blank=True)
    pesan = models.TextField(blank=True)
    permintaan_id = models.CharField(max_length=32, blank=True)
    sidik_sebelumnya = models.CharField(max_length=64, blank=True)
    sidik = models.CharField(max_length=64)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "jejak audit"
        ordering = ["-urutan"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "urutan"], name="jejak_audit_urut")
        ]
        indexes = [
            models.Index(fields=["instansi", "objek_jenis", "objek_id"], name="jejak_audit_objek"),
            models.Index(fields=["instansi", "aksi"], name="jejak_audit_aksi"),
        ]

    def __str__(self) -> str:
        return f"{self.urutan} {self.aksi}"

    def isi(self) -> dict[str, Any]:
        """Return what the fingerprint covers, in a form that JSON writes the same everywhere."""
        return {
            "instansi": self.instansi_id,
            "urutan": self.urutan,
            "waktu": round(self.waktu.timestamp() * 1_000_000),
            "aksi": self.aksi,
            "aktor": self.aktor_id,
            "atas_nama": self.atas_nama,
            "objek": [self.objek_jenis, self.objek_id],
            "sebelum": self.sebelum,
            "sesudah": self.sesudah,
            "pesan": self.pesan,
            "permintaan": self.permintaan_id,
            "sebelumnya": self.sidik_sebelumnya,
        }


class LogAkses(models.Model):
    """Who looked at, revealed or exported whose personal data (UU PDP)."""

    class Jenis(models.TextChoices):
        LIHAT = "lihat", "Melihat"
        UNGKAP = "ungkap", "Mengungkap NIP"
        EKSPOR = "ekspor", "Mengekspor"
        UNDUH = "unduh", "Mengunduh surat"

    instansi = models.ForeignKey(Instansi, models.PROTECT)
    akun = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField()
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.CharField(max_length=40, blank=True)
    jumlah = models.PositiveIntegerField(default=1)
    keterangan = models.CharField(max_length=300, blank=True)
    permintaan_id = models.CharField(max_length=32, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "log akses"
        ordering = ["-waktu", "-pk"]

    def __str__(self) -> str:
        return f"{self.jenis} {self.objek_jenis} {self.objek_id}"
