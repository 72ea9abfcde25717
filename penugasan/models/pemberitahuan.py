"""A line in somebody's notices: what happened, and the page that shows it."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from inti.models import Instansi


class PemberitahuanQuerySet(models.QuerySet[Any]):
    def untuk(self, akun: Any) -> Self:
        """One's own notices, nobody else's."""
        return self.filter(akun_id=akun.pk or 0)


class Pemberitahuan(models.Model):
    """One notice for one account. ``kunci`` makes it once, however often the sweep comes by.

    It names neither NIP nor person: ``url`` shows them to whoever may see them.
    """

    instansi = models.ForeignKey(Instansi, models.CASCADE)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="pemberitahuan_set"
    )
    kunci = models.CharField(max_length=120)
    judul = models.CharField(max_length=160)
    url = models.CharField(max_length=200)
    penting = models.BooleanField(default=False)
    dibuat_pada = models.DateTimeField()
    dibaca_pada = models.DateTimeField(null=True, blank=True)
    surel_pada = models.DateTimeField("surel terkirim", null=True, blank=True)

    objects = PemberitahuanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat_pada", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["akun", "kunci"], name="pemberitahuan_sekali")
        ]
        indexes = [models.Index(fields=["surel_pada", "dibuat_pada"], name="pemberitahuan_surel")]

    def __str__(self) -> str:
        return self.judul
