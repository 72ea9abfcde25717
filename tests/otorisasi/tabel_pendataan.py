"""Who may open the pages of the non-ASN registry. The test world's registry is announced."""

from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, PUBLIK, Baris

PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
KE_DEPAN = 302
BELUM_BOLEH = 409


def _tenaga(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("tenaga")}


def _koreksi(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("koreksi")}


PENDATAAN = [
    Baris("penugasan:pendataan", BKPSDM),
    # The test world's registry stands: the same pack again changes nothing.
    Baris(
        "penugasan:pendataan_siapkan",
        PETUGAS,
        metode="post",
        isi=lambda _isi: {"paket": "pendataan-non-asn-2022"},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:pendataan_umumkan", PETUGAS, metode="post", jawab=BELUM_BOLEH),
    Baris("penugasan:pendataan_tarik", PETUGAS, metode="post", jawab=BELUM_BOLEH),  # no reason
    Baris("penugasan:pendataan_buka_koreksi", PETUGAS, metode="post", jawab=BELUM_BOLEH),
    Baris("penugasan:pendataan_finalkan", PENYETUJU, metode="post", jawab=BELUM_BOLEH),
    Baris("penugasan:pendataan_sptjm", PETUGAS, metode="post", jawab=KE_DEPAN),  # no file
    Baris("penugasan:pendataan_sptjm_cetak", BKPSDM),
    Baris("penugasan:pendataan_sptjm_unduh", BKPSDM, jawab=404),  # none is filed
    Baris("penugasan:pendataan_pppk", PETUGAS),
    Baris("penugasan:pendataan_daftar", BKPSDM),
    Baris("penugasan:pendataan_rincian", BKPSDM, _tenaga),
    Baris("penugasan:pendataan_koreksi", PETUGAS, _tenaga),
    Baris("penugasan:pendataan_lepaskan", PETUGAS, _tenaga, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:pendataan_berkas", BKPSDM, _koreksi, jawab=404),  # kept without a file
    # The announcement: the same for everybody, whoever asks.
    Baris("penugasan:pendataan_umum", PUBLIK, tetap={"kode": "kota-pekalongan"}),
]
