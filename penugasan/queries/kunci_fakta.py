"""What the rules read, as SQL and back: people who are equal in it get the same answer.

Each field of ``Fakta`` that a rule names in its ``bahan`` is one expression over a person ``p``,
and a way to turn its value into the fact. Facts that are many rows (proofs, contracts, grades)
are first put into one text per person.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from inti.models import Instansi
from penugasan.rules.kelayakan import Aturan, Kebijakan
from penugasan.rules.types import Bukti, Hukuman

ORANG = "pegawai_pegawai p"


@dataclass(frozen=True, slots=True)
class Medan:
    """One field: its expression, and how the value is read back."""

    sql: str
    baca: Callable[[str], Any]


def _teks(isi: str) -> str | None:
    return isi or None


def _hari(isi: str) -> dt.date | None:
    return dt.date.fromisoformat(isi) if isi else None


def _bukti(isi: str) -> tuple[Bukti, ...]:
    return tuple(
        Bukti(
            jenis,
            tingkat,
            None if mampu is None else bool(mampu),
            keterangan or jenis,
            dt.date.fromisoformat(tanggal),
        )
        for jenis, tingkat, mampu, keterangan, tanggal in _baris(isi)
    )


def _kontrak(isi: str) -> dt.date | None:
    """The end on the newest record."""
    baris = _baris(isi)
    return _hari(baris[-1][0]) if baris else None


def _predikat(isi: str) -> dict[int, int]:
    """The grade per year on the newest record of that year."""
    return dict(_baris(isi))


def _hukuman(isi: str) -> tuple[Hukuman, ...] | None:
    """What was stated since somebody last said that there is none; None before any word."""
    return hukuman_berlaku(
        (tingkat, _hari(mulai or ""), _hari(selesai or ""))
        for tingkat, mulai, selesai in _baris(isi)
    )


def hukuman_berlaku(
    baris: Iterable[tuple[str, dt.date | None, dt.date | None]],
) -> tuple[Hukuman, ...] | None:
    """Return the sanctions that these statements, oldest first, leave standing.

    One without a first day says that there is none; one with the same first day is a better word
    about the same sanction.
    """
    berlaku: dict[dt.date, Hukuman] | None = None
    for tingkat, mulai, selesai in baris:
        if mulai is None:
            berlaku = {}
        else:
            berlaku = {**(berlaku or {}), mulai: Hukuman(tingkat, mulai, selesai)}
    return None if berlaku is None else tuple(berlaku.values())


def _baris(isi: str) -> list[Any]:
    return json.loads(isi) if isi else []


KUMPULAN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bukti_komputer": ("pegawai_buktikomputer", "jenis, tingkat, mampu, keterangan, tanggal"),
        "kontrak_akhir": ("pegawai_kontrak", "akhir"),
        "predikat": ("pegawai_predikatkinerja", "tahun, predikat"),
        "hukuman": ("pegawai_hukumandisiplin", "tingkat, mulai, selesai"),
    }
)
"""Facts of many rows: their table and the columns that count, ordered by day and key."""
MEDAN: Mapping[str, Medan] = MappingProxyType(
    {
        **{
            nama: Medan(f"p.{nama}", _teks)
            for nama in (
                "jenis",
                "kedudukan_hukum",
                "kedudukan_hukum_id",
                "tingkat_pendidikan",
                "pendidikan",
                "jabatan",
            )
        },
        "lahir": Medan("COALESCE(CAST(p.lahir AS text), '')", _hari),
        "domisili": Medan("COALESCE(p.domisili_id, '')", _teks),
        "bukti_komputer": Medan("COALESCE(k_bukti_komputer.isi, '')", _bukti),
        "kontrak_akhir": Medan("COALESCE(k_kontrak_akhir.isi, '')", _kontrak),
        "predikat": Medan("COALESCE(k_predikat.isi, '')", _predikat),
        "hukuman": Medan("COALESCE(k_hukuman.isi, '')", _hukuman),
    }
)
TETAP = frozenset({"penugasan", "tetangga", "wilayah_tujuan"})
"""Equal for everybody who is judged by groups, or following from another field."""


def medan_aturan(aturan: Aturan) -> list[str]:
    """The fields by which people are grouped for one rule; none: all are equal."""
    return [medan for medan in aturan.bahan if medan not in TETAP]


def kunci_aturan(aturan: Aturan) -> list[str]:
    """Their expressions."""
    return [MEDAN[medan].sql for medan in medan_aturan(aturan)]


def isi_fakta(medan: Iterable[str], kunci: Sequence[str]) -> dict[str, Any]:
    """Turn the key of a group into the facts that all of it share."""
    return {nama: MEDAN[nama].baca(isi) for nama, isi in zip(medan, kunci, strict=True)}


def dari_orang(*aturan: Aturan) -> str:
    """Return the FROM clause that the expressions of these rules need."""
    perlu = dict.fromkeys(m for satu in aturan for m in satu.bahan if m in KUMPULAN)
    sambung = (
        f" LEFT JOIN saring_k_{medan} k_{medan} ON k_{medan}.pegawai_id = p.id" for medan in perlu
    )
    return ORANG + "".join(sambung)


def sidik_orang(kebijakan: Kebijakan) -> str:
    """Return the expression of one fingerprint over every fact that these rules read.

    The fields are put together as a JSON list, so that no two lists give the same text.
    """
    medan = dict.fromkeys(m for satu in kebijakan.aturan for m in medan_aturan(satu.aturan))
    isi = ", ".join(MEDAN[satu].sql for satu in medan)
    if connection.vendor == "postgresql":
        teks = f"convert_to(json_build_array({isi})::text, 'UTF8')"
        return f"substr(encode(sha256({teks}), 'hex'), 1, 32)"
    return f"substr(SHA256(json_array({isi})), 1, 32)"


def kumpulkan(kursor: CursorWrapper, kebijakan: Kebijakan, instansi: Instansi) -> list[str]:
    """Build a temporary table per fact of many rows that a rule in force reads; their names."""
    perlu = sorted({m for satu in kebijakan.aturan for m in satu.aturan.bahan if m in KUMPULAN})
    for medan in perlu:
        meja, kolom = KUMPULAN[medan]
        milik = (
            f"SELECT b.* FROM {meja} b JOIN {ORANG} ON p.id = b.pegawai_id "  # noqa: S608
            "WHERE p.instansi_id = %s AND p.aktif"
        )
        kursor.execute(f"DROP TABLE IF EXISTS saring_k_{medan}")
        kursor.execute(
            f"CREATE TEMPORARY TABLE saring_k_{medan} AS {_satu_teks(milik, kolom)}", [instansi.pk]
        )
        kursor.execute(f"CREATE UNIQUE INDEX saring_i_{medan} ON saring_k_{medan} (pegawai_id)")
        if connection.vendor == "postgresql":
            kursor.execute(f"ANALYZE saring_k_{medan}")
    return [f"saring_k_{medan}" for medan in perlu]


def _satu_teks(milik: str, kolom: str) -> str:
    """All rows of a person as one JSON text, the oldest first."""
    if connection.vendor == "postgresql":
        return (
            f"SELECT pegawai_id, json_agg(json_build_array({kolom}) ORDER BY tanggal, id)::text "  # noqa: S608
            f"AS isi FROM ({milik}) b GROUP BY pegawai_id"
        )
    return (
        f"SELECT pegawai_id, json_group_array(json_array({kolom})) AS isi "  # noqa: S608
        f"FROM ({milik} ORDER BY b.pegawai_id, b.tanggal, b.id) GROUP BY pegawai_id"
    )
