"""Writes and verifies the append-only, hash-chained audit trail, and the access log."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from inti import kata, titipan
from inti.konteks import permintaan_id
from inti.models import Instansi, JejakAudit, KepalaRantai, LogAkses
from inti.waktu import sekarang


def sidik_isi(isi: dict[str, Any]) -> str:
    """Return the SHA-256 of a row's canonical JSON: sorted keys, no spaces, UTF-8."""
    teks = json.dumps(isi, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(teks.encode()).hexdigest()


_terkunci: ContextVar[frozenset[int]] = ContextVar("rantai_terkunci", default=frozenset())


@contextmanager
def keputusan(instansi: Instansi) -> Iterator[None]:
    """Open the transaction of a deciding act: the agency's chain is its *first* lock.

    Deciding acts of one agency therefore run one after another, so none of them can deadlock
    with another and the loser of a race reads what the winner committed. Keep them short, and
    never call out (HTTP, rendering) inside.
    """
    with transaction.atomic():
        if instansi.pk not in _terkunci.get():  # an act within an act has the lock already
            _kunci_kepala(instansi)
        penanda = _terkunci.set(_terkunci.get() | {instansi.pk})
        try:
            with kata.pakai(instansi.pk):  # what is kept is said in the agency's own words
                yield
        finally:
            _terkunci.reset(penanda)


@dataclass(frozen=True, kw_only=True)
class Catatan:
    """One act, as ``catat`` takes it. ``permintaan``: the request that it belongs to."""

    aksi: str
    aktor: Any | None
    objek: models.Model | None = None
    sebelum: dict[str, Any] | None = None
    sesudah: dict[str, Any] | None = None
    pesan: str = ""
    atas_nama: str = ""
    permintaan: str = field(default_factory=permintaan_id.get)


def catat(
    *,
    aksi: str,
    aktor: Any | None,
    instansi: Instansi,
    objek: models.Model | None = None,
    sebelum: dict[str, Any] | None = None,
    sesudah: dict[str, Any] | None = None,
    pesan: str = "",
    atas_nama: str = "",
) -> JejakAudit:
    """Append one act to the agency's chain; ``aktor`` is None for the machine only.

    Raises RuntimeError outside ``keputusan(instansi)``: whoever audits locks the chain first.
    """
    satu = Catatan(
        aksi=aksi,
        aktor=aktor,
        objek=objek,
        sebelum=sebelum,
        sesudah=sesudah,
        pesan=pesan,
        atas_nama=atas_nama,
    )
    return catat_semua(instansi, [satu])[0]


def catat_semua(instansi: Instansi, semua: Sequence[Catatan]) -> list[JejakAudit]:
    """Append acts that happened together, in their order; see ``catat``."""
    if instansi.pk not in _terkunci.get():
        msg = "audit.catat() belongs inside audit.keputusan(instansi)"
        raise RuntimeError(msg)
    kepala = KepalaRantai.objects.get(instansi=instansi)
    waktu, jejak = sekarang(), []
    for satu in semua:
        baris = _baris(satu, kepala, waktu)
        kepala.urutan, kepala.sidik = baris.urutan, baris.sidik
        jejak.append(baris)
    JejakAudit.objects.bulk_create(jejak)
    kepala.save(update_fields=["urutan", "sidik"])
    return jejak


def _baris(satu: Catatan, kepala: KepalaRantai, waktu: dt.datetime) -> JejakAudit:
    """The row that follows the head of the chain."""
    baris = JejakAudit(
        instansi_id=kepala.instansi_id,
        urutan=kepala.urutan + 1,
        waktu=waktu,
        aksi=satu.aksi,
        aktor=satu.aktor,
        atas_nama=satu.atas_nama,
        objek_jenis=satu.objek._meta.label_lower if satu.objek else "",
        objek_id=str(satu.objek.pk) if satu.objek else "",
        sebelum=_biasa(satu.sebelum),
        sesudah=_biasa(satu.sesudah),
        pesan=satu.pesan,
        permintaan_id=satu.permintaan,
        sidik_sebelumnya=kepala.sidik,
    )
    baris.sidik = sidik_isi(baris.isi())
    return baris


def _kunci_kepala(instansi: Instansi) -> KepalaRantai:
    kepala = KepalaRantai.objects.select_for_update().filter(instansi=instansi).first()
    if kepala is None:
        with transaction.atomic():
            KepalaRantai.objects.get_or_create(instansi=instansi)
        kepala = KepalaRantai.objects.select_for_update().get(instansi=instansi)
    return kepala


def _biasa(isi: dict[str, Any] | None) -> dict[str, Any] | None:
    """Bring values to what JSON gives back, so that the fingerprint survives the database."""
    return None if isi is None else json.loads(json.dumps(isi, default=str))


@dataclass(frozen=True, slots=True)
class Kerusakan:
    """The first row of a chain that does not hold."""

    instansi: str
    urutan: int
    sebab: str


def verifikasi(instansi: Instansi) -> tuple[int, Kerusakan | None]:
    """Recompute the chain of one agency: rows read, and the first broken one or None."""
    jumlah, sidik = 0, ""
    for jejak in _rantai(instansi):
        jumlah += 1
        sebab = ""
        if jejak.urutan != jumlah:
            sebab = f"baris nomor {jumlah} hilang atau berpindah"
        elif jejak.sidik_sebelumnya != sidik:
            sebab = "tidak menyambung ke baris sebelumnya"
        elif jejak.sidik != sidik_isi(jejak.isi()):
            sebab = "isinya berubah sesudah dicatat"
        if sebab:
            return jumlah, Kerusakan(instansi.kode, jumlah, sebab)
        sidik = jejak.sidik
    kepala = KepalaRantai.objects.filter(instansi=instansi).first()
    akhir = (kepala.urutan, kepala.sidik) if kepala else (0, "")
    if akhir != (jumlah, sidik):
        return jumlah, Kerusakan(instansi.kode, jumlah + 1, "baris terakhir hilang")
    return jumlah, None


def _rantai(instansi: Instansi) -> Iterator[JejakAudit]:
    return JejakAudit.objects.filter(instansi=instansi).order_by("urutan").iterator(1000)


def catat_akses(
    *,
    akun: Any,
    jenis: str,
    objek_jenis: str,
    objek_id: object = "",
    jumlah: int = 1,
    keterangan: str = "",
) -> None:
    """Remember who looked at (``lihat``), revealed (``ungkap``) or took out (``ekspor``) data.

    Does not wait for whoever holds SQLite; the row is safe on the disk when this returns.
    """
    if not akun.instansi_id:
        return
    titipan.simpan(
        LogAkses(
            instansi_id=akun.instansi_id,
            akun=akun,
            waktu=sekarang(),
            jenis=str(jenis),
            objek_jenis=objek_jenis,
            objek_id=str(objek_id),
            jumlah=jumlah,
            keterangan=keterangan[:300],
            permintaan_id=permintaan_id.get(),
        )
    )
