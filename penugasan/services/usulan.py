"""The dialogue: "A is needed here, take B", and BKPSDM's answer."""

import datetime as dt
from collections.abc import Collection, Sequence
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
from penugasan.services.nominasi import (
    USULAN_TERBUKA,
    TidakLayak,
    hari,
    rancang,
    satu_instansi,
    tolak_bila_bertugas,
)
from penugasan.services.tenggat import hari_terpakai, lanjutkan_jam


def ajukan(
    *,
    penugasan: Penugasan,
    alasan_kode: str,
    aktor: Akun,
    pada: dt.datetime,
    pengganti: Pegawai | None = None,
    alasan: str = "",
    bukti: "File[Any] | None" = None,
) -> Usulan:
    """Answer a nomination with a substitute, or, without one, with an objection.

    The substitute must be of the head's own tree and pass the rules now. ``bukti`` is a checked
    file whose name tells nothing.

    Raises TidakBerhak, TidakLayak, DomainError (another tree), SudahDiproses (answered already,
    an usulan is open, or the substitute is taken or proposed elsewhere).
    """
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "usulan.ajukan", penugasan, hari(pada))
        _pastikan_masih_diminta(penugasan)
        pengganti = _segar(pengganti)
        temuan = _periksa_pengganti(penugasan, pengganti, aktor, pada)
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
            diajukan_sebagai=_sebagai(aktor, penugasan, pada),
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
            atas_nama=usulan.diajukan_sebagai,
        )
        return usulan


def _pastikan_masih_diminta(penugasan: Penugasan) -> None:
    if penugasan.status == Penugasan.Status.DIMINTA:
        penugasan.refresh_from_db(fields=["status"])
    if penugasan.status != Penugasan.Status.DIMINTA:
        raise SudahDiproses(workflow.siapa_dulu(penugasan))


def _segar(pengganti: Pegawai | None) -> Pegawai | None:
    """The substitute as he is on record now; facts and unit may have changed since the page."""
    if pengganti is None:
        return None
    segar: Pegawai = Pegawai.objects.select_related("opd", "instansi").get(pk=pengganti.pk)
    return segar


def _sebagai(aktor: Akun, penugasan: Penugasan, pada: dt.datetime) -> str:
    assert penugasan.opd_asal is not None  # noqa: S101 - the permission asked before needs it
    return permissions.sebagai(aktor, penugasan.opd_asal, hari(pada))


def _periksa_pengganti(
    penugasan: Penugasan, pengganti: Pegawai | None, aktor: Akun, pada: dt.datetime
) -> list[dict[str, Any]]:
    if pengganti is None:
        return []
    if pengganti.pk == penugasan.pegawai_id:
        pesan = "Pengganti harus orang lain."
        raise DomainError(pesan)
    if not pengganti.aktif or not permissions.menguasai(aktor, pengganti.opd, hari(pada)):
        pesan = "Pengganti harus pegawai aktif di unit yang Anda pimpin."
        raise DomainError(pesan)
    tolak_bila_bertugas(pengganti)
    kelayakan = periksa_pegawai(
        pengganti,
        versi=penugasan.periode.versi,
        acuan=penugasan.periode.tanggal_acuan,
        periode=penugasan.periode,
        tujuan=frozenset({penugasan.kebutuhan.koperasi.wilayah_id}),
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
        if usulan.bukti:
            usulan.bukti.delete(save=False)
        raise SudahDiproses(_yang_menghalangi(usulan)) from galat


def _yang_menghalangi(usulan: Usulan) -> str:
    terbuka = Usulan.objects.filter(status__in=USULAN_TERBUKA).select_related("diajukan_oleh")
    lain = terbuka.filter(penugasan=usulan.penugasan).exclude(pk=usulan.pk).first()
    if lain:
        oleh = lain.diajukan_sebagai or lain.diajukan_oleh.nama
        return f"Usulan untuk nama ini sudah diajukan oleh {oleh}."
    lain = terbuka.filter(pengganti=usulan.pengganti).exclude(pk=usulan.pk).first()
    oleh = (lain.diajukan_sebagai or lain.diajukan_oleh.nama) if lain else "unit lain"
    return f"Pengganti ini sudah diusulkan lebih dulu oleh {oleh}. Pilih nama lain."


def cabut(*, usulan: Usulan, aktor: Akun, pada: dt.datetime) -> Usulan:
    """The head takes the usulan back; the nomination waits for an answer again.

    One that BKPSDM had sent back stopped no clock: its days were given back on that day.
    """
    with audit.keputusan(usulan.instansi):
        aktor = permissions.pastikan(aktor, "usulan.cabut", usulan, hari(pada))
        jam_berhenti = usulan.status == Usulan.Status.DIAJUKAN
        hasil = workflow.pindah(
            usulan,
            workflow.CABUT,
            aktor=aktor,
            atas_nama=_sebagai(aktor, usulan.penugasan, pada),
            diputus_pada=pada,
        )
        if jam_berhenti:
            lanjutkan_jam(usulan=hasil, aktor=aktor, pada=pada, paling_sedikit=0)
        return hasil


def setujui(
    *,
    usulan: Usulan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str = "",
    dilihat: str = "",
) -> Usulan:
    """BKPSDM accepts: A keeps his place, and B (if one was named) takes the post.

    The rules are asked again now: a substitute who no longer passes is refused. ``dilihat`` is
    the ``cap`` of the usulan the officer read: one mended since then is not decided unread.

    Raises TidakBerhak, SudahDiproses, TidakLayak, DomainError (B left the proposer's tree).
    """
    with audit.keputusan(usulan.instansi):
        aktor = permissions.pastikan(aktor, "usulan.setujui", usulan, hari(pada))
        usulan = _putuskan(usulan, workflow.SETUJUI, aktor, pada, catatan, dilihat)
        lama = usulan.penugasan
        jawaban: dict[str, Any] = {
            "dijawab_pada": usulan.diajukan_pada,
            "dijawab_oleh": usulan.diajukan_oleh,
            "dijawab_sebagai": usulan.diajukan_sebagai,
        }
        if usulan.pengganti is None:
            workflow.pindah(lama, workflow.PERTAHANKAN, aktor=aktor, **jawaban)
            return usulan
        _pastikan_masih_milik_pengusul(usulan, usulan.pengganti)
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


def setujui_semua(
    *, usulan: Sequence[Usulan], aktor: Akun, pada: dt.datetime, dilihat: Collection[str] = ()
) -> list[Usulan]:
    """Accept several, each with its own audit record, all or none. Raises what ``setujui`` does.

    ``dilihat`` are the ``cap`` of all that the officer read.
    """
    with audit.keputusan(satu_instansi(usulan)):
        cap = {satu.partition("@")[0]: satu for satu in dilihat}
        return [
            setujui(usulan=satu, aktor=aktor, pada=pada, dilihat=cap.get(str(satu.pk), ""))
            for satu in usulan
        ]


def _pastikan_masih_milik_pengusul(usulan: Usulan, pengganti: Pegawai) -> None:
    """A head offers his own people only; one who moved away since is no longer his to offer."""
    pengusul, saat = usulan.diajukan_oleh, hari(usulan.diajukan_pada)
    if not permissions.menguasai(pengusul, pengganti.opd, saat):
        unit = pengganti.opd.nama if pengganti.opd else "unit yang belum dikenal"
        pesan = (
            f"{pengganti.nama_lengkap} sekarang tercatat di {unit}, di luar unit pengusul. "
            "Kembalikan usulan ini untuk diperbaiki."
        )
        raise DomainError(pesan)


def tolak(
    *,
    usulan: Usulan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str,
    dilihat: str = "",
) -> Usulan:
    """BKPSDM refuses with a reason; the nomination stays, and waits for an answer."""
    return _jawab(usulan, workflow.TOLAK, aktor, pada, catatan, dilihat)


def minta_perbaikan(
    *,
    usulan: Usulan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str,
    dilihat: str = "",
) -> Usulan:
    """BKPSDM sends the usulan back to the head, saying what to mend (BTS)."""
    return _jawab(usulan, workflow.MINTA_PERBAIKAN, aktor, pada, catatan, dilihat)


def _jawab(
    usulan: Usulan,
    peralihan: workflow.Peralihan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str,
    dilihat: str,
) -> Usulan:
    if not catatan.strip():
        pesan = "Tulis alasannya; kepala OPD akan membacanya."
        raise DomainError(pesan)
    with audit.keputusan(usulan.instansi):
        aktor = permissions.pastikan(aktor, peralihan.aksi, usulan, hari(pada))
        kembali = peralihan is workflow.MINTA_PERBAIKAN
        isi = {"hari_terpakai": hari_terpakai(usulan, pada)} if kembali else {}
        hasil = _putuskan(usulan, peralihan, aktor, pada, catatan, dilihat, **isi)
        lanjutkan_jam(usulan=hasil, aktor=aktor, pada=pada, paling_sedikit=1)
        return hasil


def _putuskan(
    usulan: Usulan,
    peralihan: workflow.Peralihan,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str,
    dilihat: str,
    **isi: Any,
) -> Usulan:
    if dilihat and Usulan.objects.get(pk=usulan.pk).cap != dilihat:
        pesan = f"Kepala OPD memperbarui usulan {usulan.nomor} sesudah Anda membukanya. Baca lagi."
        raise SudahDiproses(pesan)
    return workflow.pindah(
        usulan,
        peralihan,
        aktor=aktor,
        pesan=catatan,
        diputus_pada=pada,
        diputus_oleh=aktor,
        catatan=catatan,
        **isi,
    )


def ajukan_lagi(
    *,
    usulan: Usulan,
    alasan_kode: str,
    aktor: Akun,
    pada: dt.datetime,
    pengganti: Pegawai | None = None,
    alasan: str = "",
    bukti: "File[Any] | None" = None,
) -> Usulan:
    """The head hands in the mended usulan; the substitute is checked again.

    The kind stays: a proposal keeps naming somebody, an objection nobody. Without ``bukti`` an
    earlier file stays.

    Raises what ``ajukan`` does.
    """
    if (pengganti is None) != (usulan.jenis == Usulan.Jenis.KEBERATAN):
        pesan = "Jenis usulan tidak dapat diganti. Cabut usulan ini, lalu ajukan yang baru."
        raise DomainError(pesan)
    with audit.keputusan(usulan.instansi):
        aktor = permissions.pastikan(aktor, "usulan.ajukan_lagi", usulan, hari(pada))
        pengganti = _segar(pengganti)
        temuan = _periksa_pengganti(usulan.penugasan, pengganti, aktor, pada)
        jabatan = _sebagai(aktor, usulan.penugasan, pada)
        try:
            with transaction.atomic():
                hasil = workflow.pindah(
                    usulan,
                    workflow.AJUKAN_LAGI,
                    aktor=aktor,
                    pesan=alasan,
                    atas_nama=jabatan,
                    alasan_kode=alasan_kode,
                    alasan=alasan,
                    pengganti=pengganti,
                    temuan=temuan,
                    diajukan_pada=pada,
                    diajukan_oleh=aktor,
                    diajukan_sebagai=jabatan,
                )
        except IntegrityError as galat:
            usulan.pengganti = pengganti
            raise SudahDiproses(_yang_menghalangi(usulan)) from galat
        if bukti:
            hasil.bukti.save(str(bukti.name), bukti)
        return hasil
