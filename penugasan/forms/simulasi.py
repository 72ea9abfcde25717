"""The values of a policy that can be tried: read from a version, and put back into one."""

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from pegawai.models import PredikatKinerja
from penugasan.models import VersiAturan
from penugasan.rules.waktu import BacaUsia

JENIS = (("PPPK", "PPPK"), ("PPPK_PW", "PPPK Paruh Waktu"), ("PNS", "PNS"))
BACA = (
    (BacaUsia.TAHUN_GENAP.value, "Tahun yang sudah genap"),
    (BacaUsia.BELUM_LEWAT_ULANG_TAHUN.value, "Belum melewati hari ulang tahun"),
)
BUKTI = (
    ("IJAZAH", "Ijazah"),
    ("JABATAN", "Jabatan"),
    ("UJI_PRAKTIK", "Uji praktik"),
    ("SERTIFIKAT", "Sertifikat"),
    ("DIKLAT", "Diklat"),
)
SAKELAR = {
    "rumpun_jabatan": "Guru dan tenaga kesehatan dikecualikan",
    "kontrak": "Sisa perjanjian kerja diperiksa",
    "bup": "Jarak ke pensiun diperiksa",
    "predikat_kinerja": "Predikat kinerja diperiksa",
    "hukuman_disiplin": "Hukuman disiplin diperiksa",
    "domisili": "Domisili menjadi syarat",
}
"""Rules that a policy may switch on, in the words of the form."""
LETAK = {
    "usia_maks": ("aturan", "usia", "maks"),
    "usia_baca": ("aturan", "usia", "baca"),
    "pendidikan": ("aturan", "pendidikan", "minimum"),
    "jenis": ("aturan", "jenis_asn", "jenis"),
    "bukti": ("aturan", "komputer", "diterima"),
    "atasan": ("aturan", "komputer", "terima_pernyataan_atasan"),
    **{kode: ("aturan", kode, "aktif") for kode in SAKELAR},
    "kontrak_bulan": ("aturan", "kontrak", "bulan"),
    "bup_bulan": ("aturan", "bup", "bulan"),
    "predikat_rendah": ("aturan", "predikat_kinerja", "paling_rendah"),
    "predikat_tahun": ("aturan", "predikat_kinerja", "tahun"),
    "tetangga": ("aturan", "domisili", "terima_tetangga"),
    "kuota_target": ("koperasi", "kuota_target"),
    "kuota_maks": ("koperasi", "kuota_maks"),
    "halaman_publik": ("koperasi", "halaman_publik"),
    "batas_hari": ("tenggat", "batas_hari_kerja"),
    "bobot_domisili": ("bobot", "domisili"),
    "bobot_kinerja": ("bobot", "kinerja"),
    "bobot_kecamatan": ("bobot", "kecamatan"),
    "bobot_beban": ("bobot", "beban_unit"),
}
"""Where each field stands in a policy."""
ANGKA = {
    "usia_maks": ("Usia paling tinggi (tahun)", 17, 100),
    "kontrak_bulan": ("Sisa perjanjian (bulan)", 0, 120),
    "bup_bulan": ("Jarak ke pensiun (bulan)", 0, 120),
    "predikat_tahun": ("Tahun yang diperiksa", 1, 10),
    "kuota_target": ("Formasi yang dituju tiap koperasi", 1, 20),
    "kuota_maks": ("Formasi paling banyak tiap koperasi", 1, 20),
    "batas_hari": ("Waktu OPD menjawab (hari kerja)", 1, 60),
    "bobot_domisili": ("Bobot domisili", 0, 100_000),
    "bobot_kinerja": ("Bobot kinerja", 0, 100_000),
    "bobot_kecamatan": ("Bobot bertugas di kecamatan", 0, 100_000),
    "bobot_beban": ("Bobot beban unit asal", 0, 100_000),
}
KELOMPOK = (
    ("Syarat utama", ("usia_maks", "usia_baca", "pendidikan", "jenis", "tanggal")),
    ("Kemampuan komputer", ("bukti", "atasan")),
    (
        "Syarat tambahan",
        (
            *("rumpun_jabatan", "kontrak", "kontrak_bulan", "bup", "bup_bulan"),
            *("predikat_kinerja", "predikat_rendah", "predikat_tahun"),
            *("hukuman_disiplin", "domisili", "tetangga"),
        ),
    ),
    ("Koperasi dan tenggat", ("kuota_target", "kuota_maks", "halaman_publik", "batas_hari")),
    (
        "Bobot penempatan",
        ("bobot_domisili", "bobot_kinerja", "bobot_kecamatan", "bobot_beban"),
    ),
)


class SimulasiForm(forms.Form):
    """A policy's main values; unbound it shows those of ``versi``.

    Its mark ``coba`` names the version whose values were shown: of another one they would be put
    back unseen.
    """

    usia_baca = forms.ChoiceField(label="Cara menghitung usia", choices=BACA)
    pendidikan = forms.ChoiceField(label="Pendidikan paling rendah")
    jenis = forms.MultipleChoiceField(
        label="Jenis pegawai", choices=JENIS, widget=forms.CheckboxSelectMultiple
    )
    bukti = forms.MultipleChoiceField(
        label="Bukti yang diterima",
        choices=BUKTI,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    atasan = forms.BooleanField(label="Pernyataan atasan diterima", required=False)
    predikat_rendah = forms.TypedChoiceField(
        label="Predikat paling rendah", choices=PredikatKinerja.Predikat.choices, coerce=int
    )
    tetangga = forms.BooleanField(label="Wilayah tetangga diterima", required=False)
    halaman_publik = forms.BooleanField(
        label="Pengisian diumumkan, nama disamarkan", required=False
    )
    tanggal = forms.DateField(
        label="Tanggal acuan",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026."},
    )

    def __init__(
        self, data: Any = None, *, versi: VersiAturan, tanggal: dt.date, **lain: Any
    ) -> None:
        isi: Mapping[str, Any] = versi.isi
        awal = {nama: ambil(isi, letak) for nama, letak in LETAK.items()} | {"tanggal": tanggal}
        super().__init__(data, initial=awal, **lain)
        self.versi, self.isi = versi, isi
        for nama, (label, paling_kecil, paling_besar) in ANGKA.items():
            self.fields[nama] = forms.IntegerField(
                label=label,
                min_value=paling_kecil,
                max_value=paling_besar,
                initial=awal[nama],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        for nama, label in SAKELAR.items():
            self.fields[nama] = forms.BooleanField(label=label, required=False, initial=awal[nama])
        tingkat = isi["aturan"]["pendidikan"]["tingkat"]
        self.fields["pendidikan"].choices = list(tingkat.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if self.data["coba"] != str(self.versi.nomor):
            pesan = (
                f"Aturan sudah berganti sejak halaman ini dibuka; yang berlaku {self.versi}. "
                "Tekan “Kembalikan semua”, lalu coba lagi."
            )
            raise forms.ValidationError(pesan)
        target, maks = isi.get("kuota_target"), isi.get("kuota_maks")
        if target and maks and target > maks:
            self.add_error("kuota_target", "Tidak boleh lebih dari formasi paling banyak.")
        return isi

    @property
    def isi_baru(self) -> dict[str, Any]:
        """The policy with the values of the form in it; other values stay as they are."""
        hasil: dict[str, Any] = copy.deepcopy(dict(self.isi))
        for nama, letak in LETAK.items():
            tabel = hasil
            for kunci in letak[:-1]:
                tabel = tabel.setdefault(kunci, {})
            nilai = self.cleaned_data[nama]
            if tabel.get(letak[-1], False) != nilai:
                tabel[letak[-1]] = _urut(nilai, tabel.get(letak[-1]))
        return hasil

    @property
    def kelompok(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(judul, [self[nama] for nama in medan]) for judul, medan in KELOMPOK]


def ambil(isi: Mapping[str, Any], letak: tuple[str, ...]) -> Any:
    """Return one value of a policy, None where it is not given."""
    nilai: Any = isi
    for kunci in letak:
        nilai = nilai.get(kunci) if isinstance(nilai, Mapping) else None
    return nilai


def _urut(baru: Any, lama: Any) -> Any:
    """Keep the order of a list whose members did not change: order alone is no change."""
    if isinstance(baru, list) and isinstance(lama, list) and set(baru) == set(lama):
        return lama
    return baru


class UsulanAturanForm(forms.Form):
    """Why, and from when."""

    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya nomor surat edaran.",
        error_messages={"required": "Tulis alasan perubahan aturan."},
    )
    berlaku_mulai = forms.DateField(
        label="Mulai berlaku",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Isi tanggal mulai berlaku.",
            "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
        },
    )
