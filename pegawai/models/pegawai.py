"""The civil servant: facts, each with its source."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from inti.models import Instansi, RuangInstansi, Wilayah
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models.opd import Opd, di_pohon

PERAN_SELURUH_INSTANSI = frozenset({Peran.ADMIN, Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR})


def di_lingkup(akun: Any, awalan: str = "") -> Q:
    """Match everybody of the agency for BKPSDM and auditors, the own tree for an OPD head.

    ``awalan`` leads from another table to the person ("pegawai__"): a list that joins people and
    asks there is read along their index, one that asks for membership in a subquery is not.
    """
    milik = Q((f"{awalan}instansi_id", getattr(akun, "instansi_id", None) or 0))
    if akun.peran in PERAN_SELURUH_INSTANSI:
        return milik
    if akun.peran == Peran.KEPALA_OPD:
        return milik & di_pohon(akun.jalur_opd(hari_ini()), f"{awalan}opd__jalur")
    if akun.peran == Peran.PEGAWAI and akun.pegawai_id:
        return milik & Q((f"{awalan}pk", akun.pegawai_id))
    return Q(pk__in=[])


class PegawaiQuerySet(RuangInstansi):
    def untuk(self, akun: Any) -> Self:
        """Whom this account may see."""
        return self.filter(di_lingkup(akun))

    def aktif(self) -> Self:
        return self.filter(aktif=True)


class Pegawai(models.Model):
    """A PNS or PPPK. The NIP is text and may change; the own key and the SIASN id do not."""

    class Jenis(models.TextChoices):
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"
        PPPK_PW = "PPPK_PW", "PPPK Paruh Waktu"

    class JenisKelamin(models.TextChoices):
        LAKI_LAKI = "L", "Laki-laki"
        PEREMPUAN = "P", "Perempuan"

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    nip = models.CharField("NIP", max_length=18)
    siasn_id = models.CharField("id SIASN", max_length=42, blank=True)
    jenis = models.CharField(max_length=10, choices=Jenis.choices, blank=True)
    nama = models.CharField(max_length=160)
    gelar_depan = models.CharField(max_length=60, blank=True)
    gelar_belakang = models.CharField(max_length=60, blank=True)
    tempat_lahir = models.CharField(max_length=80, blank=True)
    lahir = models.DateField("tanggal lahir", null=True, blank=True)
    jenis_kelamin = models.CharField(max_length=1, choices=JenisKelamin.choices, blank=True)
    tingkat_pendidikan = models.CharField("id tingkat pendidikan SIASN", max_length=4, blank=True)
    pendidikan = models.CharField("pendidikan terakhir", max_length=160, blank=True)
    jabatan = models.CharField(max_length=160, blank=True)
    jenis_jabatan = models.CharField(max_length=80, blank=True)
    golongan = models.CharField(max_length=10, blank=True)
    tmt_cpns = models.DateField("TMT CPNS/PPPK", null=True, blank=True)
    lokasi_kerja = models.CharField(max_length=120, blank=True)
    opd = models.ForeignKey(Opd, models.PROTECT, null=True, blank=True)
    unor_id = models.CharField("id unor", max_length=42, blank=True)
    unor_nama = models.CharField("nama unor", max_length=200, blank=True)
    kedudukan_hukum_id = models.CharField(max_length=4, blank=True)
    kedudukan_hukum = models.CharField(max_length=80, blank=True)
    domisili = models.ForeignKey(Wilayah, models.PROTECT, null=True, blank=True)
    domisili_teks = models.CharField("domisili menurut berkas", max_length=120, blank=True)
    aktif = models.BooleanField("tercatat aktif", default=True)
    sumber = models.JSONField(
        "sumber tiap fakta", default=dict, blank=True, help_text="{kolom: pk Sumber}"
    )

    objects = PegawaiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pegawai"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nip"], condition=Q(aktif=True), name="pegawai_nip_unik"
            )
        ]
        indexes = [
            models.Index(fields=["instansi", "nama", "id"], name="pegawai_per_nama"),
            models.Index(fields=["instansi", "opd"], name="pegawai_per_opd"),
            models.Index(fields=["instansi", "siasn_id"], name="pegawai_per_siasn_id"),
            models.Index(
                fields=["instansi", "nip"], condition=Q(aktif=False), name="pegawai_tidak_aktif"
            ),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """The name with its titles, as letters write it."""
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"
