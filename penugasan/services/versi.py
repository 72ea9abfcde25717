"""Versi: a change of the policy, from the proposal to the day it stops holding.

A version is proposed by one person, approved by another, holds from a day on, and never changes
once approved (the database refuses it). What was decided keeps the version it was decided by.

A version is a whole policy, so a proposal made from another one than that in force would undo what
came between: it is neither approved nor put into force, and is made again from the newest.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from inti import audit
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.models import Instansi
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Periode, VersiAturan
from penugasan.placement import policy as penempatan
from penugasan.placement.types import MasukanTidakSah
from penugasan.rules.banding import banding
from penugasan.rules.paket import PaketGalat, paket_dari
from penugasan.services import saring
from penugasan.services.nominasi import hari

TETAP = ("instansi", "rujukan", "periode")
"""Parts that tell an agency from another; a change of the policy leaves them as they are."""
SEBUT = 3
"""Changes named in a refusal; the page of the versions shows all."""
Pengait = Callable[[VersiAturan], None]
_pengait: list[Pengait] = []


def setelah_berlaku(pengait: Pengait) -> Pengait:
    """Register what happens once a version holds; called after commit, once per version."""
    _pengait.append(pengait)
    return pengait


def berlaku(instansi: Instansi) -> VersiAturan:
    """The version in force. Raises DomainError when the agency has none yet."""
    versi: VersiAturan | None = VersiAturan.objects.filter(
        instansi=instansi, status=VersiAturan.Status.BERLAKU
    ).first()
    if versi is None:
        pesan = "Belum ada aturan yang berlaku. Jalankan `siapkan` lebih dahulu."
        raise DomainError(pesan)
    return versi


def usulkan(
    *,
    instansi: Instansi,
    isi: Mapping[str, Any],
    alasan: str,
    berlaku_mulai: dt.date,
    aktor: Akun,
    pada: dt.datetime,
    dasar: VersiAturan | None = None,
) -> VersiAturan:
    """Propose a changed policy: a draft that a second person approves or rejects.

    ``dasar`` is the version it was made from, that in force when not given. Raises TidakBerhak,
    SudahDiproses when another one came into force meanwhile, and DomainError when the content is
    unusable, the same as the version in force, without a reason, or proposed already.
    """
    wajib_alasan(alasan, "Tulis alasan perubahan aturan.")
    _periksa_isi(isi)
    with audit.keputusan(instansi):
        kini = berlaku(instansi)
        if dasar not in (None, kini):
            pesan = f"Aturan sudah berganti; yang berlaku {kini}. Usulkan lagi dari yang terbaru."
            raise SudahDiproses(pesan)
        calon = VersiAturan(instansi=instansi, paket=kini.paket, dasar=kini)
        aktor = permissions.pastikan(aktor, "versi.usulkan", calon, hari(pada))
        isi = {**isi, **{bagian: kini.isi[bagian] for bagian in TETAP}}
        _pastikan_baru(instansi, kini, isi)
        terakhir = VersiAturan.objects.filter(instansi=instansi).aggregate(n=Max("nomor"))["n"]
        calon.nomor = (terakhir or 0) + 1
        calon.isi, calon.sidik = isi, sidik_isi(isi)
        calon.alasan, calon.berlaku_mulai = alasan.strip(), berlaku_mulai
        calon.dibuat_oleh, calon.dibuat_pada = aktor, pada
        calon.save()
        audit.catat(
            aksi="versi.usulkan",
            aktor=aktor,
            instansi=instansi,
            objek=calon,
            sesudah={
                "nomor": calon.nomor,
                "dasar": kini.nomor,
                "berlaku_mulai": berlaku_mulai,
                "beda": {b.nama: [b.lama, b.baru] for b in banding(kini.isi, isi)},
            },
            pesan=calon.alasan,
        )
    return calon


def setujui(
    *, versi: VersiAturan, aktor: Akun, pada: dt.datetime, catatan: str = ""
) -> VersiAturan:
    """Approve a draft; it holds at once when its day has come.

    Raises as ``pindah`` does, and DomainError when it would undo another approved version.
    """
    with audit.keputusan(versi.instansi):
        aktor = permissions.pastikan(aktor, "versi.setujui", versi, hari(pada))
        versi = workflow.pindah(
            versi,
            workflow.SETUJUI_VERSI,
            aktor=aktor,
            pesan=catatan.strip(),
            disetujui_oleh=aktor,
            diputus_pada=pada,
            catatan=catatan.strip(),
        )
        if sebab := halangan(versi):
            raise DomainError(sebab, kode="dasar_berubah")
        if versi.berlaku_mulai is None or versi.berlaku_mulai <= hari(pada):
            versi = _berlakukan(versi, aktor, pada)
    return versi


def tolak(*, versi: VersiAturan, aktor: Akun, pada: dt.datetime, catatan: str) -> VersiAturan:
    """Reject a draft with a reason, or take back the approval of one whose day has not come."""
    wajib_alasan(catatan, "Tulis alasan penolakan.")
    with audit.keputusan(versi.instansi):
        aktor = permissions.pastikan(aktor, "versi.tolak", versi, hari(pada))
        if versi.status == VersiAturan.Status.DISETUJUI:
            return _cabut(versi, aktor, catatan.strip())
        return workflow.pindah(
            versi,
            workflow.TOLAK_VERSI,
            aktor=aktor,
            pesan=catatan.strip(),
            disetujui_oleh=aktor,
            diputus_pada=pada,
            catatan=catatan.strip(),
        )


def halangan(versi: VersiAturan) -> str:
    """Why a version would undo another approved one, in a sentence; blank when it would not."""
    return _dasar_berganti(versi) or _yang_menunggu(versi)


def _dasar_berganti(versi: VersiAturan) -> str:
    if versi.dasar is None or versi.dasar.status == VersiAturan.Status.BERLAKU:
        return ""
    kini = berlaku(versi.instansi)
    beda = ", ".join(satu.nama for satu in banding(versi.dasar.isi, kini.isi)[:SEBUT])
    return (
        f"{versi} dibuat dari {versi.dasar}, sedangkan yang berlaku sekarang {kini}. "
        f"Yang berubah: {beda}. Usulkan lagi dari {kini}, supaya perubahan itu tidak hilang."
    )


def _yang_menunggu(versi: VersiAturan) -> str:
    lain = VersiAturan.objects.filter(
        instansi=versi.instansi, status=VersiAturan.Status.DISETUJUI
    ).exclude(pk=versi.pk)
    satu = lain.first()
    if satu is None:
        return ""
    mulai = f"{satu.berlaku_mulai:%d-%m-%Y}" if satu.berlaku_mulai else "segera"
    return (
        f"{satu} sudah disetujui dan mulai berlaku {mulai}. "
        "Tunggu harinya atau cabut persetujuannya, lalu usulkan lagi dari aturan yang terbaru."
    )


def _cabut(versi: VersiAturan, aktor: Akun | None, catatan: str) -> VersiAturan:
    """Take back an approval: the version never holds."""
    return workflow.pindah(versi, workflow.CABUT_VERSI, aktor=aktor, pesan=catatan, catatan=catatan)


def berlakukan_jatuh_tempo(*, pada: dt.datetime) -> int:
    """Put approved versions into force whose day has come; return how many.

    One that would undo what came into force since it was made is given up, and says so.
    """
    menunggu = VersiAturan.objects.filter(
        status=VersiAturan.Status.DISETUJUI, berlaku_mulai__lte=hari(pada)
    ).select_related("instansi")
    jumlah = 0
    for versi in menunggu.order_by("berlaku_mulai", "nomor"):
        with suppress(SudahDiproses), audit.keputusan(versi.instansi):
            if sebab := _dasar_berganti(versi):
                _cabut(versi, None, sebab)
                continue
            _berlakukan(versi, None, pada)
            jumlah += 1
    return jumlah


def _berlakukan(versi: VersiAturan, aktor: Akun | None, pada: dt.datetime) -> VersiAturan:
    """Retire the version in force, put this one in its place, and move the open rounds to it."""
    lama = VersiAturan.objects.filter(
        instansi=versi.instansi, status=VersiAturan.Status.BERLAKU
    ).first()
    if lama is not None:
        workflow.pindah(lama, workflow.PENSIUNKAN_VERSI, aktor=aktor, pensiun_pada=pada)
    versi = workflow.pindah(versi, workflow.BERLAKUKAN_VERSI, aktor=aktor, berlaku_pada=pada)
    for periode in Periode.objects.filter(instansi=versi.instansi, aktif=True):
        sebelum, periode.versi = periode.versi.nomor, versi
        periode.batas_hari_kerja = versi.isi["tenggat"]["batas_hari_kerja"]
        periode.save(update_fields=["versi", "batas_hari_kerja"])
        audit.catat(
            aksi="periode.ganti_versi",
            aktor=aktor,
            instansi=versi.instansi,
            objek=periode,
            sebelum={"versi": sebelum},
            sesudah={"versi": versi.nomor},
        )
        saring.mulai(periode=periode, aktor=aktor)
    for pengait in _pengait:
        transaction.on_commit(partial(pengait, versi), robust=True)
    return versi


def sidik_isi(isi: Mapping[str, Any]) -> str:
    """The fingerprint of a policy: the SHA-256 of its canonical JSON."""
    teks = json.dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(teks.encode()).hexdigest()


def _periksa_isi(isi: Mapping[str, Any]) -> None:
    try:
        paket_dari(isi)
        penempatan.kebijakan_dari(isi)
    except (PaketGalat, MasukanTidakSah) as galat:
        pesan = f"Aturan ini belum dapat dipakai. {galat}."
        raise DomainError(pesan, kode="isi_salah") from galat


def _pastikan_baru(instansi: Instansi, dasar: VersiAturan, isi: Mapping[str, Any]) -> None:
    if isi == dasar.isi:
        pesan = f"Isinya sama dengan {dasar}. Ubah paling sedikit satu nilai."
        raise DomainError(pesan, kode="tanpa_perubahan")
    draf = VersiAturan.objects.filter(
        instansi=instansi, status=VersiAturan.Status.DRAF, sidik=sidik_isi(isi)
    ).first()
    if draf is not None:
        pesan = f"Perubahan yang sama sudah diusulkan sebagai {draf}."
        raise DomainError(pesan, kode="sudah_diusulkan")
