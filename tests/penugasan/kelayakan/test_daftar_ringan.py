"""The people list costs as much for 100,000 people as for fifty: no count twice, no sort of all."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import audit
from pegawai.models import Akun, Pegawai
from pegawai.services.pegawai import sidik, ubah
from penugasan.filters.kelayakan import urutkan
from penugasan.queries.kelayakan import hasil_terlihat, saringan_terlihat
from tests.penugasan.kelayakan.test_kelayakan import DAFTAR, PADA, nama

pytestmark = pytest.mark.django_db


def hitungan(klien: Any, **tanya: Any) -> int:
    """How many counting statements the page sends."""
    with CaptureQueriesContext(connection) as kueri:
        klien.get(DAFTAR, tanya)
    return sum("GROUP BY" in satu["sql"] for satu in kueri.captured_queries)


def test_the_same_list_is_counted_once(masuk: Any, petugas: Akun, orang: Any) -> None:
    klien = masuk(petugas)
    assert hitungan(klien) == 1
    assert hitungan(klien) == 0
    assert hitungan(klien, halaman="2") == 0
    assert hitungan(klien, hasil="layak") == 0  # the verdict is what is counted by
    assert hitungan(klien, cari="ani") == 1


def test_each_scope_has_its_own_count(
    masuk: Any, petugas: Akun, kepala_opd: Akun, orang: Any
) -> None:
    assert "4 orang" in masuk(petugas).get(DAFTAR).content.decode()
    assert "2 orang" in masuk(kepala_opd).get(DAFTAR).content.decode()


def test_whatever_is_decided_in_the_agency_makes_it_count_anew(
    masuk: Any, petugas: Akun, orang: Any, opd_cabang: Any
) -> None:
    klien = masuk(petugas)
    tanya = {"opd": str(orang["citra"].opd_id)}
    assert len(nama(klien.get(DAFTAR, tanya))) == 2
    citra = Pegawai.objects.get(pk=orang["citra"].pk)
    ubah(
        pegawai=citra,
        nilai={"opd": opd_cabang.pk},
        alasan="Pindah unit",
        sidik_lama=sidik(citra),
        aktor=petugas,
        saat=PADA,
        hari_ini=PADA.date(),
    )

    assert "1 orang" in klien.get(DAFTAR, tanya).content.decode()


def test_another_agency_does_not_disturb_the_count(
    masuk: Any, petugas: Akun, orang: Any, instansi_lain: Any
) -> None:
    klien = masuk(petugas)
    hitungan(klien)
    with audit.keputusan(instansi_lain):
        audit.catat(aksi="uji.lain", aktor=None, instansi=instansi_lain)
    assert hitungan(klien) == 0
    with audit.keputusan(petugas.instansi):
        audit.catat(aksi="uji.ini", aktor=None, instansi=petugas.instansi)
    assert hitungan(klien) == 1


@pytest.mark.parametrize("urut", ["", "-nama"])
def test_a_page_by_name_is_read_along_the_index(petugas: Akun, orang: Any, urut: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL sorts what is as small as this")
    saringan = saringan_terlihat(petugas)
    assert saringan is not None
    rencana = urutkan(hasil_terlihat(petugas, saringan), urut)[:50].explain()
    assert "USING INDEX pegawai_per_nama" in rencana
    assert "TEMP B-TREE" not in rencana
