"""Who may act for a cooperative: appointing a pengurus and ending the term, each on the trail."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.hak import akun_kini
from inti.peran import Peran
from koperasi.models import Koperasi, Pengurus

PENGATUR = (Peran.PETUGAS, Peran.DINAS_KOPERASI)
"""Who appoints a pengurus and ends a term."""


def angkat_pengurus(
    *, koperasi: Koperasi, akun: Any, jabatan: str, mulai: dt.date, aktor: Any
) -> Pengurus:
    """Let an account act for the cooperative from that day.

    Raises DomainError (another agency, another role, switched off), SudahDiproses (he runs it
    already), TidakBerhak.
    """
    with audit.keputusan(koperasi.instansi):
        aktor = akun_kini(aktor, *PENGATUR, instansi=koperasi.instansi)
        akun = _calon(akun, koperasi)
        try:
            with transaction.atomic():
                pengurus = Pengurus.objects.create(
                    koperasi=koperasi, akun=akun, nama=akun.nama, jabatan=jabatan, mulai=mulai
                )
        except IntegrityError as galat:
            pesan = f"{akun.nama} sudah menjadi pengurus {koperasi.nama_pendek}."
            raise SudahDiproses(pesan) from galat
        audit.catat(
            aksi="pengurus.angkat",
            aktor=aktor,
            instansi=koperasi.instansi,
            objek=koperasi,
            sesudah={"akun": akun.pk, "jabatan": jabatan, "mulai": mulai},
            pesan=str(pengurus),
        )
        return pengurus


def akhiri_pengurus(*, pengurus: Pengurus, hari: dt.date, aktor: Any) -> Pengurus:
    """End the term with the day before ``hari``: he sees the cooperative no more from then on.

    Raises SudahDiproses when it has ended before, TidakBerhak.
    """
    instansi = pengurus.koperasi.instansi
    with audit.keputusan(instansi):
        aktor = akun_kini(aktor, *PENGATUR, instansi=instansi)
        akhir = max(pengurus.mulai, hari - dt.timedelta(days=1))
        baris = Pengurus.objects.filter(pk=pengurus.pk, selesai__isnull=True)
        isi: dict[str, Any] = {"selesai": akhir}
        if pengurus.mulai >= hari:  # appointed by mistake today: no day of it may remain
            isi["akun"] = None
        if not baris.update(**isi):
            pesan = "Masa jabatan pengurus ini sudah diakhiri."
            raise SudahDiproses(pesan)
        pengurus.refresh_from_db()
        audit.catat(
            aksi="pengurus.akhiri",
            aktor=aktor,
            instansi=instansi,
            objek=pengurus.koperasi,
            sesudah={"selesai": akhir},
            pesan=str(pengurus),
        )
        return pengurus


def _calon(akun: Any, koperasi: Koperasi) -> Any:
    """The account as it stands now, when it may act for a cooperative of this agency."""
    try:
        return akun_kini(akun, Peran.PENGURUS_KOPERASI, instansi=koperasi.instansi)
    except TidakBerhak as galat:
        pesan = "Pilih akun aktif berperan pengurus koperasi dari instansi ini."
        raise DomainError(pesan) from galat
