"""A pack file to look into, and the values taken from it on their way to a proposal."""

import re
from typing import Any

from django import forms
from django.core import signing

from penugasan.forms.simulasi import UsulanAturanForm

GARAM = "penugasan.paket"
SIDIK = re.compile(r"[0-9a-f]{64}")


class BerkasPaketForm(forms.Form):
    """One pack file; what is in it, the service says."""

    berkas = forms.FileField(
        label="Berkas paket (.zip atau .toml)",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.toml"}),
        error_messages={
            "required": "Pilih berkas paketnya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )
    sidik = forms.CharField(
        label="Sidik dari pengirim",
        help_text="64 huruf dan angka. Minta lewat jalan lain, misalnya surat resmi atau laman "
        "resmi daerah itu, bukan dari pesan yang membawa berkasnya.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Tulis sidik yang Anda terima dari pengirimnya."},
    )

    def clean_sidik(self) -> str:
        """However it was grouped for the eye."""
        sidik = "".join(satu for satu in self.cleaned_data["sidik"].casefold() if satu.isalnum())
        if not SIDIK.fullmatch(sidik):
            pesan = "Sidik terdiri atas 64 angka dan huruf a sampai f. Salin seluruhnya."
            raise forms.ValidationError(pesan)
        return sidik


class AdopsiForm(UsulanAturanForm):
    """Why and from when; the values travel signed, so that they are the ones that were read."""

    isi = forms.CharField(widget=forms.HiddenInput)

    def clean_isi(self) -> dict[str, Any]:
        try:
            nilai: dict[str, Any] = signing.loads(self.cleaned_data["isi"], salt=GARAM)
        except signing.BadSignature as galat:
            pesan = "Isi paket tidak terbaca. Buka paketnya lagi."
            raise forms.ValidationError(pesan) from galat
        return nilai


def kemas(nilai: dict[str, Any]) -> str:
    """Sign values for the hidden field."""
    return signing.dumps(nilai, salt=GARAM, compress=True)
