"""The *daftar nominatif*: the columns that go with a proposal or a decision."""

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_nomor, kolom_orang
from penugasan.queries.nominatif import Nominatif


def kolom() -> list[Kolom[Nominatif]]:
    """The columns of domain handbook section 9, in its order."""
    return [
        kolom_nomor(),
        *kolom_orang(lambda n: n.pegawai),
        Kolom("TEMPAT LAHIR", lambda n: n.pegawai.tempat_lahir, lebar=16),
        Kolom("TGL LAHIR", lambda n: n.pegawai.lahir, Jenis.TANGGAL, 12),
        Kolom("USIA", lambda n: n.usia, Jenis.BULAT, 7),
        Kolom("JK", lambda n: n.pegawai.jenis_kelamin, lebar=5),
        Kolom("TK PENDIDIKAN", lambda n: n.tingkat_pendidikan, lebar=15),
        Kolom("PENDIDIKAN TERAKHIR", lambda n: n.pegawai.pendidikan, lebar=28),
        Kolom("GOL", lambda n: n.pegawai.golongan, lebar=7),
        Kolom("JABATAN", lambda n: n.pegawai.jabatan, lebar=30),
        Kolom("UNIT KERJA", lambda n: str(n.penugasan.opd_asal or n.pegawai.unor_nama), lebar=36),
        Kolom("STATUS", lambda n: n.pegawai.get_jenis_display(), lebar=17),
        Kolom("AKHIR KONTRAK", lambda n: n.akhir_kontrak, Jenis.TANGGAL, 14),
        Kolom("KEMAMPUAN KOMPUTER", lambda n: n.komputer, lebar=30),
        Kolom("DOMISILI (KEL/KEC)", lambda n: n.domisili, lebar=30),
        Kolom("KKMP TUJUAN", lambda n: n.penugasan.kebutuhan.koperasi.nama, lebar=42),
        Kolom("PERAN", lambda n: n.penugasan.kebutuhan.get_peran_display(), lebar=14),
        Kolom("TMT", lambda n: n.penugasan.mulai, Jenis.TANGGAL, 12),
        Kolom("AKHIR PENUGASAN", lambda n: n.penugasan.selesai, Jenis.TANGGAL, 16),
        Kolom("KETERANGAN", lambda n: n.penugasan.get_status_display(), lebar=24),
    ]
