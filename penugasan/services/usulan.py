"""The dialogue: "A is needed here, take B", and BKPSDM's answer."""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses
from pegawai.models import Akun, Pegawai
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Usulan
from penugasan.rules.types import Hasil
from penugasan.services.kelayakan import periksa_pegawai, temuan_json
from penugasan.services.nominasi import TidakLayak, hari, rancang


def ajukan(
    *,
    penugasan: Penugasan,
    alasan_kode: str,
    aktor: Akun,
    pada: dt.datetime,
    pengganti: Pegawai | None = None,
    alasan: str = "",
    bukti: File[Any] | None = None,
) -> Usulan:
    """Answer a nomination with a substitute, or, without one, with an objection.

    The substitute must be of the head's own tree and pass the rules now.

    Raises TidakBerhak, TidakLayak, DomainError (not asked any more, another tree), SudahDiproses
    (an usulan is open already, or the substitute is taken or proposed elsewhere).
    """
    with audit.keputusan(penugasan.instansi):
        permissions.pastikan(aktor, "usulan.ajukan", penugasan, hari(pada))
        penugasan.refresh_from_db()
        if penugasan.status != Penugasan.Status.DIMINTA:
            pesan = f"Nominasi ini sudah {penugasan.get_status_display().lower()}."
            raise SudahDiproses(pesan)
        temuan = _periksa_pengganti(penugasan, pengganti, aktor, pada)
        assert penugasan.opd_asal is not None  # noqa: S101 - the permission above needs it
        jabatan = permissions.sebagai(aktor, penugasan.opd_asal, hari(pada))
        usulan = Usulan(
            instansi=penugasan.instansi,
            penugasan=penugasan,
            jenis=Usulan.Jenis.PENGGANTI if pengganti else Usulan.Jenis.KEBERATAN,
            pengganti=pengganti,
            alasan_kode=alasan_kode,
            alasan=alasan,
            temuan=temuan,
            diajukan_pada=pada,
            diajukan_oleh=aktor,
            diajukan_sebagai=jabatan,
        )
        if bukti:
            usulan.bukti = bukti
        _simpan_baru(usulan)
        audit.catat(
            aksi="usulan.ajukan",
            aktor=aktor,
            instansi=penugasan.instansi,
            objek=usulan,
            sesudah={
                "penugasan": penugasan.pk,
                "jenis": usulan.jenis,
                "pengganti": pengganti.pk if pengganti else None,
                "alasan": alasan_kode,
            },
            pesan=alasan,
            atas_nama=jabatan,
        )
        return usulan


def _periksa_pengganti(
    penugasan: Penugasan, pengganti: Pegawai | None, aktor: Akun, pada: dt.datetime
) -> list[dict[str, Any]]:
    if pengganti is None:
        return []
    if pengganti.pk == penugasan.pegawai_id:
        pesan = "Pengganti harus orang lain."
        raise DomainError(pesan)
    if not permissions.menguasai(aktor, pengganti.opd, hari(pada)):
        pesan = "Pengganti harus pegawai di unit yang Anda pimpin."
        raise DomainError(pesan)
    lain = pengganti.penugasan_set.hidup().first()
    if lain:
        pesan = f"{pengganti.nama_lengkap} sudah dinominasikan. Pilih nama lain."
        raise SudahDiproses(pesan)
    kelayakan = periksa_pegawai(
        pengganti, versi=penugasan.periode.versi, acuan=penugasan.periode.tanggal_acuan
    )
    if kelayakan.hasil is not Hasil.LAYAK:
        raise TidakLayak(pengganti, kelayakan)
    return temuan_json(kelayakan)


def _simpan_baru(usulan: Usulan) -> None:
    """Insert, or say which open usulan is in the way. The database decides who was first."""
    try:
        with transaction.atomic():
            usulan.save(force_insert=True)
    except IntegrityError as galat:
        terbuka = Usulan.objects.filter(
            status__in=[Usulan.Status.DIAJUKAN, Usulan.Status.PERBAIKAN]
        ).select_related("diajukan_oleh")
        lain = terbuka.filter(penugasan=usulan.penugasan).first()
        if lain:
            pesan = f"Usulan untuk nama ini sudah diajukan oleh {lain.diajukan_oleh.nama}."
        else:
            lain = terbuka.filter(pengganti=usulan.pengganti).first()
            oleh = lain.diajukan_sebagai if lain else "unit lain"
            pesan = f"Pengganti ini sudah diusulkan lebih dulu oleh {oleh}. Pilih nama lain."
        raise SudahDiproses(pesan) from galat


def cabut(*, usulan: Usulan, aktor: Akun, pada: dt.datetime) -> Usulan:
    """The head takes the usulan back; the nomination waits for an answer again."""
    with audit.keputusan(usulan.instansi):
        permissions.pastikan(aktor, "usulan.cabut", usulan, hari(pada))
        return workflow.pindah(usulan, workflow.CABUT, aktor=aktor, diputus_pada=pada)


def setujui(*, usulan: Usulan, aktor: Akun, pada: dt.datetime, catatan: str = "") -> Usulan:
    """BKPSDM accepts: A keeps his place, and B (if one was named) takes the post.

    The rules are asked again now: a substitute who no longer passes is refused.

    Raises TidakBerhak, SudahDiproses, TidakLayak.
    """
    with audit.keputusan(usulan.instansi):
        permissions.pastikan(aktor, "usulan.setujui", usulan, hari(pada))
        usulan = workflow.pindah(
            usulan,
            workflow.SETUJUI,
            aktor=aktor,
            pesan=catatan,
            diputus_pada=pada,
            diputus_oleh=aktor,
            catatan=catatan,
        )
        lama = usulan.penugasan
        jawaban = {
            "dijawab_pada": usulan.diajukan_pada,
            "dijawab_oleh": usulan.diajukan_oleh,
            "dijawab_sebagai": usulan.diajukan_sebagai,
        }
        if usulan.pengganti is None:
            workflow.pindah(lama, workflow.PERTAHANKAN, aktor=aktor, **jawaban)
            return usulan
        workflow.pindah(lama, workflow.GANTI, aktor=aktor, **jawaban)
        baru = rancang(
            pegawai=usulan.pengganti,
            kebutuhan=lama.kebutuhan,
            periode=lama.periode,
            aktor=aktor,
            pada=pada,
            asal=Penugasan.Asal.PENGGANTI,
            menggantikan=lama,
        )
        workflow.pindah(baru, workflow.TERIMA_PENGGANTI, aktor=aktor, diminta_pada=pada, **jawaban)
        usulan.pengganti_penugasan = baru
        usulan.save(update_fields=["pengganti_penugasan"])
        return usulan


def tolak(*, usulan: Usulan, aktor: Akun, pada: dt.datetime, catatan: str) -> Usulan:
    """BKPSDM refuses with a reason; the nomination stays, and waits for an answer."""
    return _jawab(usulan, workflow.TOLAK, aktor=aktor, pada=pada, catatan=catatan)


def minta_perbaikan(*, usulan: Usulan, aktor: Akun, pada: dt.datetime, catatan: str) -> Usulan:
    """BKPSDM sends the usulan back to the head, saying what to mend (BTS)."""
    return _jawab(usulan, workflow.MINTA_PERBAIKAN, aktor=aktor, pada=pada, catatan=catatan)


def _jawab(
    usulan: Usulan, peralihan: workflow.Peralihan, *, aktor: Akun, pada: dt.datetime, catatan: str
) -> Usulan:
    if not catatan.strip():
        pesan = "Tulis alasannya; kepala OPD akan membacanya."
        raise DomainError(pesan)
    with audit.keputusan(usulan.instansi):
        permissions.pastikan(aktor, peralihan.aksi, usulan, hari(pada))
        return workflow.pindah(
            usulan,
            peralihan,
            aktor=aktor,
            pesan=catatan,
            diputus_pada=pada,
            diputus_oleh=aktor,
            catatan=catatan,
        )


def ajukan_lagi(
    *,
    usulan: Usulan,
    alasan_kode: str,
    aktor: Akun,
    pada: dt.datetime,
    pengganti: Pegawai | None = None,
    alasan: str = "",
) -> Usulan:
    """The head hands in the mended usulan; the substitute is checked again.

    The kind stays: a proposal keeps naming somebody, an objection nobody.
    """
    if (pengganti is None) != (usulan.jenis == Usulan.Jenis.KEBERATAN):
        pesan = "Jenis usulan tidak dapat diganti. Cabut usulan ini, lalu ajukan yang baru."
        raise DomainError(pesan)
    with audit.keputusan(usulan.instansi):
        permissions.pastikan(aktor, "usulan.ajukan_lagi", usulan, hari(pada))
        temuan = _periksa_pengganti(usulan.penugasan, pengganti, aktor, pada)
        isi = {
            "alasan_kode": alasan_kode,
            "alasan": alasan,
            "pengganti": pengganti,
            "temuan": temuan,
            "diajukan_pada": pada,
        }
        try:
            with transaction.atomic():
                return workflow.pindah(usulan, workflow.AJUKAN_LAGI, aktor=aktor, **isi)
        except IntegrityError as galat:
            pesan = "Pengganti ini sudah diusulkan lebih dulu oleh unit lain. Pilih nama lain."
            raise SudahDiproses(pesan) from galat
