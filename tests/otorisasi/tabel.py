"""The one table: who may open what. A URL that is not here fails the test.

It is written from the roles' handbook, not from the views: a view that lets one role too many in
fails here.
"""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, PUBLIK, SEMUA, Baris

ADMIN = frozenset({Peran.ADMIN})
PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
KEPALA = frozenset({Peran.KEPALA_OPD})
DINAS = frozenset({Peran.DINAS_KOPERASI})
PEMERIKSA = frozenset({Peran.AUDITOR, Peran.ADMIN})
MELIHAT_ORANG = BKPSDM | ADMIN | KEPALA
MELIHAT_KOPERASI = BKPSDM | DINAS
MENGEKSPOR = BKPSDM | ADMIN | KEPALA | DINAS
KE_DEPAN = 302


def baris(nama: str) -> Callable[[Isi], dict[str, Any]]:
    """The URL's ``pk`` is that of the world's object of this name."""
    return lambda isi: {"pk": isi.pk(nama)}


def _kunci_rencana(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("rencana"), "baris_pk": isi.pk("baris_rencana")}


def _token(isi: Isi) -> dict[str, Any]:
    return {"token": isi.objek["surat_tugas"].token}


INTI = [
    Baris("inti:sehat", PUBLIK),
    # A job: BKPSDM follows all of the agency, others only what they started.
    Baris(
        "inti:pekerjaan",
        SEMUA,
        baris("pekerjaan"),
        lingkup=SEMUA - BKPSDM - ADMIN,
        khusus=dict.fromkeys(["mantan_kepala", *(SEMUA - BKPSDM - ADMIN)], 404),
    ),
    Baris(
        "inti:pekerjaan_kemajuan",
        SEMUA,
        baris("pekerjaan"),
        lingkup=SEMUA - BKPSDM - ADMIN,
        khusus=dict.fromkeys(["mantan_kepala", *(SEMUA - BKPSDM - ADMIN)], 404),
    ),
    Baris("inti:impor", PETUGAS | DINAS),
    Baris("inti:jejak", PEMERIKSA),
    Baris("inti:jejak_periksa", PEMERIKSA, metode="post", jawab=KE_DEPAN),
]

PEGAWAI = [
    Baris("pegawai:akun", ADMIN),
    Baris("pegawai:akun_tambah", ADMIN),
    Baris("pegawai:akun_rincian", ADMIN, baris("akun")),
    Baris("pegawai:akun_nonaktifkan", ADMIN, baris("akun"), metode="post"),
    Baris("pegawai:akun_aktifkan", ADMIN, baris("akun"), metode="post", jawab=KE_DEPAN),
    Baris("pegawai:akun_atur_ulang", ADMIN, baris("akun"), metode="post"),
    Baris("pegawai:pejabat", ADMIN),
    Baris("pegawai:pejabat_rincian", ADMIN, lambda isi: {"opd_pk": isi.opd.pk}),
    Baris("pegawai:pejabat_akhiri", ADMIN, baris("pejabat"), metode="post", jawab=KE_DEPAN),
]

KOPERASI = [
    Baris("koperasi:daftar", MELIHAT_KOPERASI),
    Baris("koperasi:rincian", MELIHAT_KOPERASI, baris("koperasi")),
    Baris("penugasan:papan", MELIHAT_KOPERASI),
]

KELAYAKAN = [
    Baris("penugasan:beranda", SEMUA),
    Baris("penugasan:kelayakan", MELIHAT_ORANG),
    Baris("penugasan:saring", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:kartu_kelayakan", MELIHAT_ORANG, baris("pegawai")),
    Baris("penugasan:ungkap_nip", MELIHAT_ORANG, baris("pegawai"), metode="post"),
]

RENCANA = [
    Baris("penugasan:rencana", BKPSDM),
    Baris("penugasan:rencana_susun", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:rencana_rincian", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_belum", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_dampak", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_kirim", PETUGAS, baris("rencana")),
    Baris("penugasan:rencana_kunci", PETUGAS, _kunci_rencana, metode="post", jawab=KE_DEPAN),
]

SURAT = [
    Baris("penugasan:surat", BKPSDM | KEPALA),
    Baris("penugasan:surat_rincian", BKPSDM | KEPALA, baris("surat_tugas")),
    Baris("penugasan:surat_unduh", BKPSDM | KEPALA, baris("surat_tugas")),
    # The SK names people of many units: to an OPD head it does not exist.
    Baris("penugasan:surat_rincian", BKPSDM | KEPALA, baris("sk"), khusus={Peran.KEPALA_OPD: 404}),
    Baris("penugasan:surat_unduh", BKPSDM | KEPALA, baris("sk"), khusus={Peran.KEPALA_OPD: 404}),
    Baris("penugasan:surat_zip", BKPSDM, baris("sk")),
]

EKSPOR = [
    Baris("penugasan:ekspor_daftar", MENGEKSPOR),
]

TABEL: list[Baris] = [*INTI, *PEGAWAI, *KOPERASI, *KELAYAKAN, *RENCANA, *SURAT, *EKSPOR]

DI_LUAR: dict[str, str] = {}
"""URLs that are no page of ours, each with the reason why it stands outside the walk."""
