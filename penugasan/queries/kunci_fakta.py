"""What the rules read, as SQL: people who are equal in it get the same answer.

Each field of ``Fakta`` that a rule names in its ``bahan`` is one expression over a person ``p``.
Facts that are many rows (proofs, contracts, grades) are first put into one text per person.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import connection
from django.db.backends.utils import CursorWrapper

from inti.models import Instansi
from penugasan.rules.kelayakan import Aturan, Kebijakan

ORANG = "pegawai_pegawai p"
KUMPULAN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bukti_komputer": ("pegawai_buktikomputer", "jenis, tingkat, mampu, keterangan, tanggal"),
        "kontrak_akhir": ("pegawai_kontrak", "akhir"),
        "predikat": ("pegawai_predikatkinerja", "tahun, predikat"),
    }
)
"""Facts of many rows: their table and the columns that count, ordered by day and key."""
TETAP = frozenset({"hukuman", "penugasan", "tetangga", "wilayah_tujuan"})
"""Equal for everybody who is judged by sets, or following from another field."""


def kunci_aturan(aturan: Aturan) -> list[str]:
    """Return the expressions by which people are grouped for one rule; none: all are equal."""
    hasil = []
    for medan in aturan.bahan:
        if medan in TETAP:
            continue
        if medan in KUMPULAN:
            hasil.append(f"COALESCE(k_{medan}.isi, '')")
        elif medan == "lahir":
            hasil.append("COALESCE(CAST(p.lahir AS text), '')")
        elif medan == "domisili":
            hasil.append("COALESCE(p.domisili_id, '')")
        else:
            hasil.append(f"p.{medan}")
    return hasil


def dari_orang(*aturan: Aturan) -> str:
    """Return the FROM clause that the expressions of these rules need."""
    perlu = dict.fromkeys(m for satu in aturan for m in satu.bahan if m in KUMPULAN)
    sambung = (
        f" LEFT JOIN saring_k_{medan} k_{medan} ON k_{medan}.pegawai_id = p.id" for medan in perlu
    )
    return ORANG + "".join(sambung)


def kumpulkan(kursor: CursorWrapper, kebijakan: Kebijakan, instansi: Instansi) -> None:
    """Build the temporary tables of the facts of many rows that a rule in force reads."""
    perlu = {m for satu in kebijakan.aturan for m in satu.aturan.bahan if m in KUMPULAN}
    for medan in sorted(perlu):
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
