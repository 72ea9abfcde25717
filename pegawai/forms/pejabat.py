"""The shape of an appointment: who, as what, from when to when."""

from typing import Any

from django import forms

from inti.filters import TanggalInput
from inti.isian import baca_kunci
from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat


class AngkatForm(forms.Form):
    akun = forms.ModelChoiceField(
        label="Pejabat",
        queryset=Akun.objects.none(),
        empty_label="Pilih akun Kepala OPD",
        help_text="Akunnya belum ada? Tambah dulu di halaman Akun.",
    )
    jenis = forms.ChoiceField(
        label="Sebagai",
        choices=[("definitif", "Definitif"), ("plt", "Plt"), ("plh", "Plh")],
        widget=forms.RadioSelect,
        initial=Pejabat.Jenis.DEFINITIF,
    )
    mulai = forms.DateField(label="Mulai", widget=TanggalInput())
    selesai = forms.DateField(
        label="Sampai",
        required=False,
        widget=TanggalInput(),
        help_text="Hari terakhir. Plh wajib diisi, yang lain boleh kosong.",
    )

    def __init__(self, *args: Any, opd: Opd, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medan = self.fields["akun"]
        assert isinstance(medan, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        medan.queryset = Akun.objects.filter(
            instansi=opd.instansi, peran=Peran.KEPALA_OPD, is_active=True
        )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        mulai, selesai = isi.get("mulai"), isi.get("selesai")
        if isi.get("jenis") == Pejabat.Jenis.PLH and not selesai and "selesai" not in self.errors:
            self.add_error("selesai", "Plh selalu punya tanggal selesai.")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tanggal ini mendahului tanggal mulai.")
        return isi


class AkhiriForm(forms.Form):
    selesai = forms.DateField(label="Hari terakhir menjabat", widget=TanggalInput())


class OrangField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An account by key; what no database can hold as a key is refused before it is asked."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and baca_kunci(value) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.nama)


class DelegasiForm(forms.Form):
    """Who acts for the head, or in his name beside him, from when to when."""

    jenis = forms.ChoiceField(
        label="Sebagai",
        choices=[
            ("plh", "Plh: menggantikan Anda, dan selama itu Anda tidak menjawab"),
            ("operator", "Operator: menjawab a.n. Anda, dan Anda tetap dapat menjawab"),
        ],
        widget=forms.RadioSelect,
        initial="plh",
    )
    akun = OrangField(
        label="Orangnya",
        queryset=Akun.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Pilih orangnya.",
            "invalid_choice": "Pilih orang dari daftar ini.",
        },
    )
    mulai = forms.DateField(
        label="Mulai", widget=TanggalInput(), error_messages={"required": "Isi tanggal mulainya."}
    )
    selesai = forms.DateField(
        label="Sampai",
        widget=TanggalInput(),
        help_text="Hari terakhir. Haknya berakhir sendiri.",
        error_messages={"required": "Isi tanggal selesainya."},
    )

    def __init__(self, *args: Any, calon: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medan: Any = self.fields["akun"]
        medan.queryset = calon

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        mulai, selesai = isi.get("mulai"), isi.get("selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tanggal ini mendahului tanggal mulai.")
        return isi
