"""How the line to SIASN stands, for the page of the installation and for a monitor."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Min, Q
from prometheus_client.core import GaugeMetricFamily, Metric

from inti import keadaan, metrik
from inti.keadaan import BAIK, BURUK, RAGU, Butir
from inti.templatetags.portal import lama, waktu
from inti.waktu import sekarang
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.models.outbox import BELUM_SELESAI
from penugasan.siasn import garis

Status = PesanKeluar.Status
TERTUA_RAGU = 3600.0
"""Seconds that a message may wait on a sound line before somebody should look."""


def butir(akun: Any) -> Iterator[Butir]:
    """The line itself, and the age of the oldest message of this agency."""
    milik = Q(instansi=akun.instansi_id)
    angka = PesanKeluar.objects.filter(usang=False, status__in=BELUM_SELESAI).aggregate(
        jumlah=Count("pk", filter=milik),
        tertua=Min("dibuat", filter=milik),
    )
    if not garis.konfigurasi().menyala:
        yield Butir("Jalur SIASN", RAGU, "Dimatikan. Pesan disimpan; pakai entri manual.")
    elif tahanan := outbox.tahanan():
        kalimat = f"Ditahan: {tahanan.galat} Dicoba lagi {waktu(tahanan.sampai)}."
        yield Butir("Jalur SIASN", BURUK, kalimat, "Tidak ada yang hilang. Buka Buku Kirim.")
    else:
        yield Butir("Jalur SIASN", BAIK, "Tidak ditahan.")
    if not angka["jumlah"]:
        yield Butir("Pesan untuk SIASN", BAIK, "Semua sudah dijawab.")
        return
    umur = sekarang() - angka["tertua"]
    kalimat = f"{angka['jumlah']} belum selesai; yang tertua menunggu {lama(umur)}."
    ragu = umur.total_seconds() > TERTUA_RAGU
    yield Butir("Pesan untuk SIASN", RAGU if ragu else BAIK, kalimat, "Buka Buku Kirim.")


def ukuran() -> Iterable[Metric]:
    """Messages by state, attempts, and the age of the oldest unfinished one."""
    hidup = PesanKeluar.objects.filter(usang=False).order_by()
    yield metrik.menurut_status(
        "portal_pesan_siasn",
        "Pesan untuk SIASN menurut status",
        hidup.values_list("status").annotate(Count("pk")),
    )
    tertua = hidup.filter(status__in=BELUM_SELESAI).aggregate(saat=Min("dibuat"))["saat"]
    umur = (sekarang() - tertua).total_seconds() if tertua else 0.0
    yield GaugeMetricFamily("portal_pesan_tertua_detik", "Umur pesan tertua", value=umur)


keadaan.daftarkan(butir)
metrik.daftarkan(ukuran)
