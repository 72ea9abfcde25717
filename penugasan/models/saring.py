"""The outcome of screening: one verdict per person per run, with every Temuan."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from inti.models import Instansi, RuangInstansi
from pegawai.models import Pegawai
from penugasan.models.kebijakan import Periode, VersiAturan


class RuangSaringan(RuangInstansi):
    def siap(self) -> Self:
        """Runs that are finished: of one at work only the screening job may know."""
        return self.filter(siap=True)


class SaringanManager(models.Manager.from_queryset(RuangSaringan)):  # type: ignore[misc]
    def get_queryset(self) -> RuangSaringan:
        siap: RuangSaringan = super().get_queryset().siap()
        return siap


class Saringan(models.Model):
    """One run of the rules over everybody, on one date, with one version.

    Verdicts are written in portions; ``siap`` is set with the last, and ``objects`` shows no run
    before. ``sumber_terakhir`` is the newest source of facts that the run can have seen, or
    ``DIBUANG`` when the run is being removed: such a one no job takes up again.

    A run may keep the verdicts of ``dasar`` for whoever's facts are the same: ``disalin`` says how
    many, ``sebab_penuh`` why everybody was judged instead. ``sidik_program`` and ``sidik_tempat``
    stand for all else that an answer follows from, ``turunan`` for how many runs in a row kept.
    """

    DIBUANG = -1

    class SebabPenuh(models.TextChoices):
        PERTAMA = "PERTAMA", "belum ada hasil saring sebelumnya"
        DIMINTA = "DIMINTA", "diminta menilai semua dari awal"
        ATURAN = "ATURAN", "versi aturan berbeda dari saringan sebelumnya"
        TANGGAL = "TANGGAL", "tanggal acuan berbeda dari saringan sebelumnya"
        PROGRAM = "PROGRAM", "portal diperbarui sejak saringan sebelumnya"
        TEMPAT = "TEMPAT", "letak koperasi atau wilayah tetangganya berubah"
        RAPIKAN = "RAPIKAN", "sudah lama tidak dinilai dari awal"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    periode = models.ForeignKey(Periode, models.CASCADE)
    versi = models.ForeignKey(VersiAturan, models.PROTECT)
    per_tanggal = models.DateField()
    dibuat = models.DateTimeField()
    aktor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    layak = models.PositiveIntegerField(default=0)
    belum_pasti = models.PositiveIntegerField(default=0)
    tidak = models.PositiveIntegerField(default=0)
    siap = models.BooleanField(default=True)
    sumber_terakhir = models.BigIntegerField(default=0)
    dasar = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="turunan_set"
    )
    disalin = models.PositiveIntegerField(default=0)
    sebab_penuh = models.CharField(max_length=10, choices=SebabPenuh.choices, blank=True)
    sidik_program = models.CharField(max_length=64, blank=True)
    sidik_tempat = models.CharField(max_length=64, blank=True)
    turunan = models.PositiveSmallIntegerField(default=0)

    objects = SaringanManager()
    semua = RuangSaringan.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "saringan"
        base_manager_name = "semua"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Saringan per {self.per_tanggal:%d-%m-%Y}"

    @property
    def jumlah(self) -> int:
        """Everybody screened."""
        return self.layak + self.belum_pasti + self.tidak

    @property
    def dinilai(self) -> int:
        """People whom the rules were asked about in this very run."""
        return self.jumlah - self.disalin


class HasilSaring(models.Model):
    """The verdict of one person.

    ``gagal``, ``ragu`` and ``dikecualikan`` list rule codes as ``,kode,kode,``. The findings are
    in ``temuan``, or shared with everybody who has the same: then ``rujukan`` lists their numbers
    and ``penugasan.queries.temuan`` reads them. ``sidik`` is the fingerprint of the facts behind a
    shared verdict; one that rests on more than facts (an assignment, an exception) has none.
    """

    DAPAT_DIHITUNG_ULANG = True

    class Hasil(models.TextChoices):
        LAYAK = "layak", "Layak"
        BELUM_PASTI = "belum_pasti", "Belum pasti"
        TIDAK = "tidak", "Tidak layak"

    saringan = models.ForeignKey(Saringan, models.CASCADE, related_name="hasil_set")
    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="hasil_saring_set")
    hasil = models.CharField(max_length=12, choices=Hasil.choices)
    gagal = models.CharField(max_length=200, blank=True)
    ragu = models.CharField(max_length=200, blank=True)
    dikecualikan = models.CharField(max_length=200, blank=True)
    temuan: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    rujukan = models.TextField(blank=True)
    sidik = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "hasil saring"
        constraints = [
            models.UniqueConstraint(fields=["saringan", "pegawai"], name="hasil_saring_sekali")
        ]
        indexes = [models.Index(fields=["saringan", "hasil"], name="hasil_saring_hasil")]

    def __str__(self) -> str:
        return f"{self.pegawai_id}: {self.hasil}"


class TemuanSaring(models.Model):
    """One distinct finding of a run, shared by everybody to whom it applies."""

    DAPAT_DIHITUNG_ULANG = True

    saringan = models.ForeignKey(Saringan, models.CASCADE, related_name="temuan_set")
    nomor = models.PositiveIntegerField()
    isi: "models.JSONField[Any, Any]" = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "temuan saringan"
        constraints = [
            models.UniqueConstraint(fields=["saringan", "nomor"], name="temuan_saring_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.saringan_id}: {self.nomor}"
