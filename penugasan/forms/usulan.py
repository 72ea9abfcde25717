"""Shapes of an OPD head's answer and of BKPSDM's decision on it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile

from pegawai.models import Pegawai
from penugasan.models import Usulan

PANJANG_ALASAN = 1000
BUKTI_MAKS_MB = 5
MAGIS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
"""What a file must begin with, whatever it calls itself, and the ending it is stored under."""


class JawabanForm(forms.Form):
    """The reason common to both answers; "another reason" must be told in words."""

    alasan_kode = forms.ChoiceField(
        label="Alasan",
        choices=Usulan.Alasan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih alasannya.", "invalid_choice": "Pilih alasannya."},
    )
    alasan = forms.CharField(
        label="Penjelasan",
        required=False,
        max_length=PANJANG_ALASAN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Boleh dikosongkan; satu kalimat sudah cukup.",
    )

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("alasan_kode") == Usulan.Alasan.LAINNYA and not isi.get("alasan"):
            self.add_error("alasan", "Jelaskan alasan lainnya dengan satu kalimat.")
        return isi


class PenggantiForm(JawabanForm):
    """A substitute by key, within the head's own tree."""

    pengganti = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": "Pilih penggantinya.",
            "invalid_choice": "Pengganti harus pegawai aktif di unit yang Anda pimpin.",
        },
    )

    def __init__(self, *args: Any, akun: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        medan: Any = self.fields["pengganti"]
        medan.queryset = Pegawai.objects.untuk(akun).aktif().select_related("opd")


class KeberatanForm(JawabanForm):
    """An objection, with a photo or a letter if there is one."""

    bukti = forms.FileField(
        label="Foto atau surat pendukung",
        required=False,
        help_text=f"PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB. Boleh dikosongkan.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )

    def clean_bukti(self) -> "UploadedFile[Any] | None":
        return bukti_terperiksa(self.cleaned_data.get("bukti"))


def bukti_terperiksa(berkas: "UploadedFile[Any] | None") -> "UploadedFile[Any] | None":
    """Judge a file by its size and first bytes, and give it a name that tells nothing.

    Raises ValidationError in words for the person who sent it.
    """
    if not berkas:
        return None
    if (berkas.size or 0) > BUKTI_MAKS_MB * 1024 * 1024:
        pesan = f"Berkas lebih besar dari {BUKTI_MAKS_MB} MB. Perkecil, lalu unggah lagi."
        raise forms.ValidationError(pesan)
    akhiran = jenis_berkas(berkas)
    if akhiran is None:
        pesan = "Berkas bukan PDF, JPG, atau PNG. Foto ulang, atau simpan sebagai PDF."
        raise forms.ValidationError(pesan)
    berkas.name = f"{uuid4().hex}.{akhiran}"
    return berkas


def jenis_berkas(berkas: "UploadedFile[Any]") -> str | None:
    """``pdf``, ``jpg`` or ``png`` by the first bytes, None for anything else."""
    berkas.seek(0)
    awal = berkas.read(8)
    berkas.seek(0)
    return next((akhiran for tanda, akhiran in MAGIS.items() if awal.startswith(tanda)), None)


class PutusanForm(forms.Form):
    """BKPSDM's decision; ``dilihat`` is the ``cap`` of the usulan the officer read."""

    TERIMA, TOLAK, PERBAIKAN = "terima", "tolak", "perbaikan"
    PUTUSAN = ((TERIMA, "Terima"), (TOLAK, "Tolak"), (PERBAIKAN, "Kembalikan untuk perbaikan"))

    putusan = forms.ChoiceField(choices=PUTUSAN, error_messages={"required": "Pilih putusannya."})
    catatan = forms.CharField(
        label="Alasan untuk kepala OPD",
        required=False,
        max_length=PANJANG_ALASAN,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila ditolak atau dikembalikan.",
    )
    dilihat = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Every decision but a yes is explained to the head."""
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("putusan") in (self.TOLAK, self.PERBAIKAN) and not isi.get("catatan"):
            self.add_error("catatan", "Tulis alasannya; kepala OPD akan membacanya.")
        return isi
