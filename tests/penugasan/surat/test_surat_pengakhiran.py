"""The decision that ends a posting says the last day, and where the person goes from there."""

import datetime as dt
from typing import Any

import pytest

from inti.models import Instansi
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, Opd
from penugasan.models import Pengajuan, Penugasan, Surat
from penugasan.queries.surat_sumber import calon_surat
from penugasan.services import bertugas, pengajuan, surat_ajuan
from penugasan.services.surat import baca_berkas
from penugasan.services.surat_terbit import Permintaan
from tests.pegawai.factories import KontrakFactory, PegawaiFactory
from tests.penugasan.factories import PengajuanFactory
from tests.penugasan.pdf import teks
from tests.penugasan.surat.bantu import ditetapkan, terbitkan

pytestmark = pytest.mark.django_db
JENIS, TERAKHIR = "sk_pengakhiran", dt.date(2026, 6, 30)
KEMBALI = "kembali melaksanakan tugas pada"


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Penugasan:
    """Somebody at work since 2 March 2026 by a decision of the portal."""
    pegawai = PegawaiFactory.create(instansi=instansi, opd=opd, lahir=dt.date(1980, 1, 1))
    penugasan = ditetapkan(instansi, pegawai=pegawai)
    terbitkan([penugasan])
    Penugasan.objects.filter(pk=penugasan.pk).update(status="AKTIF", tiba=dt.date(2026, 3, 2))
    penugasan.refresh_from_db()
    return penugasan


def berakhir(orang: Penugasan, petugas: Akun, penyetuju: Akun, **isi: Any) -> Surat:
    """The calendar ends it, the officer asks for the decision, the second person agrees."""
    Penugasan.objects.filter(pk=orang.pk).update(selesai=TERAKHIR, **isi)
    pagi = dt.datetime(2026, 7, 1, 1, tzinfo=ZONA)
    assert bertugas.selesaikan_jatuh_tempo(pada=pagi) == 1
    (calon,) = calon_surat(JENIS, petugas)
    permintaan = Permintaan(JENIS, (calon.kunci,), dt.date(2026, 7, 1))
    ajuan = surat_ajuan.ajukan_terbit(
        permintaan=permintaan, alasan="Habis masa", aktor=petugas, pada=sekarang()
    )
    (surat,) = surat_ajuan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    return surat


@pytest.mark.parametrize(
    ("sebab", "kata"),
    [
        ("masa penugasan 5 tahun", KEMBALI),
        ("perpanjangan yang disetujui", KEMBALI),
        ("akhir perjanjian kerja", "telah berakhir perjanjian kerjanya"),
        ("batas usia pensiun 58 tahun", "telah mencapai batas usia pensiun"),
        ("", "selanjutnya mengikuti ketentuan kepegawaian"),
    ],
)
def test_the_end_by_the_calendar_says_what_its_cause_means_for_the_person(
    sebab: str, kata: str, orang: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    surat = berakhir(orang, petugas, penyetuju, sebab_selesai=sebab)
    satu, dua, _ = surat.isi["diktum"]
    assert satu.endswith("dengan hari terakhir bertugas tanggal 30 Juni 2026.")
    assert dua.startswith(f"Pegawai sebagaimana dimaksud dalam Diktum KESATU {kata}")
    assert (KEMBALI in dua) == (kata == KEMBALI)
    assert kata in teks(baca_berkas(surat))


def test_an_agreement_extended_since_sends_the_person_back(
    orang: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    KontrakFactory.create(pegawai=orang.pegawai, akhir=dt.date(2027, 6, 30))
    surat = berakhir(orang, petugas, penyetuju, sebab_selesai="akhir perjanjian kerja")
    assert KEMBALI in surat.isi["diktum"][1]


def test_a_return_sends_the_person_back_and_names_its_day_as_the_last(
    orang: Penugasan, penyetuju: Akun, opd: Opd
) -> None:
    satu = PengajuanFactory.create(
        penugasan=orang, jenis=Pengajuan.Jenis.KEMBALIKAN, status="DITERUSKAN"
    )
    pengajuan.setujui(
        pengajuan=satu, aktor=penyetuju, pada=dt.datetime(2026, 6, 30, 9, tzinfo=ZONA)
    )
    surat = Surat.objects.get(jenis=JENIS)
    assert surat.isi["diktum"][0].endswith("hari terakhir bertugas tanggal 30 Juni 2026.")
    assert surat.isi["diktum"][1].endswith(f"{KEMBALI} {opd.nama}.")
