"""A small stage for the dialogue between BKPSDM and an OPD head, used by several test files."""

from typing import Any

from inti.waktu import sekarang
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import Penugasan, Periode, Usulan
from penugasan.services import nominasi, usulan
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PeriodeFactory


def orang(opd: Opd, **sifat: Any) -> Pegawai:
    """Somebody who passes the rules, unless the traits say otherwise."""
    sifat.setdefault("layak", True)
    return PegawaiFactory.create(instansi=opd.instansi, opd=opd, **sifat)


def periode(opd: Opd) -> Periode:
    return PeriodeFactory.create(instansi=opd.instansi)


def formasi(opd: Opd, koperasi: Koperasi | None = None) -> Kebutuhan:
    """A free post, of a cooperative of its own unless one is given."""
    koperasi = koperasi or KoperasiFactory.create(instansi=opd.instansi)
    return KebutuhanFactory.create(koperasi=koperasi)


def nominasikan(
    petugas: Akun, opd: Opd, pegawai: Pegawai | None = None, kebutuhan: Kebutuhan | None = None
) -> Penugasan:
    """Ask the unit for somebody by the real service."""
    return nominasi.nominasikan(
        pegawai=pegawai or orang(opd),
        kebutuhan=kebutuhan or formasi(opd),
        periode=periode(opd),
        aktor=petugas,
        pada=sekarang(),
    )


def usulkan(kepala: Akun, penugasan: Penugasan, pengganti: Pegawai | None = None) -> Usulan:
    """Answer with a substitute (a new colleague unless one is given) by the real service."""
    assert penugasan.opd_asal is not None
    return usulan.ajukan(
        penugasan=penugasan,
        pengganti=pengganti or orang(penugasan.opd_asal),
        alasan_kode=Usulan.Alasan.TENAGA_KUNCI,
        aktor=kepala,
        pada=sekarang(),
    )


def keberatan(kepala: Akun, penugasan: Penugasan) -> Usulan:
    """Object without a name by the real service."""
    return usulan.ajukan(
        penugasan=penugasan,
        alasan_kode=Usulan.Alasan.LAYANAN,
        aktor=kepala,
        pada=sekarang(),
    )


def disetujui(petugas: Akun, kepala: Akun, opd: Opd) -> Penugasan:
    """Somebody whom the head has let go."""
    satu = nominasikan(petugas, opd)
    return nominasi.setujui(penugasan=satu, aktor=kepala, pada=sekarang())
