"""An export that repeats itself: one file per due time, with the rights of that moment."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import override_settings
from django.urls import reverse

from inti.errors import DomainError
from inti.models import JejakAudit, Pekerjaan
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Akun, Pejabat
from penugasan.filters.ekspor import semua
from penugasan.models import JadwalEkspor, Rencana, Saringan
from penugasan.services import ekspor, ekspor_jadwal as layanan
from tests.balapan.serentak import serentak
from tests.penugasan.ekspor.bantu import Kota, Masuk, baris, buka

Kerjakan = Callable[[], list[Pekerjaan]]


def wib(tahun: int, bulan: int, hari: int, jam: int) -> dt.datetime:
    return dt.datetime(tahun, bulan, hari, jam, tzinfo=ZONA)


SENIN_PAGI = wib(2026, 3, 2, 6)
HARI = dt.timedelta(days=1)
JAM = dt.timedelta(hours=1)


def waktu(irama: str = "harian", hari: int = 0, jam: int = 7, judul: str = "Rapat") -> Any:
    return layanan.Waktu(judul=judul, irama=irama, hari=hari, jam=jam)


def jadwalkan(akun: Akun, jenis: str = "kelayakan", tanya: str = "", **lain: Any) -> JadwalEkspor:
    return layanan.buat(
        akun=akun,
        jenis=semua()[jenis],
        tanya=QueryDict(tanya),
        waktu=waktu(**lain),
        pada=SENIN_PAGI,
    )


def terjadwal() -> list[Pekerjaan]:
    return list(Pekerjaan.objects.filter(jenis=layanan.TERJADWAL).order_by("dibuat"))


@pytest.mark.parametrize(
    ("irama", "hari", "jam", "berikutnya"),
    [
        ("harian", 0, 7, wib(2026, 3, 2, 7)),
        ("harian", 0, 6, wib(2026, 3, 3, 6)),
        ("harian", 0, 0, wib(2026, 3, 3, 0)),
        ("mingguan", 1, 7, wib(2026, 3, 2, 7)),
        ("mingguan", 1, 5, wib(2026, 3, 9, 5)),
        ("mingguan", 7, 23, wib(2026, 3, 8, 23)),
        ("bulanan", 1, 7, wib(2026, 4, 1, 7)),
        ("bulanan", 28, 7, wib(2026, 3, 28, 7)),
        ("bulanan", 31, 7, wib(2026, 3, 31, 7)),
    ],
)
def test_the_next_time_is_told_by_the_clock_on_the_wall(
    irama: str, hari: int, jam: int, berikutnya: dt.datetime, kota: Kota, petugas: Akun
) -> None:
    jadwal = jadwalkan(petugas, irama=irama, hari=hari, jam=jam)
    assert jadwal.berikutnya == berikutnya


def test_the_last_day_of_a_month_is_the_28th_in_february() -> None:
    jadwal = JadwalEkspor(irama="bulanan", hari=31, jam=7)
    februari = jadwal.sesudah(dt.datetime(2026, 2, 1, 0, 0, tzinfo=dt.UTC))
    assert februari == wib(2026, 2, 28, 7)
    assert jadwal.kapan == "Setiap hari terakhir bulan pukul 07.00 WIB"


def test_a_schedule_says_its_rhythm_in_words() -> None:
    kata = [
        JadwalEkspor(irama=irama, hari=hari, jam=jam).kapan
        for irama, hari, jam in [("harian", 0, 0), ("mingguan", 5, 13), ("bulanan", 3, 7)]
    ]
    assert kata == [
        "Setiap hari pukul 00.00 WIB",
        "Setiap Jumat pukul 13.00 WIB",
        "Setiap tanggal 3 pukul 07.00 WIB",
    ]


@pytest.mark.parametrize(
    "salah", [{"jam": 24}, {"irama": "mingguan", "hari": 8}, {"irama": "bulanan", "hari": 0}]
)
def test_the_database_refuses_a_time_that_never_comes(
    salah: dict[str, Any], kota: Kota, petugas: Akun
) -> None:
    jadwal = jadwalkan(petugas)
    with pytest.raises(IntegrityError), transaction.atomic():
        JadwalEkspor.objects.filter(pk=jadwal.pk).update(**salah)


def test_a_due_export_is_written_with_its_filters_and_found_by_its_owner_only(
    kota: Kota, masuk: Masuk, petugas: Akun, penyetuju: Akun, kerjakan: Kerjakan
) -> None:
    jadwal = jadwalkan(petugas, tanya="hasil=layak&halaman=3")
    assert (jadwal.tanya, jadwal.saringan) == ("hasil=layak", "Hasil: Layak")
    assert layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI) == 0
    assert layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM) == 1
    kerjakan()
    (pekerjaan,) = terjadwal()
    assert (pekerjaan.status, pekerjaan.aktor, pekerjaan.judul) == ("selesai", petugas, "Rapat")
    unduh = reverse("penugasan:ekspor_unduh", args=[pekerjaan.pk])
    isi = baris(buka(masuk(petugas).get(unduh)).worksheets[0])
    assert [b["NAMA"] for b in isi] == ["Siti Contoh"]
    assert masuk(penyetuju).get(unduh).status_code == 404
    halaman = masuk(petugas).get(reverse("penugasan:ekspor_daftar")).content.decode()
    assert unduh in halaman
    assert JejakAudit.objects.get(aksi="ekspor.kelayakan").aktor == petugas


def test_a_second_sweep_makes_no_second_file(kota: Kota, petugas: Akun) -> None:
    jadwal = jadwalkan(petugas)
    assert [layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM) for _ in range(3)] == [1, 0, 0]
    jadwal.refresh_from_db()
    assert (jadwal.terakhir, jadwal.berikutnya) == (SENIN_PAGI + JAM, SENIN_PAGI + JAM + HARI)
    assert len(terjadwal()) == 1


def test_each_due_time_gets_its_own_file(kota: Kota, petugas: Akun) -> None:
    jadwalkan(petugas)
    for hari in range(3):
        layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM + hari * HARI)
    tempo = [p.parameter["jatuh_tempo"][:10] for p in terjadwal()]
    assert tempo == ["2026-03-02", "2026-03-03", "2026-03-04"]


def test_a_time_missed_in_a_long_pause_is_made_up_for_by_one_file(
    kota: Kota, petugas: Akun
) -> None:
    jadwal = jadwalkan(petugas)
    bangun = SENIN_PAGI + 10 * HARI
    assert [layanan.jalankan_jatuh_tempo(pada=bangun) for _ in range(3)] == [1, 0, 0]
    jadwal.refresh_from_db()
    assert jadwal.terakhir == SENIN_PAGI + JAM + 9 * HARI
    assert jadwal.berikutnya == SENIN_PAGI + JAM + 10 * HARI


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_the_same_time_make_one_file(kota: Kota, petugas: Akun) -> None:
    for nomor in range(5):
        jadwalkan(petugas, judul=f"Jadwal {nomor}")

    def sapu() -> int:
        return layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)

    assert sum(serentak(sapu, sapu, sapu)) == 5
    assert len(terjadwal()) == 5


def nonaktif(akun: Akun) -> None:
    Akun.objects.filter(pk=akun.pk).update(is_active=False)


def turun_peran(akun: Akun) -> None:
    Akun.objects.filter(pk=akun.pk).update(peran=Peran.DINAS_KOPERASI)


def lepas_jabatan(akun: Akun) -> None:
    Pejabat.objects.filter(akun=akun).update(selesai=dt.date(2026, 3, 1))


@pytest.mark.parametrize(
    ("hilang", "sebab"),
    [
        (nonaktif, "tidak aktif"),
        (turun_peran, "tidak berhak mengekspor hasil kelayakan"),
        (lepas_jabatan, "tidak memimpin unit"),
    ],
)
def test_a_schedule_whose_owner_lost_the_right_is_switched_off_and_says_why(
    hilang: Callable[[Akun], None], sebab: str, kota: Kota, kepala_opd: Akun
) -> None:
    jadwal = jadwalkan(kepala_opd)
    hilang(kepala_opd)
    assert layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM) == 0
    jadwal.refresh_from_db()
    assert not jadwal.aktif
    assert sebab in jadwal.sebab_henti
    assert terjadwal() == []
    jejak = JejakAudit.objects.get(aksi="jadwal_ekspor.hentikan")
    assert (jejak.aktor, jejak.sesudah["aktif"]) == (None, False)


def test_the_right_is_asked_again_when_the_file_is_written(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    jadwalkan(petugas)
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    nonaktif(petugas)
    kerjakan()
    (pekerjaan,) = terjadwal()
    assert (pekerjaan.status, pekerjaan.galat) == ("gagal", "Akun ini tidak aktif lagi.")


def test_the_rows_are_those_of_the_scope_of_that_moment(
    kota: Kota, kepala_opd: Akun, kerjakan: Kerjakan, opd_lain: Any
) -> None:
    jadwalkan(kepala_opd, jenis="pegawai")
    Pejabat.objects.filter(akun=kepala_opd).update(opd=opd_lain)
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    kerjakan()
    (pekerjaan,) = terjadwal()
    with default_storage.open(pekerjaan.hasil["berkas"]) as berkas:
        isi = baris(buka(_Jawaban(berkas.read())).worksheets[0])
    assert [b["NAMA"] for b in isi] == ["Budi Misal"]


class _Jawaban:
    """A stored file in the form of an answer."""

    def __init__(self, isi: bytes) -> None:
        self.streaming_content = [isi]


def test_what_cannot_be_exported_today_cannot_be_scheduled(kota: Kota, petugas: Akun) -> None:
    Rencana.objects.all().delete()
    Saringan.objects.all().delete()
    with pytest.raises(DomainError, match="lebih dahulu"):
        jadwalkan(petugas)


def test_a_plan_that_is_gone_is_said_and_the_schedule_goes_on(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    jadwal = jadwalkan(petugas, jenis="rencana", tanya=f"rencana={kota.rencana.pk}")
    kota.rencana.delete()
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    kerjakan()
    (pekerjaan,) = terjadwal()
    assert pekerjaan.galat == "Data yang disebut saringannya tidak ada lagi."
    jadwal.refresh_from_db()
    assert jadwal.aktif


def test_the_number_of_schedules_has_an_end(
    kota: Kota, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layanan, "PALING_BANYAK", 2)
    assert jadwalkan(petugas) == jadwalkan(petugas)  # pressed twice is one
    jadwalkan(petugas, jam=9)
    with pytest.raises(DomainError, match="Paling banyak 2 jadwal"):
        jadwalkan(petugas, jam=10)
    with pytest.raises(DomainError, match="terlalu panjang"):
        jadwalkan(petugas, tanya="cari=" + "x" * 5000)


@override_settings(ALAMAT_PUBLIK="https://portal.contoh.go.id/")
def test_an_owner_with_an_address_is_sent_a_link_and_nobodys_data(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(email="petugas@contoh.example")
    jadwalkan(petugas, tanya="cari=Siti", judul="Siti Contoh")
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    kerjakan()
    (surat,) = mail.outbox
    (pekerjaan,) = terjadwal()
    assert surat.to == ["petugas@contoh.example"]
    assert f"https://portal.contoh.go.id/ekspor/hasil/{pekerjaan.pk}/" in surat.body
    assert "Siti" not in surat.subject + surat.body
    assert kota.siti.nip not in surat.body


def test_a_mail_server_that_is_down_does_not_cost_the_file(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(email="petugas@contoh.example")
    jadwalkan(petugas)
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=9,
    ):
        kerjakan()
    assert [p.status for p in terjadwal()] == ["selesai"]


def test_an_owner_without_an_address_gets_no_mail(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    jadwalkan(petugas)
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    kerjakan()
    assert [p.status for p in terjadwal()] == ["selesai"]
    assert mail.outbox == []


def test_files_are_kept_ninety_days_and_then_removed(
    kota: Kota, petugas: Akun, kerjakan: Kerjakan
) -> None:
    jadwal = jadwalkan(petugas)
    layanan.jalankan_jatuh_tempo(pada=SENIN_PAGI + JAM)
    ekspor.mulai(semua()["beban-opd"], ekspor.Lingkup(kota.instansi, petugas, QueryDict()))
    lain = Pekerjaan.objects.create(
        instansi=kota.instansi, jenis="uji", judul="Lain", dibuat=SENIN_PAGI, status="selesai"
    )
    selesai = [p for p in kerjakan() if p.jenis in layanan.BERKAS]
    berkas = [p.hasil["berkas"] for p in selesai]
    assert len(berkas) == 2
    akhir = max(p.berakhir for p in selesai if p.berakhir)
    assert layanan.bersihkan(pada=akhir + 89 * HARI) == 0
    assert all(default_storage.exists(b) for b in berkas)
    assert layanan.bersihkan(pada=akhir + 91 * HARI) == 2
    assert not any(default_storage.exists(b) for b in berkas)
    assert list(Pekerjaan.objects.filter(pk=lain.pk)) == [lain]
    jadwal.refresh_from_db()
    assert jadwal.pekerjaan is None


def test_every_act_on_a_schedule_is_in_the_trail(kota: Kota, petugas: Akun) -> None:
    jadwal = jadwalkan(petugas)
    layanan.ubah(jadwal=jadwal, waktu=waktu("mingguan", 5, 8), aktor=petugas, pada=SENIN_PAGI)
    layanan.hentikan(jadwal=jadwal, aktor=petugas)
    layanan.hentikan(jadwal=jadwal, aktor=petugas)
    layanan.lanjutkan(jadwal=jadwal, aktor=petugas, pada=SENIN_PAGI + HARI)
    layanan.lanjutkan(jadwal=jadwal, aktor=petugas, pada=SENIN_PAGI + HARI)
    jadwal.refresh_from_db()
    assert jadwal.berikutnya == wib(2026, 3, 6, 8)
    layanan.hapus(jadwal=jadwal, aktor=petugas)
    with pytest.raises(DomainError, match="sudah dihapus"):
        layanan.hentikan(jadwal=jadwal, aktor=petugas)
    jejak = JejakAudit.objects.filter(aksi__startswith="jadwal_ekspor.").order_by("urutan")
    assert [(j.aksi.partition(".")[2], j.aktor, j.objek_id) for j in jejak] == [
        (aksi, petugas, str(jadwal.pk))
        for aksi in ("buat", "ubah", "hentikan", "lanjutkan", "hapus")
    ]


def test_a_schedule_deleted_or_paused_meanwhile_is_left_alone(kota: Kota, petugas: Akun) -> None:
    jadwal = jadwalkan(petugas)
    layanan.hentikan(jadwal=jadwal, aktor=petugas)
    assert not layanan._jalankan(jadwal.pk, SENIN_PAGI + JAM)
    layanan.hapus(jadwal=jadwal, aktor=petugas)
    assert not layanan._jalankan(jadwal.pk, SENIN_PAGI + JAM)
    assert terjadwal() == []
