"""Shapes of what is typed when naming a person; who may, and whether he fits, is asked later."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from koperasi.models import Kebutuhan
from pegawai.models import Pegawai

PANJANG_ALASAN = 500


def pilihan_formasi(kebutuhan: Iterable[Kebutuhan]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Posts as a list grouped by kecamatan: ``KKMP Medono, Keuangan (formasi 2)``."""

    def kecamatan(satu: Kebutuhan) -> str:
        induk = satu.koperasi.wilayah.induk
        return induk.nama if induk else ""

    return [
        (
            nama,
            [
                (k.pk, f"{k.koperasi.nama_pendek}, {k.get_peran_display()} (formasi {k.nomor})")
                for k in anggota
            ],
        )
        for nama, anggota in groupby(kebutuhan, key=kecamatan)
    ]


class NominasiForm(forms.Form):
    """One person for one free post."""

    pegawai = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Pegawai ini tidak ada di instansi Anda."},
    )
    kebutuhan = forms.ModelChoiceField(
        queryset=Kebutuhan.objects.none(),
        label="Koperasi dan formasi",
        empty_label="Pilih koperasi",
        help_text="Hanya formasi yang masih kosong.",
        error_messages={
            "required": "Pilih koperasinya.",
            "invalid_choice": "Formasi ini tidak ada di instansi Anda.",
        },
    )

    def __init__(self, *args: Any, akun: Any, bebas: Iterable[Kebutuhan], **lain: Any) -> None:
        """``bebas`` are the posts on offer; a post taken meanwhile is refused by the service."""
        super().__init__(*args, **lain)
        self.fields["pegawai"].queryset = Pegawai.objects.untuk(akun).aktif()  # type: ignore[attr-defined]
        medan: Any = self.fields["kebutuhan"]
        medan.queryset = Kebutuhan.objects.untuk(akun).select_related("koperasi__wilayah")
        medan.widget.choices = [("", medan.empty_label), *pilihan_formasi(bebas)]


class AlasanForm(forms.Form):
    """A typed reason, for acts that take something back."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=PANJANG_ALASAN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca OPD dan tercatat pada jejak audit.",
        error_messages={"required": "Tulis alasannya."},
    )
