"""One case: a call, a fault on it, the fault's end, and whether both ends then agree."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any, Final

from penugasan.models import PesanKeluar
from tests.drill_siasn import gangguan, panggilan as pintu
from tests.drill_siasn.gangguan import Ganggu
from tests.drill_siasn.jumlah import Jumlah
from tests.drill_siasn.medan import Medan
from tests.drill_siasn.panggilan import Panggilan

BATAS_PULIH: Final = dt.timedelta(minutes=5)
"""R4 of the quality list: converged so long after the fault's end at the latest."""
_PUTARAN: Final = 60
_LAMA_PEMELIHARAAN: Final = dt.timedelta(hours=6)


@dataclass
class Hasil:
    """What one case showed: how often the fault struck, how long recovery took, what was wrong."""

    kena: int = 0
    pulih: dt.timedelta = dt.timedelta()
    dikirim_ulang: int = 0
    luput: list[str] = field(default_factory=list)


def jalankan(ganggu: Ganggu, panggilan: Panggilan, seed: int, medan: Medan) -> Hasil:
    """Play the case; nothing of it stays."""
    acak = random.Random(f"{ganggu.nomor}/{panggilan.nama}/{seed}")  # noqa: S311 - a drill
    hasil = Hasil()
    with medan.satu_kasus(seed):
        panggilan.siapkan(medan)
        if ganggu.tujuan:
            _lewat_tempat_lain(ganggu, panggilan, acak, medan, hasil)
        else:
            _lewat_aturan(ganggu, panggilan, acak, medan, hasil)
        _pulihkan(panggilan, medan, hasil)
    return hasil


def semua_panggilan(nomor: int, nama: list[str], benih: list[int], medan: Medan) -> Jumlah:
    """One fault on every call (or those named), with each seed."""
    [ganggu] = [g for g in gangguan.SEMUA if g.nomor == nomor]
    jumlah = Jumlah()
    for satu in pintu.SEMUA:
        for ke in benih if not nama or satu.nama in nama else ():
            hasil = jalankan(ganggu, satu(), ke, medan)
            tempat = f"{nomor} pada {satu.nama} (benih {ke})"
            jumlah.tambah(
                Jumlah(
                    kasus=1,
                    kena=hasil.kena,
                    dikirim_ulang=hasil.dikirim_ulang,
                    pulih=hasil.pulih.total_seconds(),
                    luput=[f"{tempat}: {teks}" for teks in hasil.luput],
                )
            )
    return jumlah


def _lewat_tempat_lain(
    ganggu: Ganggu, panggilan: Panggilan, acak: random.Random, medan: Medan, hasil: Hasil
) -> None:
    with medan.ke(ganggu.tujuan):
        for _ in range(acak.randint(1, 3)):
            medan.tunggu_giliran()
            panggilan.kerjakan(medan)
            hasil.kena += 1
            _periksa_alasan(hasil)


def _lewat_aturan(
    ganggu: Ganggu, panggilan: Panggilan, acak: random.Random, medan: Medan, hasil: Hasil
) -> None:
    aturan: dict[str, Any] = {
        **acak.choice(ganggu.pilihan),
        "id": f"k{ganggu.nomor}",
        "cocok": panggilan.cocok,
        "mulai_ke": acak.randint(1, 3),
        "kali": acak.randint(1, 5),
        "peluang": acak.choice((0.5, 0.8, 1.0)),
    }
    sebelum = medan.jumlah_kena()
    medan.tiruan.ganggu(aturan)
    for _ in range(acak.randint(1, 4)):
        medan.tunggu_giliran()
        panggilan.kerjakan(medan)
        _periksa_alasan(hasil)
    medan.tiruan.ganggu()
    hasil.kena = medan.jumlah_kena() - sebelum
    if aturan["param"].get("detik", 0) > 60:  # six hours of maintenance, told by Retry-After
        medan.maju(_LAMA_PEMELIHARAAN)


def _periksa_alasan(hasil: Hasil) -> None:
    """While it lasts, the officer sees why each message that was tried stands where it is."""
    for pesan in PesanKeluar.objects.filter(usang=False, percobaan__gt=0):
        if pesan.status == PesanKeluar.Status.DIKIRIM:
            hasil.luput.append("pesan tertinggal di jalan")
        elif pesan.status != PesanKeluar.Status.DITERIMA and not (pesan.galat or pesan.pesan_bkn):
            hasil.luput.append(f"{pesan.status} tanpa alasan")


def _pulihkan(panggilan: Panggilan, medan: Medan, hasil: Hasil) -> None:
    mulai = medan.jam()
    for _ in range(_PUTARAN):
        if not panggilan.menolak_itu_sah:
            hasil.dikirim_ulang += medan.kirim_ulang_yang_ditolak()
        panggilan.kerjakan(medan)
        kurang = panggilan.kurang(medan)
        hasil.pulih = medan.jam() - mulai
        if not kurang:
            break
        medan.tunggu_giliran()
    hasil.luput += kurang
    if hasil.pulih > BATAS_PULIH:
        hasil.luput.append("pulih terlalu lama")
