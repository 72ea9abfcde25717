"""The account: one login, one role, one agency."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q

from inti.models import Instansi
from inti.peran import Peran


class AkunManager(BaseUserManager["Akun"]):
    def get_queryset(self) -> "models.QuerySet[Akun]":
        """With the agency: almost every page of an account asks for it."""
        return super().get_queryset().select_related("instansi")

    def create_user(self, username: str, password: str | None = None, **lain: Any) -> "Akun":
        """Create an account; without a password it cannot log in until one is set."""
        akun = self.model(username=self.model.normalize_username(username), **lain)
        akun.set_password(password)
        akun.save(using=self._db)
        return akun

    def untuk(self, akun: Any) -> "models.QuerySet[Akun]":
        """Accounts of the same agency."""
        return self.filter(instansi_id=akun.instansi_id or 0)


class Akun(AbstractBaseUser):
    """A user of the portal. Rights come from ``peran`` and scope, not from Django permissions."""

    username = models.CharField(
        "nama pengguna",
        max_length=80,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    nama = models.CharField(max_length=120)
    email = models.EmailField("surel", blank=True)
    peran = models.CharField(max_length=20, choices=Peran.choices)
    instansi = models.ForeignKey(Instansi, models.PROTECT, null=True, blank=True)
    pegawai = models.ForeignKey(
        "pegawai.Pegawai", models.SET_NULL, null=True, blank=True, related_name="akun_set"
    )
    is_active = models.BooleanField("aktif", default=True)
    saringan = models.JSONField("saringan tersimpan", default=list, blank=True)
    date_joined = models.DateTimeField("dibuat", null=True, blank=True)

    objects = AkunManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["nama"]
    is_staff = False
    is_superuser = False

    class Meta:
        verbose_name = verbose_name_plural = "akun"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama or self.username

    @property
    def keadaan(self) -> str | None:
        """The state of its agency's data that this account came with; see ``inti.sekali``."""
        return self.instansi.keadaan if self.instansi else None

    def jalur_opd(self, tanggal: dt.date) -> list[str]:
        """Tree paths of the units this account heads on that day (definitive, Plt or Plh).

        After the last day of a term the list is empty: rights end with the term.
        """
        return [jabatan.opd.jalur for jabatan in self.jabatan_pada(tanggal)]

    def jabatan_pada(self, tanggal: dt.date) -> "list[Any]":
        """Terms of office that cover this day, read once per day and object."""
        simpanan: dict[dt.date, list[Any]] = self.__dict__.setdefault("_jabatan", {})
        if tanggal not in simpanan:
            berlaku = self.jabatan_set.filter(menjabat_pada(tanggal))
            simpanan[tanggal] = list(berlaku.select_related("opd"))
        return simpanan[tanggal]

    def bawa_jabatan(self, tanggal: dt.date, jabatan: "list[Any]") -> None:
        """Hand over what ``jabatan_pada`` would read."""
        self.__dict__["_jabatan"] = {tanggal: jabatan}


def memimpin_pada(hari: dt.date) -> Q:
    """Match terms that cover this day and make their holder the head: an operator only helps."""
    return menjabat_pada(hari) & ~Q(jenis="operator")


def menjabat_pada(hari: dt.date, awalan: str = "") -> Q:
    """Match terms of office that cover this day; ``awalan`` leads to them ("jabatan_set__")."""
    mulai, selesai = f"{awalan}mulai", f"{awalan}selesai"
    terbuka = Q(**{f"{selesai}__isnull": True}) | Q(**{f"{selesai}__gte": hari})
    return Q(**{f"{mulai}__lte": hari}) & terbuka
