"""Dated evidence about a person. Rows are added, never overwritten."""

from django.db import models

from inti.models import Sumber
from pegawai.models.pegawai import Pegawai


class BuktiKomputer(models.Model):
    """What shows that a person can, or cannot, use a computer (domain handbook, section 6)."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="bukti_komputer_set")
    jenis = models.CharField(max_length=30)
    tingkat = models.PositiveSmallIntegerField(help_text="0 (pernyataan diri) sampai 4")
    mampu = models.BooleanField(null=True)
    keterangan = models.CharField(max_length=200, blank=True)
    tanggal = models.DateField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "bukti komputer"
        ordering = ["-tanggal", "-pk"]

    def __str__(self) -> str:
        return self.keterangan or self.jenis


class PredikatKinerja(models.Model):
    """A yearly performance grade: 1 sangat baik .. 5 sangat kurang (SIASN reference)."""

    class Predikat(models.IntegerChoices):
        SANGAT_BAIK = 1, "Sangat baik"
        BAIK = 2, "Baik"
        BUTUH_PERBAIKAN = 3, "Butuh perbaikan"
        KURANG = 4, "Kurang"
        SANGAT_KURANG = 5, "Sangat kurang"

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="predikat_set")
    tahun = models.PositiveSmallIntegerField()
    predikat = models.PositiveSmallIntegerField(choices=Predikat.choices)
    tanggal = models.DateField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "predikat kinerja"
        ordering = ["-tahun", "-tanggal", "-pk"]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.get_predikat_display()}"


class Kontrak(models.Model):
    """A work agreement of a PPPK; the newest ``akhir`` on record is the one in force."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="kontrak_set")
    mulai = models.DateField(null=True, blank=True)
    akhir = models.DateField()
    tanggal = models.DateField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "kontrak"
        ordering = ["-tanggal", "-pk"]

    def __str__(self) -> str:
        return f"sampai {self.akhir:%d-%m-%Y}"


class HukumanDisiplin(models.Model):
    """A statement about disciplinary sanctions: one sanction, or that there is none.

    "Tidak ada" counts for everything stated before it, and a statement with the same first day
    replaces the earlier one: a wrong record is put right by a later word and not by taking it
    away. Levels: PP 94 of 2021, article 8.
    """

    class Tingkat(models.TextChoices):
        TIDAK_ADA = "tidak_ada", "Tidak ada"
        RINGAN = "ringan", "Ringan"
        SEDANG = "sedang", "Sedang"
        BERAT = "berat", "Berat"

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="hukuman_set")
    tingkat = models.CharField(max_length=20, choices=Tingkat.choices)
    mulai = models.DateField(null=True, blank=True)
    selesai = models.DateField(null=True, blank=True)
    tanggal = models.DateField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "hukuman disiplin"
        ordering = ["-tanggal", "-pk"]

    def __str__(self) -> str:
        return self.get_tingkat_display()


class RiwayatNip(models.Model):
    """An earlier NIP: it changes when a person contracts with another agency or formation."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="riwayat_nip_set")
    nip = models.CharField("NIP lama", max_length=18)
    sampai = models.DateField()
    sumber = models.ForeignKey(Sumber, models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "riwayat NIP"
        ordering = ["-sampai"]

    def __str__(self) -> str:
        return str(self.sampai)
