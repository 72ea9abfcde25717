"""The registry of non-ASN workers, in the 23 columns of BKN's 2022 form.

It is a map of who works here, not an appointment: everybody is kept, also whom the criteria leave
out. What somebody counts as is ``penugasan.HasilPendataan``.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from pegawai.models.opd import Opd
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI, Pegawai


class SumberHonor(models.TextChoices):
    """Who pays; the codes are those of ``penugasan.rules.pendataan``."""

    APBN = "APBN", "APBN, dibayar langsung"
    APBD = "APBD", "APBD, dibayar langsung"
    BLU = "BLU", "BLU"
    BLUD = "BLUD", "BLUD"
    PENGADAAN = "PENGADAAN", "Pengadaan barang dan jasa"
    ALIH_DAYA = "ALIH_DAYA", "Alih daya atau pihak ketiga"
    LAIN = "LAIN", "Sumber lain"


class TenagaQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """The whole agency for BKPSDM and its readers; nobody else reads the registry."""
        milik = super().untuk(akun)
        return milik if akun.peran in PERAN_SELURUH_INSTANSI else milik.none()


class TenagaNonAsn(models.Model):
    """One worker. ``sumber`` tells per column where the value was read; "" and None = not known.

    ``nik`` is the key within the agency and is shown masked. The file columns hold the names of
    the files as the form gives them; the files themselves stay with the units. ``sumber_honor``
    and ``aktif`` are not among the 23 columns: they settle what those leave open.
    ``pegawai`` is the PPPK that the worker later became.
    """

    SumberHonor = SumberHonor

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    nik = models.CharField("NIK", max_length=16)
    nama = models.CharField("nama", max_length=160)
    nomor_thk2 = models.CharField("nomor peserta THK-II", max_length=40, blank=True)
    lahir = models.DateField("tanggal lahir", null=True, blank=True)
    tempat_lahir = models.CharField("tempat lahir", max_length=100, blank=True)
    jenis_kelamin = models.CharField(
        "jenis kelamin", max_length=1, choices=Pegawai.JenisKelamin.choices, blank=True
    )
    pendidikan = models.CharField("pendidikan terakhir", max_length=160, blank=True)
    nomor_ijazah = models.CharField("nomor ijazah", max_length=80, blank=True)
    tanggal_lulus = models.DateField("tanggal lulus", null=True, blank=True)
    sekolah = models.CharField("sekolah atau universitas", max_length=160, blank=True)
    berkas_ijazah = models.CharField("berkas ijazah", max_length=200, blank=True)
    nomor_sk = models.CharField("nomor SK pada pembayaran", max_length=120, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    mulai = models.DateField("mulai kerja", null=True, blank=True)
    akhir = models.DateField("akhir kerja", null=True, blank=True)
    pendidikan_sk = models.CharField("pendidikan pada SK", max_length=160, blank=True)
    jabatan = models.CharField("jabatan pada pembayaran", max_length=160, blank=True)
    jabatan_asn = models.CharField("konversi jabatan ASN", max_length=160, blank=True)
    unit = models.CharField("unit kerja", max_length=200, blank=True)
    opd = models.ForeignKey(Opd, models.PROTECT, null=True, blank=True, related_name="tenaga_set")
    penandatangan = models.CharField("jabatan penanda tangan SK", max_length=160, blank=True)
    jenis_penandatangan = models.CharField(
        "jenis jabatan penanda tangan", max_length=120, blank=True
    )
    berkas_sk = models.CharField("berkas SK", max_length=200, blank=True)
    berkas_honor = models.CharField("berkas bukti honorarium", max_length=200, blank=True)
    sumber_honor = models.CharField(
        "sumber honorarium", max_length=10, choices=SumberHonor.choices, blank=True
    )
    aktif = models.BooleanField("masih aktif bekerja", null=True, blank=True)
    pegawai = models.OneToOneField(
        Pegawai, models.SET_NULL, null=True, blank=True, related_name="tenaga_non_asn"
    )
    sumber = models.JSONField(default=dict, blank=True)

    objects = TenagaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tenaga non-ASN"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nik"], name="tenaga_satu_nik"),
            models.CheckConstraint(condition=~Q(nik=""), name="tenaga_ber_nik"),
        ]

    def __str__(self) -> str:
        return self.nama
