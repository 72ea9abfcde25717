"""Deadlines over Lebaran 2026 and cuti bersama, with the clock moved, never slept.

March 2026: Nyepi is 19 March, Idulfitri 21 and 22 March; cuti bersama 18, 20, 23 and 24 March.
"""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from inti.hari_kerja import Kalender
from inti.models import HariLibur, JejakAudit
from inti.peran import Peran
from inti.waktu import ZONA
from pegawai.models import Pejabat
from penugasan import tasks
from penugasan.models import Pemberitahuan, Penugasan
from penugasan.queries.usulan import pasang_tenggat
from penugasan.services import nominasi, usulan as layanan
from penugasan.services.nominasi_tenggat import sapu_tenggat
from tests.pegawai.factories import AkunFactory
from tests.penugasan import alur
from tests.penugasan.factories import ganti_versi

pytestmark = pytest.mark.django_db


def saat(hari: int, jam: int = 9, menit: int = 0, bulan: int = 3) -> dt.datetime:
    return dt.datetime(2026, bulan, hari, jam, menit, tzinfo=ZONA)


@pytest.fixture
def pimpinan(instansi):
    return AkunFactory.create(peran=Peran.PIMPINAN, instansi=instansi, email="sekda@contoh.invalid")


def minta(petugas, opd, pada: dt.datetime) -> Penugasan:
    """Ask on that day: five working days to answer."""
    return nominasi.nominasikan(
        pegawai=alur.orang(opd),
        kebutuhan=alur.formasi(opd),
        periode=alur.periode(opd),
        aktor=petugas,
        pada=pada,
    )


def sapu(pada: dt.datetime) -> None:
    """What beat does, at that minute."""
    with time_machine.travel(pada, tick=False):
        tasks.sapu_tenggat()
        tasks.sapu_pemberitahuan()


def judul(akun) -> list[str]:
    return list(Pemberitahuan.objects.untuk(akun).order_by("pk").values_list("judul", flat=True))


# --- the calendar --------------------------------------------------------------------------------


def test_the_calendar_knows_lebaran_and_the_cuti_bersama_around_it(instansi):
    kalender = Kalender(instansi)
    kerja = [h for h in range(12, 31) if kalender.hari_kerja(dt.date(2026, 3, h))]
    assert kerja == [12, 13, 16, 17, 25, 26, 27, 30]


@pytest.mark.parametrize(
    ("ditanya", "batas"),
    [
        (dt.date(2026, 3, 12), dt.date(2026, 3, 26)),  # 13 16 17 | 25 26
        (dt.date(2026, 3, 17), dt.date(2026, 3, 31)),  # | 25 26 27 30 31
        (dt.date(2026, 3, 21), dt.date(2026, 3, 31)),  # asked on Idulfitri itself
        (dt.date(2026, 3, 10), dt.date(2026, 3, 17)),  # the last one before
    ],
)
def test_five_working_days_pass_over_lebaran(petugas, opd, ditanya, batas):
    pada = dt.datetime.combine(ditanya, dt.time(9), tzinfo=ZONA)
    assert minta(petugas, opd, pada).batas_jawab == batas


def test_a_correction_by_hand_moves_the_deadline(petugas, opd, instansi):
    """The agency works on 18 March, and gives 25 March free."""
    for hari, libur in ((18, False), (25, True)):
        HariLibur.objects.create(
            instansi=instansi, tanggal=dt.date(2026, 3, hari), libur=libur, keterangan="SK"
        )
    assert minta(petugas, opd, saat(12)).batas_jawab == dt.date(2026, 3, 26)  # 13 16 17 18 | 26


# --- reminders, escalation, policy ---------------------------------------------------------------


def test_reminders_on_h3_h1_and_h_skip_the_holidays_and_come_once(petugas, kepala_opd, opd):
    """The deadline is 26 March: H-3 is 16 March, H-1 the first day after Lebaran."""
    satu = minta(petugas, opd, saat(12))
    hari_ke_pesan = {}
    for hari in range(12, 28):
        for jam in (7, 10, 23):
            sebelum = len(judul(kepala_opd))
            sapu(saat(hari, jam))
            if baru := judul(kepala_opd)[sebelum:]:
                hari_ke_pesan.setdefault(hari, []).extend(baru)
    koperasi = satu.kebutuhan.koperasi.nama_pendek
    assert hari_ke_pesan == {
        12: [f"Nominasi baru ke {koperasi} menunggu jawaban Anda"],
        16: [f"Nominasi ke {koperasi} belum dijawab: 3 hari kerja lagi"],
        25: [f"Nominasi ke {koperasi} belum dijawab: 1 hari kerja lagi"],
        26: [f"Nominasi ke {koperasi} belum dijawab: hari ini hari terakhir"],
    }


def test_escalation_at_the_first_minute_of_the_next_working_day(petugas, opd, pimpinan):
    """The deadline is 17 March, the day before a week of holidays: H+1 is 25 March, 00.00."""
    satu = minta(petugas, opd, saat(10))
    for pada in (saat(17, 23, 59), saat(18), saat(20), saat(24, 23, 59)):
        sapu(pada)
    assert not JejakAudit.objects.filter(aksi="penugasan.eskalasi").exists()
    assert judul(pimpinan) == []
    sapu(saat(25, 0, 0))
    jejak = JejakAudit.objects.get(aksi="penugasan.eskalasi")
    assert (jejak.aktor, jejak.objek_id, jejak.waktu) == (None, str(satu.pk), saat(25, 0, 0))
    assert judul(pimpinan) == ["Satu nominasi lewat tenggat tanpa jawaban OPD"]
    assert len(judul(petugas)) == 1
    sapu(saat(25, 0, 10))
    sapu(saat(26))
    assert JejakAudit.objects.filter(aksi="penugasan.eskalasi").count() == 1
    satu.refresh_from_db()
    assert satu.status == "DIMINTA"  # the policy says: BKPSDM decides


@pytest.mark.parametrize(("jeda", "hari"), [(0, 25), (1, 26)])
def test_silence_becomes_consent_after_the_escalation_and_the_trail_says_sistem(
    petugas, opd, pimpinan, jeda, hari
):
    satu = minta(petugas, opd, saat(10))
    ganti_versi(
        satu.versi,
        lambda isi: isi["tenggat"].update(lewat_tenggat="setuju", jeda_eskalasi_hari=jeda),
    )
    sapu(saat(hari - 1, 23, 59))
    satu.refresh_from_db()
    assert satu.status == "DIMINTA"
    sapu(saat(hari, 0, 0))
    satu.refresh_from_db()
    assert (satu.status, satu.dijawab_sebagai) == ("DISETUJUI_OPD", "Sistem (lewat tenggat)")
    aksi = JejakAudit.objects.filter(objek_id=str(satu.pk)).order_by("urutan")
    assert [(a.aksi, a.aktor) for a in aksi if a.aktor is None] == [
        ("penugasan.eskalasi", None),
        ("penugasan.setujui_opd", None),
    ]


def test_the_text_of_a_mail_names_nobody_and_a_failing_server_is_tried_again(
    petugas, opd, pimpinan, mailoutbox, settings
):
    satu = minta(petugas, opd, saat(10))
    settings.EMAIL_BACKEND = "tests.penugasan.surel_rusak.Rusak"
    sapu(saat(25, 0, 0))
    assert Pemberitahuan.objects.get(akun=pimpinan).surel_pada is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sapu(saat(25, 0, 1))
    sapu(saat(25, 0, 2))
    (surel,) = mailoutbox
    assert surel.to == ["sekda@contoh.invalid"]
    assert "/eskalasi/" in surel.body
    for rahasia in (satu.pegawai.nip, satu.pegawai.nama):
        assert rahasia not in surel.subject + surel.body


# --- the clock stands still ----------------------------------------------------------------------


def test_the_opds_clock_stands_still_while_bkpsdm_decides(petugas, kepala_opd, opd):
    """Two working days were left on 16 March; BKPSDM refuses on 30 March: 1 April is the last."""
    satu = minta(petugas, opd, saat(9))
    assert satu.batas_jawab == dt.date(2026, 3, 16)
    usul = layanan.ajukan(
        penugasan=satu,
        pengganti=alur.orang(opd),
        alasan_kode="layanan",
        aktor=kepala_opd,
        pada=saat(12),
    )
    sapu(saat(25))
    assert not JejakAudit.objects.filter(aksi="penugasan.eskalasi").exists()
    layanan.tolak(usulan=usul, aktor=petugas, pada=saat(30), catatan="Kurang alasan")
    satu.refresh_from_db()
    assert satu.batas_jawab == dt.date(2026, 4, 1)
    assert JejakAudit.objects.filter(aksi="penugasan.jam_jalan").count() == 1
    sapu(saat(2, 0, 0, bulan=4))
    assert JejakAudit.objects.filter(aksi="penugasan.eskalasi").count() == 1


def test_withdrawing_gives_back_what_was_left_and_no_more(petugas, kepala_opd, opd):
    satu = minta(petugas, opd, saat(9))
    usul = layanan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(16))
    layanan.cabut(usulan=usul, aktor=kepala_opd, pada=saat(17))
    satu.refresh_from_db()
    assert satu.batas_jawab == dt.date(2026, 3, 17)


def test_withdrawing_what_bkpsdm_sent_back_gives_no_day_twice(petugas, kepala_opd, opd):
    satu = minta(petugas, opd, saat(9))
    usul = layanan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(10))
    layanan.minta_perbaikan(usulan=usul, aktor=petugas, pada=saat(13), catatan="Lampirkan")
    layanan.cabut(usulan=usul, aktor=kepala_opd, pada=saat(26))
    satu.refresh_from_db()
    assert (usul.status, satu.batas_jawab) == ("DICABUT", dt.date(2026, 3, 26))
    assert JejakAudit.objects.filter(aksi="penugasan.jam_jalan").count() == 1


@pytest.mark.parametrize(("diajukan", "dicabut"), [(17, 17), (14, 16)])
def test_withdrawing_what_came_late_leaves_it_late(petugas, kepala_opd, opd, diajukan, dicabut):
    """The deadline is Friday 13 March; a weekend after it is late as well."""
    satu = minta(petugas, opd, saat(6))
    assert satu.batas_jawab == dt.date(2026, 3, 13)
    for _ in range(2):
        usul = layanan.ajukan(
            penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(diajukan)
        )
        layanan.cabut(usulan=usul, aktor=kepala_opd, pada=saat(dicabut))
        satu.refresh_from_db()
        assert satu.batas_jawab == dt.date(2026, 3, 13)
    sapu(saat(25))
    sapu(saat(26))
    assert JejakAudit.objects.filter(aksi="penugasan.eskalasi").count() == 1


def test_bkpsdms_clock_stands_still_while_the_head_mends(petugas, kepala_opd, opd):
    """Three of five days were used when it went back; two are left after Lebaran."""
    satu = minta(petugas, opd, saat(9))
    usul = layanan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(10))
    layanan.minta_perbaikan(usulan=usul, aktor=petugas, pada=saat(13), catatan="Lampirkan")
    satu.refresh_from_db()
    assert satu.batas_jawab == dt.date(2026, 3, 26)  # four days were left on 10 March
    layanan.ajukan_lagi(usulan=usul, alasan_kode="layanan", aktor=kepala_opd, pada=saat(25))
    pasang_tenggat([usul], opd.instansi, dt.date(2026, 3, 25))
    assert (usul.hari_terpakai, usul.tenggat.batas) == (3, dt.date(2026, 3, 27))


def test_one_sent_back_to_the_head_is_escalated_but_never_consented_to(petugas, kepala_opd, opd):
    satu = minta(petugas, opd, saat(9))
    ganti_versi(satu.versi, lambda isi: isi["tenggat"].update(lewat_tenggat="setuju"))
    usul = layanan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(10))
    layanan.minta_perbaikan(usulan=usul, aktor=petugas, pada=saat(11), catatan="Lampirkan")
    assert sapu_tenggat(pada=saat(30, bulan=4)) == 1
    satu.refresh_from_db()
    assert satu.status == "DIMINTA"


def test_one_sent_back_is_reminded_and_stands_on_the_page_its_escalation_opens(
    petugas, kepala_opd, opd, pimpinan, masuk
):
    """Sent back on 13 March with four days left: the deadline is 26 March, H+1 is 27 March."""
    satu = minta(petugas, opd, saat(9))
    usul = layanan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(10))
    for hari in (10, 12):
        sapu(saat(hari))  # while BKPSDM decides nobody is reminded
    assert judul(kepala_opd) == []
    layanan.minta_perbaikan(usulan=usul, aktor=petugas, pada=saat(13), catatan="Lampirkan")
    for hari in (16, 25, 26):
        sapu(saat(hari))
    koperasi = satu.kebutuhan.koperasi.nama_pendek
    assert [j for j in judul(kepala_opd) if "belum dijawab" in j] == [
        f"Nominasi ke {koperasi} belum dijawab: {kata}"
        for kata in ("3 hari kerja lagi", "1 hari kerja lagi", "hari ini hari terakhir")
    ]
    sapu(saat(27, 0, 0))
    kabar = Pemberitahuan.objects.untuk(pimpinan).get()
    with time_machine.travel(saat(27), tick=False):
        assert opd.nama in masuk(pimpinan).get(kabar.url).content.decode()
        assert masuk(pimpinan).get("/").context["tugas"]["lewat"].jumlah == 1
        daftar = masuk(petugas).get(reverse("penugasan:nominasi"), {"tenggat": "lewat"})
        assert satu.pegawai.nama_lengkap in daftar.content.decode()
        tugas = masuk(kepala_opd).get("/").context["tugas"]
        assert (tugas["nominasi"].jumlah, tugas["perbaikan"].jumlah) == (0, 1)


def test_whoever_heads_the_unit_learns_what_was_sent_back_to_a_plh_who_left(
    petugas, kepala_opd, opd_cabang
):
    plh = AkunFactory.create(kepala_opd=True, instansi=opd_cabang.instansi)
    Pejabat.objects.create(
        opd=opd_cabang,
        akun=plh,
        nama=plh.nama,
        jenis="plh",
        mulai=dt.date(2026, 3, 9),
        selesai=dt.date(2026, 3, 11),
    )
    dikirim = [
        layanan.ajukan(
            penugasan=minta(petugas, opd_cabang, saat(9)),
            alasan_kode="layanan",
            aktor=a,
            pada=saat(10),
        )
        for a in (plh, kepala_opd)
    ]
    for usul in dikirim:
        layanan.minta_perbaikan(usulan=usul, aktor=petugas, pada=saat(13), catatan="Lampirkan")
    for jam in (10, 11):
        sapu(saat(13, jam))
    kembali = [sorted(j for j in judul(a) if j.startswith("Usulan")) for a in (kepala_opd, plh)]
    kata = [f"Usulan {u.nomor}: {u.get_status_display().lower()}" for u in dikirim]
    assert kembali == [sorted(kata), kata[:1]]


def test_notices_go_to_whoever_heads_the_unit_that_day(petugas, kepala_opd, opd_cabang):
    """The branch has no head of its own until a Plh comes: the nearest office above is told."""
    minta(petugas, opd_cabang, saat(10))
    sapu(saat(10))
    assert len(judul(kepala_opd)) == 1
    plh = AkunFactory.create(kepala_opd=True, instansi=opd_cabang.instansi)
    Pejabat.objects.create(
        opd=opd_cabang, akun=plh, nama=plh.nama, jenis="plh", mulai=dt.date(2026, 3, 11)
    )
    sapu(saat(12))  # H-3
    assert len(judul(kepala_opd)) == 1
    assert any("3 hari kerja lagi" in satu for satu in judul(plh))
