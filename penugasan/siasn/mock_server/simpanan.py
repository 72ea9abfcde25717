"""The stand-in's own store: one SQLite file that outlives restarts and kill -9.

Every request is one transaction under one lock, so eight parallel proposals of one person meet one
after the other, and whatever was answered with success is on disk before the answer leaves.
"""

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from penugasan.siasn.wire import STATUS_AKTIF, StatusUsulan, samakan_id

_SKEMA: Final = """
CREATE TABLE IF NOT EXISTS pegawai (nip TEXT PRIMARY KEY, isi TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS kkmp (
  id TEXT PRIMARY KEY, kode TEXT NOT NULL UNIQUE, nama TEXT NOT NULL, kuota INTEGER NOT NULL,
  nomor_badan_hukum TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS usulan (
  id TEXT PRIMARY KEY, referensi TEXT NOT NULL UNIQUE, nip TEXT NOT NULL, kkmp TEXT NOT NULL,
  instansi TEXT NOT NULL, aktif INTEGER NOT NULL, status TEXT NOT NULL, diubah REAL NOT NULL,
  isi TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS usulan_sebelum (id TEXT PRIMARY KEY, isi TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS riwayat (
  urut INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, pns_id TEXT NOT NULL,
  isi TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS riwayat_orang ON riwayat (pns_id);
CREATE TABLE IF NOT EXISTS dokumen (
  uri TEXT PRIMARY KEY, riwayat TEXT NOT NULL, jenis TEXT NOT NULL, isi BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS usulan_satu_aktif ON usulan (nip) WHERE aktif = 1;
CREATE INDEX IF NOT EXISTS usulan_diubah ON usulan (diubah, id);
CREATE INDEX IF NOT EXISTS usulan_kursi ON usulan (kkmp, instansi) WHERE aktif = 1;
CREATE TABLE IF NOT EXISTS token (
  nilai TEXT PRIMARY KEY, jenis TEXT NOT NULL, sampai REAL NOT NULL);
CREATE TABLE IF NOT EXISTS setelan (kunci TEXT PRIMARY KEY, isi TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jejak (nomor INTEGER PRIMARY KEY AUTOINCREMENT, isi TEXT NOT NULL);
"""
_UNIT: Final = """
SELECT id, nama, induk, MAX(n) FROM (
  SELECT json_extract(isi, '$.unorId') AS id, json_extract(isi, '$.unorNama') AS nama,
    MAX(json_extract(isi, '$.unorIndukNama')) AS induk, COUNT(*) AS n
  FROM pegawai GROUP BY 1, 2 HAVING id <> '' AND nama <> '')
GROUP BY id ORDER BY nama, id
"""
_TABEL: Final = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", _SKEMA)
_MAKS_JEJAK: Final = 50_000


@dataclass(kw_only=True)
class UsulanSimpan:
    """One proposal as the stand-in keeps it. Ids are 32 lower-case hex digits in here."""

    id: str
    referensi: str
    nip: str
    pns_id: str
    nama: str
    unor_id: str
    unor: str
    unor_induk: str
    instansi: str
    kkmp: str
    badan: dict[str, Any]
    sidik: str
    status: StatusUsulan
    nomor: str
    dibuat: float
    diubah: float
    versi: int = 1
    alasan: str = ""
    alasan_tambahan: str = ""
    no_sk: str = ""
    tgl_sk: str = ""
    sidik_sk: str = ""
    sidik_awal: str = ""

    @property
    def aktif(self) -> bool:
        return self.status in STATUS_AKTIF


class Simpanan:
    """Tables behind one lock. Use everything inside ``transaksi()``."""

    def __init__(self, berkas: Path | str) -> None:
        self.kunci = threading.RLock()
        self._db = sqlite3.connect(berkas, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SKEMA)

    def tutup(self) -> None:
        """Close the file."""
        with self.kunci:
            self._db.close()

    @contextmanager
    def transaksi(self) -> Iterator[None]:
        """All or nothing, one at a time."""
        with self.kunci:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # People and cooperatives

    def orang(self, nip: str) -> dict[str, Any] | None:
        baris = self._satu("SELECT isi FROM pegawai WHERE nip = ?", nip)
        return None if baris is None else dict(json.loads(baris["isi"]))

    def muat_orang(self, semua: Iterable[Mapping[str, Any]]) -> int:
        """Insert or replace people by ``nipBaru``; rows without one are left out."""
        isi = [(str(o["nipBaru"]), json.dumps(dict(o))) for o in semua if o.get("nipBaru")]
        self._db.executemany("INSERT OR REPLACE INTO pegawai VALUES (?, ?)", isi)
        return len(isi)

    def jumlah_orang(self) -> int:
        baris = self._satu("SELECT COUNT(*) AS n FROM pegawai")
        return int(baris["n"]) if baris else 0

    def unor(self) -> list[sqlite3.Row]:
        """``(id, nama, induk)`` of the units that loaded people work in; of two names the
        one that more people carry."""
        return self._semua(_UNIT)

    def jabatan(self) -> list[str]:
        """The names of the positions that loaded people hold."""
        sql = "SELECT DISTINCT json_extract(isi, '$.jabatanNama') AS n FROM pegawai ORDER BY n"
        return [baris["n"] for baris in self._semua(sql) if baris["n"]]

    def kkmp(self) -> list[sqlite3.Row]:
        return self._semua("SELECT * FROM kkmp ORDER BY kode")

    def kkmp_satu(self, id_kkmp: str) -> sqlite3.Row | None:
        return self._satu("SELECT * FROM kkmp WHERE id = ?", samakan_id(id_kkmp))

    def muat_kkmp(self, semua: Iterable[tuple[str, str, str, int, str]]) -> int:
        """Insert or update ``(id, kode, nama, kuota, nomor badan hukum)`` by code."""
        isi = list(semua)
        self._db.executemany(
            "INSERT INTO kkmp VALUES (?, ?, ?, ?, ?) ON CONFLICT (kode) DO UPDATE SET"
            " nama = excluded.nama, kuota = excluded.kuota,"
            " nomor_badan_hukum = excluded.nomor_badan_hukum",
            isi,
        )
        return len(isi)

    def terisi(self, id_kkmp: str, instansi: str = "") -> int:
        """Active proposals of one cooperative, of one agency when it is named.

        The demo's two agencies stand for two cities with the same map: each has its own seats.
        """
        sql, isi = "SELECT COUNT(*) AS n FROM usulan WHERE kkmp = ? AND aktif = 1", [id_kkmp]
        if instansi:
            sql, isi = f"{sql} AND instansi = ?", [id_kkmp, instansi]
        baris = self._satu(sql, *isi)
        return int(baris["n"]) if baris else 0

    # Proposals

    def usulan(self, id_usulan: str) -> UsulanSimpan | None:
        return self._usulan("SELECT isi FROM usulan WHERE id = ?", samakan_id(id_usulan))

    def usulan_referensi(self, referensi: str) -> UsulanSimpan | None:
        return self._usulan("SELECT isi FROM usulan WHERE referensi = ?", samakan_id(referensi))

    def usulan_aktif(self, nip: str) -> UsulanSimpan | None:
        return self._usulan("SELECT isi FROM usulan WHERE nip = ? AND aktif = 1", nip)

    def usulan_nip(self, nip: str) -> list[UsulanSimpan]:
        sql = "SELECT isi FROM usulan WHERE nip = ? ORDER BY diubah, id"
        return [_urai(baris) for baris in self._semua(sql, nip)]

    def usulan_status(self, status: StatusUsulan) -> list[UsulanSimpan]:
        sql = "SELECT isi FROM usulan WHERE status = ? ORDER BY diubah, id"
        return [_urai(baris) for baris in self._semua(sql, status)]

    def usulan_daftar(self, *, sejak: float, referensi: str, status: str) -> list[UsulanSimpan]:
        """Proposals changed at or after ``sejak`` (epoch seconds), oldest change first."""
        sql = "SELECT isi FROM usulan WHERE diubah >= ? ORDER BY diubah, id"
        semua = (_urai(baris) for baris in self._semua(sql, sejak))
        if referensi:
            semua = (u for u in semua if u.referensi == samakan_id(referensi))
        return [u for u in semua if not status or status in (u.status, u.nomor)]

    def usulan_sebelum(self, id_usulan: str) -> UsulanSimpan | None:
        """The state before the last change."""
        return self._usulan("SELECT isi FROM usulan_sebelum WHERE id = ?", id_usulan)

    def simpan_usulan(self, usulan: UsulanSimpan) -> None:
        """Insert or replace. Raises sqlite3.IntegrityError on a second active one of a person."""
        self._db.execute(
            "INSERT OR REPLACE INTO usulan_sebelum SELECT id, isi FROM usulan WHERE id = ?",
            (usulan.id,),
        )
        self._db.execute(
            "INSERT INTO usulan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " aktif = excluded.aktif, status = excluded.status, diubah = excluded.diubah,"
            " kkmp = excluded.kkmp, isi = excluded.isi",
            (
                usulan.id,
                usulan.referensi,
                usulan.nip,
                usulan.kkmp,
                usulan.instansi,
                int(usulan.aktif),
                usulan.status,
                usulan.diubah,
                json.dumps(vars(usulan)),
            ),
        )

    # Position histories and documents

    def orang_id(self, pns_id: str) -> dict[str, Any] | None:
        """A loaded person by his SIASN id, in any of its forms."""
        sql = "SELECT isi FROM pegawai WHERE lower(replace(json_extract(isi, '$.id'), '-', '')) = ?"
        baris = self._satu(sql, samakan_id(pns_id))
        return None if baris is None else dict(json.loads(baris["isi"]))

    def riwayat(self, pns_id: str) -> list[dict[str, Any]]:
        """Saved position histories of a person, in the order in which they came."""
        sql = "SELECT isi FROM riwayat WHERE pns_id = ? ORDER BY urut"
        return [dict(json.loads(b["isi"])) for b in self._semua(sql, samakan_id(pns_id))]

    def riwayat_satu(self, id_riwayat: str) -> dict[str, Any] | None:
        baris = self._satu("SELECT isi FROM riwayat WHERE id = ?", samakan_id(id_riwayat))
        return None if baris is None else dict(json.loads(baris["isi"]))

    def simpan_riwayat(self, isi: Mapping[str, Any]) -> None:
        """Insert, or replace the row of the same ``id``."""
        self._db.execute(
            "INSERT INTO riwayat (id, pns_id, isi) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET isi = excluded.isi",
            (samakan_id(isi["id"]), samakan_id(isi["pnsId"]), json.dumps(dict(isi))),
        )

    def dokumen(self, uri: str) -> bytes | None:
        baris = self._satu("SELECT isi FROM dokumen WHERE uri = ?", uri)
        return None if baris is None else bytes(baris["isi"])

    def dokumen_riwayat(self, id_riwayat: str) -> list[tuple[str, str]]:
        """``(jenis, uri)`` of the documents of one history row."""
        sql = "SELECT jenis, uri FROM dokumen WHERE riwayat = ? ORDER BY jenis"
        return [(b["jenis"], b["uri"]) for b in self._semua(sql, samakan_id(id_riwayat))]

    def simpan_dokumen(self, uri: str, isi: bytes, *, jenis: str, riwayat: str = "") -> None:
        nilai = (uri, samakan_id(riwayat), jenis, isi)
        self._db.execute("INSERT OR REPLACE INTO dokumen VALUES (?, ?, ?, ?)", nilai)

    # Tokens, settings, trace

    def simpan_token(self, nilai: str, jenis: str, sampai: float) -> None:
        self._db.execute("INSERT OR REPLACE INTO token VALUES (?, ?, ?)", (nilai, jenis, sampai))

    def token_hidup(self, nilai: str, jenis: str, saat: float) -> bool:
        sql = "SELECT 1 FROM token WHERE nilai = ? AND jenis = ? AND sampai > ?"
        return self._satu(sql, nilai, jenis, saat) is not None

    def buang_token(self, jenis: str) -> None:
        """Kill every token of a kind: that is what an expired one looks like from outside."""
        self._db.execute("DELETE FROM token WHERE jenis = ?", (jenis,))

    def setelan(self, kunci: str) -> Any:
        baris = self._satu("SELECT isi FROM setelan WHERE kunci = ?", kunci)
        return None if baris is None else json.loads(baris["isi"])

    def pasang_setelan(self, kunci: str, isi: object) -> None:
        self._db.execute("INSERT OR REPLACE INTO setelan VALUES (?, ?)", (kunci, json.dumps(isi)))

    def catat(self, isi: Mapping[str, object]) -> None:
        """Append to the trace; the oldest entries fall off the end."""
        kursor = self._db.execute("INSERT INTO jejak (isi) VALUES (?)", (json.dumps(dict(isi)),))
        nomor = kursor.lastrowid or 0
        if nomor % 1000 == 0:
            self._db.execute("DELETE FROM jejak WHERE nomor <= ?", (nomor - _MAKS_JEJAK,))

    def jejak(self, sesudah: int = 0) -> list[dict[str, Any]]:
        sql = "SELECT nomor, isi FROM jejak WHERE nomor > ? ORDER BY nomor"
        return [{"nomor": b["nomor"], **json.loads(b["isi"])} for b in self._semua(sql, sesudah)]

    def bersihkan(self) -> None:
        """Forget everything."""
        for tabel in _TABEL:
            self._db.execute(f"DELETE FROM {tabel}")  # noqa: S608 - our own names

    def _satu(self, sql: str, *isi: object) -> sqlite3.Row | None:
        baris: sqlite3.Row | None = self._db.execute(sql, isi).fetchone()
        return baris

    def _semua(self, sql: str, *isi: object) -> list[sqlite3.Row]:
        return self._db.execute(sql, isi).fetchall()

    def _usulan(self, sql: str, kunci: str) -> UsulanSimpan | None:
        baris = self._satu(sql, kunci)
        return None if baris is None else _urai(baris)


def _urai(baris: sqlite3.Row) -> UsulanSimpan:
    isi = json.loads(baris["isi"])
    return UsulanSimpan(**{**isi, "status": StatusUsulan(isi["status"])})
