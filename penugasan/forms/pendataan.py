"""Shapes of the registry's pages: the signed statement, a correction with its paper."""

import datetime as dt
from typing import Any

from django import forms

from inti.formulir import FormulirBersidik
from inti.waktu import hari_ini
from pegawai.imports import rekam_tenaga as rekam
from pegawai.models import Opd, TenagaNonAsn
from penugasan.forms.permintaan import TANGGAL_SALAH, Tanggal
from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa
from penugasan.services.pendataan_sidik import isian_tercatat, kata_isian, sidik

BERKAS_SALAH = {
    "required": "Pilih berkasnya.",
    "empty": "Berkasnya kosong. Pilih berkas lain.",
    "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
}
AKTIF = (("", "Belum pasti"), ("ya", "Ya"), ("tidak", "Tidak"))


def _berkas(label: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=f"PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages=BERKAS_SALAH,
    )


class SptjmForm(forms.Form):
    """The signed statement; ``sidik`` stands on it and in the page that printed it."""

    berkas = _berkas("SPTJM bertanda tangan")
    sidik = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_berkas(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("berkas"))


class TarikForm(forms.Form):
    """Why an announcement is taken back."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya."},
    )


class KoreksiForm(FormulirBersidik, forms.ModelForm):  # type: ignore[type-arg]
    """The facts that criteria read, then the paper that proves the change."""

    aktif = forms.ChoiceField(label="Masih aktif bekerja", choices=AKTIF, required=False)
    dasar = forms.CharField(
        label="Nomor dan tanggal dokumen dasar",
        max_length=160,
        help_text="Misalnya: SK 814.1/12/2019 tanggal 2 Januari 2019.",
        error_messages={"required": "Isi nomor dokumennya."},
    )
    bukti = _berkas("Foto atau berkas bukti")

    class Meta:
        model = TenagaNonAsn
        fields = [
            "nama",
            "lahir",
            "nomor_thk2",
            "opd",
            "jabatan",
            "nomor_sk",
            "berkas_honor",
            "sumber_honor",
            "mulai",
            "akhir",
            "jenis_penandatangan",
            "aktif",
        ]
        labels = {"opd": "Unit kerja", "mulai": "Mulai kerja", "akhir": "Akhir kerja (SK)"}
        help_texts = {
            "sumber_honor": "Isi bila SK pembayaran atau bukti honorariumnya tidak ada.",
            "berkas_honor": "Nama berkas bukti honorarium.",
        }
        widgets = {nama: Tanggal() for nama in ("lahir", "mulai", "akhir")}
        error_messages = dict.fromkeys(("lahir", "mulai", "akhir"), TANGGAL_SALAH) | {
            "nama": {"required": "Isi namanya."}
        }

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        medan: Any = self.fields["opd"]
        medan.queryset = Opd.objects.filter(instansi=self.instance.instansi, aktif=True)
        medan.empty_label = "Belum dikenal"
        aktif = self.instance.aktif
        self.initial["sidik"] = sidik(self.instance)
        self.initial["aktif"] = "" if aktif is None else "ya" if aktif else "tidak"

    def clean_lahir(self) -> dt.date | None:
        """A birth lies in the past."""
        lahir: dt.date | None = self.cleaned_data["lahir"]
        if lahir and lahir > hari_ini():
            pesan = "Tanggal lahir tidak boleh di masa depan."
            raise forms.ValidationError(pesan)
        return lahir

    def clean_bukti(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("bukti"))

    def _post_clean(self) -> None:
        """Leave the worker as he is: the service writes, with history."""

    @property
    def isian(self) -> dict[str, Any]:
        """The facts as staged rows have them."""
        hasil = {}
        for nama in self.Meta.fields:
            isi = self.cleaned_data[nama]
            if nama == "aktif":
                isi = {"ya": True, "tidak": False}.get(isi)
            elif nama in rekam.TANGGAL:
                isi = isi.isoformat() if isi else None
            elif nama == "opd":
                isi = isi.pk if isi else None
            hasil[nama] = isi
        return hasil

    def segarkan(self, terkini: TenagaNonAsn) -> None:
        """Take over what changed meanwhile; where the officer typed, too, keep his and say so."""
        kini, tercatat = isian_tercatat(terkini), KoreksiForm(instance=terkini)
        self.ambil_alih(
            kini,
            self.isian,
            kata=lambda kolom: kata_isian(kolom, kini[kolom]),
            tampilan=lambda kolom: tercatat[kolom].value(),
        )
        self.ganti_isi(sidik=sidik(terkini))
