"""What narrows the lists of mappings, and the search in SIASN's list."""

from django import forms

from penugasan.queries.padanan import KEADAAN


class SaringPadanan(forms.Form):
    """By name, and by how the mapping stands."""

    cari = forms.CharField(label="Nama di portal atau di SIASN", required=False, max_length=200)
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua keadaan"), *KEADAAN.items()]
    )


class CariRujukan(forms.Form):
    """Words of a name in SIASN's list."""

    cari = forms.CharField(label="Kata dalam nama", required=False, max_length=200)
