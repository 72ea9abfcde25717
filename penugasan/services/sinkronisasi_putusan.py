"""What BKN decides after a proposal has arrived, and the sweep that keeps everything moving."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet

from inti import audit
from inti.konteks import bertanda
from koperasi.models import Koperasi
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.models.penugasan import TETAP
from penugasan.services import sinkronisasi_jeda
from penugasan.services.sinkronisasi_jawaban import DITOLAK_BKN, kolom_usulan, tanda_pesan
from penugasan.services.sinkronisasi_kirim import Jam, Ringkas, kirim
from penugasan.services.sinkronisasi_koperasi import samakan_koperasi
from penugasan.siasn import garis, pengisi
from penugasan.siasn.bentuk import UsulanSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.konfigurasi import Idempotensi, KonfigurasiSiasn, ModeSiasn
from penugasan.siasn.payload import badan_unggah_sk
from penugasan.siasn.wire import STATUS_TAMAT, StatusUsulan, samakan_id

logger = logging.getLogger(__name__)

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status
_SEJAK: Final = "siasn:putusan-sejak"
_PENUH: Final = "siasn:putusan-penuh"
_GILIRAN: Final = "siasn:putusan-giliran"
_KUNCI_KIRIM: Final = "siasn:pengirim"
_TUMPANG: Final = dt.timedelta(seconds=60)
_JEDA_PENUH: Final = 240.0
_KALI_PENUH: Final = 20
"""A reading from the beginning takes at most so small a part of the time."""
_KALI_JEDA: Final = 4
_UMUR_INGAT: Final = 24 * 3600.0
_JEDA_KKMP: Final = 600
_SEKALI_CARI: Final = 500


def _diam() -> None:
    """Nobody asks how far a list has been read."""


def tarik_putusan(
    *,
    klien: KlienSiasn,
    pada: dt.datetime,
    tanpa_kunci: bool = False,
    tiap_halaman: Callable[[], None] = _diam,
) -> int:
    """Read what has changed at BKN and store it; returns how many proposals moved.

    Reads from the last change seen, with an overlap, and from the beginning every four minutes, or
    less often where that takes long: a row that came late or out of order is met again.
    ``tanpa_kunci``: the service knows no key of ours, so a proposal's id is enough.
    ``tiap_halaman`` is called before each page. Raises SiasnError when the line is down; nothing is
    stored from a list that did not come whole.
    """
    if not _terbuka().exists():
        return 0
    penuh: dt.datetime | None = cache.get(_PENUH)  # when it is due
    lengkap = penuh is None or pada >= penuh
    sejak: dt.datetime | None = None if lengkap else cache.get(_SEJAK)
    mulai = time.monotonic()
    try:
        daftar = klien.daftar_usulan(tiap_halaman, diubah_sejak=sejak - _TUMPANG if sejak else None)
    finally:
        if lengkap:  # also one that broke off: meanwhile what has changed is read
            jeda = max(_JEDA_PENUH, _KALI_PENUH * (time.monotonic() - mulai))
            cache.set(_PENUH, pada + dt.timedelta(seconds=jeda), _UMUR_INGAT)
    pindah = 0
    for pesan, usulan in _pasangkan(daftar, tanpa_kunci=tanpa_kunci):
        with bertanda(**tanda_pesan(pesan)):
            pindah += _terapkan(pesan, usulan, pada)
    terakhir = max((usulan.diubah for usulan in daftar if usulan.diubah), default=None)
    if terakhir is not None:
        cache.set(_SEJAK, max(terakhir, sejak or terakhir), _UMUR_INGAT)
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


def _pasangkan(
    daftar: Collection[UsulanSiasn], *, tanpa_kunci: bool
) -> list[tuple[PesanKeluar, UsulanSiasn]]:
    """Each of BKN's rows with the message it answers; rows that are not ours are left alone."""
    per_kunci: dict[UUID, UsulanSiasn] = {}
    for usulan in daftar:
        kunci = _uuid(usulan.referensi_id)
        lama = per_kunci.get(kunci) if kunci else None
        if kunci and (lama is None or lama.versi <= usulan.versi):
            per_kunci[kunci] = usulan
    berkunci = [(pesan, per_kunci[pesan.kunci]) for pesan in _bertahap("kunci", per_kunci)]
    sudah = {pesan.kunci for pesan, _ in berkunci}
    lain = _tanpa_kunci(daftar, sudah, semua=tanpa_kunci)
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


def _tanpa_kunci(
    daftar: Collection[UsulanSiasn], sudah: set[UUID], *, semua: bool
) -> dict[int, UsulanSiasn]:
    """By message, the rows that carry no key of ours, as what was typed in by hand, and everything
    (``semua``) of a service that knows none. They are known by their id; an entry without one, by
    its person. Where keys are known, a row that lost its key may have lost more: it must wait."""
    asing = [usulan for usulan in daftar if _uuid(usulan.referensi_id) not in sudah]
    if not asing:
        return {}
    kolom = ("pk", "kunci", "id_usulan", "penugasan__pegawai__nip", "manual_oleh")
    terbuka = [
        (pk, samakan_id(id_usulan), nip, semua or manual is not None)
        for pk, kunci, id_usulan, nip, manual in _terbuka().values_list(*kolom)
        if kunci not in sudah
    ]
    per_id = {samakan_id(usulan.id): usulan for usulan in asing}
    bernomor = {nomor for _, nomor, _, _ in terbuka if nomor}
    per_nip = {u.nip: u for nomor, u in per_id.items() if u.aktif and nomor not in bernomor}
    calon = {
        pk: per_id.get(nomor) if nomor else per_nip.get(nip)
        for pk, nomor, nip, boleh in terbuka
        if boleh
    }
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
    """Queue one, unless it was queued, or the assignment revoked, before the lock was ours."""
    with audit.keputusan(pesan.instansi):
        if not Penugasan.objects.filter(pk=pesan.penugasan_id, status__in=TETAP).exists():
            return False
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
    """Everything that must happen though nobody asked: decisions, leases, waiting messages.

    Each part is tried by itself; a line that is down ends it quietly, for the rows keep everything.
    Decisions come first: where only the sending fails, it holds the line again at once.
    """
    if not konfigurasi.menyala:
        return
    bagian: list[Callable[[], Any]] = [
        lambda: _putusan_bergiliran(konfigurasi, jam),
        lambda: antar_semua(klien=klien, konfigurasi=konfigurasi, jam=jam),
        lambda: _kenali_koperasi(konfigurasi, jam),
    ]
    if konfigurasi.mode is ModeSiasn.TIRUAN:
        bagian.insert(0, lambda: pengisi.isi(konfigurasi))
    for satu in bagian:
        try:
            satu()
        except SiasnError as galat:
            logger.info("sapuan siasn: %s", galat.kode)


class _TerhalangError(Exception):
    """The reading must rest; nothing of what it had read is kept."""


def baca_putusan(
    *,
    klien: KlienSiasn,
    konfigurasi: KonfigurasiSiasn,
    jam: Jam,
    denyut: Callable[[], None] = _diam,
) -> str:
    """Read BKN's decisions unless the line must rest; returns why not, empty when they were read.

    Asks again before each page, and calls ``denyut``. Raises SiasnError when the line is down; the
    rest that it asked for has begun by then.
    """

    def tiap_halaman() -> None:
        denyut()
        if sebab := sinkronisasi_jeda.halangan(konfigurasi, jam()):
            raise _TerhalangError(sebab)

    try:
        tarik_putusan(
            klien=klien,
            pada=jam(),
            tanpa_kunci=konfigurasi.idempotensi is Idempotensi.CARI_DULU,
            tiap_halaman=tiap_halaman,
        )
    except _TerhalangError as galat:
        return str(galat)
    except SiasnError as galat:
        sinkronisasi_jeda.istirahat(galat, jam())
        raise
    return ""


def _putusan_bergiliran(konfigurasi: KonfigurasiSiasn, jam: Jam) -> None:
    """Read the decisions when their time has come and no other worker is at it.

    The turn is kept until the reading ends, and then for the pause: a slow service has the longer
    one, so that it never occupies the workers. A killed reader's turn ends by itself.
    """
    if sinkronisasi_jeda.halangan(konfigurasi, jam()):
        return
    milik, umur = uuid4().hex, 2 * max(konfigurasi.tenggat, konfigurasi.timeout_baca) + 60
    if not cache.add(_GILIRAN, milik, umur):
        return

    def denyut() -> None:
        cache.touch(_GILIRAN, umur)

    mulai, diminta = time.monotonic(), 0.0
    try:
        with _klien_hemat(konfigurasi) as klien:
            baca_putusan(klien=klien, konfigurasi=konfigurasi, jam=jam, denyut=denyut)
    except SiasnError as galat:
        diminta = galat.tunda or 0.0
        raise
    finally:
        biasa, lama = konfigurasi.jeda_tarik, time.monotonic() - mulai
        jeda = min(max(biasa, _KALI_JEDA * lama), _KALI_JEDA * biasa)
        if cache.get(_GILIRAN) == milik:
            cache.touch(_GILIRAN, max(jeda, diminta))


def _klien_hemat(konfigurasi: KonfigurasiSiasn) -> KlienSiasn:
    """A client that repeats nothing: whoever reads by himself comes back anyway."""
    return garis.klien(replace(konfigurasi, maks_ulang=0))


def _kenali_koperasi(konfigurasi: KonfigurasiSiasn, jam: Jam) -> None:
    """Learn SIASN's ids before they are needed; asked at most every ten minutes."""
    if not Koperasi.objects.filter(siasn_id="").exists():
        return
    if sinkronisasi_jeda.halangan(konfigurasi, jam()):
        return
    if cache.add("siasn:kkmp-giliran", 1, _JEDA_KKMP):
        try:
            with _klien_hemat(konfigurasi) as klien:
                samakan_koperasi(klien=klien)
        except SiasnError as galat:
            sinkronisasi_jeda.istirahat(galat, jam())
            raise
