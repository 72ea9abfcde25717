"""A correction that the person proposes: a question to oneself, answered at once with evidence.

From there it is any other answer: BKPSDM checks it, and only then it becomes a fact.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from inti import audit
from inti.errors import DomainError
from inti.hari_kerja import Kalender
from pegawai.models import Akun, Pegawai
from penugasan import permissions
from penugasan.models import Periode, PermintaanData
from penugasan.queries.periode import periode_terkini
from penugasan.queries.permintaan_fakta import SENDIRI
from penugasan.services.nominasi import hari
from penugasan.services.permintaan import jawab

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


def rancang(pegawai: Pegawai, periode: Periode, kode: str) -> PermintaanData:
    """Return the question, not saved, that a correction of this fact answers.

    Raises KeyError for a fact nobody corrects by himself, DomainError for a person without unit.
    """
    nama, aturan = SENDIRI[kode]
    if pegawai.opd is None:
        pesan = "Unit kerja Anda belum tercatat, jadi usul perbaikan belum dapat dikirim."
        raise DomainError(pesan, kode="tanpa_unit")
    return PermintaanData(
        instansi=periode.instansi,
        periode=periode,
        pegawai=pegawai,
        opd=pegawai.opd,
        aturan=aturan,
        pertanyaan=f"Usul perbaikan dari pegawai: {nama.lower()}",
    )


def usulkan(
    *,
    permintaan: PermintaanData,
    jawaban: Mapping[str, Any],
    penjelasan: str,
    berkas: "UploadedFile[Any]",
    aktor: Akun,
    pada: dt.datetime,
) -> PermintaanData:
    """Hand a correction in; ``permintaan`` is what ``rancang`` made, ``jawaban`` as for ``jawab``.

    Raises TidakBerhak, DomainError (this fact is being asked about already).
    """
    instansi = permintaan.instansi
    with audit.keputusan(instansi):
        permintaan.periode = periode_terkini(permintaan.periode)
        aktor = permissions.pastikan(aktor, "permintaan.usulkan", permintaan, hari(pada))
        terbuka = PermintaanData.objects.terbuka().filter(pegawai=permintaan.pegawai)
        if terbuka.filter(aturan=permintaan.aturan).exists():
            pesan = "Data ini sedang ditanyakan atau diperiksa. Lihat menu Permintaan data."
            raise DomainError(pesan, kode="sedang_ditanya")
        permintaan.batas = Kalender(permintaan.periode.instansi).tambah(
            hari(pada), permintaan.periode.batas_hari_kerja
        )
        permintaan.diminta_oleh, permintaan.diminta_pada = aktor, pada
        permintaan.save(force_insert=True)
        audit.catat(
            aksi="permintaan.usulkan",
            aktor=aktor,
            instansi=instansi,
            objek=permintaan,
            sesudah={"daftar": [[permintaan.pegawai_id, permintaan.aturan]]},
            pesan=permintaan.pertanyaan,
        )
        return jawab(
            permintaan=permintaan,
            jawaban=jawaban,
            penjelasan=penjelasan,
            berkas=berkas,
            aktor=aktor,
            pada=pada,
        )
