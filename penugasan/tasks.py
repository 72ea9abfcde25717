"""Celery doors of penugasan: alarm clocks, nothing more. What there is to do stands in rows."""

from celery import shared_task

from inti.waktu import sekarang
from penugasan.services import (
    beda_cocok,
    bertugas,
    ekspor_jadwal,
    nominasi_tenggat,
    padanan_baca,
    pemberitahuan,
    penerus,
    peringatan,
    pertanyaan_tenggat,
    saring_buang,
    sinkronisasi,
    versi,
)
from penugasan.siasn import garis

__all__ = [
    "kirim_antrean",
    "sapu_aturan",
    "sapu_bertugas",
    "sapu_cocok",
    "sapu_ekspor",
    "sapu_padanan",
    "sapu_pemberitahuan",
    "sapu_penerus",
    "sapu_peringatan",
    "sapu_saringan",
    "sapu_siasn",
    "sapu_tenggat",
]


@shared_task(name="penugasan.kirim_antrean", ignore_result=True)
def kirim_antrean() -> None:
    """Drain the outbox; one nudge sends everything that is due."""
    setelan = garis.konfigurasi()
    if setelan.menyala:
        with garis.klien(setelan) as klien:
            sinkronisasi.antar_semua(klien=klien, konfigurasi=setelan, jam=sekarang)


@shared_task(name="penugasan.sapu_siasn", ignore_result=True)
def sapu_siasn() -> None:
    """Find what no nudge told of: dead senders, waiting messages, BKN's decisions."""
    setelan = garis.konfigurasi()
    if setelan.menyala:
        with garis.klien(setelan) as klien:
            sinkronisasi.sapu(klien=klien, konfigurasi=setelan, jam=sekarang)


@shared_task(name="penugasan.sapu_cocok", ignore_result=True)
def sapu_cocok() -> None:
    """At night, compare everybody with SIASN, and go on where the line broke off."""
    beda_cocok.mulai_jatuh_tempo(pada=sekarang())


@shared_task(name="penugasan.sapu_padanan", ignore_result=True)
def sapu_padanan() -> None:
    """At night, read SIASN's lists of units and positions that are a week old."""
    padanan_baca.mulai_jatuh_tempo(pada=sekarang())


@shared_task(name="penugasan.sapu_tenggat", ignore_result=True)
def sapu_tenggat() -> None:
    """Let the policy act on nominations that nobody answered in time; pass late questions on."""
    nominasi_tenggat.sapu_tenggat(pada=sekarang())
    pertanyaan_tenggat.sapu_pertanyaan(pada=sekarang())


@shared_task(name="penugasan.sapu_pemberitahuan", ignore_result=True)
def sapu_pemberitahuan() -> None:
    """Tell people what they have to know by now, in the portal and by mail."""
    pemberitahuan.sapu(pada=sekarang())


@shared_task(name="penugasan.sapu_bertugas", ignore_result=True)
def sapu_bertugas() -> None:
    """End the assignments whose last day has passed."""
    bertugas.selesaikan_jatuh_tempo(pada=sekarang())


@shared_task(name="penugasan.sapu_penerus", ignore_result=True)
def sapu_penerus() -> None:
    """Suggest successors for posts that end soon or were left."""
    penerus.susun_semua(pada=sekarang())


@shared_task(name="penugasan.sapu_aturan", ignore_result=True)
def sapu_aturan() -> None:
    """Put approved rule versions into force whose day has come."""
    versi.berlakukan_jatuh_tempo(pada=sekarang())


@shared_task(name="penugasan.sapu_peringatan", ignore_result=True)
def sapu_peringatan() -> None:
    """Flag open placements whose facts, rules or calendar moved."""
    peringatan.sapu(pada=sekarang())


@shared_task(name="penugasan.sapu_ekspor", ignore_result=True)
def sapu_ekspor() -> None:
    """Start the scheduled exports that are due, and remove files whose time is over."""
    ekspor_jadwal.jalankan_jatuh_tempo(pada=sekarang())
    ekspor_jadwal.bersihkan(pada=sekarang())


@shared_task(name="penugasan.sapu_saringan", ignore_result=True)
def sapu_saringan() -> None:
    """Remove older screenings that nobody reads any more."""
    saring_buang.buang(pada=sekarang())
