"""Screening by sets: each rule is asked once per distinct facts, the database joins the rest.

The rules stay the plain functions that the card of one person asks. Of everybody who is equal in
what a rule reads, one is judged; its answer is written to all of them by one statement. People
with an assignment or an exception, and whoever changed meanwhile, are judged one by one.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from inti import massal
from pegawai.models import Pegawai
from penugasan.models import HasilSaring, Pengecualian, Penugasan, Saringan, TemuanSaring
from penugasan.queries.fakta import SEKALI_BACA, fakta_instansi
from penugasan.queries.kunci_fakta import dari_orang, kumpulkan, kunci_aturan
from penugasan.rules.himpunan import Penilai
from penugasan.rules.kelayakan import AturanAktif, Kebijakan
from penugasan.rules.types import Hasil, Temuan
from penugasan.services.saring_simpan import isi_temuan, simpan

SEKALI_TULIS = 100_000
"""People per statement: bounds a transaction, and is what a broken-off run loses."""
Lapor = Callable[[int], None]
Wakil = tuple[int, str, str, str]
"""Who stands for a group, the number of the finding, and its code if it refuses or doubts."""


class Himpunan:
    """One screening by sets. ``tulis`` may be called again after it was broken off."""

    def __init__(self, saringan: Saringan, kebijakan: Kebijakan, penilai: Penilai) -> None:
        self.saringan, self.kebijakan, self.penilai = saringan, kebijakan, penilai
        ada = TemuanSaring.objects.filter(saringan=saringan).values_list("isi", "nomor")
        self._nomor = {_kunci(isi): nomor for isi, nomor in ada}
        self._baru: list[TemuanSaring] = []

    def tulis(self, setelah: int, lapor: Lapor) -> None:
        """Judge and write everybody whose key is beyond ``setelah``, then whoever is left."""
        with connection.cursor() as kursor:
            self._siapkan(kursor)
            try:
                self._jawab(kursor)
                self._sambungkan(kursor, setelah, lapor)
            finally:
                self._bersihkan(kursor)
        self._sisanya(lapor)

    def _siapkan(self, kursor: CursorWrapper) -> None:
        kumpulkan(kursor, self.kebijakan, self.saringan.instansi)
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
        for urut, satu in enumerate(self.kebijakan.aturan):
            kunci = kunci_aturan(satu.aturan)
            kolom = "".join(f"{isi} AS k{n}, " for n, isi in enumerate(kunci))
            per = f"GROUP BY {', '.join(kunci)}" if kunci else "HAVING COUNT(*) > 0"
            for nama in ("w", "j", "m"):
                kursor.execute(f"DROP TABLE IF EXISTS saring_{nama}{urut}")
            kursor.execute(
                f"CREATE TEMPORARY TABLE saring_w{urut} AS SELECT {kolom}MIN(p.id) AS wakil "  # noqa: S608
                f"FROM {dari_orang(satu.aturan)} WHERE {_SYARAT} {per}",
                [self.saringan.instansi_id],
            )
            kursor.execute(
                f"CREATE TEMPORARY TABLE saring_j{urut} "
                "(wakil bigint, nomor text, gagal text, ragu text)"
            )
            kursor.execute(f"SELECT wakil FROM saring_w{urut} ORDER BY wakil")  # noqa: S608
            wakil = [pk for (pk,) in kursor.fetchall()]
            kolom_jawaban = ("wakil", "nomor", "gagal", "ragu")
            jawaban = list(self._jawaban(urut, satu, wakil))
            massal.tambah_ke(f"saring_j{urut}", kolom_jawaban, jawaban)
            kursor.execute(
                f"CREATE TEMPORARY TABLE saring_m{urut} AS SELECT w.*, j.nomor, j.gagal, j.ragu "  # noqa: S608
                f"FROM saring_w{urut} w JOIN saring_j{urut} j ON j.wakil = w.wakil"
            )
            if connection.vendor == "postgresql":
                kursor.execute(f"ANALYZE saring_m{urut}")
            elif kunci:
                daftar = ", ".join(f"k{n}" for n in range(len(kunci)))
                kursor.execute(f"CREATE INDEX saring_n{urut} ON saring_m{urut} ({daftar})")
        TemuanSaring.objects.bulk_create(self._baru, batch_size=5_000)
        self._baru = []

    def _jawaban(self, urut: int, aturan: AturanAktif, wakil: Sequence[int]) -> Iterator[Wakil]:
        """Ask one rule about those who stand for a group."""
        sisa = iter(wakil)
        hanya = Kebijakan((aturan,))
        while sebagian := list(islice(sisa, SEKALI_BACA)):
            for porsi in fakta_instansi(
                self.saringan.instansi,
                kebijakan=hanya,
                periode=self.saringan.periode,
                hanya=sebagian,
            ):
                for pk, fakta in porsi:
                    temuan = self.penilai.satu(urut, fakta).temuan
                    gagal = f"{temuan.kode}," if temuan.hasil is Hasil.TIDAK else ""
                    ragu = f"{temuan.kode}," if temuan.hasil is Hasil.BELUM_PASTI else ""
                    yield pk, str(self._catat(temuan)), gagal, ragu

    def _catat(self, temuan: Temuan) -> int:
        """Number a finding; equal ones are kept once."""
        isi = isi_temuan(temuan)
        kunci = _kunci(isi)
        nomor = self._nomor.get(kunci)
        if nomor is None:
            nomor = self._nomor[kunci] = len(self._nomor) + 1
            self._baru.append(TemuanSaring(saringan=self.saringan, nomor=nomor, isi=isi))
        return nomor

    # The answers of everybody ----------------------------------------------------------------

    def _sambungkan(self, kursor: CursorWrapper, setelah: int, lapor: Lapor) -> None:
        perintah = self._perintah()
        while True:
            kursor.execute(
                "SELECT COUNT(*), MAX(id) FROM (SELECT p.id FROM pegawai_pegawai p "  # noqa: S608
                f"WHERE {_SYARAT} AND p.id > %s ORDER BY p.id LIMIT {SEKALI_TULIS}) porsi",
                [self.saringan.instansi_id, setelah],
            )
            jumlah, sampai = kursor.fetchone()
            if not jumlah:
                return
            with transaction.atomic():
                kursor.execute(
                    perintah, [self.saringan.pk, self.saringan.instansi_id, setelah, sampai]
                )
            setelah = sampai
            lapor(jumlah)

    def _perintah(self) -> str:
        """One statement that gives each person of a portion the answers of his groups."""
        aturan = [satu.aturan for satu in self.kebijakan.aturan]
        sambung = ""
        for urut, satu in enumerate(aturan):
            sama = [f"m{urut}.k{n} = {isi}" for n, isi in enumerate(kunci_aturan(satu))]
            sambung += f" JOIN saring_m{urut} m{urut} ON {' AND '.join(sama) or '1 = 1'}"
        nomor = " || ',' || ".join(f"m{n}.nomor" for n in range(len(aturan))) or "''"
        gagal = " || ".join(f"m{n}.gagal" for n in range(len(aturan))) or "''"
        ragu = " || ".join(f"m{n}.ragu" for n in range(len(aturan))) or "''"
        return (
            "INSERT INTO penugasan_hasilsaring (saringan_id, pegawai_id, hasil, gagal, ragu, "  # noqa: S608
            "dikecualikan, temuan, rujukan) "
            "SELECT %s, id, CASE WHEN gagal <> '' THEN 'tidak' WHEN ragu <> '' THEN 'belum_pasti' "
            "ELSE 'layak' END, CASE WHEN gagal <> '' THEN ',' || gagal ELSE '' END, "
            "CASE WHEN ragu <> '' THEN ',' || ragu ELSE '' END, '', '[]', rujukan FROM "
            f"(SELECT p.id, {nomor} AS rujukan, {gagal} AS gagal, {ragu} AS ragu "
            f"FROM {dari_orang(*aturan)}{sambung} "
            f"WHERE {_SYARAT} AND p.id > %s AND p.id <= %s) jawaban"
        )

    def _sisanya(self, lapor: Lapor) -> None:
        """Judge one by one whom the groups left out: assigned, excepted, changed meanwhile."""
        sudah = HasilSaring.objects.filter(saringan=self.saringan).values("pegawai")
        belum = Pegawai.objects.filter(instansi=self.saringan.instansi_id, aktif=True).exclude(
            pk__in=sudah
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
        for urut in range(len(self.kebijakan.aturan)):
            for nama in ("w", "j", "m"):
                kursor.execute(f"DROP TABLE IF EXISTS saring_{nama}{urut}")
        kursor.execute("DROP TABLE IF EXISTS saring_khusus")


def _kunci(isi: dict[str, str]) -> str:
    return json.dumps(isi, sort_keys=True)


_SYARAT = (
    "p.instansi_id = %s AND p.aktif "
    "AND NOT EXISTS (SELECT 1 FROM saring_khusus x WHERE x.id = p.id)"
)
