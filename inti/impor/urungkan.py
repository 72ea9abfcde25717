"""Undoing an applied import: everything it wrote goes back, what people changed later stays."""

import datetime as dt
from typing import Any

from inti.audit import catat, keputusan
from inti.errors import DomainError, SudahDiproses
from inti.impor.kini import pelaku
from inti.impor.pengimpor import Urungan, ambil
from inti.models import Impor, Sumber

MASA_URUNG = dt.timedelta(days=30)
DISIMPAN = 500
"""How many of the kept values the result lists by name; the number is always the true one."""


def batas_urung(impor: Impor) -> dt.datetime | None:
    """Return until when an import can be undone; None when it is not applied."""
    if impor.status != Impor.Status.DITERAPKAN or impor.diterapkan_pada is None:
        return None
    return impor.diterapkan_pada + MASA_URUNG


def pastikan_dapat(impor: Impor, saat: dt.datetime) -> None:
    """Refuse what cannot be undone, in words. Raises DomainError or SudahDiproses."""
    if impor.status == Impor.Status.DIURUNGKAN:
        pesan = f"Impor “{impor.nama_berkas}” sudah dibatalkan."
        raise SudahDiproses(pesan)
    batas = batas_urung(impor)
    if batas is None:
        pesan = "Hanya impor yang sudah diterapkan yang dapat dibatalkan."
        raise DomainError(pesan)
    if saat > batas:
        pesan = (
            f"Impor hanya dapat dibatalkan selama {MASA_URUNG.days} hari. "
            "Perbaiki datanya lewat berkas baru atau isian petugas."
        )
        raise DomainError(pesan, kode="masa_urung_lewat")


def urungkan(impor: Impor, *, aktor: Any | None, saat: dt.datetime) -> Urungan:
    """Put back what an import wrote, all in one transaction with one audit entry.

    A value that somebody changed after the import, and a record that is in use by now, stay; the
    result names them. Raises TidakBerhak, DomainError or SudahDiproses (see ``pastikan_dapat``).
    """
    with keputusan(impor.instansi):
        aktor = pelaku(impor, aktor)
        pastikan_dapat(impor, saat)
        menang = Impor.objects.filter(pk=impor.pk, status=Impor.Status.DITERAPKAN).update(
            status=Impor.Status.DIURUNGKAN, diurungkan_pada=saat
        )
        impor.refresh_from_db()
        if not menang:
            pastikan_dapat(impor, saat)
        hasil = Urungan()
        for sumber in Sumber.objects.filter(impor=impor).order_by("pk"):
            hasil = ambil(impor.jenis).urungkan(impor, sumber, saat=saat)
        angka = {
            "dihapus": hasil.dihapus,
            "dikembalikan": hasil.dikembalikan,
            "dipertahankan": len(hasil.dipertahankan),
        }
        impor.ringkasan = impor.ringkasan | {
            "urungan": angka | {"daftar": hasil.dipertahankan[:DISIMPAN]}
        }
        impor.save(update_fields=["ringkasan"])
        catat(
            aksi="impor.urungkan",
            aktor=aktor,
            instansi=impor.instansi,
            objek=impor,
            sesudah=angka,
            pesan=f"{impor.nama_berkas} dibatalkan",
        )
    return hasil
