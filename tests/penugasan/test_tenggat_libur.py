"""A free day that is added by hand gives running deadlines their day back; taken away, it takes
none.

March 2026: Idulfitri is 21 and 22 March; cuti bersama 18, 20, 23 and 24 March, Nyepi 19 March.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti import hari_libur
from inti.models import HariLibur, Instansi, JejakAudit
from inti.waktu import ZONA
from pegawai.models import Akun, Opd
from penugasan import tasks
from penugasan.models import KerjaGanda, PanggilanNama, Pemberitahuan, Penugasan, PermintaanData
from penugasan.queries.nominasi import riwayat
from penugasan.services import nominasi, panggilan, permintaan as layanan, usulan
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, PermintaanFactory

pytestmark = pytest.mark.django_db
GESER = "tenggat.geser"


def saat(hari: int, jam: int = 9, bulan: int = 3) -> dt.datetime:
    return dt.datetime(2026, bulan, hari, jam, tzinfo=ZONA)


def tanggal(hari: int) -> dt.date:
    return dt.date(2026, 3, hari)


@pytest.fixture(autouse=True)
def jam() -> Iterator[None]:
    with time_machine.travel(saat(12), tick=False):
        yield


def atur(petugas: Akun, hari: int, pada: dt.datetime, *, libur: bool = True) -> int:
    """Correct a day of March; how many deadlines moved."""
    assert petugas.instansi is not None
    with time_machine.travel(pada, tick=False):
        return hari_libur.atur(
            instansi=petugas.instansi,
            tanggal=tanggal(hari),
            libur=libur,
            keterangan="SE",
            aktor=petugas,
            pada=pada,
        ).mundur.total()


def minta(petugas: Akun, opd: Opd, hari: int = 12) -> Penugasan:
    """Asked on 12 March: the fifth working day is 26 March, after Lebaran."""
    return nominasi.nominasikan(
        pegawai=alur.orang(opd),
        kebutuhan=alur.formasi(opd),
        periode=alur.periode(opd),
        aktor=petugas,
        pada=saat(hari),
    )


def tanya(opd: Opd, batas: int = 26, **sifat: object) -> PermintaanData:
    return PermintaanFactory.create(
        instansi=opd.instansi,
        periode=alur.periode(opd),
        pegawai=PegawaiFactory.create(instansi=opd.instansi, opd=opd),
        opd=opd,
        batas=tanggal(batas),
        **({"diminta_pada": saat(12)} | sifat),
    )


def sapu(pada: dt.datetime) -> None:
    with time_machine.travel(pada, tick=False):
        tasks.sapu_tenggat()
        tasks.sapu_pemberitahuan()


def judul(akun: Akun) -> list[str]:
    return [
        satu
        for satu in Pemberitahuan.objects.untuk(akun).order_by("pk").values_list("judul", flat=True)
        if "mundur" in satu
    ]


def test_every_kind_of_running_deadline_moves_in_one_act_that_says_how_many(
    petugas: Akun, opd: Opd, instansi: Instansi
) -> None:
    satu, dua = minta(petugas, opd), tanya(opd)
    (tiga,) = panggilan.minta(
        opd=[opd], jumlah=2, periode=alur.periode(opd), aktor=petugas, pada=saat(12)
    )
    empat = KerjaGanda.objects.create(
        instansi=instansi,
        penugasan=PenugasanFactory.create(instansi=instansi, pegawai__opd=opd, bertugas=True),
        jenis="hadir",
        batas=tanggal(26),
        dibuat_pada=saat(12),
    )
    assert atur(petugas, 25, saat(13)) == 4
    for baris in (satu, dua, tiga, empat):
        baris.refresh_from_db()
    assert satu.batas_jawab == dua.batas == tiga.batas == empat.batas == tanggal(27)
    jejak = JejakAudit.objects.get(aksi=GESER)
    assert (jejak.aktor, (jejak.sesudah or {})["jumlah"]) == (petugas, 4)
    assert "4 tenggat mundur karena 25-03-2026" in jejak.pesan


def test_only_what_runs_across_the_day_and_has_not_passed_moves(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    sebelum, lewat = tanya(opd, 17), tanya(opd, 13)
    sesudah = tanya(opd, 27, diminta_pada=saat(25))
    dijawab = minta(petugas, opd)
    nominasi.setujui(penugasan=dijawab, aktor=kepala_opd, pada=saat(13))
    tutup = PanggilanNama.objects.create(
        instansi=opd.instansi,
        periode=alur.periode(opd),
        opd=opd,
        jumlah=1,
        batas=tanggal(26),
        diminta_pada=saat(12),
        diminta_oleh=petugas,
        ditutup_pada=saat(13),
    )
    assert atur(petugas, 25, saat(25)) == 0  # asked on the very day: it never counted
    assert atur(petugas, 13, saat(16)) == 1  # a day that has gone by: the one until 17 March runs
    for baris in (sebelum, lewat, sesudah, dijawab, tutup):
        baris.refresh_from_db()
    assert sebelum.batas == tanggal(26)  # 25 March is free by now, and so is the week before
    assert (lewat.batas, sesudah.batas) == (tanggal(13), tanggal(27))
    assert (dijawab.batas_jawab, tutup.batas) == (tanggal(26), tanggal(26))


def test_a_holiday_that_is_worked_shortens_nothing_and_given_back_moves_nothing_twice(
    petugas: Akun, opd: Opd
) -> None:
    satu = minta(petugas, opd)
    assert atur(petugas, 18, saat(13), libur=False) == 0  # cuti bersama is worked
    satu.refresh_from_db()
    assert satu.batas_jawab == tanggal(26)
    assert minta(petugas, opd).batas_jawab == tanggal(25)  # a new one follows the calendar
    for _ in range(2):
        atur(petugas, 25, saat(13))
        atur(petugas, 25, saat(13), libur=False)
    satu.refresh_from_db()
    assert satu.batas_jawab == tanggal(27)


def test_taking_back_that_a_holiday_is_worked_moves_what_counted_on_it(
    petugas: Akun, opd: Opd
) -> None:
    atur(petugas, 18, saat(12), libur=False)
    satu = minta(petugas, opd)
    assert satu.batas_jawab == tanggal(25)
    hasil = hari_libur.hapus(koreksi=HariLibur.objects.get(), aktor=petugas, pada=saat(13))
    satu.refresh_from_db()
    assert (hasil.mundur["nominasi"], satu.batas_jawab) == (1, tanggal(26))


def test_a_clock_that_stands_still_keeps_the_days_it_had_left(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    """Handed in on 16 March with 17, 25 and 26 March left; 25 March becomes free while BKPSDM
    reads, even after the old deadline. Refused on 30 March, three days are left, not two."""
    satu = minta(petugas, opd)
    usul = usulan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(16))
    assert atur(petugas, 25, saat(30)) == 1
    usulan.tolak(usulan=usul, aktor=petugas, pada=saat(30), catatan="Kurang alasan")
    satu.refresh_from_db()
    assert satu.batas_jawab == dt.date(2026, 4, 2)  # 31 | 1 2


def test_a_day_on_which_the_clock_stood_still_gives_none_back(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    satu = minta(petugas, opd)
    usul = usulan.ajukan(penugasan=satu, alasan_kode="layanan", aktor=kepala_opd, pada=saat(16))
    with time_machine.travel(saat(26), tick=False):
        usulan.tolak(usulan=usul, aktor=petugas, pada=saat(26), catatan="Kurang alasan")
    satu.refresh_from_db()
    batas = satu.batas_jawab
    assert atur(petugas, 25, saat(27)) == 0
    satu.refresh_from_db()
    assert satu.batas_jawab == batas


def test_an_answer_that_lies_at_bkpsdm_keeps_its_days_too(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    satu = tanya(opd, status="DIJAWAB", dijawab_pada=saat(16), dijawab_oleh=kepala_opd)
    assert atur(petugas, 25, saat(30)) == 1
    layanan.kembalikan(permintaan=satu, catatan="Buram", aktor=petugas, pada=saat(30))
    satu.refresh_from_db()
    assert satu.batas == dt.date(2026, 4, 2)


def test_who_has_to_answer_is_told_once_per_kind_and_only_while_it_waits(
    petugas: Akun, opd: Opd, kepala_opd: Akun, kepala_opd_lain: Akun
) -> None:
    dijawab = minta(petugas, opd)
    for _ in range(2):
        minta(petugas, opd)
        tanya(opd, diminta_pada=saat(2))
    atur(petugas, 25, saat(13))
    nominasi.setujui(penugasan=dijawab, aktor=kepala_opd, pada=saat(13))
    for jam_ke in (10, 11):
        sapu(saat(13, jam_ke))
    sapu(saat(14))
    akhir = "mundur karena 25-03-2026 menjadi hari libur"
    assert sorted(judul(kepala_opd)) == [
        f"Tenggat 2 nominasi {akhir}",
        f"Tenggat 2 permintaan data {akhir}",
    ]
    assert judul(kepala_opd_lain) == []


def test_reminders_and_escalation_follow_the_new_deadline(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    tanya(opd, diminta_pada=saat(2))
    atur(petugas, 25, saat(13))
    for hari in (25, 26, 27):
        sapu(saat(hari))
    isi = list(Pemberitahuan.objects.untuk(kepala_opd).values_list("judul", flat=True))
    assert sorted(j for j in isi if "belum dijawab" in j) == [
        "1 permintaan data belum dijawab: 1 hari kerja lagi",
        "1 permintaan data belum dijawab: hari ini hari terakhir",
    ]
    assert not JejakAudit.objects.filter(aksi="permintaan.eskalasi").exists()
    sapu(saat(30))
    assert JejakAudit.objects.filter(aksi="permintaan.eskalasi").count() == 1


def test_the_page_says_how_many_would_move_before_it_saves(
    petugas: Akun,
    opd: Opd,
    masuk: Callable[[Akun], Client],
) -> None:
    satu = minta(petugas, opd)
    klien, alamat = masuk(petugas), reverse("inti:hari_libur")
    assert "tidak pernah dimajukan" in klien.get(alamat).content.decode()
    isian = {"tanggal": "2026-03-25", "libur": "1", "keterangan": "SE"}
    tanya_dulu = klien.post(alamat, isian)
    assert "1 tenggat (1 nominasi)" in tanya_dulu.content.decode()
    assert not HariLibur.objects.exists()
    tanya(opd)  # one more meanwhile: what was read is no longer so
    lagi = klien.post(alamat, isian | {"yakin": tanya_dulu.context["yakin"]})
    assert "2 tenggat (1 nominasi, 1 permintaan data)" in lagi.content.decode()
    simpan = klien.post(alamat, isian | {"yakin": lagi.context["yakin"]}, follow=True)
    assert "2 tenggat (1 nominasi, 1 permintaan data) mundur." in simpan.content.decode()
    satu.refresh_from_db()
    assert satu.batas_jawab == tanggal(27)


def test_taking_a_worked_holiday_back_asks_first_too(
    petugas: Akun, opd: Opd, masuk: Callable[[Akun], Client]
) -> None:
    atur(petugas, 18, saat(12), libur=False)
    minta(petugas, opd)
    klien = masuk(petugas)
    hapus = reverse("inti:hari_libur_hapus", args=[HariLibur.objects.get().pk])
    tanya_dulu = klien.post(hapus)
    assert "1 tenggat (1 nominasi)" in tanya_dulu.content.decode()
    assert HariLibur.objects.exists()
    assert klien.post(hapus, {"yakin": tanya_dulu.context["yakin"]}).status_code == 302
    assert not HariLibur.objects.exists()


def test_the_timeline_of_a_nomination_says_which_day_moved_its_deadline(
    petugas: Akun, opd: Opd, kepala_opd: Akun
) -> None:
    satu, dijawab = minta(petugas, opd), minta(petugas, opd)
    nominasi.setujui(penugasan=dijawab, aktor=kepala_opd, pada=saat(12))
    atur(petugas, 25, saat(13))
    kejadian = [(k.kalimat, k.pesan) for k in riwayat(satu)]
    assert kejadian[-1] == (
        "Tenggat mundur karena hari libur",
        "25-03-2026 menjadi hari libur; tenggatnya 27-03-2026.",
    )
    assert "Tenggat mundur karena hari libur" not in [k.kalimat for k in riwayat(dijawab)]
