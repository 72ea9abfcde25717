"""The shape of an appointment."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from inti.filters import TanggalInput
from inti.isian import baca_kunci
from inti.peran import Peran
from koperasi.models import Pengurus


class AkunField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An account by key; what no database can hold as a key is refused before it is asked."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and baca_kunci(value) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.nama} ({obj.username})"


class PengurusForm(forms.Form):
    """Which account acts for the cooperative, as what, from when."""

    akun = AkunField(
        queryset=get_user_model().objects.none(),
        label="Akun",
        empty_label="Pilih akun",
        help_text="Akun berperan pengurus koperasi. Admin yang membuatnya.",
        error_messages={
            "required": "Pilih akunnya.",
            "invalid_choice": "Pilih akun berperan pengurus koperasi dari instansi ini.",
        },
    )
    jabatan = forms.ChoiceField(label="Jabatan", choices=Pengurus.Jabatan.choices)
    mulai = forms.DateField(
        label="Mulai",
        widget=TanggalInput(),
        error_messages={
            "required": "Isi tanggal mulainya.",
            "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
        },
    )

    def __init__(self, *args: Any, akun: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        semua: QuerySet[Any] = get_user_model().objects.untuk(akun)
        medan: Any = self.fields["akun"]
        medan.queryset = semua.filter(peran=Peran.PENGURUS_KOPERASI, is_active=True)
