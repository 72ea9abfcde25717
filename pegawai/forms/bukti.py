"""One row of evidence about a person, by hand: what the file would have said, and the document."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator

from inti.filters import TanggalInput
from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import HukumanDisiplin, PredikatKinerja
from pegawai.services.bukti import KATA, Macam

TIDAK_MAMPU = "tidak"
TAHUN_AWAL = 2000
"""No grade of an earlier year is of use to any rule."""


def _tanggal(label: str, *, wajib: bool = True, bantu: str = "") -> forms.DateField:
    galat = {"required": "Isi tanggalnya.", "invalid": "Tulis tanggal seperti 01-03-2026."}
    return forms.DateField(
        label=label, required=wajib, help_text=bantu, error_messages=galat, widget=TanggalInput()
    )


class BuktiForm(forms.Form):
    """What every kind has: the document it rests on."""

    judul = ""
    keterangan = ""
    dokumen = forms.CharField(
        label="Dokumen dasar",
        max_length=120,
        validators=[MinLengthValidator(5, "Tulis dokumennya paling sedikit 5 huruf.")],
        error_messages={"required": "Tulis nomor atau nama dokumennya."},
        help_text="Nomor dan nama dokumen yang Anda pegang. Dicatat sebagai sumber isian ini.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([nama for nama in self.fields if nama != "dokumen"])

    def nilai(self) -> dict[str, Any]:
        """Return what the kind itself asks for."""
        return {k: v for k, v in self.cleaned_data.items() if k != "dokumen"}


class KomputerForm(BuktiForm):
    judul = "Catat bukti kemampuan komputer"
    keterangan = "Bukti bertanggal terbaru menentukan."
    bukti = forms.ChoiceField(
        label="Bukti",
        choices=[
            ("", "Pilih bukti"),
            *((jenis.value, kata) for jenis, kata in KATA.items()),
            (TIDAK_MAMPU, "OPD menyatakan tidak mampu"),
        ],
        error_messages={"required": "Pilih buktinya."},
    )
    tanggal = _tanggal("Tanggal dokumen")

    def nilai(self) -> dict[str, Any]:
        isi = super().nilai()
        bukti = isi["bukti"]
        return isi | {"bukti": None if bukti == TIDAK_MAMPU else JenisBukti(bukti)}


class KontrakForm(BuktiForm):
    judul = "Catat perjanjian kerja"
    keterangan = "Perjanjian yang dicatat terakhir dianggap berlaku."
    akhir = _tanggal("Perjanjian kerja berakhir")


class KinerjaForm(BuktiForm):
    judul = "Catat predikat kinerja"
    keterangan = "Satu predikat untuk satu tahun; catatan terakhir dari tahun itu yang dipakai."
    tahun = forms.IntegerField(
        label="Tahun",
        min_value=TAHUN_AWAL,
        error_messages={"required": "Isi tahunnya.", "invalid": "Tulis tahun dengan empat angka."},
    )
    predikat = forms.TypedChoiceField(
        label="Predikat",
        coerce=int,
        choices=[("", "Pilih predikat"), *PredikatKinerja.Predikat.choices],
        error_messages={"required": "Pilih predikatnya."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = hari_ini().year
        self.fields["tahun"].validators = [
            MinValueValidator(TAHUN_AWAL, f"Tahun paling awal {TAHUN_AWAL}."),
            MaxValueValidator(tahun, f"Tahun paling akhir {tahun}."),
        ]


class HukumanForm(BuktiForm):
    judul = "Catat hukuman disiplin"
    keterangan = (
        "Keterangan “Tidak ada” mengakhiri semua yang dicatat sebelumnya. "
        "Catatan dengan tanggal mulai yang sama menggantikan yang lama."
    )
    tingkat = forms.ChoiceField(
        label="Tingkat hukuman",
        choices=[("", "Pilih tingkat"), *HukumanDisiplin.Tingkat.choices],
        error_messages={"required": "Pilih tingkatnya."},
    )
    mulai = _tanggal("Mulai berlaku", wajib=False, bantu="Kosongkan bila tidak ada hukuman.")
    selesai = _tanggal("Hari terakhir", wajib=False, bantu="Kosongkan bila belum ditentukan.")


FORM: dict[Macam, type[BuktiForm]] = {
    Macam.KOMPUTER: KomputerForm,
    Macam.KONTRAK: KontrakForm,
    Macam.KINERJA: KinerjaForm,
    Macam.HUKUMAN: HukumanForm,
}
