"""Shapes of the task list: what is typed, and why a task ends."""

from typing import Any

from django import forms

from penugasan.models.pengalihan import PANJANG_SEBAB, PANJANG_TUGAS


class CatatForm(forms.Form):
    """Tasks one a line, and those ticked among the suggestions."""

    saran = forms.MultipleChoiceField(
        label="Yang biasa pada jabatan ini", required=False, widget=forms.CheckboxSelectMultiple
    )
    uraian = forms.CharField(
        label="Tugas lain",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu tugas satu baris.",
    )

    def __init__(self, *args: Any, saran: list[str], **lain: Any) -> None:
        super().__init__(*args, **lain)
        if saran:
            self.fields["saran"].choices = [(satu, satu) for satu in saran]  # type: ignore[attr-defined]
        else:
            del self.fields["saran"]
            self.fields["uraian"].label = "Tugas"

    def clean_uraian(self) -> list[str]:
        """The lines that say something."""
        baris = [satu.strip() for satu in self.cleaned_data["uraian"].splitlines()]
        if any(len(satu) > PANJANG_TUGAS for satu in baris):
            pesan = f"Satu tugas paling panjang {PANJANG_TUGAS} huruf. Ringkas dulu."
            raise forms.ValidationError(pesan)
        return [satu for satu in baris if satu]

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        isi["semua"] = [*isi.get("saran", []), *isi.get("uraian", [])]
        if not (isi["semua"] or self.errors):
            self.add_error("uraian", "Tulis paling sedikit satu tugas.")
        return isi


class HentikanForm(forms.Form):
    """Why nobody goes on with the task."""

    alasan = forms.CharField(
        label="Alasan dihentikan",
        max_length=PANJANG_SEBAB,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan mengapa tugas ini dihentikan."},
    )
