"""The agency every root record belongs to, and the regions of the country."""

from typing import Any, Self

from django.db import models


class RuangInstansi(models.QuerySet[Any]):
    """Scope in the query: an account reads the rows of its own agency and no others."""

    def untuk(self, akun: Any) -> Self:
        if not getattr(akun, "instansi_id", None):
            return self.none()
        return self.filter(instansi_id=akun.instansi_id)


class Wilayah(models.Model):
    """A region with its Kemendagri code, e.g. 33.75.01.1002 (kelurahan)."""

    class Jenis(models.TextChoices):
        PROVINSI = "provinsi", "Provinsi"
        KOTA = "kota", "Kota"
        KABUPATEN = "kabupaten", "Kabupaten"
        KECAMATAN = "kecamatan", "Kecamatan"
        KELURAHAN = "kelurahan", "Kelurahan"
        DESA = "desa", "Desa"

    kode = models.CharField("kode Kemendagri", max_length=13, primary_key=True)
    nama = models.CharField(max_length=80)
    jenis = models.CharField(max_length=12, choices=Jenis.choices)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak_set"
    )
    alias = models.JSONField("ejaan lain", default=list, blank=True)
    nama_lama = models.JSONField(
        "nama lama", default=list, blank=True, help_text="Ditawarkan saja: petugas yang memastikan"
    )
    lat = models.FloatField("lintang", null=True, blank=True)
    lng = models.FloatField("bujur", null=True, blank=True)
    kode_pos = models.CharField(max_length=5, blank=True)
    garis_batas = models.JSONField(
        "garis batas", null=True, blank=True, help_text="Koordinat poligon GeoJSON (bujur, lintang)"
    )
    tetangga = models.ManyToManyField("self", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "wilayah"
        ordering = ["kode"]

    def __str__(self) -> str:
        return self.nama


class Instansi(models.Model):
    """The agency that runs the portal: Kota Pekalongan, Kabupaten Kutai Timur.

    It lives in ``inti`` because people and cooperatives both belong to one, and these two apps
    do not know each other.
    """

    kode = models.SlugField(unique=True)
    nama = models.CharField(max_length=120)
    wilayah = models.ForeignKey(Wilayah, models.PROTECT, null=True, blank=True)
    sebutan_wilayah = models.CharField(max_length=20, default="kelurahan")
    siasn_id = models.CharField("id instansi SIASN", max_length=42, blank=True)
    siasn_satuan_kerja_id = models.CharField("id satuan kerja SIASN", max_length=42, blank=True)

    keadaan: str | None = None
    """Fingerprint at the head of its audit chain when a visitor's account was fetched; see
    ``inti.sekali``."""

    class Meta:
        verbose_name = verbose_name_plural = "instansi"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class HariLibur(models.Model):
    """A correction by hand to the national calendar: one more holiday, or one that is worked."""

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    tanggal = models.DateField()
    libur = models.BooleanField(default=True)
    keterangan = models.CharField(max_length=120)

    objects = RuangInstansi.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tanggal"], name="hari_libur_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.tanggal}: {self.keterangan}"
