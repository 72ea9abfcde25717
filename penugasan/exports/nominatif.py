"""The *daftar nominatif*: the columns that go with a proposal or a decision."""

from collections.abc import Mapping

from inti.excel_tulis import Jenis, Kolom
from inti.models import Instansi
from penugasan.exports.orang import (
    kolom_jati_diri,
    kolom_kerja,
    kolom_lahir,
    kolom_nomor,
    kolom_pendidikan,
)
from penugasan.queries.nominatif import Nominatif


def kolom(instansi: Instansi, tingkat: Mapping[str, str]) -> list[Kolom[Nominatif]]:
    """The columns of domain handbook section 9, readable as a list of people.

    UNIT KERJA is the unit of today, UNIT ASAL that of the day the person was named.
    """
    return [
        kolom_nomor(),
        *kolom_jati_diri(lambda n: n.pegawai),
        *kolom_lahir(lambda n: n.pegawai, lambda n: n.usia),
        *kolom_pendidikan(lambda n: n.pegawai, tingkat),
        *kolom_kerja(lambda n: n.pegawai, instansi),
        Kolom("UNIT ASAL", lambda n: str(n.penugasan.opd_asal or ""), lebar=36),
        Kolom("AKHIR KONTRAK", lambda n: n.akhir_kontrak, Jenis.TANGGAL, 14),
        Kolom("KEMAMPUAN KOMPUTER", lambda n: n.komputer, lebar=30),
        Kolom("DOMISILI ({WILAYAH_SINGKAT}/KEC)", lambda n: n.domisili, lebar=30),
        Kolom("{KOPERASI_SINGKAT} TUJUAN", lambda n: n.penugasan.kebutuhan.koperasi.nama, lebar=42),
        Kolom("PERAN", lambda n: n.penugasan.kebutuhan.get_peran_display(), lebar=14),
        Kolom("TMT", lambda n: n.penugasan.mulai, Jenis.TANGGAL, 12),
        Kolom("AKHIR PENUGASAN", lambda n: n.penugasan.selesai, Jenis.TANGGAL, 16),
        Kolom("KETERANGAN", lambda n: n.penugasan.get_status_display(), lebar=24),
    ]
