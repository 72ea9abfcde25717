"""A round with one person per verdict, and the SIASN stand-in for tests that send."""

from collections.abc import Callable
from typing import Any

import pytest

from inti.impor.teks import kunci_nama
from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Opd, Pegawai
from penugasan.models import Periode, RujukanSiasn
from penugasan.queries.unor import samakan
from tests.pegawai.factories import OpdFactory, PegawaiFactory
from tests.penugasan.factories import PeriodeFactory
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
