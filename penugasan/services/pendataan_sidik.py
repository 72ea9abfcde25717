"""What a correction's form showed: whoever saves must have seen the facts as they are now."""

from collections.abc import Iterable
from typing import Any

from inti.errors import SudahDiproses
from inti.models import Sumber
from pegawai.imports import rekam_tenaga as rekam
from pegawai.imports.tenaga import kata
from pegawai.models import Opd, TenagaNonAsn
from pegawai.services.pegawai import baca_sidik, sidik_isian


def sidik_nilai(kolom: str, nilai: Any) -> str:
    """Return the fingerprint of one value; blank and nothing are the same, "no" is neither."""
    return sidik_isian(kolom, "" if nilai is None else str(nilai))


def sidik(tenaga: TenagaNonAsn) -> str:
    """Return the fingerprints of a worker's facts, so that a form notices a change under it."""
    return ",".join(f"{k}:{sidik_nilai(k, rekam.nilai(tenaga, k))}" for k in rekam.FAKTA)


def berubah_sejak(tenaga: TenagaNonAsn, sidik_lama: str, kolom: Iterable[str]) -> list[str]:
    """Return which of these facts are no longer what they were when the form was opened."""
    dulu = baca_sidik(sidik_lama)
    return [k for k in kolom if dulu.get(k) != sidik_nilai(k, rekam.nilai(tenaga, k))]


def pastikan_terbaca(tenaga: TenagaNonAsn, sidik_lama: str, kolom: Iterable[str]) -> None:
    """Raise SudahDiproses, naming facts and person, when one of them changed since the form."""
    berubah = berubah_sejak(tenaga, sidik_lama, kolom)
    if not berubah:
        return
    asal = [pk for k in berubah if (pk := tenaga.sumber.get(k))]
    sumber = Sumber.objects.select_related("akun").filter(pk__in=asal).first()  # the newest
    oleh = f" oleh {sumber.akun}" if sumber and sumber.akun else ""
    pesan = (
        f"{', '.join(map(rekam.label, berubah))} sudah diubah{oleh} sejak formulir ini dibuka. "
        "Periksa isiannya, pilih lagi berkas buktinya, lalu simpan lagi."
    )
    raise SudahDiproses(pesan)


def kata_isian(kolom: str, isi: Any) -> str:
    """Return a value in words, as the history of corrections keeps it."""
    if kolom == "opd":
        opd = Opd.objects.filter(pk=isi).first()
        return opd.nama if opd else ""
    return kata(kolom, isi)
