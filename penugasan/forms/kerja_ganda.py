"""Shapes of the explanation of a finding, and of BKPSDM's answer to it."""

from typing import Any

from django import forms


class PenjelasanForm(forms.Form):
    """How it came about that somebody assigned full time was seen at the home unit."""

    penjelasan = forms.CharField(
        label="Penjelasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat sudah cukup.",
        error_messages={"required": "Tulis penjelasannya."},
    )


class PutusanIndikasiForm(forms.Form):
    """Accepted, or held proven with a reason."""

    TERIMA, BUKTIKAN = "terima", "buktikan"

    putusan = forms.ChoiceField(choices=((TERIMA, "Terima"), (BUKTIKAN, "Terbukti")))
    catatan = forms.CharField(
        label="Catatan untuk kepala OPD",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila dinyatakan terbukti.",
    )

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("putusan") == self.BUKTIKAN and not isi.get("catatan"):
            self.add_error("catatan", "Tulis alasannya; kepala OPD akan membacanya.")
        return isi
