"""Shapes of an entry made in SIASN by hand, and of BKN's decision written down by hand."""

from typing import Any

from django import forms

from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa
from penugasan.services.sinkronisasi_manual import HasilEntri
from penugasan.siasn.wire import StatusUsulan

PUTUSAN = (
    (StatusUsulan.DIUSULKAN, "Belum diputus"),
    (StatusUsulan.DITERIMA, "Disetujui"),
    (StatusUsulan.PERBAIKAN, "Dikembalikan untuk diperbaiki"),
    (StatusUsulan.DITOLAK, "Ditolak"),
    (StatusUsulan.SK_TERBIT, "SK tercatat"),
)


class PutusanBknForm(forms.Form):
    """What SIASN shows of a proposal that was entered by hand."""

    id_usulan = forms.CharField(
        label="Id usulan di SIASN",
        required=False,
        max_length=42,
        help_text="Bila SIASN menampilkannya. Tanpa id, usulan dicocokkan menurut NIP.",
    )
    putusan = forms.ChoiceField(
        label="Putusan BKN",
        choices=[(str(nilai), label) for nilai, label in PUTUSAN],
        initial=str(StatusUsulan.DIUSULKAN),
    )
    kata = forms.CharField(
        label="Kata BKN",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Salin alasan BKN bila usulan dikembalikan atau ditolak.",
    )

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        butuh = (StatusUsulan.PERBAIKAN, StatusUsulan.DITOLAK)
        if isi.get("putusan") in butuh and not isi.get("kata"):
            self.add_error("kata", "Tulis alasan BKN.")
        return isi

    def hasil(self) -> HasilEntri:
        """The cleaned values; call it on a valid form."""
        isi = self.cleaned_data
        return HasilEntri(
            id_usulan=isi.get("id_usulan", "").strip(),
            putusan=StatusUsulan(isi.get("putusan") or StatusUsulan.DIUSULKAN),
            kata=" ".join(isi.get("kata", "").split()),
        )


class EntriForm(PutusanBknForm):
    """The same with its proof; a message that is no proposal has only the proof."""

    bukti = forms.FileField(
        label="Bukti entri",
        help_text=f"Tangkapan layar SIASN: PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Pilih berkas buktinya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )
    field_order = ("bukti", "id_usulan", "putusan", "kata")

    def __init__(self, *args: Any, usulan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not usulan:
            for nama in ("id_usulan", "putusan", "kata"):
                del self.fields[nama]

    def clean_bukti(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("bukti"))
