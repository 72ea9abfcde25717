"""The calendar is corrected by the right of now, and a correction is taken back once."""

import datetime as dt
from typing import Any

import pytest

from inti import hari_libur
from inti.errors import SudahDiproses, TidakBerhak
from inti.models import HariLibur, Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 3, 2)


def atur(instansi: Instansi, aktor: Akun, *, libur: bool = True) -> HariLibur:
    return hari_libur.atur(
        instansi=instansi,
        tanggal=HARI,
        libur=libur,
        keterangan="SE",
        aktor=aktor,
        pada=sekarang(),
    ).koreksi


@pytest.mark.parametrize("nama", ["admin", "petugas"])
@pytest.mark.parametrize("hilang", [{"is_active": False}, {"peran": Peran.AUDITOR}])
def test_who_lost_the_right_meanwhile_changes_no_day(
    nama: str, hilang: dict[str, Any], request: pytest.FixtureRequest, instansi: Instansi
) -> None:
    aktor = request.getfixturevalue(nama)
    koreksi = atur(instansi, aktor)
    Akun.objects.filter(pk=aktor.pk).update(**hilang)
    with pytest.raises(TidakBerhak):
        atur(instansi, aktor, libur=False)
    with pytest.raises(TidakBerhak):
        hari_libur.hapus(koreksi=koreksi, aktor=aktor, pada=sekarang())
    assert HariLibur.objects.get().libur
    assert JejakAudit.objects.count() == 1


def test_a_correction_is_taken_back_once(instansi: Instansi, petugas: Akun) -> None:
    koreksi = atur(instansi, petugas)
    salinan = HariLibur.objects.get(pk=koreksi.pk)
    hari_libur.hapus(koreksi=koreksi, aktor=petugas, pada=sekarang())
    with pytest.raises(SudahDiproses, match="02-03-2026 sudah dihapus"):
        hari_libur.hapus(koreksi=salinan, aktor=petugas, pada=sekarang())
    assert JejakAudit.objects.filter(aksi="hari_libur.hapus").count() == 1


def test_the_trail_keeps_what_the_day_was_when_it_was_taken_back(
    instansi: Instansi, petugas: Akun
) -> None:
    koreksi = atur(instansi, petugas)
    atur(instansi, petugas, libur=False)
    hari_libur.hapus(
        koreksi=koreksi, aktor=petugas, pada=sekarang()
    )  # the copy still says that it is free
    assert JejakAudit.objects.get(aksi="hari_libur.hapus").sebelum["libur"] is False
