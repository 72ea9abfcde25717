"""The answer to a question about one fact: only the fields that this fact needs."""

import datetime as dt
from typing import Any

from django import forms

from inti.models import Wilayah
from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Pegawai, PredikatKinerja
from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa
from penugasan.models import PermintaanData
from penugasan.services.permintaan_fakta import DAPAT_DIMINTA, rapikan

BUKTI = (
    (JenisBukti.SERTIFIKAT.value, "Sertifikat kursus"),
    (JenisBukti.UJI_PRAKTIK.value, "Lulus uji praktik"),
    (JenisBukti.DIKLAT.value, "Sertifikat diklat"),
    (JenisBukti.IJAZAH.value, "Ijazah bidang komputer"),
    (JenisBukti.PERNYATAAN_ATASAN.value, "Pernyataan atasan"),
)
TANGGAL_SALAH = {
    "required": "Isi tanggalnya.",
    "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
}


class _Tanggal(forms.DateInput):
    """A native date field; it speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class JawabForm(forms.Form):
    """Fields by the rule that lacks the fact, then an explanation and the evidence."""

    penjelasan = forms.CharField(
        label="Penjelasan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    bukti_berkas = forms.FileField(
        label="Foto atau berkas bukti",
        help_text=f"PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Pilih foto atau berkas buktinya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )

    def __init__(self, *args: Any, permintaan: PermintaanData, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.permintaan = permintaan
        self.diminta = DAPAT_DIMINTA[permintaan.aturan]
        for nama in self.diminta.medan:
            self.fields[nama] = self._medan(nama)
        wajib = self.diminta.wajib_berkas and not permintaan.berkas
        self.fields["bukti_berkas"].required = wajib
        self.order_fields([*self.diminta.medan, "penjelasan", "bukti_berkas"])

    def clean_bukti_berkas(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("bukti_berkas"))

    @property
    def jawaban(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return rapikan({nama: self.cleaned_data.get(nama) for nama in self.diminta.medan})

    def _medan(self, nama: str) -> forms.Field:
        hari = hari_ini()
        if nama in {"lahir", "tanggal", "kontrak_akhir"}:
            return self._tanggal(nama, hari)
        if nama == "pendidikan":
            return forms.CharField(label="Jurusan", required=False, max_length=160)
        if nama == "jabatan":
            return forms.CharField(
                label="Jabatan", max_length=160, error_messages={"required": "Isi jabatannya."}
            )
        label, pilihan = {
            "bukti": ("Jenis bukti", BUKTI),
            "tingkat_pendidikan": ("Tingkat pendidikan", tuple(TINGKAT.items())),
            "jenis": ("Jenis pegawai", tuple(Pegawai.Jenis.choices)),
            "kedudukan_hukum": ("Kedudukan hukum", self._kedudukan()),
            "domisili": ("Tempat tinggal", self._wilayah()),
            "tahun": ("Tahun", tuple((str(hari.year - n), str(hari.year - n)) for n in (1, 2))),
            "predikat": ("Predikat", tuple(PredikatKinerja.Predikat.choices)),
        }[nama]
        return forms.ChoiceField(
            label=label,
            choices=[("", "Pilih"), *pilihan],
            error_messages={"required": "Pilih satu jawaban."},
        )

    def _tanggal(self, nama: str, hari: dt.date) -> forms.DateField:
        label = {
            "lahir": "Tanggal lahir",
            "tanggal": "Tanggal dokumen",
            "kontrak_akhir": "Perjanjian kerja berakhir",
        }[nama]

        def wajar(tanggal: dt.date) -> None:
            if nama != "kontrak_akhir" and tanggal > hari:
                pesan = "Tanggalnya belum terjadi. Periksa lagi."
                raise forms.ValidationError(pesan)

        return forms.DateField(
            label=label, widget=_Tanggal(), error_messages=TANGGAL_SALAH, validators=[wajar]
        )

    def _kedudukan(self) -> tuple[tuple[str, str], ...]:
        aturan = self.permintaan.periode.versi.isi["aturan"]["kedudukan_hukum"]
        return tuple((n, n) for n in (*aturan["nama_aktif"], *aturan["nama_tidak_aktif"]))

    def _wilayah(self) -> tuple[tuple[str, str], ...]:
        milik = Wilayah.objects.filter(koperasi__instansi=self.permintaan.instansi_id)
        return tuple(milik.order_by("nama").values_list("pk", "nama"))


class CatatanForm(forms.Form):
    """Why an answer goes back, or a question is withdrawn."""

    catatan = forms.CharField(
        label="Alasan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila dikembalikan atau dicabut.",
    )
