"""Kelayakan: the verdict of one person, now, as every deciding service and every card asks it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from inti import audit
from inti.models import LogAkses
from pegawai.models import Akun, Pegawai
from penugasan.models import Penugasan, VersiAturan
from penugasan.queries.fakta import fakta_pegawai
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Kelayakan


def periksa_pegawai(
    pegawai: Pegawai,
    *,
    versi: VersiAturan,
    acuan: dt.date,
    kecuali: Penugasan | None = None,
    tujuan: frozenset[str] | None = None,
) -> Kelayakan:
    """Judge one person by a rule version on the day `acuan`, with the facts known now.

    `kecuali` is the assignment being decided, which must not count against its own person.
    `tujuan` are region codes of the cooperative in question, read by the domicile rule.
    """
    return periksa_banyak([pegawai], versi=versi, acuan=acuan, kecuali=kecuali, tujuan=tujuan)[
        pegawai.pk
    ]


def periksa_banyak(
    pegawai: Sequence[Pegawai],
    *,
    versi: VersiAturan,
    acuan: dt.date,
    kecuali: Penugasan | None = None,
    tujuan: frozenset[str] | None = None,
) -> dict[int, Kelayakan]:
    """Judge several persons in a fixed number of queries; verdicts by primary key."""
    kebijakan = kebijakan_dari(versi.isi)
    fakta = fakta_pegawai(
        pegawai,
        kebijakan=kebijakan,
        kecuali=[kecuali.pk] if kecuali else [],
        tujuan=tujuan,
    )
    return {pk: periksa(satu, kebijakan, acuan) for pk, satu in fakta.items()}


def temuan_json(kelayakan: Kelayakan) -> list[dict[str, Any]]:
    """The findings as a decision keeps them: all that an officer may ask about one later."""
    return [
        {
            "kode": temuan.kode,
            "hasil": temuan.hasil.value,
            "nilai": temuan.nilai,
            "syarat": temuan.syarat,
            "alasan": temuan.alasan,
            "kurang": temuan.kurang,
            "dasar_hukum": temuan.dasar_hukum,
            "sumber": temuan.sumber.keterangan if temuan.sumber else "",
            "sumber_tanggal": str((temuan.sumber and temuan.sumber.tanggal) or ""),
        }
        for temuan in kelayakan.temuan
    ]


def lihat(*, pegawai: Pegawai, aktor: Akun) -> None:
    """Log that somebody opened a person's card (UU PDP)."""
    audit.catat_akses(
        akun=aktor,
        jenis=LogAkses.Jenis.LIHAT,
        objek_jenis="pegawai.pegawai",
        objek_id=pegawai.pk,
        keterangan="Kartu Kelayakan",
    )


def ungkap(*, pegawai: Pegawai, aktor: Akun) -> str:
    """Give the whole NIP of one person, and log who asked for it."""
    audit.catat_akses(
        akun=aktor,
        jenis=LogAkses.Jenis.UNGKAP,
        objek_jenis="pegawai.pegawai",
        objek_id=pegawai.pk,
        keterangan="NIP lengkap",
    )
    return pegawai.nip
