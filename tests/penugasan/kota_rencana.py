"""A small city ready for planning: one unit, one cooperative in Medono, three eligible people."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from inti.models import Wilayah
from koperasi.models import Kebutuhan
from pegawai.models import Opd, Pegawai
from penugasan.models import Periode, Rencana, Saringan
from penugasan.services import rencana as layanan
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import HasilSaringFactory, PeriodeFactory, SaringanFactory

KINI = dt.datetime(2026, 2, 2, 9, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class KotaRencana:
    """Two posts (administration, finance); two live in Medono, one nowhere known."""

    saringan: Saringan
    opd: Opd
    medono: Wilayah
    formasi: list[Kebutuhan]
    admin: Pegawai
    uang: Pegawai
    jauh: Pegawai

    @property
    def periode(self) -> Periode:
        return self.saringan.periode

    def susun(self, **lain: Any) -> Rencana:
        return layanan.susun(**{"periode": self.periode, "aktor": None, "pada": KINI} | lain)


def buat_kota(opd: Opd) -> KotaRencana:
    """Lay down the city around this unit, which has 23 people."""
    instansi = opd.instansi
    barat = WilayahFactory.create(kode="33.75.01", nama="Pekalongan Barat", jenis="kecamatan")
    medono = WilayahFactory.create(kode="33.75.01.1002", nama="Medono", induk=barat)
    koperasi = KoperasiFactory.create(instansi=instansi, wilayah=medono)
    saringan = SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi), layak=3)
    PegawaiFactory.create_batch(20, instansi=instansi, opd=opd)
    rumah = {"domisili": medono}
    return KotaRencana(
        saringan=saringan,
        opd=opd,
        medono=medono,
        formasi=[
            KebutuhanFactory.create(koperasi=koperasi),
            KebutuhanFactory.create(koperasi=koperasi, peran=Kebutuhan.Peran.KEUANGAN),
        ],
        admin=layak(saringan, opd, nama="Ani Admin", pendidikan="S-1 ADMINISTRASI PUBLIK", **rumah),
        uang=layak(saringan, opd, nama="Budi Uang", pendidikan="S-1 AKUNTANSI", **rumah),
        jauh=layak(saringan, opd, nama="Citra Jauh", pendidikan="S-1 KEPERAWATAN"),
    )


def layak(saringan: Saringan, opd: Opd | None, **isi: Any) -> Pegawai:
    """An eligible person of this unit (None: unit unknown)."""
    pegawai: Pegawai = PegawaiFactory.create(layak=True, instansi=saringan.instansi, opd=opd, **isi)
    HasilSaringFactory.create(saringan=saringan, pegawai=pegawai)
    return pegawai
