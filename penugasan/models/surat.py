"""Letters, and the gapless register their numbers come from."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Opd
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.penugasan import TETAP, Penugasan
from penugasan.rules.surat import JENIS, MILIK_OPD, PER_ORANG, JenisSurat


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
        """BKPSDM and auditors see all letters; an OPD head those about one person of his tree
        and those exchanged with it, a person the own ones.

        The SK with its list of names goes beyond one unit and is shown to neither.
        """
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            jalur = akun.jalur_opd(hari_ini())
            orang = di_pohon(jalur, "penugasan__opd_asal__jalur") & Q(jenis__in=PER_ORANG)
            unit = di_pohon(jalur, "opd__jalur") & Q(jenis__in=MILIK_OPD)
            return milik.filter(orang | unit).distinct()
        if akun.peran == Peran.PEGAWAI and akun.pegawai_id:
            return milik.filter(penugasan__pegawai=akun.pegawai_id, jenis__in=PER_ORANG).distinct()
        return milik.none()


class Surat(models.Model):
    """One letter with its number, file fingerprint and verification token.

    ``sumber`` names the record it was written from (``evaluasi:12``): one letter in force each.
    ``urut`` is None when a number was given by hand (``alasan_nomor`` says why); such a number
    stands outside the register, and is as unique as any other.
    """

    class Jenis(models.TextChoices):
        PERMINTAAN_NAMA = "permintaan_nama", "Permintaan nama ke OPD"
        USULAN_OPD = "usulan_opd", "Usulan OPD"
        USULAN_PENGGANTI = "usulan_pengganti", "Usulan pengganti"
        BERITA_ACARA = "berita_acara", "Berita acara verifikasi"
        SK = "sk", "Surat Keputusan"
        SURAT_TUGAS = "surat_tugas", "Surat Perintah Tugas"
        SPMT = "spmt", "Surat Pernyataan Melaksanakan Tugas"
        PENGANTAR_BKN = "pengantar_bkn", "Surat pengantar ke BKN"
        EVALUASI = "evaluasi", "Evaluasi tahunan"
        SK_PENGAKHIRAN = "sk_pengakhiran", "Keputusan pengakhiran"

    class Status(models.TextChoices):
        BERLAKU = "berlaku", "Berlaku"
        DIGANTI = "diganti", "Diganti"
        DICABUT = "dicabut", "Dicabut"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    jenis = models.CharField(max_length=20, choices=Jenis.choices)
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField(null=True, blank=True)
    nomor = models.CharField(max_length=80)
    alasan_nomor = models.CharField("alasan nomor manual", max_length=300, blank=True)
    tanggal = models.DateField()
    berlaku_mulai = models.DateField(null=True, blank=True)
    untuk_siapa = models.CharField("untuk", max_length=200, blank=True)
    sumber = models.CharField(max_length=60, blank=True)
    opd = models.ForeignKey(Opd, models.PROTECT, null=True, blank=True, related_name="surat_set")
    templat = models.PositiveIntegerField("versi templat", null=True, blank=True)
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
    diakhiri_pada = models.DateTimeField(null=True, blank=True)
    alasan_akhir = models.CharField("alasan dicabut", max_length=500, blank=True)
    berkas_ttd = models.FileField(
        "berkas bertanda tangan", upload_to="surat-ttd/%Y/%m/", blank=True
    )
    sidik_ttd = models.CharField(max_length=64, blank=True)
    ttd_pada = models.DateTimeField(null=True, blank=True)
    ttd_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
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
            models.UniqueConstraint(
                fields=["instansi", "jenis", "sumber"],
                condition=Q(status="berlaku") & ~Q(sumber=""),
                name="surat_sumber_sekali",
            ),
            models.CheckConstraint(
                condition=Q(urut__isnull=True) & ~Q(alasan_nomor="") | Q(urut__gte=1),
                name="surat_urut_mulai_satu",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def jenisnya(self) -> JenisSurat:
        """The row of its kind."""
        return JENIS[self.jenis]

    @property
    def keadaan(self) -> str:
        """The state a reader sees today: one in force may have its first day still to come."""
        menunggu = self.berlaku_mulai is not None and self.berlaku_mulai > hari_ini()
        return "belum" if menunggu and self.status == Surat.Status.BERLAKU else str(self.status)

    def masa_berakhir(self, hari: dt.date) -> dt.date | None:
        """The last day of the posting this letter orders, once it is over; else None.

        The letter stays in force: it says from when to when, and was never taken back.
        """
        if self.jenis != Surat.Jenis.SURAT_TUGAS:
            return None
        for satu in self.penugasan.all():
            akhir: dt.date | None = satu.diakhiri or satu.selesai
            if akhir is not None and (satu.status not in TETAP or akhir < hari):
                return akhir
        return None
