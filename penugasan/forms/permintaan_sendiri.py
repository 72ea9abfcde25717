"""A correction of one's own facts: the fields of the question, and evidence without fail."""

from typing import Any

from django import forms

from inti.peran import Peran
from penugasan.forms.permintaan import JawabForm
from penugasan.models import PermintaanData
from penugasan.queries.permintaan_fakta import Diminta


class PerbaikiForm(JawabForm):
    """As an answer to the office's own question, but who asks to correct always proves it."""

    def __init__(
        self, *args: Any, permintaan: PermintaanData, diminta: Diminta, **lain: Any
    ) -> None:
        super().__init__(*args, permintaan=permintaan, diminta=diminta, peran=Peran.PEGAWAI, **lain)
        del self.fields["tidak_ada"]
        self.fields["bukti_berkas"].required = True
        self.fields["penjelasan"] = forms.CharField(
            label="Penjelasan",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Boleh dikosongkan.",
        )
