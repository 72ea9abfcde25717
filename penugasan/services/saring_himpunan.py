"""Screening by sets: each rule is asked once per distinct facts, the database joins the rest.

The rules stay the plain functions that the card of one person asks. Of everybody who is equal in
what a rule reads, one is judged; its answer is written to all of them by one statement. People
with an assignment or an exception, and whoever changed meanwhile, are judged one by one.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Exists, Max, OuterRef

from inti import massal
from pegawai.models import Pegawai
from penugasan.models import HasilSaring, Pengecualian, Penugasan, Saringan, TemuanSaring
from penugasan.queries.fakta import SEKALI_BACA, fakta_instansi
from penugasan.queries.kunci_fakta import (
    ORANG,
    dari_orang,
    isi_fakta,
    kumpulkan,
    kunci_aturan,
    medan_aturan,
    sidik_orang,
)
from penugasan.rules.himpunan import Penilai
from penugasan.rules.kelayakan import AturanAktif, Kebijakan
from penugasan.rules.types import Fakta, Hasil, Temuan
from penugasan.services.saring_dasar import Tempat, tempat
from penugasan.services.saring_simpan import KOLOM, isi_temuan, simpan

SEKALI_TULIS = 100_000
"""People per statement: bounds a transaction, and is what a broken-off run loses."""
SEKALI_TULIS_SQLITE = 10_000
"""The same where nobody else can write meanwhile."""
Lapor = Callable[[int], None]


class _Porsi(NamedTuple):
    jumlah: int
    sampai: int


class Himpunan:
    """One screening by sets. ``tulis`` may be called again after it was broken off."""

    def __init__(
        self,
        saringan: Saringan,
        kebijakan: Kebijakan,
        penilai: Penilai,
        sekitar: Tempat | None = None,
    ) -> None:
        self.saringan, self.kebijakan, self.penilai = saringan, kebijakan, penilai
        self._tempat = sekitar or tempat(saringan.instansi, kebijakan)
        self._nomor: dict[tuple[str, ...], int] = {}
        self._terakhir = 0
        self._syarat = SYARAT
        self._sementara: list[str] = []
        self._baru: list[massal.Sel] = []

    def tulis(self, setelah: int, lapor: Lapor) -> None:
        """Judge and write everybody whose key is beyond ``setelah``, then whoever is left."""
        with self.berkelompok(lapor) as kursor:
            self._sambungkan(kursor, setelah, lapor)
        self._sisanya(lapor)

    def ambil_alih(self, kursor: CursorWrapper, lapor: Lapor) -> None:
        """Before anybody is judged: what need not be judged again. Here: nothing."""

    @contextmanager
    def berkelompok(self, lapor: Lapor = lambda _: None) -> Iterator[CursorWrapper]:
        """Judge one person per group and rule; while open, ``pilih`` can be asked."""
        with connection.cursor() as kursor:
            self._siapkan(kursor)
            try:
                self.ambil_alih(kursor, lapor)
                self._jawab(kursor)
                yield kursor
            finally:
                self._bersihkan(kursor)

    def _siapkan(self, kursor: CursorWrapper) -> None:
        self._sementara = [
            "saring_khusus",
            *kumpulkan(kursor, self.kebijakan, self.saringan.instansi),
        ]
        kursor.execute("DROP TABLE IF EXISTS saring_khusus")
        kursor.execute("CREATE TEMPORARY TABLE saring_khusus (id bigint PRIMARY KEY)")
        massal.tambah_ke("saring_khusus", ("id",), ((pk,) for pk in self._khusus()))

    def _khusus(self) -> set[int]:
        """People whose verdict rests on more than the columns that groups are made by."""
        milik = {"pegawai__instansi": self.saringan.instansi_id}
        hidup = Penugasan.objects.hidup().filter(**milik)
        berlaku = Pengecualian.objects.berlaku().filter(periode=self.saringan.periode_id, **milik)
        return {
            *hidup.values_list("pegawai_id", flat=True),
            *berlaku.values_list("pegawai_id", flat=True),
        }

    # One answer per group --------------------------------------------------------------------

    def _jawab(self, kursor: CursorWrapper) -> None:
        ada = TemuanSaring.objects.filter(saringan=self.saringan)
        self._terakhir = ada.aggregate(terakhir=Max("nomor"))["terakhir"] or 0
        for urut, satu in enumerate(self.kebijakan.aturan):
            self._kelompokkan(kursor, urut, satu)
        massal.tambah(TemuanSaring, ("saringan_id", "nomor", "isi"), self._baru)
        self._baru = []

    def _kelompokkan(self, kursor: CursorWrapper, urut: int, satu: AturanAktif) -> None:
        """Group people by what one rule reads, ask it once per group, keep its answers by key."""
        kunci = kunci_aturan(satu.aturan)
        kolom = [f"k{n}" for n in range(len(kunci))]
        self._sementara.append(f"saring_m{urut}")
        kursor.execute(f"DROP TABLE IF EXISTS saring_m{urut}")
        kursor.execute(
            f"CREATE TEMPORARY TABLE saring_m{urut} "
            f"({''.join(f'{k} text, ' for k in kolom)}nomor text, gagal text, ragu text)"
        )
        dari = f"FROM {dari_orang(satu.aturan)} WHERE {self._syarat}"
        pilih = (
            f"SELECT DISTINCT {', '.join(kunci)} {dari}" if kunci else f"SELECT 1 {dari} LIMIT 1"
        )
        kursor.execute(pilih, [self.saringan.instansi_id])
        kelompok = kursor.fetchall() if kunci else [() for _ in kursor.fetchall()]
        massal.tambah_ke(
            f"saring_m{urut}",
            (*kolom, "nomor", "gagal", "ragu"),
            list(self._jawaban(satu, kelompok)),
        )
        if connection.vendor == "postgresql":
            kursor.execute(f"ANALYZE saring_m{urut}")
        elif kolom:
            kursor.execute(f"CREATE INDEX saring_n{urut} ON saring_m{urut} ({', '.join(kolom)})")

    def _jawaban(
        self, aturan: AturanAktif, kelompok: Sequence[tuple[str, ...]]
    ) -> Iterator[tuple[str, ...]]:
        """Ask one rule about each group: key, number of the finding, its code if not a pass."""
        medan = medan_aturan(aturan.aturan)
        tetap = self._sekitar(aturan)
        for kunci in kelompok:
            fakta = Fakta(**isi_fakta(medan, kunci), penugasan=(), **tetap(kunci))
            temuan = aturan.periksa(fakta, self.penilai.acuan)
            gagal = f"{temuan.kode}," if temuan.hasil is Hasil.TIDAK else ""
            ragu = f"{temuan.kode}," if temuan.hasil is Hasil.BELUM_PASTI else ""
            yield (*kunci, str(self._catat(temuan)), gagal, ragu)

    def _sekitar(self, aturan: AturanAktif) -> Callable[[tuple[str, ...]], dict[str, Any]]:
        """What follows from a group's place of living: its neighbours, and where posts are."""
        if "domisili" not in aturan.aturan.bahan:
            return lambda _kunci: {}
        sekitar = self._tempat
        letak = medan_aturan(aturan.aturan).index("domisili")
        return lambda kunci: {
            "wilayah_tujuan": sekitar.tujuan,
            "tetangga": sekitar.tetangga.get(kunci[letak], frozenset()),
        }

    def _catat(self, temuan: Temuan) -> int:
        """Number a finding; equal ones are kept once."""
        kunci = (temuan.kode, temuan.hasil.value, temuan.nilai, temuan.alasan)
        nomor = self._nomor.get(kunci)
        if nomor is None:
            self._terakhir += 1
            nomor = self._nomor[kunci] = self._terakhir
            self._baru.append((self.saringan.pk, nomor, json.dumps(isi_temuan(temuan))))
        return nomor

    # The answers of everybody ----------------------------------------------------------------

    def _sambungkan(self, kursor: CursorWrapper, setelah: int, lapor: Lapor) -> None:
        perintah = self._perintah()
        while porsi := self._porsi(kursor, setelah):
            with transaction.atomic():
                kursor.execute(
                    perintah, [self.saringan.pk, self.saringan.instansi_id, setelah, porsi.sampai]
                )
            setelah = porsi.sampai
            lapor(porsi.jumlah)

    def _porsi(self, kursor: CursorWrapper, setelah: int) -> "_Porsi | None":
        """How many people the next statement takes, and up to which key."""
        kursor.execute(
            f"SELECT COUNT(*), MAX(id) FROM (SELECT p.id FROM {ORANG} "  # noqa: S608
            f"WHERE {self._syarat} AND p.id > %s ORDER BY p.id LIMIT {_sekali_tulis()}) porsi",
            [self.saringan.instansi_id, setelah],
        )
        jumlah, sampai = kursor.fetchone()
        return _Porsi(jumlah, sampai) if jumlah else None

    def pilih(self, *, bersidik: bool = False) -> str:
        """The answers of everybody in a portion, by his groups: key, findings, what stands against.

        Parameters: agency, first key (excluded), last key (included).
        """
        aturan = [satu.aturan for satu in self.kebijakan.aturan]
        sambung = ""
        for urut, satu in enumerate(aturan):
            sama = [f"m{urut}.k{n} = {isi}" for n, isi in enumerate(kunci_aturan(satu))]
            sambung += f" JOIN saring_m{urut} m{urut} ON {' AND '.join(sama) or '1 = 1'}"
        nomor = " || ',' || ".join(f"m{n}.nomor" for n in range(len(aturan))) or "''"
        gagal = " || ".join(f"m{n}.gagal" for n in range(len(aturan))) or "''"
        ragu = " || ".join(f"m{n}.ragu" for n in range(len(aturan))) or "''"
        sidik = f", {sidik_orang(self.kebijakan)} AS sidik" if bersidik else ""
        return (
            f"SELECT p.id, {nomor} AS rujukan, {gagal} AS gagal, {ragu} AS ragu{sidik} "  # noqa: S608
            f"FROM {dari_orang(*aturan)}{sambung} WHERE {self._syarat} AND p.id > %s AND p.id <= %s"
        )

    def _perintah(self) -> str:
        """One statement that writes them."""
        return (
            f"INSERT INTO penugasan_hasilsaring ({', '.join(KOLOM)}) "  # noqa: S608
            "SELECT %s, id, CASE WHEN gagal <> '' THEN 'tidak' WHEN ragu <> '' THEN 'belum_pasti' "
            "ELSE 'layak' END, CASE WHEN gagal <> '' THEN ',' || gagal ELSE '' END, "
            "CASE WHEN ragu <> '' THEN ',' || ragu ELSE '' END, '', '[]', rujukan, sidik "
            f"FROM ({self.pilih(bersidik=True)}) jawaban"
        )

    def _sisanya(self, lapor: Lapor) -> None:
        """Judge one by one whom the groups left out: assigned, excepted, changed meanwhile."""
        # Not "pk__in": from a million answers on PostgreSQL reads that list again for each person.
        sudah = HasilSaring.objects.filter(saringan=self.saringan, pegawai=OuterRef("pk"))
        belum = Pegawai.objects.filter(
            ~Exists(sudah), instansi=self.saringan.instansi_id, aktif=True
        )
        kunci = list(belum.order_by("pk").values_list("pk", flat=True))
        for awal in range(0, len(kunci), SEKALI_BACA):
            for porsi in fakta_instansi(
                self.saringan.instansi,
                kebijakan=self.kebijakan,
                periode=self.saringan.periode,
                hanya=kunci[awal : awal + SEKALI_BACA],
            ):
                simpan(self.saringan, self.penilai, porsi)
                lapor(len(porsi))

    def _bersihkan(self, kursor: CursorWrapper) -> None:
        """Drop what was temporary: the connection lives on."""
        for nama in self._sementara:
            kursor.execute(f"DROP TABLE IF EXISTS {nama}")


def _sekali_tulis() -> int:
    if connection.vendor == "sqlite":
        return min(SEKALI_TULIS, SEKALI_TULIS_SQLITE)
    return SEKALI_TULIS


SYARAT = (
    "p.instansi_id = %s AND p.aktif "
    "AND NOT EXISTS (SELECT 1 FROM saring_khusus x WHERE x.id = p.id)"
)
