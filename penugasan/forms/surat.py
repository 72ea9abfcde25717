"""Shape of what is asked of letters: issue, revoke, sign, carry away, word anew."""

import datetime as dt
from typing import Any

from django import forms

from penugasan.forms.penetapan import HARI_MAJU, HARI_MUNDUR
from penugasan.forms.surat_lain import LainBiasaForm, medan_tanggal
from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa
from penugasan.rules.surat import UMUM, Bagian, JenisSurat, periksa_teks
from penugasan.services.surat_zip import BENTUK


class TerbitForm(LainBiasaForm):
    """The chosen rows and the date their letters carry."""

    tanggal = medan_tanggal("Tanggal surat")
    alasan = forms.CharField(
        label="Catatan untuk orang kedua",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, hari_ini: dt.date, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.hari_ini = hari_ini

    def clean_tanggal(self) -> dt.date:
        """Refuse a date nobody means: a slip of the year takes a number out of the wrong book."""
        tanggal: dt.date = self.cleaned_data["tanggal"]
        if not -HARI_MUNDUR <= (tanggal - self.hari_ini).days <= HARI_MAJU:
            pesan = "Tanggal surat terlalu jauh dari hari ini. Periksa tahunnya."
            raise forms.ValidationError(pesan)
        return tanggal


class CabutForm(forms.Form):
    """Why a letter is revoked."""

    alasan = forms.CharField(
        label="Alasan dicabut",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan pencabutan."},
    )


class CatatanSuratForm(forms.Form):
    """What the second person says; the service says when it must not be empty."""

    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila ditolak.",
    )


class TtdForm(forms.Form):
    """The signed letter, as PDF only."""

    berkas = forms.FileField(
        label="Berkas bertanda tangan",
        help_text=f"PDF, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={
            "required": "Pilih berkasnya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )

    def clean_berkas(self) -> Any:
        """Judge the file as every upload is judged, and let only PDF through."""
        berkas = bukti_terperiksa(self.cleaned_data.get("berkas"))
        if berkas is None or not str(berkas.name).endswith(".pdf"):
            pesan = "Berkas bukan PDF. Unggah surat bertanda tangan sebagai PDF."
            raise forms.ValidationError(pesan)
        return berkas


class ArsipForm(forms.Form):
    """In which forms the chosen letters are carried away."""

    bentuk = forms.MultipleChoiceField(
        label="Isi arsip",
        choices=list(BENTUK.items()),
        initial=["pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih PDF, DOCX, atau keduanya."},
    )


class TemplatForm(forms.Form):
    """The words of one kind, part by part; a list has one item on each line."""

    def __init__(self, data: Any = None, *, jenis: JenisSurat, isi: dict[str, Any]) -> None:
        awal = {bagian.kode: _tampil(bagian, isi.get(bagian.kode)) for bagian in jenis.bagian}
        super().__init__(data, initial=awal)
        self.jenis = jenis
        for bagian in jenis.bagian:
            self.fields[bagian.kode] = _medan(bagian, awal[bagian.kode])
        self.fields["alasan"] = forms.CharField(
            label="Alasan perubahan",
            required=False,
            max_length=300,
            help_text="Misalnya nomor surat edaran. Wajib bila disimpan.",
        )

    @property
    def isi_baru(self) -> dict[str, Any]:
        """The words as a template keeps them."""
        return {
            bagian.kode: _baca(bagian, self.cleaned_data.get(bagian.kode, ""))
            for bagian in self.jenis.bagian
        }

    def clean(self) -> dict[str, Any]:
        """Say of each part what is wrong with it, with its line and the placeholder's name."""
        isi: dict[str, Any] = super().clean() or {}
        for salah in periksa_teks(self.jenis, self.isi_baru):
            self.add_error(salah.bagian, salah.pesan)
        return isi


def lubang_kata(jenis: JenisSurat) -> list[tuple[str, str]]:
    """The placeholders of a kind with their samples, as the editor lists them."""
    return [(f"{{{nama}}}", contoh) for nama, contoh in {**jenis.lubang, **UMUM}.items()]


def _medan(bagian: Bagian, awal: str) -> forms.CharField:
    baris = max(2, min(10, sum(len(satu) // 90 + 1 for satu in awal.splitlines())))
    return forms.CharField(
        label=bagian.nama if bagian.wajib else f"{bagian.nama} (boleh kosong)",
        required=False,
        help_text="Satu butir satu baris." if bagian.banyak else "",
        widget=forms.Textarea(attrs={"rows": baris}) if bagian.banyak else forms.TextInput(),
    )


def _tampil(bagian: Bagian, nilai: Any) -> str:
    return "\n".join(nilai or ()) if bagian.banyak else str(nilai or "")


def _baca(bagian: Bagian, teks: str) -> Any:
    baris = [" ".join(satu.split()) for satu in teks.splitlines()]
    isi = [satu for satu in baris if satu]
    return isi if bagian.banyak else " ".join(isi)
