"""Shape of an exception and of the answer to it."""

from typing import Any

from django import forms

from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa


class PengecualianForm(forms.Form):
    """Why, by which document, and the document itself."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan pengecualian."},
    )
    dokumen = forms.CharField(
        label="Nomor dan tanggal dokumen",
        max_length=160,
        help_text="Misalnya: Nota dinas 800/12/2026 tanggal 3 Februari 2026.",
        error_messages={"required": "Isi nomor dokumennya."},
    )
    bukti = forms.FileField(
        label="Berkas dokumen",
        help_text=f"PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Pilih berkas dokumennya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )

    def clean_bukti(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("bukti"))


class CatatanForm(forms.Form):
    """A note; the service says when it must not be empty."""

    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila ditolak atau dicabut.",
    )
