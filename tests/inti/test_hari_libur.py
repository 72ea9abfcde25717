"""A correction of the calendar is taken back once."""

import datetime as dt

import pytest

from inti import hari_libur
from inti.errors import SudahDiproses
from inti.models import HariLibur, Instansi, JejakAudit
from pegawai.models import Akun

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 3, 2)


def atur(instansi: Instansi, aktor: Akun, *, libur: bool = True) -> HariLibur:
    return hari_libur.atur(
        instansi=instansi, tanggal=HARI, libur=libur, keterangan="SE", aktor=aktor
    )


def test_a_correction_is_taken_back_once(instansi: Instansi, petugas: Akun) -> None:
    koreksi = atur(instansi, petugas)
    salinan = HariLibur.objects.get(pk=koreksi.pk)
    hari_libur.hapus(koreksi=koreksi, aktor=petugas)
    with pytest.raises(SudahDiproses, match="02-03-2026 sudah dihapus"):
        hari_libur.hapus(koreksi=salinan, aktor=petugas)
    assert JejakAudit.objects.filter(aksi="hari_libur.hapus").count() == 1


def test_the_trail_keeps_what_the_day_was_when_it_was_taken_back(
    instansi: Instansi, petugas: Akun
) -> None:
    koreksi = atur(instansi, petugas)
    atur(instansi, petugas, libur=False)
    hari_libur.hapus(koreksi=koreksi, aktor=petugas)  # the copy still says that it is free
    assert JejakAudit.objects.get(aksi="hari_libur.hapus").sebelum["libur"] is False
