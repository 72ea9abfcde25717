"""Shapes of what an officer mends before sending again."""

from typing import Any

from django import forms

from penugasan.models import PesanKeluar
from penugasan.siasn.wire import StatusUsulan, baca_tanggal

PANJANG_KETERANGAN = 500


class _Tanggal(forms.DateInput):
    """A native date field; it speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class KeteranganForm(forms.Form):
    """Words for BKN's verifier, for one or for several people."""

    keterangan = forms.CharField(
        label="Keterangan untuk BKN",
        max_length=PANJANG_KETERANGAN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis apa yang diperbaiki atau dilampirkan. Paling banyak 500 huruf.",
        error_messages={"required": "Tulis apa yang sudah diperbaiki atau dilengkapi."},
    )


class KirimUlangForm(KeteranganForm):
    """All that can be mended on one proposal by hand; the rest comes from the records."""

    nomor_surat = forms.CharField(label="Nomor surat usulan", max_length=80)
    tanggal_surat = forms.DateField(
        label="Tanggal surat usulan",
        widget=_Tanggal(),
        error_messages={"invalid": "Isi tanggal yang benar, misalnya 25-02-2026."},
    )

    def __init__(self, *args: Any, pesan: PesanKeluar, **kwargs: Any) -> None:
        isi = pesan.badan
        kwargs["initial"] = {
            "keterangan": isi.get("keterangan", ""),
            "nomor_surat": isi.get("nomorSuratUsulan", ""),
            "tanggal_surat": baca_tanggal(isi.get("tanggalSuratUsulan")),
        }
        super().__init__(*args, **kwargs)
        # BKN sent it back for something: an unchanged proposal would come back again.
        self.fields["keterangan"].required = pesan.status_bkn == StatusUsulan.PERBAIKAN


class TokenForm(forms.Form):
    """A pasted SSO token. Never shown again."""

    token = forms.CharField(
        label="Token SSO SIASN",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Masuk ke SIASN, salin token, lalu tempel di sini.",
        error_messages={"required": "Tempel token SSO."},
    )
