"""Pengecualian: a rule overruled for one person, by two people, with a document."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.berkas import sidik_berkas
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from pegawai.models import Akun, Pegawai
from penugasan import permissions, workflow
from penugasan.models import Pengecualian, Periode
from penugasan.queries.periode import periode_terkini
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.paket import boleh_dikecualikan
from penugasan.rules.types import Hasil
from penugasan.services import saring
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.nominasi import hari

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

HIDUP = (Pengecualian.Status.DIAJUKAN, Pengecualian.Status.DISETUJUI)
SUDAH_ADA = "Pengecualian untuk syarat ini sudah diajukan atau sudah berlaku."


def ajukan(
    *,
    pegawai: Pegawai,
    periode: Periode,
    aturan: str,
    alasan: str,
    dokumen: str,
    berkas: "UploadedFile[Any]",
    aktor: Akun,
    pada: dt.datetime,
) -> Pengecualian:
    """Ask a second person to overrule one rule for one person in one round.

    ``berkas`` is a checked file whose name tells nothing. Raises TidakBerhak, SudahDiproses, and
    DomainError when the rule is not in the person's way or may not be overruled.
    """
    for satu in (alasan, dokumen):
        wajib_alasan(satu, "Isi alasan dan nomor dokumennya.")
    with audit.keputusan(periode.instansi):
        periode = periode_terkini(periode)
        calon = Pengecualian(instansi=periode.instansi, periode=periode, pegawai=pegawai)
        aktor = permissions.pastikan(aktor, "pengecualian.ajukan", calon, hari(pada))
        calon.pegawai = pegawai = _terkini(pegawai)
        _pastikan_boleh(pegawai, periode, aturan)
        if Pengecualian.objects.filter(
            pegawai=pegawai, periode=periode, aturan=aturan, status__in=HIDUP
        ).exists():
            raise SudahDiproses(SUDAH_ADA)  # before a file is kept
        kelayakan = periksa_pegawai(pegawai, versi=periode.versi, acuan=periode.tanggal_acuan)
        temuan = next((t for t in kelayakan.temuan if t.kode == aturan), None)
        if temuan is None or temuan.hasil is Hasil.LAYAK:
            pesan = "Syarat ini tidak menghalangi pegawai ini, jadi tidak perlu pengecualian."
            raise DomainError(pesan)
        calon.aturan, calon.alasan, calon.dokumen = aturan, alasan.strip(), dokumen.strip()
        calon.hasil_semula, calon.alasan_semula = temuan.hasil.value, temuan.alasan
        calon.diajukan_oleh, calon.diajukan_pada = aktor, pada
        calon.nama_berkas, calon.sha256 = str(berkas.name), sidik_berkas(berkas)
        calon.berkas = berkas
        _simpan_baru(calon)
        audit.catat(
            aksi="pengecualian.ajukan",
            aktor=aktor,
            instansi=periode.instansi,
            objek=calon,
            sesudah={
                "pegawai": pegawai.pk,
                "aturan": aturan,
                "hasil_semula": calon.hasil_semula,
                "dokumen": calon.dokumen,
                "sha256": calon.sha256,
            },
            pesan=calon.alasan,
        )
    return calon


def setujui(
    *, pengecualian: Pengecualian, aktor: Akun, pada: dt.datetime, catatan: str = ""
) -> Pengecualian:
    """Let the exception count from now on; everybody's verdict is computed again."""
    return _putuskan(pengecualian, "setujui", workflow.SETUJUI_PENGECUALIAN, aktor, pada, catatan)


def tolak(
    *, pengecualian: Pengecualian, aktor: Akun, pada: dt.datetime, catatan: str
) -> Pengecualian:
    """Refuse the exception, with a reason."""
    wajib_alasan(catatan, "Tulis alasan penolakan.")
    return _putuskan(pengecualian, "tolak", workflow.TOLAK_PENGECUALIAN, aktor, pada, catatan)


def cabut(
    *, pengecualian: Pengecualian, aktor: Akun, pada: dt.datetime, catatan: str
) -> Pengecualian:
    """Take an exception back, with a reason; it stops counting at once."""
    wajib_alasan(catatan, "Tulis alasan pencabutan.")
    return _putuskan(pengecualian, "cabut", workflow.CABUT_PENGECUALIAN, aktor, pada, catatan)


def _putuskan(
    pengecualian: Pengecualian,
    aksi: str,
    peralihan: workflow.Peralihan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str,
) -> Pengecualian:
    with audit.keputusan(pengecualian.instansi):
        aktor = permissions.pastikan(aktor, f"pengecualian.{aksi}", pengecualian, hari(pada))
        berlaku = pengecualian.status == Pengecualian.Status.DISETUJUI
        hasil = workflow.pindah(
            pengecualian,
            peralihan,
            aktor=aktor,
            pesan=catatan.strip(),
            diputus_oleh=aktor,
            diputus_pada=pada,
            catatan=catatan.strip(),
        )
        if berlaku or hasil.status == Pengecualian.Status.DISETUJUI:
            saring.mulai(periode=hasil.periode, aktor=aktor)
    return hasil


def _terkini(pegawai: Pegawai) -> Pegawai:
    """The person as on record now; facts may have changed since the page."""
    kini: Pegawai | None = Pegawai.objects.filter(pk=pegawai.pk).first()
    if kini is None:
        pesan = "Data pegawai ini sudah tidak ada, jadi tidak ada yang dapat dikecualikan."
        raise DomainError(pesan, kode="sudah_dihapus")
    return kini


def _simpan_baru(calon: Pengecualian) -> None:
    """Insert with its file, or leave neither. The database decides who was first."""
    try:
        with transaction.atomic():
            calon.save(force_insert=True)
    except IntegrityError as galat:
        calon.berkas.delete(save=False)
        raise SudahDiproses(SUDAH_ADA) from galat


def _pastikan_boleh(pegawai: Pegawai, periode: Periode, aturan: str) -> None:
    if pegawai.instansi_id != periode.instansi_id:
        pesan = "Pegawai dan periode harus dari instansi yang sama."
        raise DomainError(pesan)
    if aturan not in boleh_dikecualikan(periode.versi.isi):
        nama = MENURUT_KODE[aturan].nama if aturan in MENURUT_KODE else aturan
        pesan = f"Syarat {nama} tidak dapat dikecualikan menurut aturan yang berlaku."
        raise DomainError(pesan)
