"""Who may open, issue, revoke, sign and word letters."""

from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.dunia_surat import TOKEN_CONTOH
from tests.otorisasi.jalan import BKPSDM, PUBLIK, Baris

PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
KEPALA = frozenset({Peran.KEPALA_OPD})
DIRI = frozenset({Peran.PEGAWAI})
KE_DEPAN = 302
TEMPLAT = {"jenis": "sk", "nomor": 1}


def baris(nama: str) -> Any:
    """The URL's ``pk`` is that of the world's object of this name."""
    return lambda isi: {"pk": isi.pk(nama)}


def _pilih(isi: Isi) -> dict[str, Any]:
    return {"pilih": [isi.pk("surat_tugas")], "bentuk": ["pdf"]}


SURAT = [
    Baris("penugasan:surat", BKPSDM | KEPALA),
    Baris("penugasan:surat_rincian", BKPSDM | KEPALA, baris("surat_tugas")),
    Baris(
        "penugasan:surat_unduh", BKPSDM | KEPALA | DIRI, baris("surat_tugas"), lingkup=KEPALA | DIRI
    ),
    # The SK names people of many units: to an OPD head it does not exist.
    Baris("penugasan:surat_rincian", BKPSDM | KEPALA, baris("sk"), khusus={Peran.KEPALA_OPD: 404}),
    Baris(
        "penugasan:surat_unduh",
        BKPSDM | KEPALA | DIRI,
        baris("sk"),
        khusus={Peran.KEPALA_OPD: 404, Peran.PEGAWAI: 404},
    ),
    Baris("penugasan:surat_zip", BKPSDM, baris("sk")),
    Baris("penugasan:surat_docx", BKPSDM | KEPALA, baris("surat_tugas"), lingkup=KEPALA),
    Baris(
        "penugasan:surat_ttd", BKPSDM | KEPALA | DIRI, baris("surat_tugas"), lingkup=KEPALA | DIRI
    ),
    Baris(
        "penugasan:surat_ttd_unggah", PETUGAS, baris("surat_lepas"), metode="post", jawab=409
    ),  # no file
    Baris(
        "penugasan:surat_arsip_buat",
        BKPSDM | KEPALA,
        isi=_pilih,
        metode="post",
        khusus={"mantan_kepala": 409},  # sees none of them any more
    ),
    # An archive belongs to who started it; nobody here did.
    Baris("penugasan:surat_arsip", BKPSDM | KEPALA, baris("pekerjaan"), jawab=404),
    Baris("penugasan:surat_arsip_unduh", BKPSDM | KEPALA, baris("pekerjaan"), jawab=404),
    Baris("penugasan:surat_terbit", PETUGAS, tetap={"jenis": "pengantar_bkn"}),
    Baris("penugasan:surat_terbit", PETUGAS, tetap={"jenis": "sk_pengakhiran"}),
    # The SK is issued by the second person's act, never from this page.
    Baris("penugasan:surat_terbit", PETUGAS, tetap={"jenis": "sk"}, jawab=404),
    Baris("penugasan:surat_ajuan", BKPSDM),
    Baris("penugasan:surat_ajuan_rincian", BKPSDM, baris("ajuan_surat")),
    Baris(
        "penugasan:surat_ajuan_setujui",
        PENYETUJU,
        baris("ajuan_surat"),
        metode="post",
        jawab=KE_DEPAN,
    ),
    Baris(
        "penugasan:surat_ajuan_tolak",
        PENYETUJU,
        baris("ajuan_surat"),
        isi=lambda _isi: {"catatan": "Uji"},
        metode="post",
        jawab=KE_DEPAN,
    ),
    # Only who asked takes it back, and that was somebody else.
    Baris("penugasan:surat_ajuan_tarik", PETUGAS, baris("ajuan_surat"), metode="post", jawab=409),
    Baris(
        "penugasan:surat_cabut",
        PETUGAS,
        baris("surat_lepas"),
        isi=lambda _isi: {"alasan": "Uji"},
        metode="post",
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:surat_templat", BKPSDM),
    Baris("penugasan:surat_templat_sunting", BKPSDM, tetap={"jenis": "spmt"}),
    Baris("penugasan:surat_templat_sunting", BKPSDM, tetap={"jenis": "sk"}),
    Baris("penugasan:surat_templat_rincian", BKPSDM, tetap=TEMPLAT),
    Baris("penugasan:surat_templat_pakai", PENYETUJU, tetap=TEMPLAT, metode="post", jawab=KE_DEPAN),
    Baris(
        "penugasan:surat_templat_tolak",
        PENYETUJU,
        tetap=TEMPLAT,
        isi=lambda _isi: {"catatan": "Uji"},
        metode="post",
        jawab=KE_DEPAN,
    ),
    # The public check page: the same for everybody, whoever asks and whosever letter it is.
    Baris("penugasan:surat_verifikasi", PUBLIK, tetap={"token": TOKEN_CONTOH}),
]
