"""After the start: arrival, the monthly voice, the yearly evaluation, the end."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from inti import audit
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.peran import Peran
from inti.waktu import ZONA, sekarang
from koperasi.models import Kebutuhan, Koperasi, Pengurus
from koperasi.services import akhiri_pengurus, angkat_pengurus
from penugasan import tasks
from penugasan.models import Evaluasi, Pengajuan, Penugasan, SuaraKoperasi
from penugasan.queries import bertugas as bacaan
from penugasan.services import bertugas, evaluasi, suara
from penugasan.services.suara import TautanTidakBerlaku, Ucapan
from penugasan.services.surat import ganti_surat_tugas, siapkan_sk
from tests.pegawai.factories import AkunFactory
from tests.penugasan.factories import (
    BuktiKerjaGandaFactory,
    KerjaGandaFactory,
    PenugasanFactory,
)

pytestmark = pytest.mark.django_db
SENIN = dt.datetime(2026, 3, 2, 8, tzinfo=ZONA)


def pada(hari: int, bulan: int = 3, tahun: int = 2026) -> dt.datetime:
    return dt.datetime(tahun, bulan, hari, 9, tzinfo=ZONA)


# --- arrival -------------------------------------------------------------------------------------


def test_the_chair_confirms_the_arrival_with_one_tap_and_the_posting_runs(ketua, berangkat, masuk):
    with time_machine.travel(SENIN, tick=False):
        klien = masuk(ketua)
        assert "Sudah datang" in klien.get("/").content.decode()
        alamat = reverse("penugasan:bertugas_tiba", args=[berangkat.pk])
        for _ in range(2):  # a second tap changes nothing
            assert klien.post(alamat).status_code == 302
    berangkat.refresh_from_db()
    assert (berangkat.status, berangkat.tiba, berangkat.tiba_oleh) == (
        "AKTIF",
        dt.date(2026, 3, 2),
        ketua,
    )
    assert JejakAudit.objects.filter(aksi="penugasan.aktifkan", aktor=ketua).count() == 1


def test_nobody_arrives_before_the_start_or_tomorrow(ketua, berangkat):
    for tanggal in (dt.date(2026, 2, 27), dt.date(2026, 3, 3)):
        with pytest.raises(DomainError):
            bertugas.konfirmasi_tiba(penugasan=berangkat, tanggal=tanggal, aktor=ketua, pada=SENIN)


def test_nobody_arrives_before_the_sk_or_after_the_term(ketua, berangkat):
    """The SK came late: it is dated 10 March, though the work was to start on the first."""
    with audit.keputusan(berangkat.instansi):
        siapkan_sk(penugasan=[berangkat], tanggal=dt.date(2026, 3, 10), aktor=None, pada=pada(10))
    tiba = {"penugasan": berangkat, "aktor": ketua}
    with pytest.raises(DomainError, match=r"SK-nya baru bertanggal 10-03-2026.*konfirmasi dengan"):
        bertugas.konfirmasi_tiba(tanggal=dt.date(2026, 3, 9), pada=pada(12), **tiba)
    Penugasan.objects.update(selesai=dt.date(2026, 3, 20))
    berangkat.refresh_from_db()
    with pytest.raises(DomainError, match=r"sudah berakhir 20-03-2026.*nominasi dan SK baru"):
        bertugas.konfirmasi_tiba(tanggal=dt.date(2026, 3, 21), pada=pada(21), **tiba)
    hasil = bertugas.konfirmasi_tiba(tanggal=dt.date(2026, 3, 10), pada=pada(12), **tiba)
    assert (hasil.status, hasil.tiba) == ("AKTIF", dt.date(2026, 3, 10))


def test_a_later_order_does_not_move_the_day_of_the_sk(ketua, berangkat):
    with audit.keputusan(berangkat.instansi):
        siapkan_sk(penugasan=[berangkat], tanggal=SENIN.date(), aktor=None, pada=SENIN)
        ganti_surat_tugas(
            penugasan=berangkat, tanggal=dt.date(2026, 3, 20), alasan="x", aktor=None, pada=pada(20)
        )
    hasil = bertugas.konfirmasi_tiba(
        penugasan=berangkat, tanggal=SENIN.date(), aktor=ketua, pada=pada(23)
    )
    assert hasil.tiba == SENIN.date()


def test_only_the_own_chair_and_bkpsdm_confirm(petugas, kepala_opd, ketua, berangkat, instansi):
    lain = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=instansi)
    for aktor in (lain, kepala_opd):
        with pytest.raises(TidakBerhak):
            bertugas.konfirmasi_tiba(
                penugasan=berangkat, tanggal=SENIN.date(), aktor=aktor, pada=SENIN
            )
    bertugas.konfirmasi_tiba(penugasan=berangkat, tanggal=SENIN.date(), aktor=petugas, pada=SENIN)


def test_a_chair_sees_the_own_cooperative_only_and_nothing_after_the_term(
    ketua, berangkat, masuk, instansi, petugas
):
    PenugasanFactory.create(instansi=instansi, ditetapkan=True)  # at another cooperative
    PenugasanFactory.create(instansi=instansi, kebutuhan__koperasi=berangkat.kebutuhan.koperasi)
    assert list(bacaan.orang(ketua)) == [berangkat]
    assert Koperasi.objects.untuk(ketua).get() == berangkat.kebutuhan.koperasi
    assert Kebutuhan.objects.untuk(ketua).count() == 2
    pengurus = Pengurus.objects.get()
    akhiri_pengurus(pengurus=pengurus, hari=sekarang().date(), aktor=petugas)
    assert not bacaan.orang(ketua).exists()
    with pytest.raises(SudahDiproses):
        akhiri_pengurus(pengurus=pengurus, hari=sekarang().date(), aktor=petugas)
    assert "Belum ada orang" in masuk(ketua).get("/").content.decode()


def test_a_chair_is_appointed_once_and_only_of_the_own_agency(
    ketua, berangkat, petugas, petugas_lain, masuk
):
    koperasi = berangkat.kebutuhan.koperasi
    isi = {"jabatan": "ketua", "mulai": dt.date(2026, 1, 1), "aktor": petugas}
    with pytest.raises(SudahDiproses):
        angkat_pengurus(koperasi=koperasi, akun=ketua, **isi)
    for salah in (petugas_lain, petugas):
        with pytest.raises(DomainError):
            angkat_pengurus(koperasi=koperasi, akun=salah, **isi)
    baru = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=koperasi.instansi)
    klien = masuk(petugas)
    alamat = reverse("koperasi:pengurus_angkat", args=[koperasi.pk])
    isian = {"akun": baru.pk, "jabatan": "sekretaris", "mulai": "2026-03-01"}
    assert klien.post(alamat, isian).status_code == 302
    assert "Pilih akun berperan" in klien.post(alamat, isian | {"akun": "²"}).content.decode()
    assert Pengurus.objects.filter(akun=baru, jabatan="sekretaris").count() == 1


# --- the end by the calendar ----------------------------------------------------------------------


def test_a_posting_ends_after_its_last_day_and_the_trail_says_sistem(bertugas_di_sana):
    Penugasan.objects.update(selesai=dt.date(2026, 12, 31), sebab_selesai="akhir perjanjian kerja")
    assert bertugas.selesaikan_jatuh_tempo(pada=pada(31, 12)) == 0
    with time_machine.travel(pada(1, 1, 2027), tick=False):
        for _ in range(2):
            tasks.sapu_bertugas()
    bertugas_di_sana.refresh_from_db()
    assert (bertugas_di_sana.status, bertugas_di_sana.diakhiri) == (
        "SELESAI",
        dt.date(2026, 12, 31),
    )
    jejak = JejakAudit.objects.get(aksi="penugasan.selesaikan")
    assert jejak.aktor is None
    assert "akhir perjanjian kerja" in jejak.pesan


def test_who_was_never_confirmed_as_arrived_ends_with_the_term_too(berangkat, ketua):
    Penugasan.objects.update(selesai=dt.date(2026, 12, 31))
    assert bertugas.selesaikan_jatuh_tempo(pada=pada(31, 12)) == 0
    assert bertugas.selesaikan_jatuh_tempo(pada=pada(1, 1, 2027)) == 1
    berangkat.refresh_from_db()
    assert (berangkat.status, berangkat.diakhiri) == ("SELESAI", dt.date(2026, 12, 31))
    assert not berangkat.kebutuhan.penugasan_set.hidup().exists()
    jejak = JejakAudit.objects.get(aksi="penugasan.selesaikan")
    assert jejak.aktor is None
    assert "tidak pernah dikonfirmasi" in jejak.pesan
    with pytest.raises(SudahDiproses):
        bertugas.konfirmasi_tiba(
            penugasan=berangkat, tanggal=dt.date(2026, 12, 30), aktor=ketua, pada=pada(1, 1, 2027)
        )


# --- the monthly voice ---------------------------------------------------------------------------


def test_the_month_to_report_turns_on_the_25th():
    hari = [dt.date(2026, 3, 24), dt.date(2026, 3, 25), dt.date(2026, 1, 1)]
    assert [bacaan.bulan_laporan(h) for h in hari] == [
        dt.date(2026, 2, 1),
        dt.date(2026, 3, 1),
        dt.date(2025, 12, 1),
    ]


def isian(penugasan: Penugasan, **ubah: object) -> dict[str, object]:
    dasar = {"hari_hadir": 20, "kerja": 3, "sikap": 2, "catatan": ""} | ubah
    return {f"p{penugasan.pk}-{nama}": nilai for nama, nilai in dasar.items()}


def test_the_signed_link_reports_without_login_and_a_second_time_corrects(bertugas_di_sana, client):
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    with time_machine.travel(pada(26), tick=False):
        token = suara.tautan(koperasi, dt.date(2026, 3, 1))
        alamat = reverse("penugasan:suara_tautan", args=[token])
        isi = client.get(alamat).content.decode()
        assert bertugas_di_sana.pegawai.nama in isi
        assert bertugas_di_sana.pegawai.nip not in isi
        assert client.post(alamat, isian(bertugas_di_sana)).status_code == 302
        client.post(alamat, isian(bertugas_di_sana, hari_hadir=21))
        assert "Terima kasih" in client.get(f"{alamat}?terkirim=1").content.decode()
    satu = SuaraKoperasi.objects.get()
    assert (satu.hari_hadir, satu.kerja, satu.sikap, satu.dikirim_oleh) == (21, 3, 2, None)
    assert "tautan" in JejakAudit.objects.filter(aksi="suara.kirim").first().pesan


def test_an_incomplete_report_says_what_is_missing_and_keeps_the_rest(bertugas_di_sana, client):
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    with time_machine.travel(pada(26), tick=False):
        alamat = reverse(
            "penugasan:suara_tautan", args=[suara.tautan(koperasi, dt.date(2026, 3, 1))]
        )
        isi = client.post(alamat, isian(bertugas_di_sana, kerja="", hari_hadir=40)).content.decode()
    assert "Laporan belum bisa dikirim" in isi
    assert "Pilih nilainya" in isi
    assert "paling banyak 31 hari" in isi
    assert not SuaraKoperasi.objects.exists()


def test_a_link_holds_45_days_and_only_for_its_cooperative_and_month(bertugas_di_sana, client):
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    with time_machine.travel(pada(26), tick=False):
        token = suara.tautan(koperasi, dt.date(2026, 3, 1))
        assert suara.buka(token) == (koperasi, dt.date(2026, 3, 1))
        with pytest.raises(TautanTidakBerlaku):
            suara.buka(f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}")
    with time_machine.travel(pada(26) + dt.timedelta(days=46), tick=False):
        jawaban = client.get(reverse("penugasan:suara_tautan", args=[token]))
    assert jawaban.status_code == 404
    assert "Minta tautan baru" in jawaban.content.decode()


def test_months_to_come_and_long_past_are_closed_and_strangers_cannot_be_spoken_of(
    ketua, bertugas_di_sana, instansi
):
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    ucap = {bertugas_di_sana.pk: Ucapan(20, 3, 3)}
    for bulan, kata in ((dt.date(2026, 4, 1), "belum dibuka"), (dt.date(2025, 9, 1), "ditutup")):
        with pytest.raises(DomainError, match=kata):
            suara.kirim(koperasi=koperasi, bulan=bulan, ucapan=ucap, aktor=ketua, pada=pada(26))
    lain = PenugasanFactory.create(instansi=instansi, bertugas=True)
    with pytest.raises(DomainError, match="Muat ulang"):
        suara.kirim(
            koperasi=koperasi,
            bulan=dt.date(2026, 3, 1),
            ucapan={lain.pk: Ucapan(20, 3, 3)},
            aktor=ketua,
            pada=pada(26),
        )


def test_where_nobody_worked_in_that_month_the_chair_reads_so(ketua, berangkat):
    with pytest.raises(DomainError, match="Tidak ada yang dapat dilaporkan"):
        suara.kirim(
            koperasi=berangkat.kebutuhan.koperasi,
            bulan=dt.date(2026, 3, 1),
            ucapan={},
            aktor=ketua,
            pada=pada(26),
        )


def test_the_chair_reports_by_account_and_the_home_page_stops_asking(
    ketua, bertugas_di_sana, masuk
):
    with time_machine.travel(pada(26), tick=False):
        klien = masuk(ketua)
        assert klien.get("/").context["tugas"]["suara"].jumlah == 1
        jawaban = klien.post(reverse("penugasan:suara"), isian(bertugas_di_sana))
        assert jawaban.status_code == 302
        assert klien.get("/").context["tugas"]["suara"].jumlah == 0
    assert SuaraKoperasi.objects.get().dikirim_oleh == ketua


@pytest.mark.parametrize("status", ["SELESAI", "DIKEMBALIKAN"])
def test_the_last_month_of_whoever_left_is_asked_for_and_reported(
    ketua, dinas_koperasi, bertugas_di_sana, masuk, client, status
):
    Penugasan.objects.update(status=status, diakhiri=dt.date(2026, 4, 1))
    koperasi = bertugas_di_sana.kebutuhan.koperasi
    with time_machine.travel(pada(3, 5), tick=False):
        assert masuk(ketua).get("/").context["tugas"]["suara"].jumlah == 1
        terlambat = masuk(dinas_koperasi).get(reverse("penugasan:suara_terlambat"))
        assert [k.jumlah for k in terlambat.context["daftar"]] == [1]
        token = suara.tautan(koperasi, dt.date(2026, 4, 1))
        alamat = reverse("penugasan:suara_tautan", args=[token])
        assert client.post(alamat, isian(bertugas_di_sana, hari_hadir=1)).status_code == 302
        assert masuk(ketua).get("/").context["tugas"]["suara"].jumlah == 0
    assert not bacaan.suara_bulan(koperasi, dt.date(2026, 5, 1))  # gone before that month
    assert SuaraKoperasi.objects.get().hari_hadir == 1


def test_dinas_sees_who_is_late_with_a_text_that_names_nobody(
    dinas_koperasi, bertugas_di_sana, masuk
):
    with time_machine.travel(pada(3, 4), tick=False):
        halaman = masuk(dinas_koperasi).get(reverse("penugasan:suara_terlambat"))
    (satu,) = halaman.context["daftar"]
    assert (satu.jumlah, satu.bulan) == (1, dt.date(2026, 3, 1))
    assert "/suara/" in satu.kabar.teks
    assert bertugas_di_sana.pegawai.nama not in satu.kabar.teks
    assert satu.kabar.whatsapp.startswith("https://wa.me/?text=")
    with time_machine.travel(pada(26), tick=False):  # the month still runs: nobody is late
        kosong = masuk(dinas_koperasi).get(reverse("penugasan:suara_terlambat"))
    assert kosong.context["daftar"] == []


# --- the yearly evaluation -----------------------------------------------------------------------


def bersuara(penugasan, bulan: dt.date, hadir: int, kerja: int, sikap: int) -> None:
    SuaraKoperasi.objects.create(
        instansi=penugasan.instansi,
        penugasan=penugasan,
        bulan=bulan,
        hari_hadir=hadir,
        kerja=kerja,
        sikap=sikap,
        dikirim_pada=SENIN,
    )


def test_the_evaluation_is_due_thirty_days_before_a_year_is_over(dinas_koperasi, bertugas_di_sana):
    hari = [dt.date(2027, 1, 28), dt.date(2027, 1, 29)]
    assert [len(bacaan.evaluasi_jatuh_tempo(dinas_koperasi, h)) for h in hari] == [0, 1]
    (tahun,) = bacaan.evaluasi_jatuh_tempo(dinas_koperasi, hari[1])
    assert (tahun.tahun_ke, tahun.dari, tahun.sampai) == (
        1,
        dt.date(2026, 3, 1),  # the term of the SK, not the day of arrival
        dt.date(2027, 2, 28),
    )


def test_it_comes_filled_from_the_months_and_what_is_not_go_on_becomes_a_request(
    dinas_koperasi, bertugas_di_sana, masuk
):
    bersuara(bertugas_di_sana, dt.date(2026, 3, 1), 20, 1, 2)
    bersuara(bertugas_di_sana, dt.date(2026, 4, 1), 15, 1, 3)
    alamat = reverse("penugasan:evaluasi_nilai", args=[bertugas_di_sana.pk])
    with time_machine.travel(pada(1, 2, 2027), tick=False):
        klien = masuk(dinas_koperasi)
        assert klien.get("/").context["tugas"]["evaluasi"].jumlah == 1
        halaman = klien.get(alamat)
        assert halaman.context["angka"] == {
            "bulan": 2,
            "hadir": 17.5,
            "kerja": 1.0,
            "sikap": 2.5,
            "kerja_ganda": 0,
        }
        assert halaman.context["form"].initial == {"rekomendasi": "ganti"}
        tanpa = klien.post(alamat, {"rekomendasi": "perpanjang"}).content.decode()
        assert "Isi sampai kapan" in tanpa
        assert klien.post(alamat, {"rekomendasi": "ganti"}).status_code == 302
        assert klien.post(alamat, {"rekomendasi": "ganti"}).status_code == 302  # nothing due
    satu = Evaluasi.objects.get()
    assert (satu.isi["hadir"], satu.rekomendasi) == (17.5, "ganti")
    assert Pengajuan.objects.get().alasan.startswith("Evaluasi tahun ke-1")


def test_the_suggestion_follows_the_figures_and_the_end(bertugas_di_sana):
    tahun = bacaan.TahunTugas(bertugas_di_sana, 1, dt.date(2026, 3, 2), dt.date(2027, 3, 1))
    baik = {"kerja": 3.0, "sikap": 3.0, "kerja_ganda": 0}
    assert bacaan.saran_rekomendasi(tahun, baik) == "lanjut"
    assert bacaan.saran_rekomendasi(tahun, baik | {"kerja": None, "sikap": None}) == "lanjut"
    assert bacaan.saran_rekomendasi(tahun, baik | {"sikap": 1.4}) == "ganti"
    indikasi = KerjaGandaFactory.create(penugasan=bertugas_di_sana, status="TERBUKTI")
    for tanggal in (2, 3):  # two days of one finding
        hari = dt.date(2026, 3, tanggal)
        BuktiKerjaGandaFactory.create(indikasi=indikasi, mulai=hari, sampai=hari)
    assert bacaan.ringkas_suara(tahun)["kerja_ganda"] == 1
    bertugas_di_sana.selesai = dt.date(2027, 4, 1)
    assert bacaan.saran_rekomendasi(tahun, baik) == "perpanjang"


def test_only_dinas_evaluates_and_each_year_once(petugas, dinas_koperasi, bertugas_di_sana):
    tahun = bacaan.TahunTugas(bertugas_di_sana, 1, dt.date(2026, 3, 2), dt.date(2027, 3, 1))
    isi = {"tahun": tahun, "rekomendasi": "lanjut", "pada": SENIN}
    with pytest.raises(TidakBerhak):
        evaluasi.nilai(aktor=petugas, **isi)
    evaluasi.nilai(aktor=dinas_koperasi, **isi)
    with pytest.raises(SudahDiproses):
        evaluasi.nilai(aktor=dinas_koperasi, **isi)
    assert not Pengajuan.objects.exists()
