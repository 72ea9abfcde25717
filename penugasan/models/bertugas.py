"""What follows the start: the cooperative's monthly voice, and the yearly evaluation."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from koperasi.models import koperasi_diurus
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import Penugasan

HARI_PALING_BANYAK = 31


class KoperasiBersuaraQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """BKPSDM and Dinas Koperasi read all, a pengurus what is about the own cooperative."""
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI or akun.peran == Peran.DINAS_KOPERASI:
            return milik
        if akun.peran == Peran.PENGURUS_KOPERASI:
            diurus = koperasi_diurus(akun, hari_ini())
            return milik.filter(penugasan__kebutuhan__koperasi__in=diurus)
        return milik.none()


class SuaraKoperasi(models.Model):
    """What a cooperative's chair says about one person and one month; one row each."""

    class Nilai(models.IntegerChoices):
        BAIK = 3, "Baik"
        CUKUP = 2, "Cukup"
        KURANG = 1, "Kurang"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.CASCADE, related_name="suara_set")
    bulan = models.DateField(help_text="Hari pertama bulan yang dilaporkan")
    hari_hadir = models.PositiveSmallIntegerField("hari hadir")
    kerja = models.PositiveSmallIntegerField("hasil kerja", choices=Nilai.choices)
    sikap = models.PositiveSmallIntegerField("sikap", choices=Nilai.choices)
    catatan = models.CharField(max_length=300, blank=True)
    dikirim_pada = models.DateTimeField()
    dikirim_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = KoperasiBersuaraQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "suara koperasi"
        ordering = ["-bulan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["penugasan", "bulan"], name="suara_sekali_sebulan"),
            models.CheckConstraint(
                condition=Q(hari_hadir__lte=HARI_PALING_BANYAK), name="suara_hari_wajar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulan:%m-%Y}"


class Evaluasi(models.Model):
    """One year of an assignment: the sums of the monthly voices, and what Dinas recommends."""

    class Rekomendasi(models.TextChoices):
        LANJUT = "lanjut", "Lanjutkan sampai akhir masa tugas"
        PERPANJANG = "perpanjang", "Perpanjang"
        GANTI = "ganti", "Ganti orangnya"
        KEMBALIKAN = "kembalikan", "Kembalikan ke OPD"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    penugasan = models.ForeignKey(Penugasan, models.CASCADE, related_name="evaluasi_set")
    tahun_ke = models.PositiveSmallIntegerField()
    dari = models.DateField()
    sampai = models.DateField()
    isi = models.JSONField(help_text="Jumlah dan rata-rata suara koperasi saat dinilai")
    rekomendasi = models.CharField(max_length=12, choices=Rekomendasi.choices)
    catatan = models.CharField(max_length=500, blank=True)
    dinilai_pada = models.DateTimeField()
    dinilai_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = KoperasiBersuaraQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "evaluasi tahunan"
        ordering = ["penugasan", "tahun_ke"]
        constraints = [
            models.UniqueConstraint(fields=["penugasan", "tahun_ke"], name="evaluasi_setahun")
        ]

    def __str__(self) -> str:
        return f"Tahun ke-{self.tahun_ke}"
