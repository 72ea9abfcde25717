"""Drain the outbox towards SIASN.

One drain has several messages on the wire (threads that see no database) and one hand on the
ledger (this thread). No transaction is open while anything is on the wire. A drain that dies
leaves leases that end; whoever comes next looks those messages up before sending them again.
"""

import contextlib
import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Final

from django.db import DatabaseError
from django.db.models import Count

from inti import audit
from inti.errors import DomainError
from inti.konteks import bertanda, tanda_kini
from inti.models import Instansi
from penugasan import outbox
from penugasan.models import PesanKeluar, Surat
from penugasan.outbox import Ambilan
from penugasan.services.sinkronisasi_jawaban import (
    catatan_untuk,
    jawaban_untuk,
    jejak_jawaban,
    sibuk_terus,
    tanda_pesan,
)
from penugasan.services.sinkronisasi_koperasi import samakan_koperasi
from penugasan.services.surat import baca_berkas
from penugasan.siasn.antaran import Akhir, Macam, Titipan, antar
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import BUKAN_SALAH_PESAN, Kode, SiasnError
from penugasan.siasn.konfigurasi import Idempotensi, KonfigurasiSiasn

logger = logging.getLogger(__name__)

Jenis = PesanKeluar.Jenis
MAKS_JEDA: Final = 240.0
MAKS_TAHAN: Final = 240.0
_KUMPUL: Final = 0.02
_SIAGA: Final = 16
_PUTUS_BERUNTUN: Final = 3

Jam = Callable[[], dt.datetime]


@dataclass(kw_only=True)
class Ringkas:
    """What one drain did: answers had, faults met."""

    terkirim: int = 0
    ditolak: int = 0
    putus: int = 0
    galat: str = ""


def kirim(
    *,
    klien: KlienSiasn,
    konfigurasi: KonfigurasiSiasn,
    jam: Jam,
    denyut: Callable[[], None] | None = None,
) -> Ringkas:
    """Send all that is due, then return; nothing is sent when the mode is ``mati`` or in quiet
    hours. ``denyut`` is called now and then while there is work, to keep a lock alive.

    Messages are claimed as places on the wire come free, at most a second's worth ahead.
    """
    if not konfigurasi.menyala or konfigurasi.tenang(jam().time()):
        return Ringkas()
    outbox.lepaskan_sewa(pada=jam(), sewa=dt.timedelta(seconds=konfigurasi.sewa))
    if outbox.masih_ditahan(pada=jam()):
        return Ringkas()
    return _Pengirim(klien, konfigurasi, jam, denyut or (lambda: None)).jalankan()


@dataclass
class _Pengirim:
    klien: KlienSiasn
    k: KonfigurasiSiasn
    jam: Jam
    denyut: Callable[[], None]
    hasil: Ringkas = field(default_factory=Ringkas)
    beruntun: int = 0
    tertahan: bool = False
    tahanan: tuple[dt.datetime, str] | None = None
    """The hold that this drain declared: until when, and why. Nothing is claimed after it."""
    sesudah: int = 0
    """The agency whose turn was last."""
    kkmp_dicari: bool = False
    kkmp_galat: SiasnError | None = None
    di_jalan: dict[Future[Akhir | None], Ambilan] = field(default_factory=dict)
    """On the wire, and ready behind those."""
    patah: list[Akhir] = field(default_factory=list)
    """Breaks of the line that are not written down yet."""
    lama: float = 1.0
    """Seconds that the last errand took."""

    def jalankan(self) -> Ringkas:
        self.tertahan = outbox.tertahan()
        self._kenali_koperasi()
        kolam = ThreadPoolExecutor(self.k.sejajar, thread_name_prefix="siasn")
        try:
            self._kuras(kolam)
        finally:
            kolam.shutdown(cancel_futures=True)
            self._pulangkan()
        return self.hasil

    def _kuras(self, kolam: ThreadPoolExecutor) -> None:
        segar = time.monotonic()
        while True:
            for ambilan in self._isi():
                if titipan := self._titipan(ambilan):
                    tanda = {**tanda_kini(), **tanda_pesan(ambilan.pesan)}
                    self.di_jalan[kolam.submit(self._antar, titipan, tanda)] = ambilan
            if not self.di_jalan:
                return
            selesai = self._tunggu()
            if time.monotonic() - segar >= self.k.sewa / 3:
                segar = time.monotonic()
                self._perpanjang()
            semua = [(self.di_jalan.pop(satu), _ambil_hasil(satu)) for satu in selesai]
            self._kembalikan([ambilan for ambilan, akhir in semua if akhir is None])
            self._catat([(ambilan, akhir) for ambilan, akhir in semua if akhir is not None])

    def _perpanjang(self) -> None:
        """Keep the lock alive, and the leases that would not outlast the time until the next."""
        pada = self.jam()
        lama = pada - dt.timedelta(seconds=self.k.sewa / 3)
        semua = (ambilan.pesan for ambilan in self.di_jalan.values())
        outbox.perpanjang((p for p in semua if (p.diambil_pada or lama) <= lama), pada=pada)
        self.denyut()

    def _isi(self) -> list[Ambilan]:
        """Claim for the free places; while the line is held one message goes ahead alone.

        Some stand ready behind those on the wire, so that no place is empty while the ledger is
        written. A long queue costs the same to look through for one as for many, so half of the
        ready are gone before the next look.
        """
        while not (self._akan_ditahan() or self.k.tenang(self.jam().time())):
            siaga = self._siaga()
            tempat = (1 if self.tertahan else self.k.sejajar + siaga) - len(self.di_jalan)
            if tempat < (1 if self.tertahan else max(siaga // 2, 1)):
                return []
            diambil = outbox.ambil(pada=self.jam(), batas=tempat, sesudah=self.sesudah)
            self.sesudah = diambil[-1].pesan.instansi_id if diambil else 0
            siap = self._siapkan(diambil)
            if siap or not diambil:
                return siap
        return []

    def _siaga(self) -> int:
        """How many claims may stand ready: no more than go within a second."""
        laju = self.k.sejajar / max(self.lama, self.k.jeda * self.k.sejajar, 0.001)
        return min(max(self.k.sejajar, _SIAGA), int(laju))

    def _akan_ditahan(self) -> bool:
        """Is the line held, or will it be as soon as the breaks are written down?"""
        minta_jeda = any(akhir.tunda is not None for akhir in self.patah)
        return bool(self.tahanan) or minta_jeda or len(self.patah) >= _PUTUS_BERUNTUN

    def _antar(self, titipan: Titipan, tanda: Mapping[str, str]) -> Akhir | None:
        """In a thread of its own; None when it was not even tried."""
        if self._akan_ditahan():
            return None
        mulai = time.monotonic()
        with bertanda(**tanda):
            akhir = antar(titipan, self.klien)
        if akhir.garis:
            self.patah.append(akhir)
        self.lama = time.monotonic() - mulai
        return akhir

    def _tunggu(self) -> list[Future[Akhir | None]]:
        """The errands that ended. While others stand ready a moment's patience costs nothing, and
        answers that are written together cost less."""
        wait(self.di_jalan, self.k.sewa / 3, FIRST_COMPLETED)
        if len(self.di_jalan) > self.k.sejajar:
            time.sleep(_KUMPUL)
        return [satu for satu in self.di_jalan if satu.done()]

    def _kembalikan(self, semua: Sequence[Ambilan]) -> None:
        outbox.kembalikan(semua)
        if semua and self.tahanan:
            sampai, galat = self.tahanan
            outbox.tahan(sampai=sampai, galat=galat)

    def _pulangkan(self) -> None:
        """Give back what was never tried, also when this drain breaks off."""
        urung = [a for satu, a in self.di_jalan.items() if satu.cancelled() or _tak_dicoba(satu)]
        with contextlib.suppress(DatabaseError):  # then their leases end
            self._kembalikan(urung)

    # Before sending

    def _kenali_koperasi(self) -> None:
        """Learn the ids that SIASN gives the cooperatives, while no lease can run out over it."""
        if not outbox.tanpa_kkmp(pada=self.jam()):
            return
        self.kkmp_dicari = True
        try:
            samakan_koperasi(klien=self.klien, tiap_halaman=self.denyut)
        except SiasnError as galat:
            self.kkmp_galat = galat
            self.hasil.putus, self.hasil.galat = 1, galat.pesan
            if galat.kode is not Kode.BENTUK:  # asked several times by the client: no hiccup
                self._tahan(galat.pesan, galat.tunda)

    def _siapkan(self, diambil: list[Ambilan]) -> list[Ambilan]:
        """Complete bodies; leaves out those finished or put back without sending."""
        siap, badan = [], []
        for ambilan in diambil:
            pesan = ambilan.pesan
            if pesan.jenis != Jenis.USULAN or pesan.badan.get("kkmpId"):
                siap.append(ambilan)
            elif siasn_id := pesan.penugasan.kebutuhan.koperasi.siasn_id:
                badan.append((pesan, {**pesan.badan, "kkmpId": siasn_id}))
            else:
                self._tanpa_kkmp(ambilan)
        lengkap = {pesan.pk for pesan in outbox.ganti_badan(badan)}
        return siap + [ambilan for ambilan in diambil if ambilan.pesan.pk in lengkap]

    def _tanpa_kkmp(self, ambilan: Ambilan) -> None:
        if self.kkmp_galat:
            self._tunda_sendiri(ambilan, self.kkmp_galat.kode, self.kkmp_galat.pesan)
        elif not self.kkmp_dicari:  # it came while this drain was under way
            pesan = "Daftar koperasi di SIASN segera dibaca."
            self._tunda_sendiri(ambilan, "kkmp_belum_dicari", pesan)
        else:
            pesan = "Koperasi ini tidak ada dalam daftar koperasi di SIASN."
            akhir = Akhir(macam=Macam.DITOLAK, kode="kkmp_tidak_dikenal", pesan=pesan)
            self._terjawab(ambilan.pesan.instansi, [(ambilan.pesan, akhir)])

    def _titipan(self, ambilan: Ambilan) -> Titipan | None:
        """The errand as plain values; None when it cannot be put together, and that is noted."""
        try:
            return self._rakit(ambilan)
        except DomainError as galat:
            self._tunda_sendiri(ambilan, "berkas", galat.pesan)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("titipan siasn gagal dirakit")
            self._tunda_sendiri(ambilan, "portal", "Kesalahan pada portal saat menyiapkan pesan.")
        return None

    def _rakit(self, ambilan: Ambilan) -> Titipan:
        pesan = ambilan.pesan
        sk = pesan.jenis == Jenis.UNGGAH_SK
        return Titipan(
            jenis=pesan.jenis,
            badan=pesan.badan,
            referensi_id=str(pesan.kunci),
            nip=pesan.penugasan.pegawai.nip,
            id_usulan=_id_usulan(pesan),
            kkmp_id=pesan.badan.get("kkmpId") or pesan.penugasan.kebutuhan.koperasi.siasn_id,
            berkas=baca_berkas(Surat.objects.get(pk=pesan.badan["surat"])) if sk else b"",
            ragu=ambilan.ragu,
            pernah_ragu=_pernah_ragu(pesan),
            versi=(pesan.jawaban or {}).get("versi", 0),
            cari_dulu=self.k.idempotensi is Idempotensi.CARI_DULU,
        )

    def _tunda_sendiri(self, ambilan: Ambilan, kode: str, pesan: str) -> None:
        """Put it off for a reason of ours; what was doubted stays in doubt."""
        macam = Macam.RAGU if ambilan.ragu else Macam.TUNDA
        self._tunda(ambilan.pesan, Akhir(macam=macam, kode=kode, pesan=pesan))

    # After the answer

    def _catat(self, semua: Sequence[tuple[Ambilan, Akhir]]) -> None:
        """Write down what came in together, the answers of each agency in one transaction."""
        milik: defaultdict[Instansi, list[tuple[PesanKeluar, Akhir]]] = defaultdict(list)
        for ambilan, apa_adanya in semua:
            akhir = sibuk_terus(ambilan.pesan, apa_adanya, self.jam())
            if akhir.terjawab:
                milik[ambilan.pesan.instansi].append((ambilan.pesan, akhir))
            else:
                self._tunda(ambilan.pesan, akhir)
        for instansi, sekelompok in milik.items():
            self._terjawab(instansi, sekelompok)
        for _, akhir in semua:
            if akhir.garis:
                self._putus(akhir.pesan, akhir.tunda)
                self.patah.remove(akhir)
            elif akhir.http:
                self._tersambung()
        if self.tahanan:
            for ambilan, akhir in semua:
                if akhir.garis and akhir.kode not in BUKAN_SALAH_PESAN:
                    outbox.mundurkan(ambilan.pesan)

    def _tunda(self, pesan: PesanKeluar, akhir: Akhir) -> None:
        _sebut(pesan, akhir)
        coba_lagi = self.jam() + self._jeda(pesan, akhir)
        simpan = outbox.ragukan if akhir.macam is Macam.RAGU else outbox.tunda
        jawaban = jejak_jawaban(pesan, akhir, self.jam())
        simpan(pesan, galat=akhir.pesan, coba_lagi=coba_lagi, jawaban=jawaban)

    def _terjawab(self, instansi: Instansi, semua: list[tuple[PesanKeluar, Akhir]]) -> None:
        kini, akhir_dari = self.jam(), {pesan.pk: akhir for pesan, akhir in semua}
        for pesan, akhir in semua:
            _sebut(pesan, akhir)
        jawaban = [jawaban_untuk(pesan, akhir, kini) for pesan, akhir in semua]
        with audit.keputusan(instansi):
            tercatat = outbox.selesaikan(jawaban, pada=kini)
            catatan = [catatan_untuk(satu, akhir_dari[satu.pesan.pk]) for satu in tercatat]
            audit.catat_semua(instansi, catatan)
        diterima = sum(satu.diterima for satu in tercatat)
        self.hasil.terkirim += diterima
        self.hasil.ditolak += len(tercatat) - diterima

    def _jeda(self, pesan: PesanKeluar, akhir: Akhir) -> dt.timedelta:
        """Back off with each attempt; after a look that found nothing, only the look's own wait."""
        if akhir.macam is Macam.BELUM_ADA:
            return dt.timedelta(seconds=self.k.jeda_cek)
        dasar = max(self.k.jeda_cek, 0.05) * 2 ** min(pesan.percobaan - 1, 8)
        return dt.timedelta(seconds=max(min(dasar, MAKS_JEDA), akhir.tunda or 0))

    def _putus(self, galat: str, tunda: float | None) -> None:
        """Count faults in a row; when the server asks for rest, or the line is dead, hold all."""
        self.beruntun += 1
        self.hasil.putus += 1
        self.hasil.galat = galat
        if tunda is not None or self.beruntun >= _PUTUS_BERUNTUN or self.tertahan:
            self._tahan(galat, tunda)

    def _tahan(self, galat: str, tunda: float | None) -> None:
        lama = tunda or min(self.k.jeda_tahan * 2 ** min(self.beruntun, 5), MAKS_TAHAN)
        self.tahanan = (self.jam() + dt.timedelta(seconds=lama), galat)
        self.tertahan = True
        outbox.tahan(sampai=self.tahanan[0], galat=galat)

    def _tersambung(self) -> None:
        self.beruntun = 0
        if self.tertahan and not self.tahanan:
            self.tertahan = False
            outbox.lepas(pada=self.jam())


def _sebut(pesan: PesanKeluar, akhir: Akhir) -> None:
    """A line in the log for every attempt that ended."""
    with bertanda(**tanda_pesan(pesan)):
        macam, kode = akhir.macam.name, akhir.kode
        logger.info("pesan %s percobaan %s: %s %s", pesan.jenis, pesan.percobaan, macam, kode)


def _tak_dicoba(selesai: Future[Akhir | None]) -> bool:
    return selesai.exception() is None and selesai.result() is None


def _ambil_hasil(selesai: Future[Akhir | None]) -> Akhir | None:
    """An errand that broke in our own code has an unknown end, like a broken line."""
    try:
        return selesai.result()
    except Exception:
        logger.exception("antaran siasn gagal")
        return Akhir(macam=Macam.RAGU, kode="portal", pesan="Kesalahan pada portal saat mengirim.")


def _pernah_ragu(pesan: PesanKeluar) -> bool:
    """Did an earlier attempt end without a readable answer?"""
    ragu = {Macam.RAGU.name, Macam.BELUM_ADA.name}
    return any(satu["hasil"] in ragu for satu in (pesan.jawaban or {}).get("riwayat", ()))


def _id_usulan(pesan: PesanKeluar) -> str:
    """The proposal at BKN that an upload or a withdrawal speaks of."""
    if pesan.jenis == Jenis.USULAN:
        return str(pesan.badan.get("id") or "")
    if id_usulan := pesan.badan.get("id_usulan"):
        return str(id_usulan)
    usulan = PesanKeluar.objects.filter(penugasan=pesan.penugasan, jenis=Jenis.USULAN)
    terakhir = usulan.exclude(id_usulan="").order_by("-pk").first()
    return terakhir.id_usulan if terakhir else ""


def hitung() -> dict[str, int]:
    """How the ledger stands, in the five words of ``kirim_siasn --keluaran``."""
    Status = PesanKeluar.Status  # noqa: N806 - an enum's own name
    baris = PesanKeluar.objects.filter(usang=False).order_by().values_list("status")
    jumlah = dict(baris.annotate(Count("pk")))
    return {
        "menunggu": sum(jumlah.get(s, 0) for s in (Status.MENUNGGU, Status.DIKIRIM, Status.MANUAL)),
        "diterima": jumlah.get(Status.DITERIMA, 0),
        "ditolak": jumlah.get(Status.DITOLAK, 0),
        "tidak_pasti": jumlah.get(Status.TIDAK_PASTI, 0),
        "ditahan": jumlah.get(Status.DITAHAN, 0),
    }
