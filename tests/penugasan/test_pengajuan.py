"""Requests of the cooperatives: two people decide, and what was asked for happens at once."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.waktu import ZONA
from koperasi.models import Koperasi
from penugasan.models import Pengajuan, Penugasan
from penugasan.services import pengajuan as layanan
from tests.pegawai.factories import SANDI, KontrakFactory

pytestmark = pytest.mark.django_db
SENIN = dt.datetime(2026, 3, 2, 8, tzinfo=ZONA)


def pada(hari: int, bulan: int = 3, tahun: int = 2026) -> dt.datetime:
    return dt.datetime(tahun, bulan, hari, 9, tzinfo=ZONA)


# --- requests ------------------------------------------------------------------------------------


def ajukan(aktor, penugasan, jenis=Pengajuan.Jenis.GANTI, **isi) -> Pengajuan:
    isi = {"alasan_kode": "kinerja", "pada": SENIN} | isi
    return layanan.ajukan(
        jenis=jenis,
        koperasi=penugasan.kebutuhan.koperasi,
        penugasan=penugasan,
        aktor=aktor,
        **isi,
    )


def setujui(satu: Pengajuan, petugas, penyetuju) -> Pengajuan:
    layanan.teruskan(pengajuan=satu, catatan="", aktor=petugas, pada=SENIN)
    return layanan.setujui(pengajuan=satu, aktor=penyetuju, pada=SENIN)


def test_a_replacement_goes_through_two_people_and_frees_the_seat(
    ketua, petugas, penyetuju, bertugas_di_sana
):
    satu = ajukan(ketua, bertugas_di_sana)
    with pytest.raises(SudahDiproses, match="terbuka"):
        ajukan(ketua, bertugas_di_sana)
    with pytest.raises(SudahDiproses):  # nobody skips the officer
        layanan.setujui(pengajuan=satu, aktor=penyetuju, pada=SENIN)
    setujui(satu, petugas, penyetuju)
    bertugas_di_sana.refresh_from_db()
    assert (bertugas_di_sana.status, bertugas_di_sana.diakhiri) == ("DIKEMBALIKAN", SENIN.date())
    assert not bertugas_di_sana.kebutuhan.penugasan_set.hidup().exists()
    with pytest.raises(SudahDiproses):
        layanan.setujui(pengajuan=satu, aktor=penyetuju, pada=SENIN)


def test_a_return_ends_the_term_that_day_and_the_trail_keeps_the_old_end(
    ketua, petugas, penyetuju, bertugas_di_sana
):
    setujui(ajukan(ketua, bertugas_di_sana), petugas, penyetuju)
    bertugas_di_sana.refresh_from_db()
    assert (bertugas_di_sana.selesai, bertugas_di_sana.sebab_selesai) == (
        SENIN.date(),
        "penggantian orang",
    )
    jejak = JejakAudit.objects.get(aksi="penugasan.ubah_akhir")
    assert (jejak.aktor, jejak.sebelum["selesai"]) == (penyetuju, "2031-02-28")


def test_a_return_never_lengthens_a_term_that_is_over(ketua, petugas, penyetuju, bertugas_di_sana):
    """The sweep has not come by yet."""
    Penugasan.objects.update(selesai=dt.date(2026, 3, 1), sebab_selesai="akhir perjanjian kerja")
    setujui(ajukan(ketua, bertugas_di_sana), petugas, penyetuju)
    bertugas_di_sana.refresh_from_db()
    assert (bertugas_di_sana.selesai, bertugas_di_sana.diakhiri) == (
        dt.date(2026, 3, 1),
        SENIN.date(),
    )


def test_an_extension_holds_until_the_earliest_end_and_says_which(
    petugas, penyetuju, bertugas_di_sana
):
    """Five years are over in 2031; the contract was extended to 2032, retirement is far away."""
    KontrakFactory.create(pegawai=bertugas_di_sana.pegawai, akhir=dt.date(2032, 6, 30))
    satu = ajukan(petugas, bertugas_di_sana, "perpanjang", sampai=dt.date(2033, 1, 1))
    setujui(satu, petugas, penyetuju)
    bertugas_di_sana.refresh_from_db()
    assert (bertugas_di_sana.selesai, bertugas_di_sana.sebab_selesai) == (
        dt.date(2032, 6, 30),
        "akhir perjanjian kerja",
    )
    jejak = JejakAudit.objects.get(aksi="penugasan.ubah_akhir")
    assert jejak.pesan.endswith("perpanjangan")


def test_an_extension_that_gains_nothing_is_refused_with_the_reason(petugas, bertugas_di_sana):
    KontrakFactory.create(pegawai=bertugas_di_sana.pegawai, akhir=dt.date(2027, 1, 31))
    with pytest.raises(DomainError, match="akhir perjanjian kerja pada 31-01-2027"):
        ajukan(petugas, bertugas_di_sana, "perpanjang", sampai=dt.date(2032, 1, 1))


def test_one_more_person_opens_a_seat_within_the_quota(ketua, petugas, penyetuju, bertugas_di_sana):
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    satu = layanan.ajukan(
        jenis="tambah",
        koperasi=koperasi,
        peran="keuangan",
        alasan_kode="kebutuhan",
        aktor=ketua,
        pada=SENIN,
    )
    setujui(satu, petugas, penyetuju)
    assert koperasi.kebutuhan_set.get(nomor=2).peran == "keuangan"
    Koperasi.objects.filter(pk=koperasi.pk).update(kuota=2)
    koperasi.refresh_from_db()
    with pytest.raises(DomainError, match="kuota 2"):
        layanan.ajukan(
            jenis="tambah",
            koperasi=koperasi,
            peran="usaha",
            alasan_kode="kebutuhan",
            aktor=ketua,
            pada=SENIN,
        )


def test_the_second_person_neither_asked_nor_passed_it_on(
    ketua, penyetuju, petugas, dinas_koperasi, kepala_opd, bertugas_di_sana
):
    with pytest.raises(TidakBerhak):  # the cooperative cannot extend by itself
        ajukan(ketua, bertugas_di_sana, "perpanjang", sampai=dt.date(2032, 1, 1))
    satu = ajukan(dinas_koperasi, bertugas_di_sana)
    for aktor in (kepala_opd, ketua, dinas_koperasi, penyetuju):
        with pytest.raises(TidakBerhak):
            layanan.teruskan(pengajuan=satu, catatan="", aktor=aktor, pada=SENIN)
    layanan.teruskan(pengajuan=satu, catatan="Setuju", aktor=petugas, pada=SENIN)
    Pengajuan.objects.update(diteruskan_oleh=penyetuju)
    satu.refresh_from_db()
    with pytest.raises(TidakBerhak):
        layanan.setujui(pengajuan=satu, aktor=penyetuju, pada=SENIN)


def test_refusing_needs_a_reason_and_withdrawing_is_the_askers(
    ketua, petugas, dinas_koperasi, bertugas_di_sana
):
    satu = ajukan(ketua, bertugas_di_sana)
    with pytest.raises(DomainError, match="alasannya"):
        layanan.tolak(pengajuan=satu, catatan=" ", aktor=petugas, pada=SENIN)
    with pytest.raises(TidakBerhak):
        layanan.cabut(pengajuan=satu, aktor=dinas_koperasi, pada=SENIN)
    layanan.cabut(pengajuan=satu, aktor=ketua, pada=SENIN)
    lagi = ajukan(ketua, bertugas_di_sana)
    layanan.tolak(pengajuan=lagi, catatan="Sudah dibina", aktor=petugas, pada=SENIN)
    assert (satu.status, lagi.status) == ("DICABUT", "DITOLAK")


def test_the_whole_way_of_a_request_through_the_pages(
    ketua, petugas, penyetuju, bertugas_di_sana, masuk
):
    kepala, kantor, kedua = masuk(ketua), masuk(petugas), masuk(penyetuju)
    baru = f"{reverse('penugasan:pengajuan_baru', args=['ganti'])}?penugasan={bertugas_di_sana.pk}"
    assert "Pilih alasannya" in kepala.post(baru, {}).content.decode()
    tanpa_kata = kepala.post(baru, {"alasan_kode": "lainnya"}).content.decode()
    assert "Jelaskan alasan lainnya" in tanpa_kata
    assert kepala.post(baru, {"alasan_kode": "kehadiran", "alasan": "Sering"}).status_code == 302
    assert "Masih ada pengajuan" in kepala.post(baru, {"alasan_kode": "kinerja"}).content.decode()
    satu = Pengajuan.objects.get()
    rincian = reverse("penugasan:pengajuan_rincian", args=[satu.pk])
    assert "Teruskan ke orang kedua" in kantor.get(rincian).content.decode()
    kantor.post(reverse("penugasan:pengajuan_putuskan", args=[satu.pk]), {"aksi": "teruskan"})
    assert kedua.get("/").context["tugas"]["pengajuan"].jumlah == 1
    setuju = reverse("penugasan:pengajuan_setujui", args=[satu.pk])
    tunda = kedua.post(setuju)  # the yes issues letters: the password is asked first
    assert tunda.url.startswith(reverse("account_reauthenticate"))
    satu.refresh_from_db()
    bertugas_di_sana.refresh_from_db()
    assert (satu.status, bertugas_di_sana.status) == ("DITERUSKAN", "AKTIF")
    assert kedua.post(tunda.url, {"password": SANDI}).url == rincian
    assert kedua.post(setuju).status_code == 409
    assert "Disetujui" in kepala.get(rincian).content.decode()
    assert "Dikembalikan" in kantor.get(f"/nominasi/{bertugas_di_sana.pk}/").content.decode()
