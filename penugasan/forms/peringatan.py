"""What was done about an alarm."""

from django import forms


class TindakForm(forms.Form):
    """One sentence; the service says that it must not be empty."""

    tindakan = forms.CharField(
        label="Tindak lanjut",
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"placeholder": "Misalnya: tetap dilanjutkan, kontrak baru"}),
    )
