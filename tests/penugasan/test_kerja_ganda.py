"""Full time means full time: presence at the home unit inside the posting is a finding."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.impor.urungkan import urungkan
from inti.models import Impor, Instansi, JejakAudit
from inti.waktu import ZONA, sekarang
from penugasan.models import BuktiKerjaGanda, KerjaGanda, Pemberitahuan, Penugasan, Surat
from penugasan.services import kerja_ganda as layanan, pemberitahuan
from tests.inti.buku import simpan
from tests.inti.impor import hitungan, impor_dan_terapkan, temuan
from tests.penugasan.factories import (
    BuktiKerjaGandaFactory,
    KerjaGandaFactory,
    PenugasanFactory,
)

pytestmark = pytest.mark.django_db
KOLOM = ["NIP", "NAMA", "TANGGAL", "SAMPAI TANGGAL", "HADIR", "NOMOR SURAT TUGAS", "KETERANGAN"]


@pytest.fixture
def bertugas(opd) -> Penugasan:
    """Somebody of the unit, at a cooperative from 1 March 2026."""
    return PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd, ditetapkan=True, status="AKTIF"
    )


def berkas(folder: Path, *baris: list[object]) -> Path:
    return simpan(folder / "kehadiran.xlsx", {"Presensi": [KOLOM, *baris]})


def impor(folder: Path, instansi: Instansi, *baris: list[object]) -> Impor:
    return impor_dan_terapkan(berkas(folder, *baris), instansi)


def hadir(penugasan: Penugasan, tanggal: str, kata: str = "07.21") -> list[object]:
    orang = penugasan.pegawai
    return [orang.nip, orang.nama, tanggal, None, kata, None, None]


# --- what a file raises --------------------------------------------------------------------------


def test_days_at_the_home_unit_inside_the_posting_make_one_finding_with_a_deadline(
    tmp_path, instansi, bertugas, opd
):
    lain = PenugasanFactory.create(instansi=instansi, pegawai__opd=opd, diminta=True)
    with time_machine.travel(dt.datetime(2026, 3, 4, 9, tzinfo=ZONA), tick=False):
        hasil = impor(
            tmp_path,
            instansi,
            hadir(bertugas, "28-02-2026"),  # the day before it began
            hadir(bertugas, "02-03-2026"),
            hadir(bertugas, "03-03-2026"),
            hadir(bertugas, "04-03-2026", "Izin"),
            hadir(lain, "02-03-2026"),  # not assigned yet
        )
    assert hitungan(hasil) == {"baris": 5, "baru": 2, "sama": 3}
    indikasi = KerjaGanda.objects.get()
    assert (indikasi.penugasan, indikasi.jenis, indikasi.status) == (bertugas, "hadir", "TERBUKA")
    assert indikasi.batas == dt.date(2026, 3, 11)  # five working days
    assert [b.mulai.day for b in indikasi.bukti_set.all()] == [2, 3]


def test_a_letter_of_assignment_that_touches_the_posting_is_a_finding_of_its_own(
    tmp_path, instansi, bertugas
):
    nip, nama = bertugas.pegawai.nip, bertugas.pegawai.nama
    impor(
        tmp_path,
        instansi,
        [nip, nama, "26-02-2026", "05-03-2026", None, "800/12/DINKES/2026", "Rapat"],
        hadir(bertugas, "09-03-2026"),
    )
    assert set(KerjaGanda.objects.values_list("jenis", flat=True)) == {"surat", "hadir"}
    bukti = BuktiKerjaGanda.objects.get(indikasi__jenis="surat")
    assert (bukti.nomor, bukti.keterangan, bukti.sampai.day) == ("800/12/DINKES/2026", "Rapat", 5)


def test_the_same_file_again_says_nothing_new(tmp_path, instansi, bertugas):
    impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))
    lagi = impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"), hadir(bertugas, "03-03-2026"))
    assert hitungan(lagi) == {"baris": 2, "baru": 1, "sama": 1}
    assert KerjaGanda.objects.get().bukti_set.count() == 2


@pytest.mark.parametrize(
    "kata", ["Alpha", "Cuti Tahunan", "TK", "Sakit (surat dokter)", "Tidak Masuk", "00:00", "--"]
)
def test_a_day_of_absence_raises_nothing(tmp_path, instansi, bertugas, kata):
    hasil = impor(tmp_path, instansi, hadir(bertugas, "02-03-2026", kata))
    assert hitungan(hasil) == {"baris": 1, "sama": 1}
    assert temuan(hasil) == []
    assert not KerjaGanda.objects.exists()


@pytest.mark.parametrize("kata", ["Hadir", "Ya", "✓", "07:15", "7.05", dt.time(7, 21)])
def test_a_word_or_an_hour_of_presence_raises_a_sign(tmp_path, instansi, bertugas, kata):
    impor(tmp_path, instansi, hadir(bertugas, "02-03-2026", kata))
    assert KerjaGanda.objects.exists()


@pytest.mark.parametrize("kata", ["X", "Absen", "TL", "Rapat"])
def test_a_word_that_says_neither_is_named_and_not_counted(tmp_path, instansi, bertugas, kata):
    hasil = impor(tmp_path, instansi, hadir(bertugas, "02-03-2026", kata))
    assert temuan(hasil) == [("hadir_tak_dikenal", "peringatan", "Presensi!E2")]
    assert not KerjaGanda.objects.exists()


def test_rows_that_cannot_be_read_are_refused_with_their_cell(tmp_path, instansi, bertugas):
    nip, nama = bertugas.pegawai.nip, bertugas.pegawai.nama
    hasil = impor(
        tmp_path,
        instansi,
        [nip, nama, None, None, "Hadir", None, None],
        [nip, nama, "05-03-2026", "01-03-2026", None, "800/1", None],
        hadir(bertugas, "02-03-2026"),
    )
    assert hitungan(hasil) == {"baris": 3, "baru": 1, "ditolak": 2}


def test_an_undone_file_takes_its_days_away_but_nothing_that_was_settled(
    tmp_path, instansi, bertugas, petugas, kepala_opd
):
    satu = impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))
    indikasi = KerjaGanda.objects.get()
    urungkan(satu, aktor=petugas, saat=sekarang())
    indikasi.refresh_from_db()
    assert (indikasi.status, indikasi.bukti_set.count()) == ("GUGUR", 0)
    dua = impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))
    baru = KerjaGanda.objects.get(status="TERBUKA")
    layanan.jelaskan(indikasi=baru, penjelasan="Salah", aktor=kepala_opd, pada=sekarang())
    layanan.buktikan(indikasi=baru, catatan="Nyata", aktor=petugas, pada=sekarang())
    hasil = urungkan(dua, aktor=petugas, saat=sekarang())
    assert len(hasil.dipertahankan) == 1
    baru.refresh_from_db()
    assert (baru.status, baru.bukti_set.count()) == ("TERBUKTI", 1)


def bersk(penugasan: Penugasan, tanggal: dt.date, **isi: object) -> None:
    """Give the posting an SK of that date."""
    sk = Surat.objects.create(
        instansi=penugasan.instansi,
        jenis=Surat.Jenis.SK,
        tahun=tanggal.year,
        urut=Surat.objects.count() + 1,
        nomor=f"SK/{Surat.objects.count() + 1}",
        tanggal=tanggal,
        token=f"token-{Surat.objects.count() + 1}",
        dibuat=sekarang(),
        **isi,
    )
    sk.penugasan.add(penugasan)


@pytest.mark.parametrize("isi", [{}, {"berlaku_mulai": dt.date(2026, 7, 10)}])
def test_days_before_the_sk_held_are_nobodys_fault_and_a_letter_is_clipped(
    tmp_path, instansi, bertugas, isi
):
    bersk(bertugas, dt.date(2026, 7, 8 if isi else 10), **isi)
    bersk(bertugas, dt.date(2026, 8, 3), status="berlaku")  # a later correction moves nothing
    nip, nama = bertugas.pegawai.nip, bertugas.pegawai.nama
    hasil = impor(
        tmp_path,
        instansi,
        hadir(bertugas, "02-03-2026"),
        hadir(bertugas, "09-07-2026"),
        hadir(bertugas, "10-07-2026"),
        [nip, nama, "06-07-2026", "14-07-2026", None, "800/9", None],
    )
    assert hitungan(hasil) == {"baris": 4, "baru": 2, "sama": 2}
    isinya = BuktiKerjaGanda.objects.order_by("indikasi__jenis")
    assert [(b.mulai.isoformat(), b.sampai.isoformat()) for b in isinya] == [
        ("2026-07-10", "2026-07-10"),
        ("2026-07-10", "2026-07-14"),
    ]
    lagi = impor(tmp_path, instansi, [nip, nama, "06-07-2026", "14-07-2026", None, "800/9", None])
    assert hitungan(lagi) == {"baris": 1, "sama": 1}


@pytest.mark.parametrize("status", ["SELESAI", "DIKEMBALIKAN"])
def test_the_last_month_counts_also_when_its_file_comes_after_the_end(
    tmp_path, instansi, bertugas, status
):
    Penugasan.objects.update(status=status, diakhiri=dt.date(2026, 6, 19))
    impor(
        tmp_path,
        instansi,
        hadir(bertugas, "18-06-2026"),
        hadir(bertugas, "22-06-2026"),  # back at the unit, as it should be
        [bertugas.pegawai.nip, "X", "15-06-2026", "30-06-2026", None, "800/9", None],
    )
    isinya = BuktiKerjaGanda.objects.order_by("indikasi__jenis")
    assert [(b.mulai.day, b.sampai.day) for b in isinya] == [(18, 18), (15, 19)]


def test_a_letter_that_touches_two_postings_is_news_about_both(tmp_path, instansi, bertugas):
    akhir = dt.date(2026, 6, 19)
    Penugasan.objects.update(status="SELESAI", selesai=akhir, diakhiri=akhir)
    kedua = PenugasanFactory.create(
        instansi=instansi, pegawai=bertugas.pegawai, ditetapkan=True, mulai=dt.date(2026, 6, 22)
    )
    surat = [bertugas.pegawai.nip, "X", "15-06-2026", "30-06-2026", None, "800/9", None]
    impor(tmp_path, instansi, surat)
    isinya = BuktiKerjaGanda.objects.order_by("mulai")
    assert [(b.indikasi.penugasan, b.mulai.day, b.sampai.day) for b in isinya] == [
        (bertugas, 15, 19),
        (kedua, 22, 30),
    ]


# --- days that come later ------------------------------------------------------------------------


def test_new_days_open_an_explained_finding_again_and_the_head_is_told(
    tmp_path, instansi, bertugas, petugas, kepala_opd, masuk
):
    with time_machine.travel(dt.datetime(2026, 3, 3, 9, tzinfo=ZONA), tick=False):
        impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))
        indikasi = KerjaGanda.objects.get()
        pemberitahuan.sapu(pada=sekarang())
        layanan.jelaskan(
            indikasi=indikasi, penjelasan="Serah terima.", aktor=kepala_opd, pada=sekarang()
        )
    with time_machine.travel(dt.datetime(2026, 4, 6, 9, tzinfo=ZONA), tick=False):
        impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))  # nothing new: stays explained
        indikasi.refresh_from_db()
        assert indikasi.status == "DIJAWAB"
        impor(tmp_path, instansi, hadir(bertugas, "16-03-2026"), hadir(bertugas, "17-03-2026"))
        basi, segar = indikasi, KerjaGanda.objects.get()
        assert (segar.status, segar.batas) == ("TERBUKA", dt.date(2026, 4, 13))
        assert JejakAudit.objects.filter(aksi="kerja_ganda.buka_lagi").count() == 1
        for satu, galat in ((basi, SudahDiproses), (segar, DomainError)):
            with pytest.raises(galat):
                layanan.buktikan(indikasi=satu, catatan="x", aktor=petugas, pada=sekarang())
        for _ in range(2):
            pemberitahuan.sapu(pada=sekarang())
        kabar = Pemberitahuan.objects.untuk(kepala_opd).filter(kunci__startswith="kerja_ganda")
        assert kabar.count() == 2
        klien, alamat = masuk(kepala_opd), reverse("penugasan:kerja_ganda_rincian", args=[segar.pk])
        isi = klien.get(alamat).content.decode()
        assert "Serah terima." in isi
        assert "Jelaskan hari yang baru" in isi
        klien.post(alamat, {"penjelasan": "Salah catat."})
        isi = masuk(petugas).get(alamat).content.decode()
    assert "Serah terima." in isi
    assert "Tambahan 06-04-2026: Salah catat." in isi


def test_new_days_give_an_overdue_finding_its_time_again(tmp_path, instansi, bertugas, petugas):
    with time_machine.travel(dt.datetime(2026, 3, 3, 9, tzinfo=ZONA), tick=False):
        impor(tmp_path, instansi, hadir(bertugas, "02-03-2026"))
    lama = KerjaGanda.objects.get()
    with time_machine.travel(lama.batas, tick=False):  # its last day: the time still runs
        impor(tmp_path, instansi, hadir(bertugas, "04-03-2026"))
        assert KerjaGanda.objects.get().batas == lama.batas
    with time_machine.travel(dt.datetime(2026, 4, 6, 9, tzinfo=ZONA), tick=False):
        impor(tmp_path, instansi, hadir(bertugas, "09-03-2026"))
        with pytest.raises(DomainError, match="sampai 13-04-2026"):
            layanan.buktikan(indikasi=lama, catatan="Diam", aktor=petugas, pada=sekarang())


# --- explanation and answer ----------------------------------------------------------------------


def test_the_home_unit_explains_and_bkpsdm_accepts(petugas, kepala_opd, bertugas):
    indikasi = KerjaGandaFactory.create(penugasan=bertugas)
    with pytest.raises(DomainError, match="penjelasannya"):
        layanan.jelaskan(indikasi=indikasi, penjelasan=" ", aktor=kepala_opd, pada=sekarang())
    layanan.jelaskan(
        indikasi=indikasi, penjelasan="Mesin presensi salah.", aktor=kepala_opd, pada=sekarang()
    )
    assert indikasi.dijawab_sebagai == "Kepala Dinas Kesehatan"
    layanan.terima(indikasi=indikasi, catatan="", aktor=petugas, pada=sekarang())
    assert indikasi.status == "BERALASAN"
    with pytest.raises(SudahDiproses):
        layanan.buktikan(indikasi=indikasi, catatan="x", aktor=petugas, pada=sekarang())


def test_without_an_answer_it_is_proven_only_after_the_deadline(petugas, bertugas):
    indikasi = KerjaGandaFactory.create(penugasan=bertugas)
    with pytest.raises(DomainError, match="masih dapat menjelaskan"):
        layanan.buktikan(indikasi=indikasi, catatan="Diam", aktor=petugas, pada=sekarang())
    lewat = sekarang() + dt.timedelta(days=8)
    layanan.buktikan(indikasi=indikasi, catatan="Diam", aktor=petugas, pada=lewat)
    assert (indikasi.status, indikasi.diputus_oleh) == ("TERBUKTI", petugas)


def test_nobody_else_explains_or_settles(
    petugas, penyetuju, kepala_opd, kepala_opd_lain, mantan_kepala, bertugas
):
    indikasi = KerjaGandaFactory.create(penugasan=bertugas)
    for aktor in (petugas, kepala_opd_lain, mantan_kepala):
        with pytest.raises(TidakBerhak):
            layanan.jelaskan(indikasi=indikasi, penjelasan="x", aktor=aktor, pada=sekarang())
    layanan.jelaskan(indikasi=indikasi, penjelasan="x", aktor=kepala_opd, pada=sekarang())
    for aktor in (penyetuju, kepala_opd):
        with pytest.raises(TidakBerhak):
            layanan.terima(indikasi=indikasi, catatan="", aktor=aktor, pada=sekarang())


# --- pages ---------------------------------------------------------------------------------------


def test_from_the_heads_card_to_the_officers_answer(petugas, kepala_opd, bertugas, masuk):
    indikasi = BuktiKerjaGandaFactory.create(indikasi__penugasan=bertugas).indikasi
    kepala, kantor = masuk(kepala_opd), masuk(petugas)
    assert "indikasi kerja ganda" in kepala.get("/").content.decode()
    alamat = reverse("penugasan:kerja_ganda_rincian", args=[indikasi.pk])
    assert "Kirim penjelasan" not in kantor.get(alamat).content.decode()
    assert "Tulis penjelasannya" in kepala.post(alamat, {"penjelasan": ""}).content.decode()
    assert kepala.post(alamat, {"penjelasan": "Salah catat."}).status_code == 302
    assert kepala.post(alamat, {"penjelasan": "Sekali lagi."}).status_code == 409
    assert "kerja ganda perlu diperiksa" in kantor.get("/").content.decode()
    putus = reverse("penugasan:kerja_ganda_putuskan", args=[indikasi.pk])
    tanpa_alasan = kantor.post(putus, {"putusan": "buktikan", "catatan": ""})
    assert "kepala OPD akan membacanya" in tanpa_alasan.content.decode()
    assert kantor.post(putus, {"putusan": "terima", "catatan": ""}).status_code == 302
    indikasi.refresh_from_db()
    assert (indikasi.status, indikasi.penjelasan) == ("BERALASAN", "Salah catat.")


def test_the_list_narrows_and_costs_few_queries(
    petugas, bertugas, masuk, opd, django_assert_max_num_queries
):
    for _ in range(4):
        BuktiKerjaGandaFactory.create(
            indikasi__penugasan=PenugasanFactory.create(
                instansi=opd.instansi, pegawai__opd=opd, ditetapkan=True
            )
        )
    klien = masuk(petugas)
    with django_assert_max_num_queries(12):
        isi = klien.get(reverse("penugasan:kerja_ganda"), {"status": "TERBUKA", "cari": opd.nama})
    assert len(isi.context["halaman"]) == 4
    kosong = klien.get(reverse("penugasan:kerja_ganda"), {"status": "TERBUKTI"})
    assert "Tidak ada yang cocok" in kosong.content.decode()
