"""Shape of the second person's answer to a proposed rule version."""

from django import forms


class PutusanVersiForm(forms.Form):
    """A note; the service says when it must not be empty."""

    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila tidak disetujui atau dicabut.",
    )


class BandingForm(forms.Form):
    """Which two versions are compared."""

    dari = forms.IntegerField(min_value=1, max_value=1_000_000)
    ke = forms.IntegerField(min_value=1, max_value=1_000_000)
