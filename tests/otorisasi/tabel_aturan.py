"""Who may open the pages of the rules: versions, trials, exceptions."""

from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, Baris

ADMIN = frozenset({Peran.ADMIN})
PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
DIRI = frozenset({Peran.PEGAWAI})
PENJAWAB = frozenset({Peran.KEPALA_OPD, Peran.PEGAWAI})
KE_DEPAN = 302


def _pengecualian(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("pengecualian")}


def _permintaan(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("permintaan")}


def _orang(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("tua"), "aturan": "usia"}


# A version is named by its number within the agency: number 1 is everybody's own.
ATURAN = [
    Baris("penugasan:versi", BKPSDM | ADMIN),
    Baris("penugasan:versi_banding", BKPSDM | ADMIN),
    Baris("penugasan:simulasi", BKPSDM),
    Baris("penugasan:simulasi_unduh", BKPSDM, jawab=KE_DEPAN),  # nothing tried yet: to the form
    Baris("penugasan:simulasi_usulkan", PETUGAS, metode="post", jawab=409),
    Baris("penugasan:versi_rincian", BKPSDM | ADMIN, tetap={"nomor": 1}),
    Baris(
        "penugasan:versi_setujui",
        PENYETUJU,
        tetap={"nomor": 1},  # in force already: decided long ago
        metode="post",
        jawab=409,
    ),
    Baris(
        "penugasan:versi_tolak",
        PENYETUJU,
        tetap={"nomor": 1},
        metode="post",
        isi=lambda _isi: {"catatan": "Uji"},
        jawab=409,
    ),
]

PAKET = [
    Baris("penugasan:paket", BKPSDM | ADMIN),
    Baris("penugasan:paket_unduh", BKPSDM | ADMIN),
    Baris("penugasan:paket_banding", BKPSDM | ADMIN, tetap={"kode": "kutai-timur"}),
    Baris("penugasan:paket_periksa", PETUGAS, metode="post", jawab=KE_DEPAN),  # no file
    Baris("penugasan:paket_adopsi", PETUGAS, metode="post", jawab=409),  # nothing was read
]

PERMINTAAN = [
    Baris("penugasan:permintaan", BKPSDM),
    Baris("penugasan:permintaan_minta", PETUGAS, metode="post", jawab=409),  # nobody chosen
    Baris("penugasan:permintaan_rincian", BKPSDM, _permintaan),
    # The test world keeps no evidence.
    Baris("penugasan:permintaan_berkas", BKPSDM | PENJAWAB, _permintaan, jawab=404),
    Baris(  # not answered yet
        "penugasan:permintaan_terima", PETUGAS, _permintaan, metode="post", jawab=409
    ),
    Baris(
        "penugasan:permintaan_kembalikan",
        PETUGAS,
        _permintaan,
        metode="post",
        isi=lambda _isi: {"catatan": "Uji"},
        jawab=409,
    ),
    Baris(
        "penugasan:permintaan_cabut",
        PETUGAS,
        _permintaan,
        metode="post",
        isi=lambda _isi: {"catatan": "Uji"},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:permintaan_opd", PENJAWAB),
    Baris(
        "penugasan:permintaan_jawab",
        PENJAWAB,
        _permintaan,
        lingkup=PENJAWAB,
        khusus={Peran.PEGAWAI: 404, "mantan_kepala": 404},
    ),
    Baris("penugasan:permintaan_sendiri", DIRI),
    Baris("penugasan:permintaan_perbaiki", DIRI, tetap={"kode": "pendidikan"}),
]

PERINGATAN = [
    Baris("penugasan:peringatan", BKPSDM),
    Baris(
        "penugasan:peringatan_tindak",
        PETUGAS,
        lambda isi: {"pk": isi.pk("peringatan")},
        metode="post",
        isi=lambda _isi: {"tindakan": "Uji"},
        jawab=KE_DEPAN,
    ),
]

PENGECUALIAN = [
    Baris("penugasan:pengecualian", BKPSDM),
    Baris("penugasan:pengecualian_ajukan", PETUGAS, _orang),
    Baris("penugasan:pengecualian_rincian", BKPSDM, _pengecualian),
    # The test world keeps no document.
    Baris("penugasan:pengecualian_berkas", BKPSDM, _pengecualian, jawab=404),
    Baris(
        "penugasan:pengecualian_setujui", PENYETUJU, _pengecualian, metode="post", jawab=KE_DEPAN
    ),
    Baris(
        "penugasan:pengecualian_tolak",
        PENYETUJU,
        _pengecualian,
        metode="post",
        isi=lambda _isi: {"catatan": "Uji"},
        jawab=KE_DEPAN,
    ),
    Baris(
        "penugasan:pengecualian_cabut",
        PETUGAS,
        _pengecualian,
        metode="post",
        isi=lambda _isi: {"catatan": "Uji"},
        jawab=KE_DEPAN,
    ),
]
