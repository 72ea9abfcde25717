"""The calendar of the assignments: what ends when, and because of what."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from pegawai.models import Kontrak, Pegawai
from penugasan.models import Penugasan, VersiAturan
from penugasan.models.penugasan import TETAP
from penugasan.queries.bertugas import orang
from penugasan.queries.nominasi import BUP_UMUM
from penugasan.rules.masa import Tonggak, tonggak, usia_pensiun
from penugasan.rules.tanggal import tambah_bulan

BULAN_BERAKHIR = 6


def akhir_kontrak(pegawai: Pegawai) -> dt.date | None:
    """The end of the work agreement in force, or None when none is on record."""
    return akhir_kontrak_semua([pegawai.pk]).get(pegawai.pk)


def akhir_kontrak_semua(pegawai: Iterable[int]) -> dict[int, dt.date]:
    """The end of the newest agreement of each of these people, in one query."""
    urut = Kontrak.objects.filter(pegawai__in=list(pegawai)).order_by("tanggal", "pk")
    return dict(urut.values_list("pegawai", "akhir"))


def usia_bup(pegawai: Pegawai, versi: VersiAturan) -> int:
    """The retirement age of the person's position by the policy of that version."""
    bup = versi.isi.get("aturan", {}).get("bup", {})
    return usia_pensiun(
        pegawai.jabatan,
        umum=bup.get("usia_umum", BUP_UMUM),
        menurut_jabatan=bup.get("usia_jabatan", {}),
    )


def tonggak_dari(penugasan: Penugasan, kontrak: dt.date | None) -> list[Tonggak]:
    """The days that matter of one assignment, by the policy it was made under."""
    koperasi = penugasan.versi.isi.get("koperasi", {})
    usia = penugasan.versi.isi.get("aturan", {}).get("usia", {})
    return tonggak(
        penugasan.mulai,
        penugasan.selesai,
        sebab=penugasan.sebab_selesai,
        masa_maks_tahun=koperasi.get("masa_maks_tahun", 5),
        evaluasi_tiap_bulan=koperasi.get("evaluasi_tiap_bulan", 12),
        akhir_kontrak=kontrak,
        lahir=penugasan.pegawai.lahir,
        usia_bup=usia_bup(penugasan.pegawai, penugasan.versi),
        usia_maks=usia.get("maks") if usia.get("aktif") else None,
    )


def pasang_tonggak(penugasan: Sequence[Any]) -> None:
    """Give each assignment its ``tonggak``; one query for all agreements."""
    kontrak = akhir_kontrak_semua(p.pegawai_id for p in penugasan)
    for satu in penugasan:
        satu.tonggak = tonggak_dari(satu, kontrak.get(satu.pegawai_id))


def berakhir(akun: Any, hari: dt.date, bulan: int = BULAN_BERAKHIR) -> QuerySet[Penugasan]:
    """Assignments that end within so many months, the nearest first; late ones are among them."""
    batas = tambah_bulan(hari, bulan)
    return orang(akun).filter(status__in=TETAP, selesai__lte=batas).order_by("selesai", "pk")
