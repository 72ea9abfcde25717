"""An export that repeats itself for its owner."""

import datetime as dt
from calendar import monthrange
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, Pekerjaan, RuangInstansi
from inti.waktu import ZONA

SENIN, MINGGU = 1, 7
TANGGAL_TERAKHIR = 31
NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SATU_HARI = dt.timedelta(days=1)


class JadwalEksporQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """A schedule belongs to who made it; to everybody else it does not exist."""
        return super().untuk(akun).filter(akun=akun)


class JadwalEkspor(models.Model):
    """Which export, with which filters, when. It runs under the rights its owner has then."""

    class Irama(models.TextChoices):
        HARIAN = "harian", "Setiap hari"
        MINGGUAN = "mingguan", "Setiap minggu"
        BULANAN = "bulanan", "Setiap bulan"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jadwal_ekspor_set"
    )
    jenis = models.CharField(max_length=30)
    tanya = models.TextField("saringan dalam alamat", blank=True)
    saringan = models.TextField("saringan dalam kata", blank=True)
    judul = models.CharField(max_length=120)
    irama = models.CharField(max_length=10, choices=Irama.choices)
    hari = models.PositiveSmallIntegerField(
        default=0, help_text="Mingguan: 1 Senin sampai 7. Bulanan: tanggal; 31 hari terakhir"
    )
    jam = models.PositiveSmallIntegerField(help_text="Jam WIB, 0 sampai 23")
    aktif = models.BooleanField(default=True)
    sebab_henti = models.CharField(max_length=200, blank=True)
    berikutnya = models.DateTimeField()
    terakhir = models.DateTimeField("jatuh tempo terakhir", null=True, blank=True)
    pekerjaan = models.ForeignKey(
        Pekerjaan, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    dibuat = models.DateTimeField()

    objects = JadwalEksporQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "jadwal ekspor"
        ordering = ["-aktif", "berikutnya", "pk"]
        indexes = [models.Index(fields=["aktif", "berikutnya"], name="jadwal_ekspor_tempo")]
        constraints = [
            models.CheckConstraint(condition=Q(jam__lte=23), name="jadwal_ekspor_jam"),
            models.CheckConstraint(
                condition=Q(irama="harian", hari=0)
                | Q(irama="mingguan", hari__range=(SENIN, MINGGU))
                | Q(irama="bulanan", hari__range=(1, TANGGAL_TERAKHIR)),
                name="jadwal_ekspor_hari",
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def kapan(self) -> str:
        """The rhythm in words: ``Setiap Senin pukul 07.00 WIB``."""
        hari = "hari"
        if self.irama == self.Irama.MINGGUAN:
            hari = NAMA_HARI[self.hari - 1]
        elif self.irama == self.Irama.BULANAN:
            akhir = self.hari == TANGGAL_TERAKHIR
            hari = "hari terakhir bulan" if akhir else f"tanggal {self.hari}"
        return f"Setiap {hari} pukul {self.jam:02d}.00 WIB"

    def sesudah(self, saat: dt.datetime) -> dt.datetime:
        """The first due time after this instant, on the agency's wall clock."""
        hari = saat.astimezone(ZONA).date()
        while not (self._kena(hari) and self._pukul(hari) > saat):
            hari += SATU_HARI
        return self._pukul(hari)

    def _kena(self, hari: dt.date) -> bool:
        if self.irama == self.Irama.MINGGUAN:
            return hari.isoweekday() == self.hari
        if self.irama == self.Irama.BULANAN:
            return hari.day == min(self.hari, monthrange(hari.year, hari.month)[1])
        return True

    def _pukul(self, hari: dt.date) -> dt.datetime:
        return dt.datetime.combine(hari, dt.time(self.jam), tzinfo=ZONA)
