"""Exports that repeat themselves: one file per due time, under the rights its owner has then.

All acts on the schedules of one agency stand in line behind its audit chain, so that two sweeps
at once, or a sweep beside its owner's hand, cannot make two files of one due time. What was
missed while the portal stood still is made up for by one file, not by one for each day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.http import QueryDict

from inti import audit, pekerjaan as pekerja
from inti.errors import DomainError
from inti.models import Instansi, Pekerjaan
from inti.pekerjaan import Lapor, penangan
from inti.peran import Peran
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun
from penugasan.models import JadwalEkspor
from penugasan.services import ekspor, surat_zip
from penugasan.services.ekspor_surel import kabari

TERJADWAL = "ekspor.terjadwal"
BERKAS = (ekspor.TULIS, TERJADWAL)
"""Jobs whose result is a file that its owner fetches."""
PALING_BANYAK = 20
"""Schedules of one account."""
TANYA_TERPANJANG = 4_000
MASA_SIMPAN = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waktu:
    """How often, on which day, at which hour (WIB); the name the owner gives it."""

    judul: str
    irama: str
    hari: int
    jam: int


def buat(
    *, akun: Akun, jenis: ekspor.JenisEkspor, tanya: QueryDict, waktu: Waktu, pada: dt.datetime
) -> JadwalEkspor:
    """Repeat this export from now on. Raises DomainError when it cannot be written today."""
    instansi = _instansi(akun)
    if sebab := sebab_tak_berhak(akun, instansi, jenis.kode, pada):
        raise DomainError(sebab)
    alamat = tanpa_halaman(tanya)
    if len(alamat) > TANYA_TERPANJANG:
        pesan = "Saringannya terlalu panjang untuk dijadwalkan. Longgarkan saringannya."
        raise DomainError(pesan)
    isi = jenis.susun(ekspor.Lingkup(instansi, akun, QueryDict(alamat)))
    jadwal = JadwalEkspor(
        instansi=instansi,
        akun=akun,
        jenis=jenis.kode,
        tanya=alamat,
        saringan=str(dict(isi.keterangan).get("Saringan") or ""),
        dibuat=pada,
    )
    _atur(jadwal, waktu, pada)
    with audit.keputusan(instansi):
        if kembar := _kembar(jadwal):
            return kembar
        if JadwalEkspor.objects.untuk(akun).count() >= PALING_BANYAK:
            pesan = f"Paling banyak {PALING_BANYAK} jadwal. Hapus dulu yang tidak terpakai."
            raise DomainError(pesan)
        jadwal.save()
        _catat("jadwal_ekspor.buat", jadwal, akun)
    return jadwal


def _kembar(jadwal: JadwalEkspor) -> JadwalEkspor | None:
    """The running schedule of the same list at the same time: pressed twice, it is one."""
    sama = {
        kolom: getattr(jadwal, kolom)
        for kolom in ("jenis", "tanya", "judul", "irama", "hari", "jam")
    }
    kembar: JadwalEkspor | None = (
        JadwalEkspor.objects.untuk(jadwal.akun).filter(aktif=True, **sama).first()
    )
    return kembar


def ubah(*, jadwal: JadwalEkspor, waktu: Waktu, aktor: Akun, pada: dt.datetime) -> None:
    """Give a schedule another time or name."""
    with audit.keputusan(jadwal.instansi):
        terkini = _terkini(jadwal)
        sebelum = _isi(terkini)
        _atur(terkini, waktu, pada)
        if _isi(terkini) == sebelum:
            return
        terkini.save()
        _catat("jadwal_ekspor.ubah", terkini, aktor, sebelum=sebelum)


def hentikan(*, jadwal: JadwalEkspor, aktor: Akun) -> None:
    """Pause a schedule; it keeps its time."""
    with audit.keputusan(jadwal.instansi):
        terkini = _terkini(jadwal)
        if terkini.aktif:
            _matikan(terkini, "Anda menghentikannya.", aktor)


def lanjutkan(*, jadwal: JadwalEkspor, aktor: Akun, pada: dt.datetime) -> None:
    """Let a paused schedule go on from its next time. Raises DomainError without the right."""
    if sebab := sebab_tak_berhak(aktor, jadwal.instansi, jadwal.jenis, pada):
        raise DomainError(sebab)
    with audit.keputusan(jadwal.instansi):
        terkini = _terkini(jadwal)
        if terkini.aktif:
            return
        sebelum = _isi(terkini)
        terkini.aktif, terkini.sebab_henti = True, ""
        terkini.berikutnya = terkini.sesudah(pada)
        terkini.save()
        _catat("jadwal_ekspor.lanjutkan", terkini, aktor, sebelum=sebelum)


def hapus(*, jadwal: JadwalEkspor, aktor: Akun) -> None:
    """Remove a schedule; its files stay until their time is over."""
    with audit.keputusan(jadwal.instansi):
        terkini = _terkini(jadwal)
        sebelum, terkini_pk = _isi(terkini), terkini.pk
        terkini.delete()
        terkini.pk = terkini_pk
        audit.catat(
            aksi="jadwal_ekspor.hapus",
            aktor=aktor,
            instansi=terkini.instansi,
            objek=terkini,
            sebelum=sebelum,
        )


def jalankan_jatuh_tempo(*, pada: dt.datetime) -> int:
    """Start every export that is due; returns how many. Safe to repeat, also at the same time."""
    jatuh = JadwalEkspor.objects.filter(aktif=True, berikutnya__lte=pada)
    return sum(_jalankan(pk, pada) for pk in list(jatuh.values_list("pk", flat=True)))


def _jalankan(pk: int, pada: dt.datetime) -> bool:
    """Start one export in a transaction of its own; False when there is nothing to start."""
    calon = JadwalEkspor.objects.select_related("instansi").filter(pk=pk).first()
    if calon is None:
        return False
    with audit.keputusan(calon.instansi):
        jadwal: JadwalEkspor | None = (
            JadwalEkspor.objects.select_related("instansi", "akun").filter(pk=pk).first()
        )
        if jadwal is None or not jadwal.aktif or jadwal.berikutnya > pada:
            return False
        if sebab := sebab_tak_berhak(jadwal.akun, jadwal.instansi, jadwal.jenis, pada):
            _matikan(jadwal, sebab, None)
            return False
        jatuh_tempo = _terlewat_terakhir(jadwal, pada)
        jadwal.pekerjaan = pekerja.mulai(
            jenis=TERJADWAL,
            judul=jadwal.judul,
            instansi=jadwal.instansi,
            aktor=jadwal.akun,
            parameter={
                "jenis": jadwal.jenis,
                "tanya": jadwal.tanya,
                "jadwal": jadwal.pk,
                "jatuh_tempo": jatuh_tempo.isoformat(),
            },
        )
        jadwal.terakhir, jadwal.berikutnya = jatuh_tempo, jadwal.sesudah(pada)
        jadwal.save()
    return True


def _terlewat_terakhir(jadwal: JadwalEkspor, pada: dt.datetime) -> dt.datetime:
    """The newest due time that has come; earlier missed ones would hold the same data."""
    jatuh_tempo = jadwal.berikutnya
    while (lanjut := jadwal.sesudah(jatuh_tempo)) <= pada:
        jatuh_tempo = lanjut
    return jatuh_tempo


@penangan(TERJADWAL)
def kerjakan(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Write the file of one due time, under the rights its owner has at this moment."""
    akun: Akun = pekerjaan.aktor  # type: ignore[assignment]
    kode = pekerjaan.parameter["jenis"]
    if sebab := sebab_tak_berhak(akun, pekerjaan.instansi, kode, sekarang()):
        raise DomainError(sebab)
    hasil = ekspor.kerjakan(pekerjaan, lapor)
    kabari(akun, ekspor.JENIS[kode], hasil["url"])
    return hasil


def sebab_tak_berhak(akun: Akun, instansi: Instansi, jenis: str, pada: dt.datetime) -> str:
    """Why this account may not take this export at this instant, or an empty text."""
    if not akun.is_active:
        return "Akun ini tidak aktif lagi."
    if akun.instansi_id != instansi.pk:
        return "Akun ini bukan lagi milik instansi ini."
    pilihan = ekspor.JENIS.get(jenis)
    if pilihan is None:
        return "Jenis ekspor ini tidak ada lagi."
    if akun.peran not in pilihan.peran:
        return f"Peran Anda tidak berhak mengekspor {pilihan.nama.lower()}."
    if akun.peran == Peran.KEPALA_OPD and not akun.jalur_opd(pada.astimezone(ZONA).date()):
        return "Anda tidak memimpin unit mana pun pada hari itu."
    return ""


def bersihkan(*, pada: dt.datetime) -> int:
    """Remove the files and rows of exports that ended 90 days ago; returns how many."""
    lama = Pekerjaan.objects.filter(
        jenis__in=BERKAS,
        status__in=(Pekerjaan.Status.SELESAI, Pekerjaan.Status.GAGAL),
        berakhir__lt=pada - MASA_SIMPAN,
    )
    jumlah = 0
    for satu in lama.iterator(500):
        default_storage.delete(ekspor.nama_simpan(satu))
        satu.delete()
        jumlah += 1
    return jumlah + surat_zip.bersihkan(pada=pada)


def tanpa_halaman(tanya: QueryDict) -> str:
    """The filters as an address, without the page of the list they were seen on."""
    bersih = tanya.copy()
    bersih.pop("halaman", None)
    return bersih.urlencode()


def _instansi(akun: Akun) -> Instansi:
    if akun.instansi is None:
        pesan = "Akun Anda belum terhubung dengan instansi."
        raise DomainError(pesan)
    return akun.instansi


def _atur(jadwal: JadwalEkspor, waktu: Waktu, pada: dt.datetime) -> None:
    jadwal.judul, jadwal.irama = waktu.judul, waktu.irama
    jadwal.hari, jadwal.jam = waktu.hari, waktu.jam
    jadwal.berikutnya = jadwal.sesudah(pada)


def _terkini(jadwal: JadwalEkspor) -> JadwalEkspor:
    """The row as it stands behind the lock. Raises DomainError when it is gone."""
    terkini: JadwalEkspor | None = (
        JadwalEkspor.objects.select_related("instansi").filter(pk=jadwal.pk).first()
    )
    if terkini is None:
        pesan = "Jadwal ini sudah dihapus."
        raise DomainError(pesan)
    return terkini


def _matikan(jadwal: JadwalEkspor, sebab: str, aktor: Akun | None) -> None:
    sebelum = _isi(jadwal)
    jadwal.aktif, jadwal.sebab_henti = False, sebab
    jadwal.save()
    _catat("jadwal_ekspor.hentikan", jadwal, aktor, sebelum=sebelum, pesan=sebab)


def _isi(jadwal: JadwalEkspor) -> dict[str, Any]:
    medan = ("jenis", "saringan", "judul", "irama", "hari", "jam", "aktif")
    return {nama: getattr(jadwal, nama) for nama in medan}


def _catat(
    aksi: str,
    jadwal: JadwalEkspor,
    aktor: Akun | None,
    *,
    sebelum: dict[str, Any] | None = None,
    pesan: str = "",
) -> None:
    audit.catat(
        aksi=aksi,
        aktor=aktor,
        instansi=jadwal.instansi,
        objek=jadwal,
        sebelum=sebelum,
        sesudah=_isi(jadwal),
        pesan=pesan,
    )
