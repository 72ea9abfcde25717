"""Shape of a confirmation: which assignments, and the date of the SK."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from inti.isian import baca_kunci
from penugasan.forms.surat_lain import LainBiasaForm
from penugasan.models import Penugasan

BATCH_MAKS = 200
"""Assignments in one SK: bounds the time the deciding transaction holds its locks."""
HARI_MUNDUR, HARI_MAJU = 366, 31


class PilihField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by key; what no database can hold as a key is refused before it is asked."""

    def clean(self, value: Any) -> QuerySet[Any]:
        for kunci in value or ():
            if baca_kunci(kunci) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": kunci},
                )
        return super().clean(value)


class PilihForm(forms.Form):
    """Several rows of a list by key, within the account's scope."""

    pilih = PilihField(
        queryset=Penugasan.objects.none(),
        error_messages={
            "required": "Pilih paling sedikit satu nama.",
            "invalid_choice": "Ada nama yang tidak ada di lingkup Anda.",
            "invalid_pk_value": "Ada pilihan yang tidak terbaca.",
        },
    )

    def __init__(self, *args: Any, boleh: QuerySet[Any], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["pilih"].queryset = boleh  # type: ignore[attr-defined]

    def clean_pilih(self) -> QuerySet[Any]:
        pilih: QuerySet[Any] = self.cleaned_data["pilih"]
        if len(pilih) > BATCH_MAKS:
            pesan = f"Paling banyak {BATCH_MAKS} nama sekali jalan."
            raise forms.ValidationError(pesan)
        return pilih


class TetapkanForm(PilihForm, LainBiasaForm):
    """The batch, the date its SK carries, and what departs from the usual."""

    tanggal = forms.DateField(
        label="Tanggal SK",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Isi tanggal SK.",
            "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
        },
    )

    def __init__(self, *args: Any, hari_ini: dt.date, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.hari_ini = hari_ini

    def clean_tanggal(self) -> dt.date:
        """Refuse a date nobody means: a slip of the year takes a number out of the wrong book."""
        tanggal: dt.date = self.cleaned_data["tanggal"]
        selisih = (tanggal - self.hari_ini).days
        if not -HARI_MUNDUR <= selisih <= HARI_MAJU:
            pesan = "Tanggal SK terlalu jauh dari hari ini. Periksa tahunnya."
            raise forms.ValidationError(pesan)
        return tanggal
