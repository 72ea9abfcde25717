"""What BKN decides after a proposal has arrived, and the sweep that keeps everything moving."""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet

from inti import audit
from inti.konteks import bertanda
from koperasi.models import Koperasi
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.models.penugasan import TETAP
from penugasan.services.sinkronisasi_jawaban import DITOLAK_BKN, kolom_usulan, tanda_pesan
from penugasan.services.sinkronisasi_kirim import Jam, Ringkas, kirim
from penugasan.services.sinkronisasi_koperasi import samakan_koperasi
from penugasan.siasn import pengisi
from penugasan.siasn.bentuk import UsulanSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, ModeSiasn
from penugasan.siasn.payload import badan_unggah_sk
from penugasan.siasn.wire import STATUS_TAMAT, StatusUsulan, samakan_id

logger = logging.getLogger(__name__)

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status
_SEJAK: Final = "siasn:putusan-sejak"
_PENUH: Final = "siasn:putusan-penuh"
_GILIRAN: Final = "siasn:putusan-giliran"
_KUNCI_KIRIM: Final = "siasn:pengirim"
_TUMPANG: Final = dt.timedelta(seconds=60)
_JEDA_PENUH: Final = dt.timedelta(minutes=4)
_UMUR_SEJAK: Final = 600
_SEKALI_CARI: Final = 500


def tarik_putusan(*, klien: KlienSiasn, pada: dt.datetime) -> int:
    """Read what has changed at BKN and store it; returns how many proposals moved.

    Reads from the last change seen, with an overlap, and from the beginning every four minutes: a
    row that came late or out of order is met again. Raises SiasnError when the line is down;
    nothing is stored from a list that did not come whole.
    """
    if not _terbuka().exists():
        return 0
    penuh: dt.datetime | None = cache.get(_PENUH)
    lengkap = penuh is None or pada - penuh >= _JEDA_PENUH
    sejak: dt.datetime | None = None if lengkap else cache.get(_SEJAK)
    daftar = klien.daftar_usulan(diubah_sejak=sejak - _TUMPANG if sejak else None)
    if lengkap:
        cache.set(_PENUH, pada, _UMUR_SEJAK)
    pindah = 0
    for pesan, usulan in _pasangkan(daftar):
        with bertanda(**tanda_pesan(pesan)):
            pindah += _terapkan(pesan, usulan, pada)
    terakhir = max((usulan.diubah for usulan in daftar if usulan.diubah), default=None)
    if terakhir is not None:
        cache.set(_SEJAK, max(terakhir, sejak or terakhir), _UMUR_SEJAK)
    antre_unggah_sk(pada=pada)
    return pindah


def _terbuka() -> QuerySet[PesanKeluar]:
    """Proposals that arrived and on which BKN may still speak."""
    return (
        PesanKeluar.objects.filter(
            jenis=Jenis.USULAN, usang=False, status__in=(Status.DITERIMA, Status.DITOLAK)
        )
        .exclude(id_usulan="", manual_oleh=None)
        .exclude(status_bkn__in=STATUS_TAMAT)
    )


def _pasangkan(daftar: Collection[UsulanSiasn]) -> list[tuple[PesanKeluar, UsulanSiasn]]:
    """Each of BKN's rows with the message it answers; rows that are not ours are left alone."""
    per_kunci: dict[UUID, UsulanSiasn] = {}
    for usulan in daftar:
        kunci = _uuid(usulan.referensi_id)
        lama = per_kunci.get(kunci) if kunci else None
        if kunci and (lama is None or lama.versi <= usulan.versi):
            per_kunci[kunci] = usulan
    berkunci = [(pesan, per_kunci[pesan.kunci]) for pesan in _bertahap("kunci", per_kunci)]
    lain = _tanpa_kunci(daftar, {pesan.kunci for pesan, _ in berkunci})
    return [*berkunci, *((pesan, lain[pesan.pk]) for pesan in _bertahap("pk", lain))]


def _bertahap(kolom: str, nilai: Iterable[Any]) -> list[PesanKeluar]:
    """The open messages with one of these values, asked for a part at a time."""
    semua = list(nilai)
    return [
        pesan
        for awal in range(0, len(semua), _SEKALI_CARI)
        for pesan in _terbuka()
        .filter(**{f"{kolom}__in": semua[awal : awal + _SEKALI_CARI]})
        .select_related("instansi")
    ]


def _tanpa_kunci(daftar: Collection[UsulanSiasn], sudah: set[UUID]) -> dict[int, UsulanSiasn]:
    """By message, the rows that carry no key of ours: a service may know none, and what was typed
    in by hand has none. They are known by their id; an entry without one, by its person."""
    asing = [usulan for usulan in daftar if _uuid(usulan.referensi_id) not in sudah]
    if not asing:
        return {}
    kolom = ("pk", "kunci", "id_usulan", "penugasan__pegawai__nip")
    terbuka = [
        (pk, samakan_id(id_usulan), nip)
        for pk, kunci, id_usulan, nip in _terbuka().values_list(*kolom)
        if kunci not in sudah
    ]
    per_id = {samakan_id(usulan.id): usulan for usulan in asing}
    bernomor = {nomor for _, nomor, _ in terbuka if nomor}
    per_nip = {u.nip: u for nomor, u in per_id.items() if u.aktif and nomor not in bernomor}
    calon = {pk: per_id.get(nomor) if nomor else per_nip.get(nip) for pk, nomor, nip in terbuka}
    return {pk: usulan for pk, usulan in calon.items() if usulan is not None}


def _uuid(nilai: str) -> UUID | None:
    try:
        return UUID(samakan_id(nilai))
    except ValueError:
        return None


def _terapkan(pesan: PesanKeluar, usulan: UsulanSiasn, pada: dt.datetime) -> bool:
    """Store one decision. An older version than the stored one is a stale answer: passed over."""
    lama = pesan.jawaban or {}
    kolom = kolom_usulan(usulan)
    sama = all(getattr(pesan, nama) == nilai for nama, nilai in kolom.items() if nama in _BEDA)
    if usulan.versi < lama.get("versi", 0) or sama:
        return False
    if pesan.id_usulan:
        del kolom["id_usulan"]  # the same id in another of its three forms
    kolom["jawaban"] = {**lama, "terakhir": dict(usulan.mentah), "versi": usulan.versi}
    with audit.keputusan(pesan.instansi):
        ditolak = usulan.status in DITOLAK_BKN
        if not outbox.putusan_bkn(pesan, ditolak=ditolak, pada=pada, **kolom):
            return False
        audit.catat(
            aksi=f"siasn.{(usulan.status or 'tidak_dikenal').lower()}",
            aktor=None,
            instansi=pesan.instansi,
            objek=pesan,
            sebelum={"status_bkn": pesan.status_bkn},
            sesudah={"status_bkn": usulan.status, "nomor": usulan.nomor_status},
            pesan=usulan.alasan[:300],
        )
    return True


_BEDA: Final = frozenset({"status_bkn", "status_bkn_nama", "pesan_bkn"})


def antre_unggah_sk(*, pada: dt.datetime) -> int:
    """Queue the SK of every accepted proposal that has none on the way; returns how many."""
    unggah = PesanKeluar.objects.filter(
        penugasan=OuterRef("penugasan"), jenis=Jenis.UNGGAH_SK, usang=False
    )
    diterima = (
        PesanKeluar.objects.filter(
            jenis=Jenis.USULAN,
            usang=False,
            status_bkn=StatusUsulan.DITERIMA,
            penugasan__status__in=TETAP,
        )
        .exclude(Exists(unggah))
        .select_related("instansi", "penugasan")
    )
    jumlah = 0
    for pesan in diterima:
        with bertanda(**tanda_pesan(pesan)):  # the upload belongs to the click of its proposal
            jumlah += _antre_satu_sk(pesan, pada)
    return jumlah


def _antre_satu_sk(pesan: PesanKeluar, pada: dt.datetime) -> bool:
    with audit.keputusan(pesan.instansi):
        sudah = PesanKeluar.objects.filter(
            penugasan=pesan.penugasan, jenis=Jenis.UNGGAH_SK, usang=False
        )
        sk = sk_berlaku(pesan.penugasan)
        if sk is None or sudah.exists():
            return False
        outbox.antre(
            penugasan=pesan.penugasan,
            jenis=Jenis.UNGGAH_SK,
            badan=badan_unggah_sk(sk, pesan.id_usulan),
            instansi=pesan.instansi,
            pada=pada,
        )
    return True


def sk_berlaku(penugasan: Penugasan) -> Surat | None:
    """The SK in force that orders this assignment."""
    berlaku = penugasan.surat_set.filter(jenis=Surat.Jenis.SK, status=Surat.Status.BERLAKU)
    return berlaku.order_by("-pk").first()


# The sweep


def antar_semua(*, klien: KlienSiasn, konfigurasi: KonfigurasiSiasn, jam: Jam) -> Ringkas | None:
    """Drain the outbox unless another worker is at it; None then. A nudge costs nothing so.

    The lock is an economy, not a guard: two drains at once are safe, they only waste a worker. It
    ends by itself with the lease when its holder dies.
    """

    def denyut() -> None:
        cache.touch(_KUNCI_KIRIM, konfigurasi.sewa)

    jumlah = None
    while cache.add(_KUNCI_KIRIM, 1, konfigurasi.sewa):
        try:
            jumlah = kirim(klien=klien, konfigurasi=konfigurasi, jam=jam, denyut=denyut)
        finally:
            cache.delete(_KUNCI_KIRIM)
        # A message queued between our last look and the release of the lock had its nudge refused.
        if not (jumlah.terkirim or jumlah.ditolak) or not outbox.ada_siap(pada=jam()):
            break
    return jumlah


def sapu(*, klien: KlienSiasn, konfigurasi: KonfigurasiSiasn, jam: Jam) -> None:
    """Everything that must happen though nobody asked: leases, waiting messages, decisions.

    Each part is tried by itself; a line that is down ends it quietly, for the rows keep everything.
    """
    if not konfigurasi.menyala:
        return
    bagian: list[Callable[[], Any]] = [
        lambda: antar_semua(klien=klien, konfigurasi=konfigurasi, jam=jam)
    ]
    if konfigurasi.mode is ModeSiasn.TIRUAN:
        bagian.insert(0, lambda: pengisi.isi(konfigurasi))
    if not konfigurasi.tenang(jam().time()):
        bagian.append(lambda: _kenali_koperasi(klien))
        if cache.add(_GILIRAN, 1, max(konfigurasi.jeda_tarik, 0.01)):
            bagian.append(lambda: tarik_putusan(klien=klien, pada=jam()))
    for satu in bagian:
        try:
            satu()
        except SiasnError as galat:
            logger.info("sapuan siasn: %s", galat.kode)


def _kenali_koperasi(klien: KlienSiasn) -> None:
    """Learn SIASN's ids before they are needed; asked at most every ten minutes."""
    if not Koperasi.objects.filter(siasn_id="").exists():
        return
    if cache.add("siasn:kkmp-giliran", 1, _UMUR_SEJAK):
        samakan_koperasi(klien=klien)
