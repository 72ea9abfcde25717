"""Who may open the pages of the people's side: tasks handed over, and what follows the start."""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, PUBLIK, SEMUA, Baris

PENGATUR = frozenset({Peran.PETUGAS, Peran.KEPALA_OPD})
PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
PENGURUS = frozenset({Peran.PENGURUS_KOPERASI})
DINAS = frozenset({Peran.DINAS_KOPERASI})
DESA = PETUGAS | DINAS
KEPALA = frozenset({Peran.KEPALA_OPD})
AUDITOR = frozenset({Peran.AUDITOR})
DIRI = frozenset({Peran.PEGAWAI})
MELIHAT = BKPSDM | DINAS | PENGURUS
KE_DEPAN = 302


def _pk(nama: str) -> Callable[[Isi], dict[str, Any]]:
    return lambda isi: {"pk": isi.pk(nama)}


def _penerima(isi: Isi) -> dict[str, Any]:
    return {"penerima": isi.pk("pengganti")}


PENGALIHAN = [
    Baris("penugasan:pengalihan", BKPSDM | PENGATUR, _pk("disetujui")),
    Baris(
        "penugasan:pengalihan_catat",
        PENGATUR,
        _pk("disetujui"),
        metode="post",
        isi=lambda _isi: {"uraian": "Uji"},
        jawab=KE_DEPAN,
    ),
    # One task of the test world has no owner.
    Baris("penugasan:pengalihan_lengkap", PENGATUR, _pk("disetujui"), metode="post", jawab=409),
    Baris("penugasan:pengalihan_atur", PENGATUR, _pk("tugas")),
    Baris(
        "penugasan:pengalihan_serahkan",
        PENGATUR,
        _pk("tugas"),
        metode="post",
        isi=_penerima,
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:pengalihan_hapus", PENGATUR, _pk("tugas"), metode="post", jawab=KE_DEPAN),
]

KERJA_GANDA = [
    Baris("penugasan:kerja_ganda", BKPSDM | PENGATUR),
    Baris("penugasan:kerja_ganda_rincian", BKPSDM | PENGATUR, _pk("kerja_ganda")),
    Baris(  # the unit still has time to explain
        "penugasan:kerja_ganda_putuskan",
        PETUGAS,
        _pk("kerja_ganda"),
        metode="post",
        isi=lambda _isi: {"putusan": "buktikan", "catatan": "Uji"},
        jawab=409,
    ),
]

KOPERASI = [
    Baris("koperasi:pengurus_angkat", DESA, _pk("koperasi"), metode="post"),  # nobody chosen
    Baris("koperasi:pengurus_akhiri", DESA, _pk("pengurus"), metode="post", jawab=KE_DEPAN),
    Baris("penugasan:bertugas", MELIHAT),
    Baris(
        "penugasan:bertugas_tiba",
        PETUGAS | PENGURUS,
        _pk("berangkat"),
        metode="post",
        lingkup=PENGURUS,
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:suara", PENGURUS),
    Baris("penugasan:suara_terlambat", DESA),
    Baris("penugasan:suara_tautan", PUBLIK, tetap={"token": "bukan-tautan"}, jawab=404),
    Baris("penugasan:pengajuan", MELIHAT),
    Baris(
        "penugasan:pengajuan_baru",
        DESA | PENGURUS,
        tetap={"jenis": "ganti"},
        jawab=404,  # about nobody
    ),
    Baris("penugasan:pengajuan_rincian", MELIHAT, _pk("pengajuan"), lingkup=PENGURUS),
    Baris(
        "penugasan:pengajuan_putuskan",
        PETUGAS | PENYETUJU,
        _pk("pengajuan"),
        metode="post",
        isi=lambda _isi: {"aksi": "teruskan"},
        jawab=KE_DEPAN,
        khusus={Peran.PENYETUJU: 409},  # passing on is the officer's
    ),
    Baris(  # the officer has not passed it on
        "penugasan:pengajuan_setujui", PENYETUJU, _pk("pengajuan"), metode="post", jawab=409
    ),
    Baris(  # somebody else handed it in
        "penugasan:pengajuan_cabut",
        DESA | PENGURUS,
        _pk("pengajuan"),
        metode="post",
        lingkup=PENGURUS,
        jawab=409,
    ),
    Baris("penugasan:evaluasi", BKPSDM | DINAS),
    # Nothing is due in the test world: back to the list.
    Baris("penugasan:evaluasi_nilai", DINAS, _pk("aktif"), jawab=KE_DEPAN),
    Baris("penugasan:kalender", MELIHAT),
    Baris("penugasan:kalender_berakhir", BKPSDM | DINAS),
    Baris("penugasan:kalender_berakhir_ical", BKPSDM | DINAS),
    Baris("penugasan:penerus", BKPSDM),
    Baris("penugasan:kalender_koperasi_ical", MELIHAT, _pk("koperasi"), lingkup=PENGURUS),
    Baris("penugasan:saya_kartu", DIRI),
    Baris("penugasan:sampel", AUDITOR, kueri="?persen=100&benih=1"),
    Baris("penugasan:sampel_unduh", AUDITOR, jawab=KE_DEPAN),
]

KABAR = [
    Baris("inti:hari_libur", PETUGAS | {Peran.ADMIN}),
    Baris(
        "inti:hari_libur_hapus",
        PETUGAS | {Peran.ADMIN},
        _pk("hari_libur"),
        metode="post",
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:eskalasi", BKPSDM | {Peran.PIMPINAN}),
    Baris("penugasan:pemberitahuan", SEMUA),
    Baris("penugasan:pemberitahuan_baca_semua", SEMUA, metode="post", jawab=KE_DEPAN),
    # A notice belongs to one account; none here is one's own.
    Baris("penugasan:pemberitahuan_buka", SEMUA, _pk("koperasi"), metode="post", jawab=404),
]

PANGGILAN = [
    Baris("pegawai:delegasi", KEPALA),
    # An operator belongs to the head who appointed him; nobody here is one.
    Baris("pegawai:delegasi_cabut", KEPALA, _pk("akun"), metode="post", jawab=404),
    Baris("penugasan:cari", BKPSDM | DINAS, kueri="?cari=uji"),
    Baris("penugasan:panggilan", BKPSDM),
    Baris("penugasan:panggilan_opd", KEPALA),
    Baris("penugasan:panggilan_tutup", PETUGAS, _pk("panggilan"), metode="post", jawab=KE_DEPAN),
    Baris("penugasan:panggilan_tarik", KEPALA, _pk("tawaran"), metode="post", jawab=KE_DEPAN),
]

ORANG = [*PANGGILAN, *KABAR, *KOPERASI, *PENGALIHAN, *KERJA_GANDA]
