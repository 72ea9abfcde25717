"""Kelayakan: the verdict of one person, now, as every deciding service and every card asks it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inti import audit
from inti.models import LogAkses
from pegawai.models import Akun, Pegawai
from penugasan.models import HasilSaring, Penugasan, Periode, Saringan, VersiAturan
from penugasan.queries.fakta import fakta_pegawai
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Kelayakan
from penugasan.rules.waktu import hari_lewat_batas_usia


def periksa_pegawai(
    pegawai: Pegawai,
    *,
    versi: VersiAturan,
    acuan: dt.date,
    periode: Periode | None = None,
    kecuali: Penugasan | None = None,
    tujuan: frozenset[str] | None = None,
) -> Kelayakan:
    """Judge one person by a rule version on the day `acuan`, with the facts known now.

    `kecuali` is the assignment being decided, which must not count against its own person.
    `periode` names the round whose approved exceptions count. `tujuan` are region codes of the
    cooperative in question, read by the domicile rule.
    """
    return periksa_banyak(
        [pegawai], versi=versi, acuan=acuan, periode=periode, kecuali=kecuali, tujuan=tujuan
    )[pegawai.pk]


def periksa_banyak(
    pegawai: Sequence[Pegawai],
    *,
    versi: VersiAturan,
    acuan: dt.date,
    periode: Periode | None = None,
    kecuali: Penugasan | None = None,
    tujuan: frozenset[str] | None = None,
) -> dict[int, Kelayakan]:
    """Judge several persons in a fixed number of queries; verdicts by primary key."""
    kebijakan = kebijakan_dari(versi.isi)
    fakta = fakta_pegawai(
        pegawai,
        kebijakan=kebijakan,
        periode=periode,
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
            **({"dikecualikan": temuan.dikecualikan} if temuan.dikecualikan else {}),
        }
        for temuan in kelayakan.temuan
    ]


@dataclass(frozen=True, slots=True)
class BedaTemuan:
    """One rule that answers otherwise than it did when the decision was made."""

    kode: str
    hasil_lama: str
    alasan_lama: str
    hasil_kini: str
    alasan_kini: str


def putar_ulang(penugasan: Penugasan) -> list[BedaTemuan]:
    """Judge a decided person again by the rule version of the decision, on its own date.

    An empty list says SAMA: version, date and facts lead to the very answers that were kept. What
    differs came with facts that changed since; the rules cannot, they are those of the decision.
    """
    kelayakan = periksa_pegawai(
        penugasan.pegawai,
        versi=penugasan.versi,
        acuan=penugasan.mulai,
        periode=penugasan.periode,
        kecuali=penugasan,
        tujuan=frozenset({penugasan.kebutuhan.koperasi.wilayah_id}),
    )
    lama = {t["kode"]: t for t in penugasan.temuan}
    kini = {t["kode"]: t for t in temuan_json(kelayakan)}
    tiada = {"hasil": "", "alasan": ""}
    return [
        BedaTemuan(kode, dulu["hasil"], dulu["alasan"], baru["hasil"], baru["alasan"])
        for kode in {**lama, **kini}
        for dulu, baru in [(lama.get(kode, tiada), kini.get(kode, tiada))]
        if (dulu["hasil"], dulu["alasan"]) != (baru["hasil"], baru["alasan"])
    ]


def hari_lewat_usia(pegawai: Pegawai, *, versi: VersiAturan) -> dt.date | None:
    """The first day over the age limit; None without a birth date or while the rule is off."""
    parameter = kebijakan_dari(versi.isi).parameter("usia")
    if parameter is None or pegawai.lahir is None:
        return None
    return hari_lewat_batas_usia(pegawai.lahir, parameter)


def hasil_tersimpan(pegawai: Pegawai, periode: Periode) -> HasilSaring | None:
    """What the newest screening of the round said about this person."""
    return (
        HasilSaring.objects.filter(
            pegawai=pegawai,
            saringan__siap=True,
            saringan__periode=periode,
            saringan__per_tanggal=periode.tanggal_acuan,
        )
        .select_related("saringan")
        .order_by("-saringan_id")
        .first()
    )


def lihat(*, pegawai: Pegawai, aktor: Akun) -> None:
    """Log that somebody opened a person's card (UU PDP)."""
    audit.catat_akses(
        akun=aktor,
        jenis=LogAkses.Jenis.LIHAT,
        objek_jenis="pegawai.pegawai",
        objek_id=pegawai.pk,
        keterangan="Kartu Kelayakan",
    )


def lihat_daftar(*, saringan: Saringan, aktor: Akun, jumlah: int) -> None:
    """Log that somebody looked at a page of the people list."""
    audit.catat_akses(
        akun=aktor,
        jenis=LogAkses.Jenis.LIHAT,
        objek_jenis="penugasan.saringan",
        objek_id=saringan.pk,
        jumlah=jumlah,
        keterangan="Daftar kelayakan, NIP disamarkan",
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
