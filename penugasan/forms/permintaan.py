"""The answer to a question about one fact: only the fields that this fact needs."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q

from inti.models import Wilayah
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.fakta import nama_wilayah
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import Pegawai, PredikatKinerja
from pegawai.services.bukti import KATA
from penugasan.forms.usulan import BUKTI_MAKS_MB, bukti_terperiksa
from penugasan.models import PermintaanData
from penugasan.queries.permintaan_fakta import (
    AWALAN_PREDIKAT,
    TIDAK_MAMPU,
    Diminta,
    rapikan,
    untuk,
)

TANGGAL_SALAH = {
    "required": "Isi tanggalnya.",
    "invalid": "Tanggal tidak terbaca. Tulis seperti 01-03-2026.",
}
TANGGAL = {
    "lahir": "Tanggal lahir",
    "tanggal": "Tanggal dokumen",
    "kontrak_akhir": "Perjanjian kerja berakhir",
}
WILAYAH_TINGGAL = (Wilayah.Jenis.KELURAHAN, Wilayah.Jenis.DESA)


class Tanggal(forms.DateInput):
    """A native date field; it speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class JawabForm(forms.Form):
    """Fields by the missing fact, then an explanation and the evidence.

    ``peran`` is the role of who answers: nobody talks himself out of a post. Whoever does not
    have the fact ticks ``tidak_ada`` and says why; then only the explanation is needed.
    """

    tidak_ada = forms.BooleanField(label="Kami tidak memiliki data ini", required=False)
    penjelasan = forms.CharField(
        label="Penjelasan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Boleh dikosongkan, kecuali datanya tidak ada.",
        error_messages={"required": "Jelaskan mengapa datanya tidak ada."},
    )
    bukti_berkas = forms.FileField(
        label="Foto atau berkas bukti",
        help_text=f"PDF, JPG, atau PNG, paling besar {BUKTI_MAKS_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Pilih foto atau berkas buktinya.",
            "empty": "Berkasnya kosong. Pilih berkas lain.",
            "invalid": "Berkas tidak terkirim. Coba unggah lagi.",
        },
    )

    def __init__(
        self, *args: Any, permintaan: PermintaanData, diminta: Diminta, peran: str = "", **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.permintaan, self.diminta, self.peran = permintaan, diminta, peran
        if peran == Peran.PEGAWAI:
            self.fields["tidak_ada"].label = "Saya tidak memiliki data ini"
        for nama in diminta.medan:
            self.fields[nama] = self._medan(nama)
        self.fields["bukti_berkas"].required = diminta.wajib_berkas and not permintaan.berkas
        if permintaan.berkas:
            self.fields["bukti_berkas"].help_text += " Berkas yang lama dipakai bila dikosongkan."
        self.order_fields([*diminta.medan, "bukti_berkas", "penjelasan", "tidak_ada"])
        self._longgarkan()

    def _longgarkan(self) -> None:
        """What was chosen decides what else is needed."""
        if self.data.get("tidak_ada"):
            for medan in self.fields.values():
                medan.required = False
            self.fields["penjelasan"].required = True
        elif self.data.get("bukti") == TIDAK_MAMPU:
            self.fields["tanggal"].required = False
            self.fields["bukti_berkas"].required = False

    def clean_bukti_berkas(self) -> Any:
        """Judge the file as every evidence is judged."""
        return bukti_terperiksa(self.cleaned_data.get("bukti_berkas"))

    @property
    def jawaban(self) -> dict[str, Any]:
        """The answer as it is kept; empty when there is nothing to answer with."""
        if self.cleaned_data.get("tidak_ada"):
            return {}
        return rapikan({nama: self.cleaned_data.get(nama) for nama in self.diminta.medan})

    def _medan(self, nama: str) -> forms.Field:
        if nama in TANGGAL:
            return self._tanggal(nama)
        if nama == "pendidikan":
            return forms.CharField(
                label="Jurusan",
                required=False,
                max_length=160,
                help_text="Seperti tertulis pada ijazah.",
            )
        if nama == "jabatan":
            return forms.CharField(
                label="Jabatan", max_length=160, error_messages={"required": "Isi jabatannya."}
            )
        if nama.startswith(AWALAN_PREDIKAT):
            label = f"Predikat kinerja {nama.removeprefix(AWALAN_PREDIKAT)}"
            return _pilihan(label, tuple(PredikatKinerja.Predikat.choices))
        if nama == "domisili":
            return _pilihan(
                f"Tempat tinggal ({self.permintaan.instansi.sebutan_wilayah})", self._wilayah()
            )
        label, pilihan = {
            "bukti": ("Jenis bukti", self._bukti()),
            "tingkat_pendidikan": ("Tingkat pendidikan", tuple(TINGKAT.items())),
            "jenis": ("Jenis pegawai", tuple(Pegawai.Jenis.choices)),
            "kedudukan_hukum": ("Kedudukan hukum", self._kedudukan()),
        }[nama]
        return _pilihan(label, pilihan)

    def _tanggal(self, nama: str) -> forms.DateField:
        hari = hari_ini()

        def wajar(tanggal: dt.date) -> None:
            if nama != "kontrak_akhir" and tanggal > hari:
                pesan = "Tanggalnya belum terjadi. Periksa lagi."
                raise forms.ValidationError(pesan)

        return forms.DateField(
            label=TANGGAL[nama],
            widget=Tanggal(),
            error_messages=TANGGAL_SALAH,
            validators=[wajar],
        )

    def _aturan(self, kode: str) -> dict[str, Any]:
        isi: dict[str, Any] = self.permintaan.periode.versi.isi["aturan"][kode]
        return isi

    def _bukti(self) -> tuple[tuple[str, str], ...]:
        """The proofs that the policy accepts; others would leave the question open."""
        aturan = self._aturan("komputer")
        diterima = {*aturan["diterima"]}
        if aturan["terima_pernyataan_atasan"]:
            diterima.add(JenisBukti.PERNYATAAN_ATASAN.value)
        pilihan = [
            (jenis.value, kata)
            for jenis, kata in KATA.items()
            if jenis.value in diterima and jenis is not JenisBukti.PERNYATAAN_OPD
        ]
        if self.peran != Peran.PEGAWAI:
            pilihan.append((TIDAK_MAMPU, "Tidak mampu memakai komputer"))
        return tuple(pilihan)

    def _kedudukan(self) -> tuple[tuple[str, str], ...]:
        aturan = self._aturan("kedudukan_hukum")
        return tuple((n, n) for n in (*aturan["nama_aktif"], *aturan["nama_tidak_aktif"]))

    def _wilayah(self) -> tuple[tuple[str, str], ...]:
        """Every kelurahan or desa of the agency's region; that of its cooperatives at least."""
        instansi = self.permintaan.instansi
        milik = Q(koperasi__instansi=instansi)
        if instansi.wilayah_id:
            milik |= Q(kode__startswith=f"{instansi.wilayah_id}.", jenis__in=WILAYAH_TINGGAL)
        semua = Wilayah.objects.filter(milik).distinct().select_related("induk").order_by("nama")
        return tuple((satu.pk, nama_wilayah(satu)) for satu in semua)


def _pilihan(label: str, pilihan: tuple[tuple[Any, str], ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Pilih"), *pilihan],
        error_messages={"required": "Pilih satu jawaban."},
    )


def form_jawab(permintaan: PermintaanData, *args: Any, **lain: Any) -> JawabForm | None:
    """The form of a question; None when its rule is no more."""
    diminta = untuk(permintaan)
    if diminta is None:
        return None
    return JawabForm(*args, permintaan=permintaan, diminta=diminta, **lain)


class CatatanForm(forms.Form):
    """Why an answer goes back, or a question is withdrawn."""

    catatan = forms.CharField(
        label="Alasan untuk OPD",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila dikembalikan atau dicabut.",
        error_messages={"required": "Tulis alasannya; OPD akan membacanya."},
    )
