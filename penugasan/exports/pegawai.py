"""The registry of people under the headings of SIASN's export, so that it can be read back in."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom, Nilai
from inti.models import Instansi
from pegawai.imports.kolom_siasn import KOLOM
from pegawai.models import Pegawai
from penugasan.exports.orang import JENIS_KELAMIN, JENIS_PEGAWAI, Tingkat, UnitKerja

JUDUL = {k.nama: k.judul for k in KOLOM}


def kolom(instansi: Instansi) -> list[Kolom[Pegawai]]:
    """The columns in SIASN's order, as far as the portal keeps them."""
    unit, tingkat = UnitKerja(instansi), Tingkat({})
    return [
        _kolom("siasn_id", lambda p: p.siasn_id, Jenis.KODE, 36),
        _kolom("nip", lambda p: p.nip, Jenis.KODE, 21),
        _kolom("nama", lambda p: p.nama, lebar=32),
        _kolom("gelar_depan", lambda p: p.gelar_depan, lebar=13),
        _kolom("gelar_belakang", lambda p: p.gelar_belakang, lebar=17),
        _kolom("tempat_lahir", lambda p: p.tempat_lahir, lebar=18),
        _kolom("lahir", lambda p: p.lahir, Jenis.TANGGAL, 14),
        _kolom("jenis_kelamin", lambda p: p.jenis_kelamin, lebar=8, pilihan=JENIS_KELAMIN),
        _kolom("jenis", lambda p: p.get_jenis_display(), lebar=18, pilihan=JENIS_PEGAWAI),
        _kolom("kedudukan_hukum_id", lambda p: p.kedudukan_hukum_id, Jenis.KODE, 12),
        _kolom("kedudukan_hukum", lambda p: p.kedudukan_hukum, lebar=18),
        _kolom("tmt_cpns", lambda p: p.tmt_cpns, Jenis.TANGGAL, 12),
        _kolom("golongan", lambda p: p.golongan, lebar=9),
        _kolom("jenis_jabatan", lambda p: p.jenis_jabatan, lebar=24),
        _kolom("jabatan", lambda p: p.jabatan, lebar=32),
        _kolom("tingkat_id", lambda p: tingkat.dikenal(p.tingkat_pendidikan), Jenis.KODE, 12),
        _kolom("tingkat_nama", lambda p: tingkat(p.tingkat_pendidikan), lebar=24),
        _kolom("pendidikan", lambda p: p.pendidikan, lebar=28),
        _kolom("lokasi_kerja", lambda p: p.lokasi_kerja, lebar=18),
        _kolom("unor_id", lambda p: unit.unor(p)[0], Jenis.KODE, 36),
        _kolom("unor_nama", lambda p: unit.unor(p)[1], lebar=36),
        _kolom("satker", lambda p: p.opd.nama if p.opd else "", lebar=36),
    ]


def baris(pegawai: QuerySet[Pegawai]) -> Iterator[Pegawai]:
    """The rows by name, 1,000 at a time."""
    return pegawai.select_related("opd").order_by("nama", "pk").iterator(1000)


def _kolom(
    nama: str,
    ambil: Callable[[Pegawai], Nilai],
    jenis: Jenis = Jenis.TEKS,
    lebar: int = 16,
    pilihan: tuple[str, ...] = (),
) -> Kolom[Pegawai]:
    return Kolom(JUDUL[nama], ambil, jenis, lebar, pilihan)
