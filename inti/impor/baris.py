"""Rows in and out of the staging table: in portions, set-based, as both databases take them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from inti import massal
from inti.impor.pengimpor import BarisTerbaca, KolomTemu, ambil
from inti.impor.temuan import dari_dict
from inti.models import BarisImpor, Impor

PORSI = 2_000
"""Rows read, compared and stored at a time."""
TETAP = ("impor_id", "lembar", "baris")
_POLOS = ("lembar", "baris", "kunci", "judul", "status", "ikut")
_JSON = tuple(Cast(k, TextField()) for k in ("data", "beda", "temuan"))
"""As text, because most rows have nothing in the last two."""
BERUBAH = ("kunci", "judul", "status", "peringatan", "ikut", "data", "beda", "temuan")


def simpan(impor: Impor, porsi: Iterable[BarisTerbaca]) -> None:
    """Add rows to the staging table."""
    with transaction.atomic():
        massal.tambah(
            BarisImpor,
            (*TETAP, *BERUBAH),
            ((impor.pk, satu.lembar[:100], satu.nomor, *_sel(satu)) for satu in porsi),
        )


def perbarui(porsi: Sequence[BarisTerbaca]) -> None:
    """Write what was decided about rows that stand in the staging table."""
    if not porsi:
        return
    with transaction.atomic():
        massal.ubah(BarisImpor, BERUBAH, [(satu.pk, *_sel(satu)) for satu in porsi])


def muat(baris: QuerySet[BarisImpor], impor: Impor) -> Iterator[list[BarisTerbaca]]:
    """Read staged rows back in portions, in the order of the sheet."""
    kolom = kolom_tersimpan(impor)
    terakhir = 0
    urut = baris.order_by("pk").values_list("pk", *_POLOS, *_JSON)
    while porsi := list(urut.filter(pk__gt=terakhir)[:PORSI]):
        terakhir = porsi[-1][0]
        yield [_dari_sel(satu, kolom) for satu in porsi]
        if len(porsi) < PORSI:
            return


def _dari_sel(sel: tuple[Any, ...], kolom: Mapping[str, Mapping[str, KolomTemu]]) -> BarisTerbaca:
    pk, lembar, nomor, kunci, judul, status, ikut, data, beda, temuan = sel
    return BarisTerbaca(
        lembar=lembar,
        nomor=nomor,
        kolom=kolom.get(lembar, {}),
        kunci=kunci,
        judul=judul,
        nilai=json.loads(data),
        temuan=[dari_dict(t) for t in json.loads(temuan)] if temuan != "[]" else [],
        status=status,
        beda=json.loads(beda) if beda != "{}" else {},
        ikut=ikut,
        pk=pk,
    )


def muat_semua(impor: Impor, *, sesudah: int = 0) -> Iterator[list[BarisTerbaca]]:
    """Read all rows back, or those behind the row with this key."""
    yield from muat(BarisImpor.objects.filter(impor=impor, pk__gt=sesudah), impor)


def muat_dari_awal(impor: Impor, *, sesudah: int = 0) -> Iterator[list[BarisTerbaca]]:
    """Read rows back without the findings of the last comparison, to be compared again."""
    banding = ambil(impor.jenis).kode_banding
    for porsi in muat_semua(impor, sesudah=sesudah):
        for satu in porsi:
            if satu.temuan:
                satu.lepas(*banding)
        yield porsi


def kolom_tersimpan(impor: Impor) -> dict[str, dict[str, KolomTemu]]:
    """Return where the columns of each sheet stand, as noted when the file was read."""
    return {
        lembar[:100]: {nama: KolomTemu(*isi) for nama, isi in semua.items()}
        for lembar, semua in impor.ringkasan.get("kolom", {}).items()
    }


def ke_terbaca(baris: BarisImpor, kolom: Mapping[str, Mapping[str, KolomTemu]]) -> BarisTerbaca:
    """Return a staged row in the form that importers work on."""
    return BarisTerbaca(
        lembar=baris.lembar,
        nomor=baris.baris,
        kolom=kolom.get(baris.lembar, {}),
        kunci=baris.kunci,
        judul=baris.judul,
        nilai=baris.data,
        temuan=[dari_dict(t) for t in baris.temuan],
        status=baris.status,
        beda=baris.beda,
        ikut=baris.ikut,
        pk=baris.pk,
    )


def _sel(satu: BarisTerbaca) -> tuple[Any, ...]:
    temuan = json.dumps([t.sebagai_dict() for t in satu.temuan]) if satu.temuan else "[]"
    return (
        satu.kunci[:60],
        satu.judul[:160],
        str(satu.status),
        satu.berperingatan,
        satu.ikut,
        json.dumps(satu.nilai),
        json.dumps(satu.beda) if satu.beda else "{}",
        temuan,
    )


def semua_temuan(impor: Impor) -> Iterator[dict[str, Any]]:
    """Yield the findings of the file, then those of its rows, in the order of the sheet."""
    yield from impor.temuan
    baris = BarisImpor.objects.filter(impor=impor).exclude(temuan=[]).order_by("pk")
    for temuan in baris.values_list("temuan", flat=True).iterator(PORSI):
        yield from temuan
