"""Who might take a post over when its holder goes home: suggestions, no assignment yet."""

from django.db import models

from penugasan.models.penugasan import Penugasan
from penugasan.models.saring import Saringan


class SaranPenerus(models.Model):
    """The best candidates for the post of one assignment that ends, or ended and left it empty.

    ``calon`` lists at most three as ``{"pegawai", "nilai", "alasan", "dampak"}``, best first; when
    it is empty, ``sebab`` says why. ``sidik`` stands for all that it was computed from. The
    database allows one live assignment per post, so nobody is drafted here: whoever decides
    nominates, and the rules are asked again.
    """

    penugasan = models.OneToOneField(
        Penugasan, models.CASCADE, related_name="saran_penerus", primary_key=True
    )
    saringan = models.ForeignKey(Saringan, models.SET_NULL, null=True, related_name="+")
    calon = models.JSONField(default=list)
    sebab = models.CharField(max_length=300, blank=True)
    sidik = models.CharField(max_length=64)
    dibuat = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "saran penerus"
        ordering = ["penugasan"]

    def __str__(self) -> str:
        return f"Saran penerus {self.penugasan_id}"
