"""A workbook staged row by row, the source that each fact remembers, and what was there before."""

from django.conf import settings
from django.db import models

from inti.kata import sebut_lambat
from inti.models.instansi import Instansi, RuangInstansi
from inti.models.pekerjaan import Pekerjaan


class Impor(models.Model):
    """One uploaded file: read, compared, applied as a whole or not at all, undone as a whole."""

    class Status(models.TextChoices):
        DIUNGGAH = "diunggah", "Diunggah"
        DITOLAK = "ditolak", "Ditolak"
        SIAP = "siap", "Siap diterapkan"
        DITERAPKAN = "diterapkan", "Diterapkan"
        DIBATALKAN = "dibatalkan", "Dibuang"
        DIURUNGKAN = "diurungkan", "Dibatalkan"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=30, blank=True)
    nama_berkas = models.CharField(max_length=200)
    berkas = models.FileField(upload_to="impor/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64)
    ukuran = models.PositiveBigIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DIUNGGAH)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat = models.DateTimeField()
    diterapkan_pada = models.DateTimeField(null=True, blank=True)
    diurungkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    pekerjaan = models.ForeignKey(Pekerjaan, models.SET_NULL, null=True, blank=True)
    ringkasan = models.JSONField(default=dict, blank=True)
    temuan = models.JSONField(
        default=list, blank=True, help_text="Temuan tentang berkas sebagai keseluruhan"
    )

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ["-dibuat", "-pk"]

    def __str__(self) -> str:
        return self.nama_berkas


class BarisImpor(models.Model):
    """One staged row with what it says, what it would change, and what is wrong with it."""

    class Status(models.TextChoices):
        BARU = "baru", "Baru"
        BERUBAH = "berubah", "Berubah"
        SAMA = "sama", "Sama"
        DITOLAK = "ditolak", "Ditolak"

    impor = models.ForeignKey(Impor, models.CASCADE, db_index=False)  # both indexes begin with it
    lembar = models.CharField(max_length=100)
    baris = models.PositiveIntegerField()
    kunci = models.CharField(max_length=60, blank=True)
    judul = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    peringatan = models.BooleanField(default=False)
    ikut = models.BooleanField(default=True, help_text="Petugas dapat melewati satu baris")
    data = models.JSONField(default=dict, blank=True)
    beda = models.JSONField(default=dict, blank=True, help_text="{kolom: [lama, baru]}")
    temuan = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "baris impor"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["impor", "id"], name="baris_impor_urut"),
            models.Index(fields=["impor", "status"], name="baris_impor_status"),
        ]

    def __str__(self) -> str:
        return f"{self.lembar}!{self.baris}"


class Sumber(models.Model):
    """Where a fact came from: a file, SIASN, or somebody's hand."""

    class Jenis(models.TextChoices):
        BERKAS = "berkas", "Berkas"
        SIASN = "siasn", "SIASN"
        TANGAN = "tangan", "Isian petugas"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    keterangan = models.CharField(max_length=200)
    tanggal = models.DateField()
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    impor = models.ForeignKey(Impor, models.SET_NULL, null=True, blank=True)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sumber"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.keterangan} ({self.tanggal:%d-%m-%Y})"


class RiwayatFakta(models.Model):
    """What one source changed about one record: the field history, and what an undo restores.

    A record that the source created has no row here: its undo is its removal.
    """

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    objek_jenis = models.CharField(max_length=60, help_text="Label model, mis. pegawai.pegawai")
    objek_id = models.BigIntegerField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)
    waktu = models.DateTimeField()
    isi = models.JSONField(help_text="{kolom: [lama, baru, pk sumber sebelumnya]}")

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "riwayat fakta"
        ordering = ["-waktu", "-pk"]
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id"], name="riwayat_fakta_objek"),
        ]

    def __str__(self) -> str:
        return f"{self.objek_jenis} {self.objek_id}: {', '.join(self.isi)}"


class PetaKolom(models.Model):
    """A heading that an officer explained once: which column of this kind of file it is.

    ``kolom`` is empty for a heading that is to be ignored.
    """

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=30)
    judul = models.CharField(max_length=200, help_text="Judul kolom yang sudah dirapikan")
    kolom = models.CharField(max_length=60, blank=True)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat = models.DateTimeField()

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peta kolom"
        ordering = ["jenis", "judul"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "judul"], name="peta_kolom_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.judul}: {self.kolom or 'diabaikan'}"


class Padanan(models.Model):
    """A spelling that an officer accepted once: what the offices call a unit or a kelurahan."""

    class Jenis(models.TextChoices):
        OPD = "opd", "Unit kerja"
        WILAYAH = "wilayah", sebut_lambat("{Wilayah}")

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    teks = models.CharField(max_length=200, help_text="Sebutan yang sudah dirapikan")
    tujuan = models.CharField(max_length=40, help_text="Kode OPD atau kode wilayah")
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat = models.DateTimeField()

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "padanan sebutan"
        ordering = ["jenis", "teks"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "teks"], name="padanan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.teks}: {self.tujuan}"
