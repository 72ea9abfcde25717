"""Padanan: which unit and which position of SIASN ours are. The one writer of a mapping.

A mapping of a unit stands in the unit itself (``Opd.unor_id``), where imports and the comparison
with SIASN read it; beside it is kept who accepted it, why, and what stood there before.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi
from pegawai.models import Akun, Opd
from pegawai.services.opd import pasang_unor
from penugasan import permissions
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.models.padanan import AlasanPadanan
from penugasan.queries.padanan import DAFTAR, JABATAN, UNIT, Hal, daftar
from penugasan.queries.unor import samakan
from penugasan.services.nominasi import hari

_PUTARAN: Final = 12
"""Levels of the tree that one press goes down: a child is certain once its parent is mapped."""
_BERUBAH: Final = "Padanan ini berubah sesudah Anda membukanya. Baca lagi."


def terima(
    *,
    jenis: str,
    kunci: str,
    rujukan: RujukanSiasn,
    dilihat: str,
    aktor: Akun,
    pada: dt.datetime,
) -> PadananSiasn:
    """Map one of ours to a row of SIASN's list; ``dilihat`` is the ``cap`` of what was on screen.

    Raises TidakBerhak, SudahDiproses (mapped otherwise meanwhile), DomainError (not ours, a row
    that is gone at SIASN or belongs to another unit).
    """
    instansi = rujukan.instansi
    with audit.keputusan(instansi):
        aktor = _pastikan(aktor, "padanan.terima", instansi, pada)
        semua = daftar(aktor, jenis)
        hal = semua.cari(kunci)
        if hal is None:
            pesan = "Unit atau jabatan ini sudah tidak tercatat. Muat ulang halaman."
            raise DomainError(pesan)
        if cap(hal) != dilihat:
            raise SudahDiproses(_BERUBAH)
        kini = RujukanSiasn.objects.get(pk=rujukan.pk)
        if kini.daftar not in DAFTAR[jenis] or kini.hilang_pada is not None:
            pesan = "Pilihan ini tidak ada lagi dalam daftar SIASN. Pilih yang lain."
            raise DomainError(pesan)
        milik = semua.terpakai.get(kini.kunci, "")
        if milik and samakan(hal.unor_id) != kini.kunci:
            pesan = f"Unor ini sudah dipadankan dengan {milik}. Urungkan dulu yang itu."
            raise DomainError(pesan, kode="terpakai")
        alasan = {
            satu.rujukan.kunci: satu.utama for satu in semua.penyaran.semua(hal.sasaran, 8)
        }.get(kini.kunci, AlasanPadanan.DICARI)
        return _terima(hal, kini, alasan, instansi, aktor, pada)


def terima_pasti(*, jenis: str, instansi: Instansi, aktor: Akun, pada: dt.datetime) -> int:
    """Accept every suggestion that is exact, from the top of the tree down; returns how many.

    Raises TidakBerhak.
    """
    jumlah = 0
    with audit.keputusan(instansi):
        aktor = _pastikan(aktor, "padanan.terima", instansi, pada)
        for _ in range(_PUTARAN):
            pasti = [(hal, hal.pasti) for hal in daftar(aktor, jenis).hal if hal.pasti]
            kunci = [saran.rujukan.pk for _, saran in pasti]
            rujukan = RujukanSiasn.objects.in_bulk(kunci)
            for hal, saran in pasti:
                satu = rujukan[saran.rujukan.pk]
                _terima(hal, satu, saran.utama, instansi, aktor, pada)
            jumlah += len(pasti)
            if not pasti or jenis == JABATAN:
                break
    return jumlah


def urungkan(
    *, jenis: str, kunci: str, dilihat: str, instansi: Instansi, aktor: Akun, pada: dt.datetime
) -> None:
    """Take one acceptance back: what stood there before stands there again.

    Raises TidakBerhak, SudahDiproses (taken back or changed meanwhile), DomainError (what stood
    there before now belongs to another unit).
    """
    with audit.keputusan(instansi):
        aktor = _pastikan(aktor, "padanan.urungkan", instansi, pada)
        semua = daftar(aktor, jenis)
        hal = semua.cari(kunci)
        if hal is None or hal.padanan is None or cap(hal) != dilihat:
            raise SudahDiproses(_BERUBAH)
        lama = hal.padanan
        if jenis == UNIT:
            milik = semua.terpakai.get(samakan(lama.sebelum), "") if lama.sebelum else ""
            if milik and samakan(lama.sebelum) != samakan(hal.unor_id):
                pesan = f"Unor sebelumnya kini dipadankan dengan {milik}. Pilih unor lain."
                raise DomainError(pesan, kode="terpakai")
            pasang_unor(Opd.objects.get(pk=hal.kunci), lama.sebelum)
        isi = _isi(lama)
        _catat("padanan.urungkan", lama, aktor, sebelum=isi, sesudah={"unor_id": lama.sebelum})
        lama.delete()


def cap(hal: Hal) -> str:
    """What an officer reads of a mapping before he changes it: its id, or nothing yet."""
    if hal.jenis == UNIT:
        return samakan(hal.unor_id)
    return hal.rujukan.kunci if hal.rujukan else ""


def _pastikan(aktor: Akun, aksi: str, instansi: Instansi, pada: dt.datetime) -> Akun:
    return permissions.pastikan(aktor, aksi, PadananSiasn(instansi=instansi), hari(pada))


def _terima(
    hal: Hal, rujukan: RujukanSiasn, alasan: str, instansi: Instansi, aktor: Akun, pada: dt.datetime
) -> PadananSiasn:
    sebelum = hal.unor_id if hal.jenis == UNIT else ""
    lama = _isi(hal.padanan) if hal.padanan else {"unor_id": sebelum}
    baru = hal.padanan or PadananSiasn(instansi=instansi)
    if hal.jenis == UNIT:
        opd = Opd.objects.get(pk=hal.kunci)
        baru.opd = opd
        pasang_unor(opd, rujukan.siasn_id)
    else:
        baru.jabatan = hal.kunci
    if hal.padanan is None or baru.rujukan_id != rujukan.pk:
        baru.sebelum = sebelum
    baru.sebutan, baru.rujukan, baru.alasan = hal.nama[:200], rujukan, alasan
    baru.diterima_oleh, baru.diterima_pada = aktor, pada
    baru.save()
    _catat("padanan.terima", baru, aktor, sebelum=lama, sesudah=_isi(baru))
    return baru


def _isi(padanan: PadananSiasn) -> dict[str, Any]:
    return {
        "sebutan": padanan.sebutan,
        "siasn_id": padanan.rujukan.siasn_id,
        "nama_siasn": padanan.rujukan.nama,
        "alasan": str(padanan.alasan),
        "sebelumnya": padanan.sebelum,
    }


def _catat(aksi: str, padanan: PadananSiasn, aktor: Akun, **isi: Any) -> None:
    audit.catat(aksi=aksi, aktor=aktor, instansi=padanan.instansi, objek=padanan, **isi)


def dapat_diterima_sekaligus(semua: Sequence[Hal]) -> int:
    """How many of these are exact."""
    return sum(hal.pasti is not None for hal in semua)
