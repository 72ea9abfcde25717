"""The signed letter comes back: its file is kept beside the one the portal printed."""

import datetime as dt
import hashlib
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from inti import audit
from inti.berkas import sidik_berkas
from inti.errors import DomainError, SudahDiproses
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import Surat
from penugasan.services.nominasi import hari


def unggah_ttd(*, surat: Surat, berkas: "File[Any]", aktor: Akun, pada: dt.datetime) -> Surat:
    """Keep the signed file and its fingerprint; the same file again changes nothing.

    A later upload takes the place of an earlier one, whose file and fingerprint stay in the
    storage and in the trail. Raises TidakBerhak, SudahDiproses (no longer in force) and
    DomainError when it is the portal's own file, unsigned.
    """
    sidik = sidik_berkas(berkas)
    with audit.keputusan(surat.instansi):
        aktor = permissions.pastikan(aktor, "surat.unggah_ttd", surat, hari(pada))
        surat = Surat.objects.select_related("instansi").get(pk=surat.pk)
        if surat.status != Surat.Status.BERLAKU:
            pesan = f"Surat {surat.nomor} sudah {surat.get_status_display().lower()}."
            raise SudahDiproses(pesan)
        if sidik == surat.sha256:
            pesan = "Ini berkas cetakan portal, belum bertanda tangan. Unggah yang sudah."
            raise DomainError(pesan, kode="belum_bertanda_tangan")
        if sidik == surat.sidik_ttd:
            return surat
        lama = surat.sidik_ttd
        surat.berkas_ttd.save(f"{surat.pk}-{sidik[:16]}.pdf", berkas, save=False)
        surat.sidik_ttd, surat.ttd_pada, surat.ttd_oleh = sidik, pada, aktor
        surat.save(update_fields=["berkas_ttd", "sidik_ttd", "ttd_pada", "ttd_oleh"])
        audit.catat(
            aksi="surat.unggah_ttd",
            aktor=aktor,
            instansi=surat.instansi,
            objek=surat,
            sebelum={"sha256": lama} if lama else None,
            sesudah={"sha256": sidik, "ukuran": berkas.size},
        )
    return surat


def baca_ttd(surat: Surat) -> bytes | None:
    """The signed file as it was uploaded, None when there is none.

    Raises DomainError when the stored file is not the one that was uploaded.
    """
    nama = str(surat.berkas_ttd)
    if not nama or not default_storage.exists(nama):
        return None
    with default_storage.open(nama) as berkas:
        isi: bytes = berkas.read()
    if hashlib.sha256(isi).hexdigest() != surat.sidik_ttd:
        pesan = f"Berkas bertanda tangan {surat.nomor} tidak sama dengan yang diunggah."
        raise DomainError(pesan)
    return isi
