"""The registry of people and their evidence: filters of their own, as no page lists them yet."""

import re
from typing import Any

import django_filters
from django.db.models import QuerySet

from inti.excel_tulis import Lembar
from inti.isian import kata_cari
from inti.peran import PEMBACA, Peran
from pegawai.models import Opd, Pegawai
from penugasan.exports import bukti, pegawai as ekspor_pegawai
from penugasan.filters.ekspor_dasar import dalam_kata, permintaan
from penugasan.filters.kelayakan import NIP_UTUH
from penugasan.services.ekspor import Isi, JenisEkspor, Lingkup

_MELIHAT_ORANG = PEMBACA | {Peran.KEPALA_OPD}


class PegawaiFilter(django_filters.FilterSet):
    """By name or NIP, unit with everything below it, and kind of employment."""

    cari = django_filters.CharFilter(method="saring_cari", label="Nama atau NIP")
    opd = django_filters.ChoiceFilter(
        method="saring_opd", label="OPD dan unit di bawahnya", empty_label="Semua OPD"
    )
    jenis = django_filters.ChoiceFilter(
        choices=Pegawai.Jenis.choices, label="Jenis pegawai", empty_label="Semua jenis"
    )

    class Meta:
        model = Pegawai
        fields = ["cari", "opd", "jenis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = Opd.objects.untuk(self.request.user).order_by("jalur")
        daftar = list(unit.values_list("pk", "nama", "jalur"))
        self.jalur = {str(pk): jalur for pk, _nama, jalur in daftar}
        self.filters["opd"].extra["choices"] = [
            (str(pk), "– " * (jalur.count("/") - 1) + nama) for pk, nama, jalur in daftar
        ]

    def saring_cari(self, orang: QuerySet[Pegawai], _nama: str, kata: str) -> QuerySet[Pegawai]:
        """Whole NIPs (one or a pasted column), a NIP's start, or words of the name."""
        utuh = [re.sub(r"\D", "", nip) for nip in NIP_UTUH.findall(kata)]
        if utuh:
            return orang.filter(nip__in=utuh)
        rapat = re.sub(r"[\s.]", "", kata)
        if rapat.isascii() and rapat.isdigit():
            return orang.filter(nip__startswith=rapat)
        for satu in kata_cari(kata):
            orang = orang.filter(nama__icontains=satu.strip(".,"))
        return orang

    def saring_opd(self, orang: QuerySet[Pegawai], _nama: str, opd: str) -> QuerySet[Pegawai]:
        return orang.filter(opd__jalur__startswith=self.jalur[opd])


def saring_orang(lingkup: Lingkup) -> PegawaiFilter:
    """The filter over the active people of the reader's scope."""
    orang = Pegawai.objects.untuk(lingkup.pembaca).aktif()
    return PegawaiFilter(lingkup.tanya, queryset=orang, request=permintaan(lingkup))


def _pegawai(lingkup: Lingkup) -> Isi:
    saring = saring_orang(lingkup)
    kolom = ekspor_pegawai.kolom(lingkup.instansi)
    lembar = Lembar("Pegawai", kolom, ekspor_pegawai.baris(saring.qs))
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


def _bukti(lingkup: Lingkup) -> Isi:
    saring = saring_orang(lingkup)
    ada = bukti.dari_berkas(saring.qs)
    lembar = Lembar("Bukti", bukti.kolom(ada), bukti.baris(saring.qs, lingkup.instansi, ada))
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


PEGAWAI = JenisEkspor(
    "pegawai",
    "Data pegawai",
    "Setiap pegawai aktif, dengan judul kolom ekspor SIASN.",
    _MELIHAT_ORANG,
    _pegawai,
    impor="siasn",
    saring=saring_orang,
)
BUKTI = JenisEkspor(
    "bukti",
    "Bukti pegawai",
    "Domisili, kemampuan komputer, kontrak, dan SKP, dengan judul kolom pendataan OPD.",
    _MELIHAT_ORANG,
    _bukti,
    impor="survei",
    saring=saring_orang,
)
