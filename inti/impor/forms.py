"""The upload form: several workbooks at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

BERKAS_PALING_BANYAK = 20
MB = 1024 * 1024


class PilihBanyak(forms.ClearableFileInput):
    """A file input that takes several files; works without JavaScript."""

    allow_multiple_selected = True


class BanyakBerkasField(forms.FileField):
    """Several files; each is checked on its own, and the message names it."""

    widget = PilihBanyak

    def clean(self, data: Any, initial: Any = None) -> Any:
        berkas: Sequence[Any] = data or [None]
        if len(berkas) > BERKAS_PALING_BANYAK:
            pesan = f"Paling banyak {BERKAS_PALING_BANYAK} berkas sekali unggah."
            raise forms.ValidationError(pesan)
        return [self._periksa(super(BanyakBerkasField, self).clean(b, initial)) for b in berkas]

    def _periksa(self, berkas: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
        batas: int = settings.UKURAN_UNGGAH_MAKS
        if (berkas.size or 0) > batas:
            pesan = f"“{berkas.name}” melebihi {batas // MB} MB. Bagi menjadi beberapa berkas."
            raise forms.ValidationError(pesan)
        return berkas


class UnggahForm(forms.Form):
    """One or more workbooks of any kind the portal knows."""

    berkas = BanyakBerkasField(
        label="Berkas Excel atau CSV",
        widget=PilihBanyak(
            attrs={
                "accept": ".xlsx,.csv,.txt,text/csv,"
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )
