"""What a correction's form showed: whoever saves must have seen the facts as they are now."""

from collections.abc import Iterable
from typing import Any

from inti import sidik_isian
from inti.models import Sumber
from pegawai.imports import rekam_tenaga as rekam
from pegawai.imports.tenaga import kata
from pegawai.models import Opd, TenagaNonAsn


def isian_tercatat(tenaga: TenagaNonAsn) -> dict[str, Any]:
    """Return a worker's facts as staged rows have them."""
    return {kolom: rekam.nilai(tenaga, kolom) for kolom in rekam.FAKTA}


def sidik(tenaga: TenagaNonAsn) -> str:
    """Return the fingerprints of a worker's facts, so that a form notices a change under it."""
    return sidik_isian.sidik(isian_tercatat(tenaga))


def pastikan_terbaca(tenaga: TenagaNonAsn, sidik_lama: str, kolom: Iterable[str]) -> None:
    """Raise SudahDiproses, naming facts and person, when one of them changed since the form."""
    berubah = sidik_isian.berubah_sejak(isian_tercatat(tenaga), sidik_lama, kolom)
    if not berubah:
        return
    asal = [pk for k in berubah if (pk := tenaga.sumber.get(k))]
    sumber = Sumber.objects.select_related("akun").filter(pk__in=asal).first()  # the newest
    oleh = f" oleh {sumber.akun}" if sumber and sumber.akun else ""
    langkah = "Periksa isiannya, pilih lagi berkas buktinya, lalu simpan lagi."
    raise sidik_isian.kedahuluan([rekam.label(k) for k in berubah], oleh, langkah)


def kata_isian(kolom: str, isi: Any) -> str:
    """Return a value in words, as the history of corrections keeps it."""
    if kolom == "opd":
        opd = Opd.objects.filter(pk=isi).first()
        return opd.nama if opd else ""
    return kata(kolom, isi)
