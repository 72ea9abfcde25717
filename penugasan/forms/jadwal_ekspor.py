"""Shape of a schedule: one list says how often and on which day, another at which hour."""

from typing import Any

from django import forms

from penugasan.models import JadwalEkspor
from penugasan.models.jadwal_ekspor import NAMA_HARI, TANGGAL_TERAKHIR

Irama = JadwalEkspor.Irama
TANGGAL_TERBESAR = 28
"""The last date that every month has."""
JAM_BIASA = 7


def _kunci(irama: str, hari: int) -> str:
    return f"{irama}-{hari}"


KAPAN = [
    (_kunci(Irama.HARIAN, 0), "Setiap hari"),
    (
        "Setiap minggu",
        [(_kunci(Irama.MINGGUAN, n), f"Setiap {nama}") for n, nama in enumerate(NAMA_HARI, 1)],
    ),
    (
        "Setiap bulan",
        [
            *[
                (_kunci(Irama.BULANAN, n), f"Setiap tanggal {n}")
                for n in range(1, TANGGAL_TERBESAR + 1)
            ],
            (_kunci(Irama.BULANAN, TANGGAL_TERAKHIR), "Setiap hari terakhir bulan"),
        ],
    ),
]


class JadwalForm(forms.Form):
    """When to repeat an export, and what to call it."""

    kapan = forms.ChoiceField(
        choices=KAPAN,
        label="Kapan",
        initial=_kunci(Irama.MINGGUAN, 1),
        error_messages={
            "required": "Pilih harinya.",
            "invalid_choice": "Pilih hari yang ada di daftar.",
        },
    )
    jam = forms.TypedChoiceField(
        choices=[(n, f"{n:02d}.00 WIB") for n in range(24)],
        coerce=int,
        label="Jam",
        initial=JAM_BIASA,
        error_messages={
            "required": "Pilih jamnya.",
            "invalid_choice": "Pilih jam yang ada di daftar.",
        },
    )
    judul = forms.CharField(
        label="Nama jadwal",
        max_length=120,
        required=False,
        help_text="Boleh kosong.",
        error_messages={"max_length": "Nama jadwal paling panjang 120 huruf."},
    )

    @classmethod
    def awal(cls, jadwal: JadwalEkspor) -> dict[str, Any]:
        """What the form shows of a schedule that exists."""
        return {
            "kapan": _kunci(jadwal.irama, jadwal.hari),
            "jam": jadwal.jam,
            "judul": jadwal.judul,
        }

    def waktu(self, judul_biasa: str) -> dict[str, Any]:
        """The answers as the service takes them."""
        irama, _, hari = self.cleaned_data["kapan"].partition("-")
        return {
            "judul": self.cleaned_data["judul"] or judul_biasa,
            "irama": irama,
            "hari": int(hari),
            "jam": self.cleaned_data["jam"],
        }
