"""Numbers of letters: the next one of a gapless register, or one given by hand with a reason."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.models import Instansi
from penugasan.models import RegisterNomor, Surat
from penugasan.services.surat_isi import Naskah

PANJANG = 80


@dataclass(frozen=True, slots=True)
class NomorManual:
    """A number from another book, and why it is used."""

    nomor: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Nomor:
    """One number given; ``urut`` is None for one by hand."""

    urut: int | None
    nomor: str
    alasan: str = ""


def beri_nomor(
    naskah: Naskah,
    instansi: Instansi,
    jenis: str,
    tanggal: dt.date,
    banyak: int,
    manual: NomorManual | None = None,
) -> list[Nomor]:
    """Take so many numbers of the year of ``tanggal``; they exist only if the transaction commits.

    A number that somebody gave by hand before is passed over, never given again. Raises
    DomainError for a number by hand that is unusable or taken, or for a pattern that repeats.
    """
    if manual is not None:
        return [_manual(instansi, manual, banyak)]
    hasil: list[Nomor] = []
    while len(hasil) < banyak:
        urut = _ambil(instansi, jenis, tanggal.year, banyak - len(hasil))
        calon = [Nomor(n, naskah.nomor(jenis, urut=n, tanggal=tanggal)) for n in urut]
        terpakai = _terpakai(instansi, [satu.nomor for satu in calon])
        hasil += [satu for satu in calon if satu.nomor not in terpakai]
    return hasil


def token() -> str:
    """Draw 128 random bits, in 22 letters an address can carry."""
    return secrets.token_urlsafe(16)


def _ambil(instansi: Instansi, jenis: str, tahun: int, banyak: int) -> range:
    """Take the next numbers of a register. The row is locked until the transaction ends."""
    register, _ = RegisterNomor.objects.select_for_update().get_or_create(
        instansi=instansi, jenis=jenis, tahun=tahun
    )
    awal = register.terakhir + 1
    RegisterNomor.objects.filter(pk=register.pk).update(terakhir=F("terakhir") + banyak)
    return range(awal, awal + banyak)


def _terpakai(instansi: Instansi, nomor: Sequence[str]) -> set[str]:
    """Those of the numbers that were given by hand; of a register's own it is a fault."""
    ada = Surat.objects.filter(instansi=instansi, nomor__in=nomor).values_list("nomor", "urut")
    for satu, urut in ada:
        if urut is not None:
            pesan = f"Nomor {satu} sudah dipakai surat jenis lain. Ubah pola nomornya."
            raise DomainError(pesan, kode="nomor_dipakai")
    return {satu for satu, _ in ada}


def _manual(instansi: Instansi, manual: NomorManual, banyak: int) -> Nomor:
    nomor = " ".join(manual.nomor.split())
    if banyak != 1:
        pesan = "Nomor manual hanya untuk satu surat sekali jalan."
        raise DomainError(pesan, kode="nomor_manual_satu")
    alasan = wajib_alasan(manual.alasan, "Tulis alasan memakai nomor manual.")
    if not nomor or len(nomor) > PANJANG:
        pesan = f"Nomor manual diisi, paling panjang {PANJANG} huruf."
        raise DomainError(pesan)
    if Surat.objects.filter(instansi=instansi, nomor__iexact=nomor).exists():
        pesan = f"Nomor {nomor} sudah pernah dipakai dan tidak dapat dipakai lagi."
        raise SudahDiproses(pesan)
    return Nomor(None, nomor, alasan[:300])
