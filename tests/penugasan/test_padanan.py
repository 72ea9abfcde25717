"""Mappings to SIASN: accepting, undoing, and who may not."""

from collections.abc import Callable

import pytest

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.models import Akun, Opd
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.queries.padanan import JABATAN, UNIT, daftar
from penugasan.queries.unor import PencariUnit, samakan
from penugasan.services import padanan as layanan
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.padanan import hal, terima

Jenis = RujukanSiasn.Daftar
H = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
pytestmark = pytest.mark.django_db


# Accepting


def test_an_accepted_unit_is_what_imports_and_comparison_use_and_is_in_the_trail(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    opd, rujukan = unit("Bagian Umum"), rujuk(H, "SEKRETARIAT DPRD")
    padanan = terima(petugas, opd, rujukan)
    assert (padanan.alasan, padanan.sebelum) == ("DICARI", "")
    dashed = f"{H[:8]}-{H[8:12]}-{H[12:16]}-{H[16:20]}-{H[20:]}"
    assert PencariOpd(instansi).cari(dashed, "") == opd
    temu = PencariUnit(instansi).cari(dashed, "SESUATU", "")
    assert temu is not None
    assert (temu.pk, temu.tepat) == (opd.pk, True)
    jejak = JejakAudit.objects.get(aksi="padanan.terima")
    assert (jejak.aktor, jejak.sesudah["nama_siasn"]) == (petugas, "SEKRETARIAT DPRD")
    assert jejak.sebelum == {"unor_id": ""}


def test_a_part_of_a_mapped_unit_is_found_through_siasns_own_tree(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    dinas = unit("Dinas Kesehatan")
    unit("Sekretariat", unit("Dinas Lain"))
    terima(petugas, dinas, rujuk("u1", "DINAS KESEHATAN"))
    rujuk("u2", "BIDANG", "u1")
    rujuk("u3", "SEKRETARIAT", "u2")
    temu = PencariUnit(instansi).cari("U3", "SEKRETARIAT", "NAMA YANG TIDAK ADA")
    assert temu is not None
    assert (temu.pk, temu.tepat) == (dinas.pk, False)


def test_siasns_tree_may_run_in_a_circle(
    instansi: Instansi, rujuk: Callable[..., RujukanSiasn]
) -> None:
    rujuk("u1", "A", "u2")
    rujuk("u2", "B", "u1")
    assert PencariUnit(instansi).cari("u1", "A", "") is None


def test_everything_exact_is_accepted_down_the_tree_and_nothing_else(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    dinas, lain = unit("Dinas Kesehatan"), unit("Dinas Sosial")
    anak = [unit("Sekretariat", satu) for satu in (dinas, lain)]
    ragu = unit("Kantor Mirip")
    rujuk("u1", "DINAS KESEHATAN")
    rujuk("u2", "DINAS SOSIAL")
    rujuk("u3", "SEKRETARIAT", "u1")
    rujuk("u4", "SEKRETARIAT", "u2")
    rujuk("u5", "KANTOR MIRIPS")
    jumlah = layanan.terima_pasti(jenis=UNIT, instansi=instansi, aktor=petugas, pada=sekarang())
    assert jumlah == 4
    for opd, kunci in zip([dinas, lain, *anak], ["u1", "u2", "u3", "u4"], strict=True):
        opd.refresh_from_db()
        assert samakan(opd.unor_id) == kunci
        assert opd.jalur.endswith(f"{opd.kode}/")
    ragu.refresh_from_db()
    assert ragu.unor_id == ""
    assert JejakAudit.objects.filter(aksi="padanan.terima").count() == 4
    lagi = layanan.terima_pasti(jenis=UNIT, instansi=instansi, aktor=petugas, pada=sekarang())
    assert lagi == 0


def test_one_unor_is_not_given_to_two_units(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    satu, dua, rujukan = unit("Satu"), unit("Dua"), rujuk("u1", "SATU")
    terima(petugas, satu, rujukan)
    with pytest.raises(DomainError) as galat:
        terima(petugas, dua, rujukan)
    assert galat.value.kode == "terpakai"
    assert "Satu" in galat.value.pesan


def test_a_row_that_siasn_no_longer_lists_cannot_be_accepted(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    with pytest.raises(DomainError):
        terima(petugas, unit("Lama"), rujuk("u1", "LAMA", hilang_pada=sekarang()))


def test_who_read_an_older_mapping_is_told_and_changes_nothing(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, satu, dua = unit("Satu"), rujuk("u1", "SATU"), rujuk("u2", "DUA")
    terima(petugas, opd, satu)
    with pytest.raises(SudahDiproses):
        terima(petugas, opd, dua, dilihat="sesuatu")
    opd.refresh_from_db()
    assert samakan(opd.unor_id) == "u1"


def test_only_an_officer_of_the_agency_may(
    penyetuju: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    with pytest.raises(TidakBerhak):
        terima(penyetuju, unit("Satu"), rujuk("u1", "SATU"))


# States and undoing


def test_a_mapped_unit_that_siasn_dropped_is_shown_as_inactive_and_kept(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd, rujukan = unit("Satu"), rujuk("u1", "SATU")
    rujuk("u2", "LAIN")
    terima(petugas, opd, rujukan)
    RujukanSiasn.objects.filter(pk=rujukan.pk).update(hilang_pada=sekarang())
    satu = hal(petugas, opd)
    assert (satu.keadaan, satu.rujukan and satu.rujukan.pk) == ("NONAKTIF", rujukan.pk)
    opd.refresh_from_db()
    assert opd.unor_id == "U1"


def test_before_the_first_reading_an_id_of_ours_is_not_called_inactive(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    opd = unit("Satu", unor_id="u-lama")
    assert hal(petugas, opd).keadaan == "PADAN"
    rujuk("u1", "LAIN")
    assert hal(petugas, opd).keadaan == "NONAKTIF"


def test_two_of_ours_with_one_id_are_a_doubt(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn]
) -> None:
    satu, dua = unit("Satu", unor_id="u1"), unit("Dua", unor_id="U-1")
    rujuk("u1", "SATU")
    assert [hal(petugas, o).keadaan for o in (satu, dua)] == ["RAGU", "RAGU"]
    assert hal(petugas, satu).serupa == ["Dua"]


def test_undoing_brings_back_what_stood_there(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    opd = unit("Satu", unor_id="u-lama")
    terima(petugas, opd, rujuk("u1", "SATU"))

    def urungkan() -> None:
        layanan.urungkan(
            jenis=UNIT,
            kunci=str(opd.pk),
            dilihat="u1",
            instansi=instansi,
            aktor=petugas,
            pada=sekarang(),
        )

    urungkan()
    opd.refresh_from_db()
    assert opd.unor_id == "u-lama"
    assert not PadananSiasn.objects.exists()
    jejak = JejakAudit.objects.get(aksi="padanan.urungkan")
    assert (jejak.sebelum["siasn_id"], jejak.sesudah) == ("U1", {"unor_id": "u-lama"})
    with pytest.raises(SudahDiproses):
        urungkan()


def test_undoing_does_not_take_what_another_unit_has_now(
    petugas: Akun, unit: Callable[..., Opd], rujuk: Callable[..., RujukanSiasn], instansi: Instansi
) -> None:
    satu, dua = unit("Satu", unor_id="u1"), unit("Dua")
    lama, baru = rujuk("u1", "SATU"), rujuk("u2", "DUA")
    terima(petugas, satu, baru)
    terima(petugas, dua, lama)
    with pytest.raises(DomainError) as galat:
        layanan.urungkan(
            jenis=UNIT,
            kunci=str(satu.pk),
            dilihat="u2",
            instansi=instansi,
            aktor=petugas,
            pada=sekarang(),
        )
    assert "Dua" in galat.value.pesan


# Positions


def test_an_accepted_position_is_no_longer_a_difference(
    petugas: Akun, opd: Opd, instansi: Instansi, rujuk: Callable[..., RujukanSiasn]
) -> None:
    PegawaiFactory.create_batch(3, instansi=instansi, opd=opd, jabatan="Pranata Komp. Ahli Pertama")
    PegawaiFactory.create(instansi=instansi, opd=opd, jabatan="PRANATA KOMP AHLI PERTAMA")
    rujukan = rujuk("f1", "PRANATA KOMPUTER AHLI PERTAMA", daftar=Jenis.FUNGSIONAL)
    semua = daftar(petugas, JABATAN)
    satu = next(h for h in semua.hal if h.kunci == "pranatakompahlipertama")
    assert (satu.orang, satu.nama, satu.keadaan) == (4, "Pranata Komp. Ahli Pertama", "BELUM")
    cari = PencariUnit(instansi)
    assert not cari.sama_jabatan("Pranata Komp. Ahli Pertama", rujukan.nama)
    layanan.terima(
        jenis=JABATAN,
        kunci=satu.kunci,
        rujukan=rujukan,
        dilihat="",
        aktor=petugas,
        pada=sekarang(),
    )
    cari = PencariUnit(instansi)
    assert cari.sama_jabatan("pranata komp ahli pertama", "Pranata Komputer Ahli Pertama")
    assert not cari.sama_jabatan("pranata komp ahli pertama", "ARSIPARIS")
    layanan.urungkan(
        jenis=JABATAN,
        kunci=satu.kunci,
        dilihat="f1",
        instansi=instansi,
        aktor=petugas,
        pada=sekarang(),
    )
    assert not PencariUnit(instansi).sama_jabatan("Pranata Komp. Ahli Pertama", rujukan.nama)


def test_a_position_in_both_lists_is_a_doubt(
    petugas: Akun, opd: Opd, instansi: Instansi, rujuk: Callable[..., RujukanSiasn]
) -> None:
    PegawaiFactory.create(instansi=instansi, opd=opd, jabatan="Operator")
    rujuk("f1", "OPERATOR", daftar=Jenis.FUNGSIONAL)
    rujuk("f2", "OPERATOR", daftar=Jenis.PELAKSANA)
    [satu] = [h for h in daftar(petugas, JABATAN).hal if h.kunci == "operator"]
    assert (satu.keadaan, satu.pasti) == ("RAGU", None)
