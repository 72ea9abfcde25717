"""Corrections by hand come before files: a file that says otherwise is shown, not obeyed."""

from collections.abc import Mapping
from types import MappingProxyType

from inti.impor.pengimpor import BarisTerbaca, Pilihan
from inti.models import Instansi, Sumber

KODE = "koreksi_tangan"
DIPUTUS_ORANG = (Sumber.Jenis.TANGAN, Sumber.Jenis.SIASN)
"""A value typed by an officer, or taken from SIASN after he compared the two."""
BERKAS = "berkas:"
"""Prefix of the choice "take what the file says" for one column."""


class IsianTangan:
    """The hand-made sources of one agency, loaded once."""

    def __init__(self, instansi: Instansi) -> None:
        semua = Sumber.objects.filter(instansi=instansi, jenis__in=DIPUTUS_ORANG)
        self._tanggal = dict(semua.values_list("pk", "tanggal"))

    def menahan(
        self,
        baris: BarisTerbaca,
        kolom: str,
        sumber: int | None,
        lama: str,
        baru: str,
        *,
        sel: str = "",
    ) -> bool:
        """Whether a value on record was set by hand and stays; notes the conflict on the row.

        ``sel`` is the column of the file that says it, where it has another name.
        """
        if sumber not in self._tanggal or dipakai(baris, kolom):
            return False
        pesan = (
            f"Isian petugas {self._tanggal[sumber]:%d-%m-%Y} “{lama[:60]}” dipertahankan. "
            f"Berkas berisi “{baru[:60]}”."
        )
        baris.ingatkan(KODE, sel or kolom, pesan)
        baris.nilai.setdefault("_konflik", []).append(kolom)
        return True


def dipakai(baris: BarisTerbaca, kolom: str) -> bool:
    """Whether somebody chose the file's word for this column."""
    return kolom in baris.nilai.get("_pakai_berkas", ())


def mulai(baris: BarisTerbaca) -> None:
    """Forget what the last comparison noted: conflicts, and the sources of the old values."""
    baris.nilai.pop("_konflik", None)
    baris.nilai.pop("_asal", None)


def pilihan(
    baris: BarisTerbaca, label: Mapping[str, str], ikut: Mapping[str, str] = MappingProxyType({})
) -> list[Pilihan]:
    """Offer to take the file's word for each column in conflict.

    ``ikut`` names columns that say the same as another (an id beside its name): they follow it.
    """
    konflik = baris.nilai.get("_konflik", ())
    return [
        Pilihan(f"{BERKAS}{kolom}", f"Pakai isi berkas: {label[kolom]}")
        for kolom in konflik
        if ikut.get(kolom) not in konflik
    ]


def putuskan(
    baris: BarisTerbaca, kode: str, ikut: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Carry the choice out if it is one of ours; the row is compared anew afterwards."""
    kolom = kode.removeprefix(BERKAS)
    konflik = baris.nilai.get("_konflik", ())
    if kolom == kode or kolom not in konflik:
        return False
    dipakai = [kolom, *(k for k in konflik if ikut.get(k) == kolom)]
    baris.nilai.setdefault("_pakai_berkas", []).extend(dipakai)
    return True
