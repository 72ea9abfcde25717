"""The whole life of a batch, from the first message to the SK, while SIASN changes shape, repeats
itself and tells of the past: nothing is lost, doubled, or believed too early."""

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.siasn import garis
from penugasan.siasn.galat import SiasnError
from tests.penugasan.kirim import antrekan, kenalkan, seimbang
from tests.siasn.tiruan import Tiruan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
GANGGUAN = ("skema", "ganda", "mundur", "basi")
PELUANG = 0.25
TERGANGGU = 60
TENANG = 40

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("benih", [1, 2])
def test_a_batch_reaches_its_sk_though_siasn_contradicts_itself(
    buat_tiruan: Callable[..., Tiruan],
    settings: Any,
    instansi: Instansi,
    petugas: Akun,
    benih: int,
) -> None:
    tiruan = buat_tiruan(tunda="0", benih=str(benih))
    settings.SIASN = tiruan.env_portal()
    semua = antrekan(instansi, 12)
    kenalkan(tiruan)
    konfigurasi = tiruan.konfigurasi(SIASN_MAKS_ULANG="0")
    maju = dt.timedelta()
    tiruan.ganggu(*({"jenis": jenis, "peluang": PELUANG} for jenis in GANGGUAN))
    with garis.klien(konfigurasi) as klien:
        for ke in range(TERGANGGU + TENANG):
            if ke == TERGANGGU:
                tiruan.ganggu()
                cache.delete("siasn:putusan-penuh")  # the full reading that comes every ten minutes
            pada = sekarang() + maju
            sinkronisasi.kirim(klien=klien, konfigurasi=konfigurasi, jam=lambda pada=pada: pada)
            for pesan in PesanKeluar.objects.filter(status=Status.DITOLAK, usang=False):
                perbaikan = Perbaikan(keterangan="Pernyataan terlampir.")
                sinkronisasi.kirim_ulang(pesan=pesan, perbaikan=perbaikan, aktor=petugas, pada=pada)
            with contextlib.suppress(SiasnError):
                sinkronisasi.tarik_putusan(klien=klien, pada=pada)
            berikut = outbox.berikutnya(sewa=dt.timedelta(seconds=konfigurasi.sewa))
            if berikut is None and ke > TERGANGGU and _selesai(tiruan):
                break
            maju += max((berikut or pada) - pada, dt.timedelta())
    kena = {satu["gangguan"] for satu in tiruan.jejak()} - {""}
    assert len(kena) >= 2, "too few kinds of fault struck to prove anything"
    assert _selesai(tiruan)
    assert sorted(usulan["nip"] for usulan in tiruan.usulan()) == sorted(
        pesan.badan["nipBaru"] for pesan in semua
    )
    hidup = PesanKeluar.objects.filter(usang=False)
    assert {pesan.status for pesan in hidup} == {Status.DITERIMA}
    assert hidup.filter(jenis=Jenis.UNGGAH_SK).count() == len(semua)
    seimbang(tiruan)


def _selesai(tiruan: Tiruan) -> bool:
    return {usulan["status"] for usulan in tiruan.usulan()} == {"SK_TERBIT"}
