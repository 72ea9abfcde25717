"""What is suggested for a unit, why, and what may be accepted unseen."""

from collections.abc import Callable

import pytest

from inti.models import Instansi
from pegawai.models import Akun, Opd
from penugasan.models import RujukanSiasn
from penugasan.queries.padanan import UNIT, daftar
from penugasan.rules.padanan import Alasan
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.padanan import hal, terima

Jenis = RujukanSiasn.Daftar
H = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
pytestmark = pytest.mark.django_db


def test_the_same_name_alone_is_exact_and_capitals_do_not_matter(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, benar = unit("Dinas Pendidikan"), rujuk("u1", "DINAS  PENDIDIKAN")
    rujuk("u2", "DINAS PENDIDIKAN DAN KEBUDAYAAN")
    satu = hal(petugas, opd)
    assert satu.keadaan == "BELUM"
    assert satu.pasti is not None
    assert (satu.pasti.rujukan.pk, satu.pasti.utama) == (benar.pk, Alasan.NAMA)


def test_of_two_units_of_one_name_the_parent_decides_once_it_is_mapped(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    dinas = unit("Dinas Kesehatan")
    seksi = unit("Sekretariat", dinas)
    induk = rujuk("u1", "DINAS KESEHATAN")
    rujuk("u2", "SEKRETARIAT", "u9")
    benar = rujuk("u3", "SEKRETARIAT", "u1")
    assert (hal(petugas, seksi).keadaan, hal(petugas, seksi).pasti) == ("RAGU", None)
    terima(petugas, dinas, induk)
    satu = hal(petugas, seksi)
    assert satu.pasti is not None
    assert (satu.pasti.rujukan.pk, satu.pasti.utama) == (benar.pk, Alasan.NAMA_INDUK)


def test_what_two_of_ours_would_take_is_for_nobody_to_take_unseen(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    satu, dua = unit("Sekretariat", unit("A")), unit("Sekretariat", unit("B"))
    rujuk("u1", "SEKRETARIAT")
    for opd in (satu, dua):
        assert (hal(petugas, opd).keadaan, hal(petugas, opd).pasti) == ("RAGU", None)


def test_an_id_that_speaks_against_the_name_is_a_doubt(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    opd = unit("Dinas Pertanian")
    rujuk("u1", "DINAS PERTANIAN")
    rujuk(H, "DINAS PANGAN")
    dashed = f"{H[:8]}-{H[8:12]}-{H[12:16]}-{H[16:20]}-{H[20:]}".upper()
    PegawaiFactory.create_batch(2, instansi=instansi, opd=opd, unor_id=dashed)
    satu = hal(petugas, opd)
    assert (satu.keadaan, satu.pasti) == ("RAGU", None)
    assert [(s.utama, s.jumlah) for s in satu.saran] == [(Alasan.ID, 2), (Alasan.NAMA, 0)]


def test_of_two_units_of_one_name_the_id_of_its_people_decides_unless_the_parent_disagrees(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    dinas = unit("Dinas Kesehatan", unor_id="u1")
    rujuk("u1", "DINAS KESEHATAN")
    opd = unit("Sekretariat", dinas)
    benar = rujuk("u2", "SEKRETARIAT", "u9")
    rujuk("u3", "SEKRETARIAT", "u8")
    PegawaiFactory.create(instansi=instansi, opd=opd, unor_id="U2")
    pasti = hal(petugas, opd).pasti
    assert pasti is not None
    assert (pasti.rujukan.pk, pasti.alasan) == (benar.pk, (Alasan.ID, Alasan.NAMA))
    rujuk("u4", "SEKRETARIAT", "u1")
    assert (hal(petugas, opd).keadaan, hal(petugas, opd).pasti) == ("RAGU", None)


def test_an_id_of_a_part_below_does_not_speak_against_the_name_and_a_foreign_one_does(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    opd = unit("Dinas Sosial")
    benar = rujuk("u1", "DINAS SOSIAL")
    rujuk("u2", "BIDANG REHABILITASI", "u1")
    rujuk("u3", "SEKSI ANAK", "u2")
    PegawaiFactory.create_batch(3, instansi=instansi, opd=opd, unor_id="u3")
    pasti = hal(petugas, opd).pasti
    assert pasti is not None
    assert pasti.rujukan.pk == benar.pk
    rujuk("u9", "DINAS LAIN")
    PegawaiFactory.create(instansi=instansi, opd=opd, unor_id="u9")
    assert (hal(petugas, opd).keadaan, hal(petugas, opd).pasti) == ("RAGU", None)


def test_a_near_name_is_offered_and_never_exact(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd = unit("Badan Pengelola Keuangan Daerah")
    mirip = rujuk("u1", "BADAN PENGELOLAAN KEUANGAN DAERAH")
    rujuk("u2", "DINAS LINGKUNGAN HIDUP")
    semua = daftar(petugas, UNIT)
    satu = semua.cari(str(opd.pk))
    assert satu is not None
    assert (satu.keadaan, satu.pasti) == ("BELUM", None)
    [saran] = semua.saran(satu)
    assert (saran.rujukan.pk, saran.utama) == (mirip.pk, Alasan.MIRIP)
    assert 90 <= saran.mirip < 100


def test_another_name_of_the_unit_counts_as_its_name(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, benar = unit("Dinsos P2KB", alias=["Dinas Sosial"]), rujuk("u1", "DINAS SOSIAL")
    pasti = hal(petugas, opd).pasti
    assert pasti is not None
    assert pasti.rujukan.pk == benar.pk
