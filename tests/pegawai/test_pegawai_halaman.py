"""The page of a person: each fact with its source, what changed, and who may look."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inti.models import Instansi, LogAkses, RiwayatFakta, Sumber
from inti.waktu import sekarang
from pegawai.fakta import KELOMPOK, LABEL
from pegawai.imports import rekam
from pegawai.models import Akun, Opd, Pegawai
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.inti.halaman_impor import Masuk
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    KontrakFactory,
    OpdFactory,
    PegawaiFactory,
    PredikatKinerjaFactory,
)

HALAMAN = ("pegawai", "pegawai_ubah", "pegawai_ganti_nip")


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU", jabatan="Arsiparis")


def alamat(orang: Pegawai, nama: str = "pegawai") -> str:
    return reverse(f"pegawai:{nama}", args=[orang.pk])


def isi(klien: Client, orang: Pegawai) -> str:
    return klien.get(alamat(orang)).content.decode()


def test_every_fact_has_a_name_and_a_place() -> None:
    assert set(LABEL) == set(rekam.FAKTA)
    di_halaman = [k for _, kolom in KELOMPOK for k in kolom]
    assert sorted(di_halaman) == sorted(rekam.FAKTA)


def test_each_fact_shows_its_value_its_source_the_day_and_by_whom(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    berkas = SumberFactory.create(
        instansi=orang.instansi, keterangan="Ekspor mei.xlsx", tanggal=dt.date(2026, 5, 4)
    )
    tangan = SumberFactory.create(
        instansi=orang.instansi,
        jenis=Sumber.Jenis.TANGAN,
        keterangan="Perbaikan petugas: ijazah",
        akun=petugas,
    )
    orang.lahir = dt.date(1981, 3, 2)
    orang.sumber = {"nama": berkas.pk, "pendidikan": tangan.pk}
    orang.domisili = WilayahFactory.create(nama="Kauman")
    orang.save()
    halaman = isi(masuk(petugas), orang)
    assert "Ekspor mei.xlsx · 4 Mei 2026" in halaman
    assert "Perbaikan petugas: ijazah" in halaman
    assert f"· {petugas}" in halaman
    for kata in ("2 Maret 1981", "Kauman", "S-1/Sarjana", orang.opd.nama if orang.opd else ""):
        assert kata in halaman
    assert "Belum diketahui" in halaman  # the titles
    assert orang.nip not in halaman


def test_a_source_that_many_facts_share_is_told_once_per_group(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    berkas = SumberFactory.create(instansi=orang.instansi, keterangan="Ekspor mei.xlsx")
    lain = SumberFactory.create(instansi=orang.instansi, keterangan="Survei juni.xlsx")
    orang.sumber = dict.fromkeys(("jenis", "jabatan", "golongan"), berkas.pk) | {"opd": lain.pk}
    orang.save()
    halaman = isi(masuk(petugas), orang)
    assert halaman.count("Ekspor mei.xlsx") == 1
    assert halaman.count("Survei juni.xlsx") == 1
    assert "Sumber tidak tercatat" in halaman  # the name, with a value and no source


def test_the_history_tells_what_became_of_what_newest_first(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    lama, baru = OpdFactory.create(nama="Dinas Lama"), OpdFactory.create(nama="Dinas Baru")
    tempat = WilayahFactory.create(nama="Kauman")
    sumber = SumberFactory.create(instansi=orang.instansi, keterangan="Ekspor mei.xlsx")
    for hari, ubahan in enumerate(
        (
            {"opd": [lama.pk, baru.pk, None], "domisili_teks": ["", "", None]},
            {"domisili": [None, tempat.kode, None], "lahir": ["1981-03-02", None, None]},
        )
    ):
        RiwayatFakta.objects.create(
            instansi=orang.instansi,
            objek_jenis="pegawai.pegawai",
            objek_id=orang.pk,
            sumber=sumber,
            waktu=sekarang() + timezone.timedelta(days=hari),
            isi=ubahan,
        )
    halaman = isi(masuk(petugas), orang)
    riwayat = halaman[halaman.index("Riwayat perubahan") :]
    for kata in ("<del>Dinas Lama</del>", "<ins>Dinas Baru</ins>", "<del>2 Maret 1981</del>"):
        assert kata in riwayat
    assert riwayat.index("<ins>Kauman") < riwayat.index("<ins>Dinas Baru</ins>")
    assert "Domisili menurut berkas" not in riwayat  # nothing became nothing
    assert "Ekspor mei.xlsx" in riwayat


def test_the_history_of_somebody_else_stays_with_him(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    lain = PegawaiFactory.create(instansi=orang.instansi)
    RiwayatFakta.objects.create(
        instansi=orang.instansi,
        objek_jenis="pegawai.pegawai",
        objek_id=lain.pk,
        sumber=SumberFactory.create(instansi=orang.instansi),
        waktu=sekarang(),
        isi={"jabatan": ["Satu", "Dua", None]},
    )
    assert "Belum ada isian yang berubah" in isi(masuk(petugas), orang)
    assert "<ins>Dua</ins>" in isi(masuk(petugas), lain)


def test_the_evidence_is_listed_with_its_sources(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    klien = masuk(petugas)
    for kata in ("Belum ada bukti.", "Belum tercatat.", "NIP belum pernah berganti."):
        assert kata in isi(klien, orang)
    sumber = SumberFactory.create(instansi=orang.instansi, keterangan="Pendataan juni.xlsx")
    BuktiKomputerFactory.create(pegawai=orang, sumber=sumber, keterangan="Kursus Excel")
    KontrakFactory.create(pegawai=orang, akhir=dt.date(2027, 1, 31))
    PredikatKinerjaFactory.create(pegawai=orang, tahun=2024)
    halaman = isi(klien, orang)
    for kata in ("Kursus Excel", "Pendataan juni.xlsx", "sampai 31 Januari 2027", "2024: Baik"):
        assert kata in halaman


def test_the_page_asks_the_database_a_fixed_number_of_times(
    masuk: Masuk, petugas: Akun, orang: Pegawai, django_assert_max_num_queries: object
) -> None:
    sumber = SumberFactory.create_batch(12, instansi=orang.instansi)
    orang.sumber = {k: s.pk for k, s in zip(rekam.FAKTA, sumber, strict=False)}
    orang.save()
    for satu in sumber:
        BuktiKomputerFactory.create(pegawai=orang, sumber=satu)
        RiwayatFakta.objects.create(
            instansi=orang.instansi,
            objek_jenis="pegawai.pegawai",
            objek_id=orang.pk,
            sumber=satu,
            waktu=sekarang(),
            isi={"opd": [None, orang.opd_id, None]},
        )
    klien = masuk(petugas)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        klien.get(alamat(orang))


# Who may look -------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", HALAMAN)
def test_a_person_of_another_agency_does_not_exist(
    masuk: Masuk, petugas: Akun, instansi_lain: Instansi, nama: str
) -> None:
    asing = PegawaiFactory.create(instansi=instansi_lain)
    klien = masuk(petugas)
    assert klien.get(alamat(asing, nama)).status_code == 404
    if nama != "pegawai":
        assert klien.post(alamat(asing, nama), {"alasan": "Coba-coba"}).status_code == 404


def test_an_opd_head_sees_his_own_people_and_corrects_nobody(
    masuk: Masuk, kepala_opd: Akun, orang: Pegawai
) -> None:
    klien = masuk(kepala_opd)
    assert klien.get(alamat(orang)).status_code == 200
    assert alamat(orang, "pegawai_ubah") not in isi(klien, orang)
    tetangga = PegawaiFactory.create(
        instansi=orang.instansi, opd=OpdFactory.create(instansi=orang.instansi)
    )
    assert klien.get(alamat(tetangga)).status_code == 404


@pytest.mark.parametrize("peran", ["penyetuju", "auditor", "admin", "kepala_opd"])
@pytest.mark.parametrize("nama", ["pegawai_ubah", "pegawai_ganti_nip"])
def test_only_officers_correct(
    request: pytest.FixtureRequest, masuk: Masuk, orang: Pegawai, peran: str, nama: str
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert klien.get(alamat(orang)).status_code == 200
    assert klien.get(alamat(orang, nama)).status_code == 403
    assert klien.post(alamat(orang, nama), {"nama": "X", "alasan": "Coba-coba"}).status_code == 403


@pytest.mark.parametrize("nama", ["pegawai", "pegawai_ubah"])
def test_a_look_is_remembered(masuk: Masuk, petugas: Akun, orang: Pegawai, nama: str) -> None:
    masuk(petugas).get(alamat(orang, nama))
    log = LogAkses.objects.get(objek_jenis="pegawai.pegawai", objek_id=str(orang.pk))
    assert (log.jenis, log.akun) == (LogAkses.Jenis.LIHAT, petugas)


def test_the_card_of_eligibility_leads_to_the_facts(
    masuk: Masuk, petugas: Akun, orang: Pegawai
) -> None:
    kartu = masuk(petugas).get(reverse("penugasan:kartu_kelayakan", args=[orang.pk]))
    assert f'href="{alamat(orang)}"' in kartu.content.decode()
