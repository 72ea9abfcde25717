"""Shapes of the monthly voice, of requests and of the yearly evaluation."""

import datetime as dt
from typing import Any

from django import forms

from inti.filters import TanggalInput
from koperasi.models import Kebutuhan
from penugasan.models import Evaluasi, Pengajuan, SuaraKoperasi
from penugasan.models.bertugas import HARI_PALING_BANYAK

TANGGAL_SALAH = {
    "required": "Isi tanggalnya.",
    "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
}


class SuaraForm(forms.Form):
    """Three taps about one person, and one note if there is something to say."""

    hari_hadir = forms.IntegerField(
        label="Hari hadir",
        min_value=0,
        max_value=HARI_PALING_BANYAK,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Isi jumlah harinya.",
            "invalid": "Tulis jumlah hari dengan angka.",
            "max_value": "Satu bulan paling banyak 31 hari.",
            "min_value": "Jumlah hari tidak boleh kurang dari 0.",
        },
    )
    kerja = forms.TypedChoiceField(
        label="Hasil kerja",
        choices=SuaraKoperasi.Nilai.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih nilainya.", "invalid_choice": "Pilih nilainya."},
    )
    sikap = forms.TypedChoiceField(
        label="Sikap",
        choices=SuaraKoperasi.Nilai.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih nilainya.", "invalid_choice": "Pilih nilainya."},
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        help_text="Boleh kosong. Jangan tulis NIP atau NIK.",
    )


class PengajuanForm(forms.Form):
    """Why, and for an extension until when, for one more person which role."""

    peran = forms.ChoiceField(
        label="Peran",
        choices=Kebutuhan.Peran.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih perannya."},
    )
    sampai = forms.DateField(
        label="Sampai tanggal", widget=TanggalInput(), error_messages=TANGGAL_SALAH
    )
    alasan_kode = forms.ChoiceField(
        label="Alasan",
        choices=Pengajuan.Alasan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih alasannya.", "invalid_choice": "Pilih alasannya."},
    )
    alasan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Boleh kosong; satu kalimat sudah cukup.",
    )

    def __init__(self, *args: Any, jenis: str, **lain: Any) -> None:
        super().__init__(*args, **lain)
        if jenis != Pengajuan.Jenis.TAMBAH:
            del self.fields["peran"]
        if jenis != Pengajuan.Jenis.PERPANJANG:
            del self.fields["sampai"]

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("alasan_kode") == Pengajuan.Alasan.LAINNYA and not isi.get("alasan"):
            self.add_error("alasan", "Jelaskan alasan lainnya dengan satu kalimat.")
        return isi


class CatatanPutusanForm(forms.Form):
    """A note for who asked; a refusal cannot go without."""

    catatan = forms.CharField(
        label="Catatan untuk yang mengajukan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila ditolak.",
    )


class EvaluasiForm(forms.Form):
    """The recommendation of Dinas Koperasi; the figures stand beside it."""

    rekomendasi = forms.ChoiceField(
        label="Rekomendasi",
        choices=Evaluasi.Rekomendasi.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih rekomendasinya."},
    )
    sampai = forms.DateField(
        label="Diperpanjang sampai",
        required=False,
        widget=TanggalInput(),
        help_text="Hanya bila rekomendasinya perpanjang.",
        error_messages=TANGGAL_SALAH,
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, berakhir: bool = False, **lain: Any) -> None:
        super().__init__(*args, **lain)
        if berakhir:  # nothing is left that could be extended
            del self.fields["sampai"]
            pilihan: Any = self.fields["rekomendasi"]
            perpanjang = Evaluasi.Rekomendasi.PERPANJANG
            pilihan.choices = [p for p in pilihan.choices if p[0] != perpanjang]

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("rekomendasi") == Evaluasi.Rekomendasi.PERPANJANG and not isi.get("sampai"):
            self.add_error("sampai", "Isi sampai kapan diperpanjang.")
        return isi


class TibaForm(forms.Form):
    """The day the person came; empty means today."""

    tanggal = forms.DateField(
        label="Tanggal tiba", required=False, widget=TanggalInput(), error_messages=TANGGAL_SALAH
    )

    def hari(self, hari_ini: dt.date) -> dt.date:
        """The day that counts."""
        tanggal: dt.date | None = self.cleaned_data.get("tanggal")
        return tanggal or hari_ini
