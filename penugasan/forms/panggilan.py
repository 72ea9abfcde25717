"""Shapes of a call for names and of an offer."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from pegawai.models import Opd, Pegawai
from penugasan.forms.penetapan import PilihField

PALING_BANYAK = 50


class PanggilForm(forms.Form):
    """Which units, and how many names from each."""

    opd = PilihField(
        queryset=Opd.objects.none(),
        label="Unit",
        error_messages={
            "required": "Pilih paling sedikit satu unit.",
            "invalid_choice": "Ada unit yang tidak ada di instansi Anda.",
            "invalid_pk_value": "Ada pilihan yang tidak terbaca.",
        },
    )
    jumlah = forms.IntegerField(
        label="Banyak nama dari tiap unit",
        min_value=1,
        max_value=PALING_BANYAK,
        initial=1,
        error_messages={
            "required": "Isi banyaknya.",
            "invalid": "Tulis banyaknya dengan angka.",
            "min_value": "Paling sedikit satu nama.",
            "max_value": f"Paling banyak {PALING_BANYAK} nama.",
        },
    )
    catatan = forms.CharField(label="Catatan untuk kepala OPD", required=False, max_length=300)

    def __init__(self, *args: Any, boleh: QuerySet[Any], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["opd"].queryset = boleh  # type: ignore[attr-defined]


class TawarkanForm(forms.Form):
    """Which of the own people, and why."""

    pilih = PilihField(
        queryset=Pegawai.objects.none(),
        label="Nama",
        error_messages={
            "required": "Pilih paling sedikit satu nama.",
            "invalid_choice": "Nama harus pegawai aktif di unit yang Anda pimpin.",
            "invalid_pk_value": "Ada pilihan yang tidak terbaca.",
        },
    )
    alasan = forms.CharField(
        label="Alasan",
        required=False,
        max_length=300,
        help_text="Boleh kosong. Misalnya: tinggal dekat koperasi dan mahir pembukuan.",
    )

    def __init__(self, *args: Any, boleh: QuerySet[Any], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["pilih"].queryset = boleh  # type: ignore[attr-defined]
