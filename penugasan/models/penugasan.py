"""One person, one cooperative post, one stretch of time."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi
from inti.peran import Peran
from inti.waktu import hari_ini
from koperasi.models import Kebutuhan, koperasi_diurus
from pegawai.models import Opd, Pegawai
from pegawai.models.opd import di_pohon
from pegawai.models.pegawai import PERAN_SELURUH_INSTANSI
from penugasan.models.kebijakan import Periode, VersiAturan
from penugasan.models.rencana import Rencana


class Status(models.TextChoices):
    """States of an assignment; the moves between them are in ``penugasan.workflow``."""

    DRAF = "DRAF", "Draf"
    DIMINTA = "DIMINTA", "Menunggu jawaban OPD"
    DISETUJUI_OPD = "DISETUJUI_OPD", "Disetujui OPD"
    DITETAPKAN = "DITETAPKAN", "Ditetapkan"
    AKTIF = "AKTIF", "Bertugas"
    SELESAI = "SELESAI", "Selesai"
    DIGANTI = "DIGANTI", "Diganti"
    DIPERTAHANKAN = "DIPERTAHANKAN", "Dipertahankan OPD"
    DIBATALKAN = "DIBATALKAN", "Dibatalkan"
    DIKEMBALIKAN = "DIKEMBALIKAN", "Dikembalikan ke OPD"


HIDUP = (
    Status.DRAF,
    Status.DIMINTA,
    Status.DISETUJUI_OPD,
    Status.DITETAPKAN,
    Status.AKTIF,
)
"""States that take up the person and the post."""


TETAP = (Status.DITETAPKAN, Status.AKTIF)
"""States of whom the decree has sent: he is away from his unit, or about to be."""


BERAKHIR = (Status.SELESAI, Status.DIKEMBALIKAN)
"""States of those who have come back."""


BERANGKAT = (*TETAP, *BERAKHIR)
"""States a cooperative learns of: before the SK a name is none of its business."""


PERAN_PEMBACA = frozenset({Peran.DINAS_KOPERASI, Peran.PIMPINAN})


class PenugasanQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """All of the agency, the own tree for an OPD head, the own cooperative, oneself.

        An OPD head sees an assignment through the unit the person left (``opd_asal``), and only
        once the agency has asked: a draft is BKPSDM's own affair.
        """
        milik = super().untuk(akun)
        if akun.peran in PERAN_SELURUH_INSTANSI or akun.peran in PERAN_PEMBACA:
            return milik
        if akun.peran == Peran.KEPALA_OPD:
            return milik.filter(di_pohon(akun.jalur_opd(hari_ini()), "opd_asal__jalur")).exclude(
                status=Status.DRAF
            )
        if akun.peran == Peran.PENGURUS_KOPERASI:
            diurus = koperasi_diurus(akun, hari_ini())
            return milik.filter(kebutuhan__koperasi__in=diurus, status__in=BERANGKAT)
        if akun.peran == Peran.PEGAWAI and akun.pegawai_id:
            return milik.filter(pegawai_id=akun.pegawai_id).exclude(status=Status.DRAF)
        return milik.none()

    def hidup(self) -> Self:
        return self.filter(status__in=HIDUP)


class Penugasan(models.Model):
    """A full-time assignment. ``status`` is written by ``penugasan.workflow`` only.

    The database itself holds: one live assignment per person, one per post, and no two of a
    person that overlap in time (migration 0002 of this app).
    """

    Status = Status

    class Asal(models.TextChoices):
        RENCANA = "rencana", "Rencana penempatan"
        NOMINASI = "nominasi", "Nominasi petugas"
        PENGGANTI = "pengganti", "Usulan pengganti OPD"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.PROTECT)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="penugasan_set")
    kebutuhan = models.ForeignKey(Kebutuhan, models.PROTECT, related_name="penugasan_set")
    opd_asal = models.ForeignKey(Opd, models.PROTECT, null=True, related_name="penugasan_set")
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAF)
    asal = models.CharField(max_length=12, choices=Asal.choices)
    mulai = models.DateField("TMT penugasan")
    selesai = models.DateField("akhir penugasan", null=True, blank=True)
    sebab_selesai = models.CharField(max_length=120, blank=True)
    batas_jawab = models.DateField("batas jawaban OPD", null=True, blank=True)
    diminta_pada = models.DateTimeField(null=True, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dijawab_sebagai = models.CharField(max_length=160, blank=True)
    tugas_lengkap_pada = models.DateTimeField("daftar tugas lengkap", null=True, blank=True)
    tugas_lengkap_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    tugas_lengkap_sebagai = models.CharField(max_length=160, blank=True)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    tiba = models.DateField("mulai bertugas nyata (SPMT)", null=True, blank=True)
    tiba_pada = models.DateTimeField(null=True, blank=True)
    tiba_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diakhiri = models.DateField("berakhir nyata", null=True, blank=True)
    sebab_diakhiri = models.CharField(max_length=160, blank=True)
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    versi = models.ForeignKey(VersiAturan, models.PROTECT)
    temuan = models.JSONField(default=list, help_text="Temuan aturan saat dinominasikan")
    rencana = models.ForeignKey(Rencana, models.SET_NULL, null=True, blank=True)
    nilai = models.IntegerField(null=True, blank=True)
    alasan = models.JSONField(default=list, blank=True)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="digantikan_oleh_set"
    )

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penugasan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"],
                condition=Q(status__in=HIDUP),
                name="penugasan_satu_hidup_per_orang",
            ),
            models.UniqueConstraint(
                fields=["kebutuhan"],
                condition=Q(status__in=HIDUP),
                name="penugasan_satu_hidup_per_formasi",
            ),
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=models.F("mulai")),
                name="penugasan_selesai_sesudah_mulai",
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "status", "batas_jawab"], name="penugasan_antrean")
        ]

    def __str__(self) -> str:
        return f"Penugasan {self.pk}"
