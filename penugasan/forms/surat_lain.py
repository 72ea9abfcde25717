"""What departs from the usual when a letter is issued: its day of effect, its number."""

from typing import Any

from django import forms

from penugasan.services.surat_nomor import PANJANG, NomorManual

TANGGAL_SALAH = {
    "required": "Isi tanggal surat.",
    "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
}
SETAHUN = 366


def medan_tanggal(label: str, *, wajib: bool = True, bantuan: str = "") -> forms.DateField:
    """A day, as every browser lets one choose it."""
    return forms.DateField(
        label=label,
        required=wajib,
        help_text=bantuan,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=TANGGAL_SALAH,
    )


class LainBiasaForm(forms.Form):
    """What departs from the usual: a later day of effect, a number from another book."""

    berlaku_mulai = medan_tanggal(
        "Berlaku mulai", wajib=False, bantuan="Kosongkan bila berlaku pada tanggal surat."
    )
    nomor_manual = forms.CharField(
        label="Nomor manual",
        required=False,
        max_length=PANJANG,
        help_text="Kosongkan agar portal mengambil nomor berikutnya. Hanya untuk satu surat.",
    )
    alasan_nomor = forms.CharField(label="Alasan nomor manual", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A number by hand has a reason, a day of effect is not before the letter."""
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("nomor_manual") and not isi.get("alasan_nomor"):
            self.add_error("alasan_nomor", "Tulis alasan memakai nomor manual.")
        tanggal, mulai = isi.get("tanggal"), isi.get("berlaku_mulai")
        if tanggal and mulai and not 0 <= (mulai - tanggal).days <= SETAHUN:
            self.add_error("berlaku_mulai", "Isi hari sesudah tanggal surat, paling lama setahun.")
        return isi

    @property
    def nomor(self) -> NomorManual | None:
        """The number by hand with its reason, or None for the next of the register."""
        isi = self.cleaned_data
        if not isi.get("nomor_manual"):
            return None
        return NomorManual(isi["nomor_manual"], isi["alasan_nomor"])
