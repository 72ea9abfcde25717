"""Drain the outbox towards SIASN.

One drain has several messages on the wire (threads that see no database) and one hand on the
ledger (this thread). No transaction is open while anything is on the wire. A drain that dies
leaves leases that end; whoever comes next looks those messages up before sending them again.
"""

import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count

from inti import audit
from inti.errors import DomainError
from inti.konteks import bertanda, permintaan_id, tanda_kini
from inti.models import Instansi
from koperasi.models import Koperasi
from penugasan import outbox
from penugasan.models import PesanKeluar, Surat
from penugasan.outbox import Ambilan, Jawaban
from penugasan.services.sinkronisasi_koperasi import samakan_koperasi
from penugasan.services.surat import baca_berkas
from penugasan.siasn.antaran import Akhir, Macam, Titipan, antar
from penugasan.siasn.bentuk import UsulanSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.konfigurasi import Idempotensi, KonfigurasiSiasn
from penugasan.siasn.wire import StatusUsulan

logger = logging.getLogger(__name__)

Jenis = PesanKeluar.Jenis
DITOLAK_BKN: Final = (StatusUsulan.PERBAIKAN, StatusUsulan.DITOLAK)
"""Decisions that make an officer's work: mend it, or let it go."""
MAKS_JEDA: Final = 240.0
MAKS_TAHAN: Final = 240.0
_KUMPUL: Final = 0.02
_SIAGA: Final = 16
_PUTUS_BERUNTUN: Final = 3
_MAKS_RIWAYAT: Final = 20

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

    Messages are claimed as places on the wire come free, so a lease covers one errand only.
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
    berhenti: bool = False
    sesudah: int = 0
    """The agency whose turn was last."""
    kkmp_dicari: bool = False
    kkmp: dict[int, str] = field(default_factory=dict)

    di_jalan: dict[Future[Akhir | None], Ambilan] = field(default_factory=dict)
    """On the wire, and ready behind those."""
    putus_tadi: bool = False
    """The line broke under an errand that is not written down yet: what stands ready waits."""

    def jalankan(self) -> Ringkas:
        self.tertahan = outbox.tertahan()
        segar = time.monotonic()
        kolam = ThreadPoolExecutor(self.k.sejajar, thread_name_prefix="siasn")
        try:
            while True:
                for ambilan in self._isi():
                    if titipan := self._titipan(ambilan):
                        tanda = {**tanda_kini(), **tanda_pesan(ambilan.pesan)}
                        tugas = kolam.submit(self._antar, titipan, tanda)
                        self.di_jalan[tugas] = ambilan
                if not self.di_jalan:
                    return self.hasil
                selesai = self._tunggu()
                if time.monotonic() - segar >= self.k.sewa / 3:
                    segar = time.monotonic()
                    outbox.perpanjang((a.pesan for a in self.di_jalan.values()), pada=self.jam())
                    self.denyut()
                semua = [(self.di_jalan.pop(satu), _ambil_hasil(satu)) for satu in selesai]
                outbox.kembalikan([ambilan for ambilan, akhir in semua if akhir is None])
                self._catat([(ambilan, akhir) for ambilan, akhir in semua if akhir is not None])
                self.putus_tadi = self.berhenti
        finally:
            kolam.shutdown(cancel_futures=True)

    def _isi(self) -> list[Ambilan]:
        """Claim for the free places; while the line is held one message goes ahead alone.

        Some stand ready behind those on the wire, so that no place is empty while the ledger is
        written. A long queue costs the same to look through for one as for many, so half of the
        ready are gone before the next look.
        """
        while not self.berhenti:
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
        """How many claims may stand ready: no more than go within a second at the pace."""
        banyak = max(self.k.sejajar, _SIAGA)
        return min(banyak, int(1 / self.k.jeda)) if self.k.jeda else banyak

    def _antar(self, titipan: Titipan, tanda: Mapping[str, str]) -> Akhir | None:
        """In a thread of its own; None when it was not even tried."""
        if self.putus_tadi:
            return None
        with bertanda(**tanda):
            akhir = antar(titipan, self.klien)
        self.putus_tadi |= akhir.garis
        return akhir

    def _tunggu(self) -> list[Future[Akhir | None]]:
        """The errands that ended. While others stand ready a moment's patience costs nothing, and
        answers that are written together cost less."""
        wait(self.di_jalan, self.k.sewa / 3, FIRST_COMPLETED)
        if len(self.di_jalan) > self.k.sejajar:
            time.sleep(_KUMPUL)
        return [satu for satu in self.di_jalan if satu.done()]

    # Before sending

    def _siapkan(self, diambil: list[Ambilan]) -> list[Ambilan]:
        """Complete bodies; leaves out those finished or put back without sending."""
        siap, badan = [], []
        for ambilan in diambil:
            with bertanda(**tanda_pesan(ambilan.pesan)):
                if ambilan.pesan.jenis != Jenis.USULAN or ambilan.pesan.badan.get("kkmpId"):
                    siap.append(ambilan)
                elif siasn_id := self._kkmp_atau_catat(ambilan):
                    badan.append((ambilan.pesan, {**ambilan.pesan.badan, "kkmpId": siasn_id}))
        lengkap = {pesan.pk for pesan in outbox.ganti_badan(badan)}
        return siap + [ambilan for ambilan in diambil if ambilan.pesan.pk in lengkap]

    def _kkmp_atau_catat(self, ambilan: Ambilan) -> str:
        """SIASN's id of the message's cooperative; "" when its end without one is written down."""
        try:
            siasn_id = self._id_kkmp(ambilan.pesan.penugasan.kebutuhan.koperasi_id)
        except SiasnError as galat:
            akhir = Akhir(
                macam=Macam.TUNDA, kode=galat.kode, pesan=galat.pesan, garis=True, tunda=galat.tunda
            )
        else:
            if siasn_id:
                return siasn_id
            pesan = "Koperasi ini tidak ada dalam daftar koperasi di SIASN."
            akhir = Akhir(macam=Macam.DITOLAK, kode="kkmp_tidak_dikenal", pesan=pesan)
        self._catat([(ambilan, akhir)])
        return ""

    def _id_kkmp(self, koperasi: int) -> str:
        """SIASN's id of a cooperative, learned once per drain; "" when SIASN does not list it."""
        if not self.kkmp:
            self.kkmp = dict(Koperasi.objects.values_list("pk", "siasn_id"))
        if not self.kkmp.get(koperasi) and not self.kkmp_dicari:
            samakan_koperasi(klien=self.klien)
            self.kkmp_dicari = True
            self.kkmp = dict(Koperasi.objects.values_list("pk", "siasn_id"))
        return self.kkmp.get(koperasi, "")

    def _titipan(self, ambilan: Ambilan) -> Titipan | None:
        pesan = ambilan.pesan
        berkas = b""
        if pesan.jenis == Jenis.UNGGAH_SK:
            try:
                berkas = baca_berkas(Surat.objects.get(pk=pesan.badan["surat"]))
            except DomainError as galat:
                akhir = Akhir(macam=Macam.TUNDA, kode="berkas", pesan=galat.pesan)
                self._catat([(ambilan, akhir)])
                return None
        return Titipan(
            jenis=pesan.jenis,
            badan=pesan.badan,
            referensi_id=str(pesan.kunci),
            nip=pesan.penugasan.pegawai.nip,
            id_usulan=_id_usulan(pesan),
            berkas=berkas,
            ragu=ambilan.ragu,
            pernah_ragu=_pernah_ragu(pesan),
            versi=(pesan.jawaban or {}).get("versi", 0),
            cari_dulu=self.k.idempotensi is Idempotensi.CARI_DULU,
        )

    # After the answer

    def _catat(self, semua: Sequence[tuple[Ambilan, Akhir]]) -> None:
        """Write down what came in together, the answers of each agency in one transaction."""
        milik: defaultdict[Instansi, list[tuple[PesanKeluar, Akhir]]] = defaultdict(list)
        for ambilan, akhir in semua:
            pesan = ambilan.pesan
            with bertanda(**tanda_pesan(pesan)):
                macam, kode = akhir.macam.name, akhir.kode
                logger.info(
                    "pesan %s percobaan %s: %s %s", pesan.jenis, pesan.percobaan, macam, kode
                )
                if akhir.terjawab:
                    milik[pesan.instansi].append((pesan, akhir))
                else:
                    self._tunda(pesan, akhir)
        for instansi, sekelompok in milik.items():
            self._terjawab(instansi, sekelompok)
        for _, akhir in semua:
            if akhir.garis:
                self._putus(akhir)
            elif akhir.kode not in ("berkas", "kkmp_tidak_dikenal"):
                self._tersambung()

    def _tunda(self, pesan: PesanKeluar, akhir: Akhir) -> None:
        coba_lagi = self.jam() + self._jeda(pesan, akhir)
        simpan = outbox.ragukan if akhir.macam is Macam.RAGU else outbox.tunda
        jawaban = jejak_jawaban(pesan, akhir, self.jam())
        simpan(pesan, galat=akhir.pesan, coba_lagi=coba_lagi, jawaban=jawaban)

    def _terjawab(self, instansi: Instansi, semua: list[tuple[PesanKeluar, Akhir]]) -> None:
        kini, akhir_dari = self.jam(), {pesan.pk: akhir for pesan, akhir in semua}
        jawaban = [_jawaban(pesan, akhir, kini) for pesan, akhir in semua]
        with audit.keputusan(instansi):
            tercatat = outbox.selesaikan(jawaban, pada=kini)
            catatan = [_catatan(satu, akhir_dari[satu.pesan.pk]) for satu in tercatat]
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

    def _putus(self, akhir: Akhir) -> None:
        """Count faults in a row; when the server asks for rest, or the line is dead, hold all."""
        self.beruntun += 1
        self.hasil.putus += 1
        self.hasil.galat = akhir.pesan
        if akhir.tunda is None and self.beruntun < _PUTUS_BERUNTUN and not self.tertahan:
            return
        tahan = akhir.tunda or min(self.k.jeda_tahan * 2 ** min(self.beruntun, 5), MAKS_TAHAN)
        outbox.tahan(sampai=self.jam() + dt.timedelta(seconds=tahan), galat=akhir.pesan)
        self.berhenti = self.tertahan = True

    def _tersambung(self) -> None:
        self.beruntun = 0
        if self.tertahan and not self.berhenti:
            self.tertahan = False
            outbox.lepas(pada=self.jam())


def tanda_pesan(pesan: PesanKeluar) -> dict[str, str]:
    """What log lines and audit rows about a message carry: the click that queued it, its key."""
    return {"permintaan": pesan.permintaan_id, "pesan": str(pesan.kunci)}


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


def _jawaban(pesan: PesanKeluar, akhir: Akhir, pada: dt.datetime) -> Jawaban:
    ditolak = akhir.macam is Macam.DITOLAK or (
        akhir.usulan is not None and akhir.usulan.status in DITOLAK_BKN
    )
    saat = {"terkirim_pada": pada, "diperiksa_pada": pada} if akhir.http else {}
    jejak = jejak_jawaban(pesan, akhir, pada)
    return Jawaban(
        pesan, diterima=not ditolak, kolom={"jawaban": jejak, **saat, **_kolom_bkn(pesan, akhir)}
    )


def _catatan(jawaban: Jawaban, akhir: Akhir) -> audit.Catatan:
    pesan = jawaban.pesan
    return audit.Catatan(
        aksi=f"pesan.{'diterima' if jawaban.diterima else 'ditolak'}",
        aktor=None,
        objek=pesan,
        sesudah={"jenis": pesan.jenis, "kode": akhir.kode, "percobaan": pesan.percobaan},
        pesan=akhir.pesan[:300],
        permintaan=pesan.permintaan_id or permintaan_id.get(),
    )


def _kolom_bkn(pesan: PesanKeluar, akhir: Akhir) -> dict[str, Any]:
    if akhir.usulan is not None and pesan.jenis == Jenis.USULAN:
        return kolom_usulan(akhir.usulan)
    if akhir.macam is Macam.DITERIMA:
        return {"pesan_bkn": ""}
    if akhir.http == 0:  # refused by ourselves: not BKN's words
        return {"galat": akhir.pesan[:300], "pesan_bkn": ""}
    return {"pesan_bkn": akhir.pesan}


def kolom_usulan(usulan: UsulanSiasn) -> dict[str, Any]:
    """The columns that tell how a proposal stands at BKN; an unknown number keeps its name."""
    nama = usulan.nama_status or f"Nomor {usulan.nomor_status}"
    return {
        "id_usulan": usulan.id[:42],
        "status_bkn": usulan.status or "",
        "status_bkn_nama": nama[:120] if usulan.status else f"{nama} (status BKN tidak dikenal)",
        "pesan_bkn": usulan.alasan,
    }


def jejak_jawaban(pesan: PesanKeluar, akhir: Akhir, pada: dt.datetime) -> dict[str, Any]:
    """The answer as received, and the attempts before it, newest last."""
    lama = pesan.jawaban or {}
    catatan = {
        "pada": pada.isoformat(timespec="seconds"),
        "percobaan": pesan.percobaan,
        "hasil": akhir.macam.name,
        "kode": str(akhir.kode),
        "http": akhir.http,
        "pesan": akhir.pesan[:300],
    }
    riwayat = [*lama.get("riwayat", []), catatan][-_MAKS_RIWAYAT:]
    versi = max(akhir.usulan.versi if akhir.usulan else 0, lama.get("versi", 0))
    terakhir = dict(akhir.mentah) if akhir.mentah else lama.get("terakhir")
    return {"riwayat": riwayat, "terakhir": terakhir, "versi": versi}


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
