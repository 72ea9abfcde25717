"""The shape of a correction by hand."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator

from inti.filters import TanggalInput
from inti.pencari_wilayah import PenyebutWilayah
from pegawai.imports import rekam
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Opd, Pegawai
from pegawai.services.pegawai import DAPAT_DIUBAH, sidik


def _alasan() -> forms.CharField:
    return forms.CharField(
        label="Alasan perbaikan",
        max_length=150,
        validators=[MinLengthValidator(5, "Tulis alasan paling sedikit 5 huruf.")],
        help_text="Misalnya: sesuai ijazah yang dilampirkan. Dicatat sebagai sumber isian ini.",
    )


class GantiNipForm(forms.Form):
    nip = forms.CharField(label="NIP yang benar", max_length=40, help_text="18 angka.")
    alasan = _alasan()
    sidik = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pegawai: Pegawai, **kwargs: Any) -> None:
        kwargs["initial"] = {"sidik": sidik(pegawai)}
        super().__init__(*args, **kwargs)


class UbahPegawaiForm(forms.Form):
    """Every fact that may be corrected, with the value on record; blank means not known."""

    nama = forms.CharField(label="Nama tanpa gelar", max_length=160)
    gelar_depan = forms.CharField(label="Gelar depan", max_length=60, required=False)
    gelar_belakang = forms.CharField(label="Gelar belakang", max_length=60, required=False)
    lahir = forms.DateField(label="Tanggal lahir", required=False, widget=TanggalInput())
    jenis = forms.ChoiceField(label="Jenis pegawai", required=False)
    jenis_kelamin = forms.ChoiceField(label="Jenis kelamin", required=False)
    tingkat_pendidikan = forms.ChoiceField(label="Tingkat pendidikan", required=False)
    pendidikan = forms.CharField(label="Pendidikan terakhir", max_length=160, required=False)
    jabatan = forms.CharField(label="Jabatan", max_length=160, required=False)
    golongan = forms.CharField(label="Golongan", max_length=10, required=False)
    opd = forms.TypedChoiceField(label="Unit kerja", coerce=int, empty_value=None, required=False)
    kedudukan_hukum = forms.CharField(label="Kedudukan hukum", max_length=80, required=False)
    domisili = forms.TypedChoiceField(label="Kelurahan domisili", empty_value=None, required=False)
    alasan = _alasan()
    sidik = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pegawai: Pegawai, **kwargs: Any) -> None:
        tetap = {"sidik": sidik(pegawai), "lahir": pegawai.lahir}
        kwargs["initial"] = rekam.baca(pegawai) | tetap
        super().__init__(*args, **kwargs)
        unit = Opd.objects.filter(instansi=pegawai.instansi, aktif=True).order_by("nama")
        kosong = ("", "Belum diketahui")
        pilihan: dict[str, list[tuple[Any, str]]] = {
            "jenis": [(k, str(v)) for k, v in Pegawai.Jenis.choices],
            "jenis_kelamin": [(k, str(v)) for k, v in Pegawai.JenisKelamin.choices],
            "tingkat_pendidikan": list(TINGKAT.items()),
            "opd": list(unit.values_list("pk", "nama")),
            "domisili": list(PenyebutWilayah().tujuan(pegawai.instansi)),
        }
        for nama, semua in pilihan.items():
            medan = self.fields[nama]
            assert isinstance(medan, forms.ChoiceField)  # noqa: S101 - for the type checker
            medan.choices = [kosong, *semua]

    def nilai(self) -> dict[str, Any]:
        """Return the facts in the form the registry keeps them."""
        isi = {k: self.cleaned_data[k] for k in DAPAT_DIUBAH}
        if isi["lahir"]:
            isi["lahir"] = isi["lahir"].isoformat()
        return isi
