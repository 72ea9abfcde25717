"""How large a sample, drawn with which seed, of the decisions until which day."""

import datetime as dt

from django import forms

from inti.waktu import hari_ini
from penugasan.forms.permintaan import Tanggal

PALING_AWAL = dt.date(2000, 1, 1)


class SampelForm(forms.Form):
    """Size, seed and day; the same three give the same sample."""

    persen = forms.IntegerField(
        label="Ukuran (persen)",
        min_value=1,
        max_value=100,
        error_messages={
            "required": "Isi ukurannya, misalnya 10.",
            "invalid": "Tulis angka bulat 1 sampai 100.",
            "min_value": "Paling kecil 1 persen.",
            "max_value": "Paling besar 100 persen.",
        },
    )
    benih = forms.CharField(
        label="Benih acak",
        max_length=40,
        help_text="Ukuran, benih, dan tanggal yang sama memberi sampel yang sama.",
        error_messages={"required": "Isi benihnya, angka atau kata apa saja."},
    )
    sampai = forms.DateField(
        label="Keputusan sampai tanggal",
        required=False,
        widget=Tanggal(),
        help_text="Kosong berarti hari ini.",
        error_messages={"invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026."},
    )

    def clean_sampai(self) -> dt.date:
        """A day that can be counted: neither before the portal nor still to come."""
        tanggal: dt.date = self.cleaned_data["sampai"] or hari_ini()
        if not PALING_AWAL <= tanggal <= hari_ini():
            pesan = "Pilih tanggal yang sudah lewat, paling akhir hari ini."
            raise forms.ValidationError(pesan)
        return tanggal
