"""A form that writes a whole record does not undo what changed since it was opened."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from inti.sidik_isian import baca_sidik, berubah_sejak, sidik_satu


class FormulirBersidik(forms.Form):
    """Knows what it was opened with (``inti.sidik_isian``); the service judges it."""

    sidik = forms.CharField(widget=forms.HiddenInput, required=False)

    def ganti_isi(self, **isi: Any) -> None:
        """Show something else than what was sent."""
        self.data = dict(self.data.items()) | isi

    def ambil_alih(
        self,
        kini: Mapping[str, Any],
        ketikan: Mapping[str, Any],
        *,
        kata: Callable[[str], str],
        tampilan: Callable[[str], Any] | None = None,
    ) -> None:
        """Take over what changed meanwhile; where somebody typed, too, keep his and say so.

        ``kata`` puts a fact of now into words, ``tampilan`` into what its field shows.
        """
        sidik_lama = self.cleaned_data["sidik"]
        dulu = baca_sidik(sidik_lama)
        for kolom in berubah_sejak(kini, sidik_lama, ketikan):
            if dulu.get(kolom) == sidik_satu(kolom, ketikan[kolom]):
                self.ganti_isi(**{kolom: (tampilan(kolom) if tampilan else kini[kolom]) or ""})
            elif ketikan[kolom] != kini[kolom]:
                sebutan = kata(kolom)
                tercatat = f"Kini tercatat “{sebutan}”." if sebutan else "Kini dikosongkan."
                self.add_error(kolom, f"{tercatat} Isian Anda di sini belum disimpan.")
