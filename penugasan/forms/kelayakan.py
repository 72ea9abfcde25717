"""The date box of the Kartu Kelayakan."""

import datetime as dt

from django import forms

PALING_AWAL, PALING_AKHIR = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


class PerTanggalForm(forms.Form):
    """On which day to judge. Only the shape is checked here."""

    per_tanggal = forms.DateField(
        label="Per tanggal",
        widget=forms.DateInput(
            format="%Y-%m-%d",
            attrs={
                "type": "date",
                "class": "form-control",
                "min": PALING_AWAL.isoformat(),
                "max": PALING_AKHIR.isoformat(),
            },
        ),
        error_messages={
            "required": "Isi tanggalnya.",
            "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
        },
    )

    def clean_per_tanggal(self) -> dt.date:
        tanggal: dt.date = self.cleaned_data["per_tanggal"]
        if not PALING_AWAL <= tanggal <= PALING_AKHIR:
            pesan = "Pilih tanggal antara tahun 2000 dan 2100."
            raise forms.ValidationError(pesan)
        return tanggal
