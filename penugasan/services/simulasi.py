"""Simulasi: who looked at what a change would mean, and the change made a proposal."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from inti import audit
from inti.models import LogAkses
from pegawai.models import Akun
from penugasan.models import Periode, VersiAturan
from penugasan.services import versi

OBJEK = "penugasan.simulasi"


def lihat(*, akun: Akun, jumlah: int) -> None:
    """Log that somebody read names on the page; NIPs are masked there."""
    audit.catat_akses(
        akun=akun,
        jenis=LogAkses.Jenis.LIHAT,
        objek_jenis=OBJEK,
        jumlah=jumlah,
        keterangan="Simulasi aturan, NIP disamarkan",
    )


def unduh(*, akun: Akun, jumlah: int) -> None:
    """Log that somebody took the names out."""
    audit.catat_akses(
        akun=akun,
        jenis=LogAkses.Jenis.EKSPOR,
        objek_jenis=OBJEK,
        jumlah=jumlah,
        keterangan="Nama yang bertambah dan berkurang menurut simulasi",
    )


def usulkan(
    *,
    periode: Periode,
    isi: Mapping[str, Any],
    alasan: str,
    berlaku_mulai: dt.date,
    aktor: Akun,
    pada: dt.datetime,
) -> VersiAturan:
    """Make the tried policy a draft for a second person. Raises as ``versi.usulkan`` does."""
    return versi.usulkan(
        instansi=periode.instansi,
        dasar=periode.versi,
        isi=isi,
        alasan=alasan,
        berlaku_mulai=berlaku_mulai,
        aktor=aktor,
        pada=pada,
    )
