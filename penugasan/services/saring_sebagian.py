"""Screening only what changed: a verdict stays with whoever's facts have the same fingerprint.

Where few people changed, the run of before is brought up to date in one transaction: nobody sees
half of it, and a killed worker leaves it as it was. Where many changed, or a plan rests on that
run, its verdicts are copied into a new one, in portions, and the others are judged there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F

from penugasan.models import Rencana, Saringan
from penugasan.queries.kunci_fakta import ORANG, dari_orang, sidik_orang
from penugasan.services.saring_himpunan import SYARAT, Himpunan, Lapor
from penugasan.services.saring_simpan import KOLOM

DI_TEMPAT = 20_000
"""People whose verdicts may be replaced in one transaction."""
BAGIAN = 5
"""And one in so many: from there on a run of its own costs no more."""
SELALU = 1_000
"""So few are replaced whatever their share."""


class Sebagian(Himpunan):
    """Judges those whose facts differ from what an earlier run read."""

    def tulis(self, setelah: int, lapor: Lapor) -> None:
        """Copy what holds from the base, wherever a broken-off job stopped, and judge the rest."""
        super().tulis(0, lapor)

    def ambil_alih(self, kursor: CursorWrapper, lapor: Lapor) -> None:
        """Take over the verdicts of everybody whose facts are the same; the others are left."""
        ini = self.saringan
        kursor.execute(
            "INSERT INTO penugasan_temuansaring (saringan_id, nomor, isi) SELECT %s, nomor, isi "
            "FROM penugasan_temuansaring WHERE saringan_id = %s ON CONFLICT DO NOTHING",
            [ini.pk, ini.dasar_id],
        )
        setelah, perintah = 0, self._perintah_salin()
        while porsi := self._porsi(kursor, setelah):
            with transaction.atomic():
                kursor.execute(
                    perintah, [ini.pk, ini.dasar_id, ini.instansi_id, setelah, porsi.sampai]
                )
                banyak = max(kursor.rowcount, 0)
                Saringan.semua.filter(pk=ini.pk).update(disalin=F("disalin") + banyak)
            setelah = porsi.sampai
            lapor(banyak)
        self._tandai(
            kursor,
            f"SELECT p.id FROM {ORANG} WHERE {SYARAT} "  # noqa: S608
            "AND NOT EXISTS (SELECT 1 FROM penugasan_hasilsaring h "
            "WHERE h.saringan_id = %s AND h.pegawai_id = p.id)",
            [ini.instansi_id, ini.pk],
        )

    def _perintah_salin(self) -> str:
        """One statement: facts are read and compared by it, so that none changes in between.

        Parameters: run, base, agency, first key (excluded), last key (included).
        """
        aturan = [satu.aturan for satu in self.kebijakan.aturan]
        return (
            f"INSERT INTO penugasan_hasilsaring ({', '.join(KOLOM)}) "  # noqa: S608
            "SELECT %s, p.id, h.hasil, h.gagal, h.ragu, '', '[]', h.rujukan, h.sidik "
            f"FROM {dari_orang(*aturan)} "
            "JOIN penugasan_hasilsaring h ON h.pegawai_id = p.id AND h.saringan_id = %s "
            f"WHERE {SYARAT} AND p.id > %s AND p.id <= %s "
            f"AND h.sidik = {sidik_orang(self.kebijakan)} ON CONFLICT DO NOTHING"
        )

    def _tandai(self, kursor: CursorWrapper, pilih: str, isi: list[Any]) -> None:
        """Put whom to judge into a table; only they are grouped from now on."""
        self._sementara.append("saring_ubah")
        kursor.execute("DROP TABLE IF EXISTS saring_ubah")
        kursor.execute(f"CREATE TEMPORARY TABLE saring_ubah AS {pilih}", isi)
        if connection.vendor == "postgresql":
            kursor.execute("ANALYZE saring_ubah")
        self._syarat = f"{SYARAT} AND p.id IN (SELECT id FROM saring_ubah)"  # noqa: S608


class DiTempat(Sebagian):
    """Brings a finished run up to date, if few people changed and no plan rests on it."""

    @contextmanager
    def disiapkan(self) -> Iterator["DiTempat | None"]:
        """Find who changed; None when a run of its own is needed."""
        with connection.cursor() as kursor:
            self._siapkan(kursor)
            try:
                yield self if self._sedikit(kursor) else None
            finally:
                self._bersihkan(kursor)

    def _sedikit(self, kursor: CursorWrapper) -> bool:
        ini, aturan = self.saringan, [satu.aturan for satu in self.kebijakan.aturan]
        self._tandai(
            kursor,
            f"SELECT p.id FROM {dari_orang(*aturan)} LEFT JOIN penugasan_hasilsaring h "  # noqa: S608
            f"ON h.pegawai_id = p.id AND h.saringan_id = %s WHERE {SYARAT} "
            f"AND (h.id IS NULL OR h.sidik <> {sidik_orang(self.kebijakan)})",
            [ini.pk, ini.instansi_id],
        )
        kursor.execute(
            "SELECT (SELECT COUNT(*) FROM saring_ubah) + (SELECT COUNT(*) FROM saring_khusus)"
        )
        banyak: int = kursor.fetchone()[0]
        return banyak <= max(SELALU, min(DI_TEMPAT, ini.jumlah // BAGIAN))

    def masih_sama(self) -> bool:
        """Whether nobody renewed the run meanwhile, and no plan came to rest on it."""
        ini = self.saringan
        return (
            Saringan.objects.filter(pk=ini.pk, turunan=ini.turunan).exists()
            and not Rencana.objects.filter(saringan=ini.pk).exists()
        )

    def ganti(self) -> int:
        """Replace the verdicts of whoever changed; return how many others stand as they were.

        In the caller's transaction. Somebody who changes only now keeps the fingerprint of what
        was judged, so that the next screening finds him.
        """
        with connection.cursor() as kursor:
            kursor.execute(
                "DELETE FROM penugasan_hasilsaring WHERE saringan_id = %s AND ("  # noqa: S608
                "pegawai_id IN (SELECT id FROM saring_ubah) "
                "OR pegawai_id IN (SELECT id FROM saring_khusus) "
                f"OR NOT EXISTS (SELECT 1 FROM {ORANG} WHERE p.id = pegawai_id "
                "AND p.aktif AND p.instansi_id = %s))",
                [self.saringan.pk, self.saringan.instansi_id],
            )
            tetap = self.saringan.hasil_set.count()
            self._jawab(kursor)
            self._sambungkan(kursor, 0, lambda _: None)
        self._sisanya(lambda _: None)
        return tetap
