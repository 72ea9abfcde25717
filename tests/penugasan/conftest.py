"""One person per verdict, somebody posted, and the SIASN stand-in for tests that send."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from inti.impor.teks import kunci_nama
from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Pengurus
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import Penugasan, Periode, RujukanSiasn
from penugasan.queries.unor import samakan
from tests.pegawai.factories import AkunFactory, OpdFactory, PegawaiFactory
from tests.penugasan.factories import PenugasanFactory, PeriodeFactory
from tests.siasn.conftest import _tiruan_bersama, buat_tiruan, tiruan, tiruan_sendiri
from tests.siasn.tiruan import Tiruan

__all__ = ["_tiruan_bersama", "buat_tiruan", "tiruan", "tiruan_sendiri"]


@pytest.fixture
def terpasang(tiruan: Tiruan, settings: Any) -> Tiruan:
    """The stand-in that this portal's own settings lead to."""
    settings.SIASN = tiruan.env_portal()
    return tiruan


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


@pytest.fixture
def kota(instansi: Instansi, periode: Periode) -> dict[str, Pegawai]:
    """One person per interesting verdict, and one who left the register."""
    PegawaiFactory.create(instansi=instansi, layak=True, aktif=False)
    return {
        "layak": PegawaiFactory.create(instansi=instansi, layak=True),
        "pns": PegawaiFactory.create(instansi=instansi, layak=True, pns=True),
        "tanpa_bukti": PegawaiFactory.create(instansi=instansi),
        "diri": PegawaiFactory.create(instansi=instansi, pernyataan_diri=True),
        "tanpa_pendidikan": PegawaiFactory.create(
            instansi=instansi, layak=True, tanpa_pendidikan=True
        ),
        "tua": PegawaiFactory.create(instansi=instansi, layak=True, tua=True),
        "tidak_mampu": PegawaiFactory.create(instansi=instansi, tidak_mampu=True),
        "pranata": PegawaiFactory.create(instansi=instansi, jabatan="Pranata Komputer Mahir"),
    }


@pytest.fixture
def rujuk(instansi: Instansi) -> Callable[..., RujukanSiasn]:
    """A row of a list of SIASN, as it was read."""

    def buat(
        kunci: str, nama: str, atasan: str = "", daftar: str = RujukanSiasn.Daftar.UNOR, **lain: Any
    ) -> RujukanSiasn:
        return RujukanSiasn.objects.create(
            instansi=lain.pop("instansi", instansi),
            daftar=daftar,
            siasn_id=kunci.upper(),
            kunci=samakan(kunci),
            nama=nama,
            kunci_nama=kunci_nama(nama),
            atasan=atasan,
            dilihat_pada=sekarang(),
            **lain,
        )

    return buat


@pytest.fixture
def unit(instansi: Instansi) -> Callable[..., Opd]:
    """A unit that nothing is known of at SIASN."""

    def buat(nama: str, induk: Opd | None = None, unor_id: str = "", **lain: Any) -> Opd:
        opd: Opd = OpdFactory.create(
            instansi=instansi, nama=nama, induk=induk, unor_id=unor_id, **lain
        )
        return opd

    return buat


@pytest.fixture
def ketua(instansi: Instansi) -> Akun:
    return AkunFactory.create(
        username="ketua", peran=Peran.PENGURUS_KOPERASI, instansi=instansi, nama="Bu Ketua"
    )


@pytest.fixture
def berangkat(opd: Opd, ketua: Akun) -> Penugasan:
    """Somebody with an SK from 1 March 2026 on, at the chair's cooperative."""
    satu = PenugasanFactory.create(instansi=opd.instansi, pegawai__opd=opd, ditetapkan=True)
    Pengurus.objects.create(
        koperasi=satu.kebutuhan.koperasi, akun=ketua, nama=ketua.nama, mulai=dt.date(2026, 1, 1)
    )
    return satu


@pytest.fixture
def bertugas_di_sana(berangkat: Penugasan) -> Penugasan:
    Penugasan.objects.filter(pk=berangkat.pk).update(status="AKTIF", tiba=dt.date(2026, 3, 2))
    berangkat.refresh_from_db()
    return berangkat
