"""Screening as the portal does it, and the least that a database must do for it."""

from typing import Any

from django.db import connection

from inti.waktu import sekarang
from pegawai.models import BuktiKomputer, Pegawai
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.rules.himpunan import Penilai
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Bukti, Fakta
from penugasan.services.saring import saring
from penugasan.services.saring_himpunan import Himpunan
from tests.bench.anak import Jam

DELAPAN = ("rumpun_jabatan", "domisili")
"""Switched on beside the six of the city's pack: eight rules, as the baselines have."""
SYARAT_SQL = (
    "jenis IN ('PPPK', 'PPPK_PW')",
    "kedudukan_hukum_id IN ('71', '101', '01')",
    "tingkat_pendidikan IN ('30', '35', '40', '45', '50')",
    "lahir > '1969-03-01'",
    "jabatan NOT LIKE '%%Guru%%'",
    "pendidikan <> ''",
    "jabatan <> ''",
    "lahir < '2006-03-01'",
)
SIASN_ID = "siasn_id"


def perbanyak(*, orang: int) -> None:
    """Multiply the people that are there, each with a birth date and a proof of his own kind."""
    jam = Jam()
    kolom = [k.column for k in Pegawai._meta.concrete_fields if k.column != "id"]
    daftar = ", ".join(kolom)
    with connection.cursor() as kursor:
        kursor.execute("SELECT COUNT(*), MAX(id) FROM pegawai_pegawai")
        ada, terbesar = kursor.fetchone()
        while ada < orang:
            lagi = min(ada, orang - ada)
            kursor.execute(
                f"INSERT INTO pegawai_pegawai ({daftar}) "  # noqa: S608 - column names of our model
                f"SELECT {', '.join(_ganti(k, terbesar) for k in kolom)} FROM pegawai_pegawai "
                f"ORDER BY id LIMIT {lagi}"
            )
            kursor.execute("SELECT COUNT(*), MAX(id) FROM pegawai_pegawai")
            ada, terbesar = kursor.fetchone()
        kursor.execute(
            "INSERT INTO pegawai_buktikomputer "
            "(pegawai_id, jenis, tingkat, mampu, keterangan, tanggal, sumber_id) "
            "SELECT p.id, 'SERTIFIKAT', 3, %s, 'Sertifikat', '2025-01-01', "
            "(SELECT MIN(id) FROM inti_sumber) FROM pegawai_pegawai p WHERE p.id %% 3 = 0",
            [True],
        )
        kursor.execute("ANALYZE")
    _delapan_aturan()
    connection.close()
    jam.laporkan()


def _ganti(kolom: str, geser: int) -> str:
    """A NIP that nobody has, and birthdays that are not all the same."""
    if kolom == "nip":
        return (
            f"substr('000000000000000000' || (id + {geser}), -18)"
            if _sqlite()
            else (f"lpad((id + {geser})::text, 18, '0')")
        )
    if kolom == SIASN_ID:
        return "''"
    if kolom == "lahir":
        return (
            "date(lahir, '+' || (id % 28) || ' days')" if _sqlite() else ("lahir + (id % 28)::int")
        )
    return kolom


def _sqlite() -> bool:
    return bool(connection.vendor == "sqlite")


def _delapan_aturan() -> None:
    periode = Periode.objects.select_related("versi").get()
    versi = periode.versi
    versi.pk, versi.nomor, versi.status, versi.sidik = None, 99, "draf", "bench"
    versi.isi["aturan"] |= {k: versi.isi["aturan"][k] | {"aktif": True} for k in DELAPAN}
    versi.save()
    periode.versi = versi
    periode.save()


def hitung() -> None:
    """Verdict and reasons of everybody, fetched and not stored."""
    jam = Jam()
    periode = Periode.objects.select_related("versi", "instansi").get()
    jumlah = jam.ukur("saring", lambda: _hitung(periode))
    connection.close()
    jam.laporkan(jumlah=jumlah)


def _hitung(periode: Periode) -> int:
    saringan = Saringan.semua.create(
        instansi=periode.instansi,
        periode=periode,
        versi=periode.versi,
        per_tanggal=periode.tanggal_acuan,
        dibuat=sekarang(),
        siap=False,
    )
    kebijakan = kebijakan_dari(periode.versi.isi)
    himpunan = Himpunan(saringan, kebijakan, Penilai(kebijakan, periode.tanggal_acuan))
    jumlah = 0
    with himpunan.berkelompok() as kursor:
        kursor.execute(himpunan.pilih(), [periode.instansi_id, 0, 2**62])
        while baris := kursor.fetchmany(10_000):
            jumlah += len(baris)
    return jumlah


def simpan() -> None:
    """The whole screening, stored, as the portal does it."""
    jam = Jam()
    periode = Periode.objects.select_related("versi", "instansi").get()
    hasil = jam.ukur("saring", lambda: saring(periode=periode, aktor=None, pada=sekarang()))
    jumlah = HasilSaring.objects.count()
    connection.close()
    jam.laporkan(jumlah=jumlah, layak=hasil.layak, ragu=hasil.belum_pasti, tidak=hasil.tidak)


def sebagian() -> None:
    """The same after a full run, with one person in a hundred of another birth date."""
    jam = Jam()
    periode = Periode.objects.select_related("versi", "instansi").get()
    saring(periode=periode, aktor=None, pada=sekarang())
    sesudah = "date(lahir, '-1 day')" if _sqlite() else "lahir - 1"
    with connection.cursor() as kursor:
        kursor.execute(f"UPDATE pegawai_pegawai SET lahir = {sesudah} WHERE id % 100 = 7")  # noqa: S608
    hasil = jam.ukur("saring", lambda: saring(periode=periode, aktor=None, pada=sekarang()))
    connection.close()
    jam.laporkan(jumlah=hasil.jumlah, dinilai=hasil.dinilai)


def telanjang() -> None:
    """One statement of eight bare conditions, its mask stored in a table without more."""
    jam = Jam()
    topeng = " + ".join(
        f"CASE WHEN {satu} THEN 0 ELSE {2**n} END" for n, satu in enumerate(SYARAT_SQL)
    )
    with connection.cursor() as kursor:
        kursor.execute("CREATE TABLE bench_topeng (id bigint PRIMARY KEY, topeng integer)")
        perintah = f"INSERT INTO bench_topeng SELECT id, {topeng} FROM pegawai_pegawai WHERE aktif"  # noqa: S608
        jam.ukur("saring", lambda: kursor.execute(perintah.replace("%%", "%")))
    connection.close()
    jam.laporkan()


def tabel_hasil() -> None:
    """The same verdict for everybody, written into the portal's own table with its indexes."""
    jam = Jam()
    periode = Periode.objects.select_related("versi").get()
    saringan = Saringan.semua.create(
        instansi_id=periode.instansi_id,
        periode=periode,
        versi=periode.versi,
        per_tanggal=periode.tanggal_acuan,
        dibuat=sekarang(),
        siap=False,
    )
    with connection.cursor() as kursor:
        perintah = (
            "INSERT INTO penugasan_hasilsaring (saringan_id, pegawai_id, hasil, gagal, ragu, "
            "dikecualikan, temuan, rujukan, sidik) SELECT %s, id, 'layak', '', '', '', '[]', "
            "'1,2,3,4,5,6,7,8', '0123456789abcdef0123456789abcdef' FROM pegawai_pegawai WHERE aktif"
        )
        jam.ukur("saring", lambda: kursor.execute(perintah, [saringan.pk]))
    connection.close()
    jam.laporkan()


def objek() -> None:
    """The loop a programmer would write: ORM objects, our rules, a reason for each."""
    jam = Jam()
    periode = Periode.objects.select_related("versi").get()
    kebijakan = kebijakan_dari(periode.versi.isi)

    def kerja() -> int:
        jumlah = 0
        for satu in Pegawai.objects.filter(aktif=True).iterator(5_000):
            kelayakan = periksa(_fakta(satu), kebijakan, periode.tanggal_acuan)
            jumlah += len(kelayakan.temuan)
        return jumlah

    jam.ukur("saring", kerja)
    connection.close()
    jam.laporkan()


def objek_bukti() -> None:
    """The same with the proofs beside each person, fetched by Django's prefetch."""
    jam = Jam()
    periode = Periode.objects.select_related("versi").get()
    kebijakan = kebijakan_dari(periode.versi.isi)

    def kerja() -> int:
        jumlah = 0
        semua = Pegawai.objects.filter(aktif=True).prefetch_related("bukti_komputer_set")
        for satu in semua.iterator(5_000):
            bukti = tuple(map(_bukti, satu.bukti_komputer_set.all()))
            kelayakan = periksa(_fakta(satu, bukti), kebijakan, periode.tanggal_acuan)
            jumlah += len(kelayakan.temuan)
        return jumlah

    jam.ukur("saring", kerja)
    connection.close()
    jam.laporkan()


def _bukti(satu: BuktiKomputer) -> Bukti:
    return Bukti(satu.jenis, satu.tingkat, satu.mampu, satu.keterangan, satu.tanggal)


def _fakta(satu: Pegawai, bukti: tuple[Bukti, ...] = ()) -> Fakta:
    isi: dict[str, Any] = {
        k: getattr(satu, k) or None
        for k in (
            "jenis",
            "kedudukan_hukum_id",
            "kedudukan_hukum",
            "tingkat_pendidikan",
            "pendidikan",
            "lahir",
            "jabatan",
        )
    }
    return Fakta(**isi, bukti_komputer=bukti, penugasan=())
