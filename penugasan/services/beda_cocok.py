"""Asking SIASN about people: one from a page, all of an agency as a job that can be resumed.

Under the pace limits of the line, one person after the other. The rows of ``BacaanSiasn`` say how
far a run is. Whoever met a fault has none: he is asked again, after all the others, so that a few
who can never be read do not stand before everybody.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.core.cache import cache
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from inti import audit, pekerjaan
from inti.errors import DomainError
from inti.models import Instansi, Pekerjaan
from inti.pekerjaan import Lapor
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, Pegawai
from penugasan import permissions
from penugasan.models import BacaanSiasn, BedaSiasn
from penugasan.queries.beda import COCOKKAN as JENIS
from penugasan.services import beda, sinkronisasi_jeda
from penugasan.services.beda import Bacaan
from penugasan.services.nominasi import hari
from penugasan.siasn import garis, pengisi
from penugasan.siasn.bentuk import DataUtama
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import Kode, SiasnError
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, ModeSiasn

MATI: Final = "Jalur SIASN dimatikan pada instalasi ini, jadi tidak ada yang dapat dicocokkan."
SEKALI: Final = 25
"""People read between two writings: what a killed worker has to ask again."""
SEGAR: Final = dt.timedelta(hours=20)
"""Whoever was read within this time is left out by the nightly run."""
MAKS_BERUNTUN: Final = 3
TENGGAT: Final = 20.0
"""Seconds for one call of a job: its heartbeat must not stop for longer than a worker's may."""
_TERTUNDA: Final = "siasn:cocok:tertunda:{}"
"""In the cache, by agency: who could not be read, and when he was last tried."""
_UMUR_TERTUNDA: Final = 7 * 24 * 3600.0
_BERJALAN: Final = (Pekerjaan.Status.MENUNGGU, Pekerjaan.Status.BERJALAN)
Jam = Callable[[], dt.datetime]


def cocokkan(*, pegawai: Pegawai, aktor: Akun, pada: dt.datetime) -> BacaanSiasn:
    """Ask about one person while the officer waits, within about four seconds a call.

    Raises TidakBerhak, DomainError (SIASN could not be asked: nothing was changed; the person is
    gone meanwhile).
    """
    aktor = permissions.pastikan(
        aktor, "beda.cocokkan", BedaSiasn(instansi=pegawai.instansi), hari(pada)
    )
    if not garis.konfigurasi().menyala:
        raise DomainError(MATI, kode="mati")
    try:
        with garis.klien_halaman() as klien:
            orang = _tanya(klien, pegawai.nip)
    except SiasnError as galat:
        pesan = f"{galat.pesan} Tidak ada data yang berubah. Coba lagi nanti."
        raise DomainError(pesan, kode="jalur") from galat
    bacaan = Bacaan(pegawai=pegawai.pk, orang=orang, pada=pada)
    beda.catat(instansi=pegawai.instansi, bacaan=[bacaan])
    hasil: BacaanSiasn | None = BacaanSiasn.objects.filter(pegawai=pegawai.pk).first()
    if hasil is None:
        pesan = "Data pegawai ini sudah tidak ada, jadi jawaban SIASN tidak disimpan."
        raise DomainError(pesan, kode="sudah_dihapus")
    return hasil


def _tanya(klien: KlienSiasn, nip: str) -> DataUtama | None:
    """SIASN's answer; somebody else's data are a fault, not an answer."""
    orang = klien.data_utama(nip)
    if orang is not None and orang.nip != nip:
        raise SiasnError(Kode.BENTUK, "SIASN menjawab dengan orang lain.")
    return orang


# All people of an agency -----------------------------------------------------------------------


def mulai(*, instansi: Instansi, aktor: Akun, pada: dt.datetime) -> Pekerjaan:
    """Read everybody in the background; a run that is under way is followed, not doubled.

    Raises TidakBerhak, DomainError (the line is switched off).
    """
    aktor = permissions.pastikan(aktor, "beda.cocokkan", BedaSiasn(instansi=instansi), hari(pada))
    if not garis.konfigurasi().menyala:
        raise DomainError(MATI, kode="mati")
    return _mulai(instansi, aktor, pada)


def mulai_jatuh_tempo(*, pada: dt.datetime) -> int:
    """Start the nightly runs, and go on with those that the line broke off; returns how many."""
    setelan = garis.konfigurasi()
    jam = pada.astimezone(ZONA).time()
    if not setelan.menyala or not setelan.waktunya_cocok(jam):
        return 0
    if sinkronisasi_jeda.halangan(setelan, pada):
        return 0
    jumlah = 0
    for instansi in Instansi.objects.order_by("pk"):
        if _belum(instansi, pada - SEGAR).exists() and not _yang_berjalan(instansi):
            _mulai(instansi, None, pada - SEGAR)
            jumlah += 1
    return jumlah


def _mulai(instansi: Instansi, aktor: Akun | None, sejak: dt.datetime) -> Pekerjaan:
    with audit.keputusan(instansi):  # two presses, or a press and the night, are one run
        return _yang_berjalan(instansi) or pekerjaan.mulai(
            jenis=JENIS,
            judul="Mencocokkan pegawai dengan SIASN",
            instansi=instansi,
            aktor=aktor,
            parameter={"sejak": sejak.isoformat()},
        )


def _yang_berjalan(instansi: Instansi) -> Pekerjaan | None:
    berjalan: Pekerjaan | None = Pekerjaan.objects.filter(
        instansi=instansi, jenis=JENIS, status__in=_BERJALAN
    ).first()
    return berjalan


def _belum(instansi: Instansi, sejak: dt.datetime) -> QuerySet[Pegawai]:
    """Who has not been read since then, the longest unread first."""
    terbaca = Q(bacaan_siasn__pada__gte=sejak)
    semua: QuerySet[Pegawai] = Pegawai.objects.filter(instansi=instansi, aktif=True)
    return semua.exclude(terbaca).order_by(F("bacaan_siasn__pada").asc(nulls_first=True), "pk")


def halangan(ini: Pekerjaan, setelan: KonfigurasiSiasn, kini: dt.datetime) -> str:
    """Why this run must end; empty when it may go on."""
    if not Pekerjaan.objects.filter(pk=ini.pk, percobaan=ini.percobaan).exists():
        return "Diambil alih pekerja lain."
    return sinkronisasi_jeda.halangan_garis(setelan, kini)


@pekerjaan.penangan(JENIS)
def jalankan(pekerjaan_ini: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one run. Safe to repeat: whoever was read is not asked again."""
    setelan = garis.konfigurasi()
    if not setelan.menyala:
        raise DomainError(MATI, kode="mati")
    if setelan.mode is ModeSiasn.TIRUAN:
        pengisi.isi(setelan)
    hemat = replace(
        setelan,
        maks_ulang=0,
        tenggat=min(setelan.tenggat, TENGGAT),
        timeout_baca=min(setelan.timeout_baca, TENGGAT),
    )
    with garis.klien(hemat) as klien:
        putaran = _Putaran(pekerjaan_ini, klien, setelan, lapor)
        putaran.jalankan()
    return putaran.hasil()


@dataclass
class _Putaran:
    """One run at work: who is left, what was met, and why it ended."""

    pekerjaan: Pekerjaan
    klien: KlienSiasn
    setelan: KonfigurasiSiasn
    lapor: Lapor
    jam: Jam = sekarang
    sebab: str = ""
    gagal: set[int] = field(default_factory=set)
    beruntun: int = 0
    dikenal: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        self.instansi = self.pekerjaan.instansi
        self.kunci = _TERTUNDA.format(self.instansi.pk)
        self.tertunda: dict[int, dt.datetime] = cache.get(self.kunci, {})
        self.sejak = dt.datetime.fromisoformat(self.pekerjaan.parameter["sejak"])

    def jalankan(self) -> None:
        while bagian := self._berikut():
            bacaan: list[Bacaan] = []
            try:
                self._baca_bagian(bagian, bacaan)
            finally:  # what was answered is kept, whatever ends the run
                cache.set(self.kunci, self.tertunda, _UMUR_TERTUNDA)
                beda.catat(instansi=self.instansi, bacaan=bacaan, pekerjaan=self.pekerjaan)
        self._lapor(0)

    def _baca_bagian(self, bagian: list[Pegawai], bacaan: list[Bacaan]) -> None:
        for nomor, orang in enumerate(bagian):
            self._lapor(nomor)
            if satu := self._baca(orang):
                bacaan.append(satu)
            if self.sebab:
                break
        asing = [satu for satu in bacaan if satu.orang is None]
        if asing and not self._masih_kenal():
            bacaan[:] = [satu for satu in bacaan if satu.orang is not None]
            self._ke_belakang({satu.pegawai for satu in asing})
            self.sebab = "SIASN tidak lagi mengenal orang yang tadi dikenalnya; dianggap gangguan."

    def _masih_kenal(self) -> bool:
        """A sick service answers "tidak ditemukan", too: is somebody it knew still known?"""
        ada = BacaanSiasn.objects.exclude(hasil=BacaanSiasn.Hasil.TIDAK_ADA)
        pernah = ada.filter(pegawai__instansi=self.instansi, pegawai__aktif=True)
        nip = self.dikenal or pernah.values_list("pegawai__nip", flat=True).first()
        try:
            return nip is None or _tanya(self.klien, nip) is not None
        except SiasnError:
            return False

    def _berikut(self) -> list[Pegawai]:
        self.sebab = self.sebab or halangan(self.pekerjaan, self.setelan, self.jam())
        if self.sebab:
            return []
        sisa = _belum(self.instansi, self.sejak).exclude(pk__in=self.gagal)
        segar = list(sisa.exclude(pk__in=self.tertunda)[:SEKALI])
        tertunda = sisa.filter(pk__in=self.tertunda)
        return segar or sorted(tertunda, key=lambda orang: self.tertunda[orang.pk])[:SEKALI]

    def _ke_belakang(self, semua: set[int]) -> None:
        """These could not be read: leave them out of this run, and let the next one begin with
        others."""
        self.gagal |= semua
        self.tertunda |= dict.fromkeys(semua, self.jam())

    def _baca(self, pegawai: Pegawai) -> Bacaan | None:
        """One answer. A fault of the line ends the run, one of a single answer only skips it."""
        try:
            orang = _tanya(self.klien, pegawai.nip)
        except SiasnError as galat:
            self._ke_belakang({pegawai.pk})
            self.beruntun += 1
            sinkronisasi_jeda.istirahat(galat, self.jam())
            if galat.tunda is not None or self.beruntun >= MAKS_BERUNTUN:
                self.sebab = galat.pesan
            return None
        self.beruntun = 0
        self.tertunda.pop(pegawai.pk, None)
        if orang is not None:
            self.dikenal = pegawai.nip
        return Bacaan(pegawai=pegawai.pk, orang=orang, pada=self.jam())

    def _lapor(self, tambahan: int) -> None:
        if tambahan == 0:
            self.total = Pegawai.objects.filter(instansi=self.instansi, aktif=True).count()
            self.selesai = self.total - _belum(self.instansi, self.sejak).count()
        self.lapor(self.selesai + tambahan, self.total, "Membaca data utama dari SIASN")

    def hasil(self) -> dict[str, Any]:
        """The sums, kept with the job and in the trail."""
        milik = BacaanSiasn.objects.filter(pekerjaan=self.pekerjaan)
        per_hasil = Counter(milik.values_list("hasil", flat=True))
        dijawab = sum(per_hasil.values())
        hasil = {
            "ditanya": dijawab + len(self.gagal),
            "dijawab": dijawab,
            "berbeda": per_hasil[BacaanSiasn.Hasil.BEDA],
            "tidak_ditemukan": per_hasil[BacaanSiasn.Hasil.TIDAK_ADA],
            "gagal": len(self.gagal),
            "sisa": _belum(self.instansi, self.sejak).count(),
            "sebab": self.sebab or "Semua pegawai sudah ditanya.",
        }
        with audit.keputusan(self.instansi):
            audit.catat(
                aksi="beda.cocokkan",
                aktor=self.pekerjaan.aktor,
                instansi=self.instansi,
                objek=self.pekerjaan,
                sesudah=hasil,
            )
        return {"url": reverse("penugasan:beda"), **hasil}
