"""The shape of a correction by hand."""

from functools import partial
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.html import format_html

from inti.filters import TanggalInput
from inti.formulir import FormulirBersidik
from inti.impor.teks import teks
from inti.models import Instansi
from inti.pencari_wilayah import PencariWilayah
from inti.sekali import sekali
from inti.sidik_isian import sidik_satu
from pegawai import fakta
from pegawai.imports import rekam
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Opd, Pegawai
from pegawai.services.pegawai import DAPAT_DIUBAH, sidik

BELUM_DIKETAHUI = ("", "Belum diketahui")
PALING_BANYAK_SARAN = 40
MUAT: dict[str, int] = {
    k.name: muat for k in Pegawai._meta.concrete_fields if (muat := getattr(k, "max_length", None))
}


def _isian(kolom: str, **lain: Any) -> forms.CharField:
    lain = {"required": False, "max_length": MUAT[kolom]} | lain
    return forms.CharField(label=fakta.LABEL[kolom], **lain)


class _PerbaikanForm(FormulirBersidik):
    """Every correction says why, and knows what its form was opened with."""

    alasan = forms.CharField(
        label="Alasan perbaikan",
        max_length=120,
        validators=[MinLengthValidator(5, "Tulis alasan paling sedikit 5 huruf.")],
        error_messages={"required": "Tulis alasan perbaikan."},
        help_text="Misalnya: ijazah terbaru sudah diperiksa. Dicatat sebagai sumber isian ini.",
    )
    dokumen = forms.CharField(
        label="Dokumen dasar",
        max_length=60,
        required=False,
        help_text="Nomor SK, ijazah, atau surat, bila ada.",
    )

    def __init__(self, *args: Any, pegawai: Pegawai, **kwargs: Any) -> None:
        kwargs["initial"] = {"sidik": sidik(pegawai)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def segarkan(self, terkini: Pegawai) -> None:
        """Let the next attempt start from what is on record now."""
        self.ganti_isi(sidik=sidik(terkini))


class GantiNipForm(_PerbaikanForm):
    field_order = ["nip", "yakin", "alasan", "dokumen"]
    nip = forms.CharField(
        label="NIP yang benar",
        max_length=40,
        help_text="18 angka; spasi boleh.",
        error_messages={"required": "Tulis NIP yang benar."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    yakin = forms.BooleanField(
        label="Saya sudah memeriksa: NIP ini benar", required=False, widget=forms.HiddenInput
    )
    diragukan = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].help_text = "Misalnya: NIP di berkas pertama keliru."

    def yakin_akan(self) -> bool:
        """Whether the officer ticked the box for this very number, not for another one."""
        isi = self.cleaned_data
        return bool(isi["yakin"]) and isi["diragukan"] == sidik_satu("nip", isi["nip"])

    def tanyakan(self) -> None:
        """Ask for a deliberate yes beside the doubts."""
        self.ganti_isi(yakin="", diragukan=sidik_satu("nip", self.cleaned_data["nip"]))
        self.fields["yakin"].widget = forms.CheckboxInput()


class UbahPegawaiForm(_PerbaikanForm):
    """Every fact that may be corrected, with the value on record; blank means not known."""

    field_order = [*DAPAT_DIUBAH, "alasan", "dokumen"]
    nama = _isian("nama", required=True, error_messages={"required": "Tulis nama pegawai."})
    gelar_depan = _isian("gelar_depan")
    gelar_belakang = _isian("gelar_belakang")
    lahir = forms.DateField(label=fakta.LABEL["lahir"], required=False, widget=TanggalInput())
    jenis = forms.ChoiceField(label=fakta.LABEL["jenis"], required=False)
    jenis_kelamin = forms.ChoiceField(label=fakta.LABEL["jenis_kelamin"], required=False)
    tingkat_pendidikan = forms.ChoiceField(label=fakta.LABEL["tingkat_pendidikan"], required=False)
    pendidikan = _isian("pendidikan")
    jabatan = _isian("jabatan")
    golongan = _isian("golongan")
    opd = forms.TypedChoiceField(
        label=fakta.LABEL["opd"], coerce=int, empty_value=None, required=False
    )
    kedudukan_hukum = _isian("kedudukan_hukum", help_text="Tulis seperti di SIASN.")
    domisili = forms.TypedChoiceField(
        label=fakta.LABEL["domisili"], empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, pegawai: Pegawai, keadaan: str | None = None, **kwargs: Any
    ) -> None:
        kini = rekam.baca(pegawai)
        kwargs["initial"] = kini | {"lahir": pegawai.lahir}
        super().__init__(*args, pegawai=pegawai, **kwargs)
        pilihan: dict[str, dict[Any, str]] = {
            "jenis": {k: str(v) for k, v in Pegawai.Jenis.choices},
            "jenis_kelamin": {k: str(v) for k, v in Pegawai.JenisKelamin.choices},
            "tingkat_pendidikan": dict(TINGKAT),
            "opd": _unit(pegawai, keadaan),
            "domisili": _kelurahan(pegawai),
        }
        for nama, semua in pilihan.items():
            medan = self.fields[nama]
            assert isinstance(medan, forms.ChoiceField)  # noqa: S101 - for the type checker
            # What is on record stays choosable, or saving would silently clear it.
            tercatat = {kini[nama]: str(kini[nama])} if kini[nama] else {}
            medan.choices = [BELUM_DIKETAHUI, *(tercatat | semua).items()]
        self.saran = {
            kolom: _nilai_lazim(pegawai.instansi, kolom, keadaan)
            for kolom in ("golongan", "kedudukan_hukum")
        }
        for nama in self.saran:
            self.fields[nama].widget.attrs["list"] = f"saran-{nama}"
        if pegawai.domisili_teks and not pegawai.domisili_id:
            # Forms print help as it is, and this is what somebody wrote in a file.
            bantu = format_html("Menurut berkas: {}", pegawai.domisili_teks)
            self.fields["domisili"].help_text = bantu

    def nilai(self) -> dict[str, Any]:
        """Return the facts in the form the registry keeps them."""
        isi = {k: self.cleaned_data[k] for k in DAPAT_DIUBAH}
        if isi["lahir"]:
            isi["lahir"] = isi["lahir"].isoformat()
        return {k: teks(v) if isinstance(v, str) else v for k, v in isi.items()}

    def segarkan(self, terkini: Pegawai) -> None:
        """Take over what changed meanwhile; where the officer typed, too, keep his and say so."""
        self.ambil_alih(rekam.baca(terkini), self.nilai(), kata=partial(_kata, terkini))
        super().segarkan(terkini)


def _unit(pegawai: Pegawai, keadaan: str | None) -> dict[Any, str]:
    unit = Opd.objects.filter(instansi=pegawai.instansi, aktif=True).order_by("nama")
    semua: dict[Any, str] = dict(sekali(unit.values_list("pk", "nama"), keadaan=keadaan))
    if pegawai.opd and pegawai.opd.pk not in semua:
        semua = {pegawai.opd.pk: f"{pegawai.opd.nama} (tidak aktif)"} | semua
    return semua


def _kelurahan(pegawai: Pegawai) -> dict[Any, str]:
    wilayah = list(PencariWilayah(pegawai.instansi).per_kode.values())
    if pegawai.domisili and pegawai.domisili not in wilayah:
        wilayah.append(pegawai.domisili)
    return {w.kode: fakta.nama_wilayah(w) for w in sorted(wilayah, key=lambda w: w.nama)}


def _nilai_lazim(instansi: Instansi, kolom: str, keadaan: str | None) -> list[str]:
    """What the files of this agency write there, to be offered while typing."""
    semua = Pegawai.objects.filter(instansi=instansi, aktif=True).exclude(**{kolom: ""})
    lazim = semua.order_by(kolom).values_list(kolom, flat=True).distinct()
    return sekali(lazim[:PALING_BANYAK_SARAN], keadaan=keadaan)


def _kata(pegawai: Pegawai, kolom: str) -> str:
    """A fact on record, in words."""
    if kolom == "opd":
        return pegawai.opd.nama if pegawai.opd else ""
    if kolom == "domisili":
        return fakta.nama_wilayah(pegawai.domisili) if pegawai.domisili else ""
    return fakta.kata(kolom, rekam.baca(pegawai)[kolom])
