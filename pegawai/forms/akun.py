"""The shape of what an admin types about an account."""

from typing import Any

from django import forms

from inti.formulir import FormulirBersidik
from inti.peran import Peran
from pegawai.models import Akun
from pegawai.nip import NipSalah, bersihkan
from pegawai.services.akun import ISIAN, sidik

PERAN_BERHALAMAN = (
    Peran.PETUGAS,
    Peran.PENYETUJU,
    Peran.KEPALA_OPD,
    Peran.DINAS_KOPERASI,
    Peran.AUDITOR,
    Peran.ADMIN,
    Peran.PENGURUS_KOPERASI,
    Peran.PEGAWAI,
    Peran.PIMPINAN,
)
"""Roles that have pages of their own today."""


class _IsianForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, mail and role."""

    class Meta:
        model = Akun
        fields = ["nama", "email", "peran"]
        help_texts = {
            "nama": "Nama lengkap seperti di surat.",
            "email": "Untuk tautan lupa kata sandi. Boleh kosong.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kini = self.instance.peran
        boleh = [p for p in Peran if p in PERAN_BERHALAMAN or p == kini]
        self.fields["peran"] = forms.ChoiceField(
            label="Peran", choices=[("", "Pilih peran"), *((p.value, p.label) for p in boleh)]
        )


class AkunForm(FormulirBersidik, _IsianForm):
    """An account that exists; the form knows what it was opened with."""

    def __init__(self, *args: Any, instance: Akun, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, initial={"sidik": sidik(instance)}, **kwargs)

    def nilai(self) -> dict[str, Any]:
        """Return what was typed, and what it was typed over."""
        isi = dict(self.cleaned_data)
        return isi | {"sidik_lama": isi.pop("sidik")}

    def segarkan(self, terkini: Akun) -> None:
        """Let the next attempt start from what is on record now."""
        kini = {kolom: getattr(terkini, kolom) for kolom in ISIAN}
        kata = kini | {"peran": terkini.get_peran_display()}
        self.ambil_alih(kini, {k: self.cleaned_data[k] for k in ISIAN}, kata=kata.__getitem__)
        self.ganti_isi(sidik=sidik(terkini))


class TambahForm(_IsianForm):
    """A new account: also its user name, which cannot be changed later."""

    class Meta(_IsianForm.Meta):
        fields = ["username", "nama", "email", "peran"]
        help_texts = {
            **_IsianForm.Meta.help_texts,
            "username": "Huruf, angka, titik, dan garis. Jangan pakai NIP. Tidak bisa diganti.",
        }

    def clean_username(self) -> str:
        """Refuse a NIP or NIK as user name: login names appear in logs and lists."""
        username: str = self.cleaned_data["username"]
        if sum(huruf.isdigit() for huruf in username) >= 16:
            pesan = "Nama pengguna ini menyerupai NIP atau NIK. Pilih nama lain."
            raise forms.ValidationError(pesan)
        return username


class NonaktifkanForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan", max_length=200, help_text="Contoh: pindah tugas, pensiun, akun ganda."
    )


class HubungkanForm(forms.Form):
    """Whose account it is, by NIP."""

    nip = forms.CharField(
        label="NIP pemilik akun",
        max_length=40,
        help_text="18 angka. Orang itu melihat status dan suratnya sendiri.",
        error_messages={"required": "Isi NIP pemilik akun."},
    )

    def clean_nip(self) -> str:
        """The 18 digits, however they were typed."""
        try:
            return bersihkan(self.cleaned_data["nip"])
        except NipSalah as galat:
            raise forms.ValidationError(galat.pesan) from galat
