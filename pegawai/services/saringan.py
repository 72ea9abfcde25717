"""An account's saved filters: its own convenience, so no decision and no trail."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from inti.errors import DomainError
from inti.saringan import Saringan
from pegawai.models import Akun

PALING_BANYAK = 20
"""Of one list."""
PANJANG_NAMA = 40


def simpan(*, akun: Akun, saringan: Saringan, nama: str) -> None:
    """Keep a filter under a name; the same name of the same list is replaced.

    Raises DomainError: no name, or too many of this list.
    """
    nama = " ".join(nama.split())[:PANJANG_NAMA]
    if not nama:
        pesan = "Tulis nama saringannya, misalnya Belum dijawab."
        raise DomainError(pesan)
    baru = asdict(saringan) | {"nama": nama}
    with transaction.atomic():
        isi = _terkunci(akun)
        lain = [satu for satu in isi if not _sama(satu, saringan.daftar, nama)]
        if sum(satu["daftar"] == saringan.daftar for satu in lain) >= PALING_BANYAK:
            pesan = f"Satu daftar memuat paling banyak {PALING_BANYAK} saringan. Hapus satu dulu."
            raise DomainError(pesan)
        Akun.objects.filter(pk=akun.pk).update(saringan=[*lain, baru])


def hapus(*, akun: Akun, daftar: str, nama: str) -> bool:
    """Forget a filter; False when it was gone already."""
    with transaction.atomic():
        isi = _terkunci(akun)
        sisa = [satu for satu in isi if not _sama(satu, daftar, nama)]
        Akun.objects.filter(pk=akun.pk).update(saringan=sisa)
    return len(sisa) < len(isi)


def _terkunci(akun: Akun) -> list[dict[str, Any]]:
    isi: list[dict[str, Any]] = (
        Akun.objects.select_for_update().values_list("saringan", flat=True).get(pk=akun.pk)
    )
    return isi


def _sama(satu: dict[str, Any], daftar: str, nama: str) -> bool:
    return bool(satu["daftar"] == daftar and satu["nama"] == nama)
