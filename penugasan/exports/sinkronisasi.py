"""The ledger of what SIASN was told and answered: by person, and every message."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kolom_orang
from penugasan.models import PesanKeluar
from penugasan.queries.sinkronisasi import KEADAAN, kalimat, pokok


def kolom() -> list[Kolom[Any]]:
    """By person, as the page shows them; the rows are those of ``queries.buku_kirim``."""
    return [
        *kolom_orang(lambda p: p.pegawai),
        Kolom("UNIT ASAL", lambda p: str(p.opd_asal or p.pegawai.unor_nama), lebar=36),
        Kolom("KOPERASI", lambda p: p.kebutuhan.koperasi.nama, lebar=42),
        Kolom("KEADAAN", lambda p: dict(KEADAAN)[p.keadaan], lebar=16),
        Kolom("KETERANGAN", lambda p: kalimat(pokok(p.pesan_kini)), Jenis.PANJANG, 50),
        Kolom("KATA BKN", lambda p: pokok(p.pesan_kini).pesan_bkn, Jenis.PANJANG, 50),
        Kolom("ID USULAN SIASN", lambda p: pokok(p.pesan_kini).id_usulan, Jenis.KODE, 38),
    ]


def baris(buku: QuerySet[Any]) -> Iterator[Any]:
    """The rows of a filtered ledger with their messages, 500 at a time."""
    return buku.iterator(500)


def kolom_pesan() -> list[Kolom[PesanKeluar]]:
    """By message, with every attempt's outcome."""
    return [
        *kolom_orang(lambda p: p.penugasan.pegawai),
        Kolom("KOPERASI", lambda p: p.penugasan.kebutuhan.koperasi.nama, lebar=42),
        Kolom("PESAN", lambda p: p.get_jenis_display(), lebar=18),
        Kolom("STATUS KIRIM", lambda p: p.get_status_display(), lebar=18),
        Kolom("ID USULAN SIASN", lambda p: p.id_usulan, Jenis.KODE, 38),
        Kolom("STATUS BKN", lambda p: p.status_bkn_nama or p.status_bkn, lebar=26),
        Kolom("KATA BKN", lambda p: p.pesan_bkn, Jenis.PANJANG, 60),
        Kolom("GALAT", lambda p: p.galat, Jenis.PANJANG, 40),
        Kolom("PERCOBAAN", lambda p: p.percobaan, Jenis.BULAT, 12),
        Kolom("DISIAPKAN", lambda p: p.dibuat, Jenis.WAKTU, 17),
        Kolom("TERKIRIM", lambda p: p.terkirim_pada, Jenis.WAKTU, 17),
        Kolom("SELESAI", lambda p: p.selesai_pada, Jenis.WAKTU, 17),
        Kolom("DIPERIKSA", lambda p: p.diperiksa_pada, Jenis.WAKTU, 17),
        Kolom("KUNCI PESAN", lambda p: str(p.kunci), Jenis.KODE, 38),
    ]


def baris_pesan(pesan: QuerySet[PesanKeluar]) -> Iterator[PesanKeluar]:
    """The rows in the order of the queryset, without the bodies, 1,000 at a time."""
    return (
        pesan.select_related("penugasan__pegawai", "penugasan__kebutuhan__koperasi")
        .defer("badan", "jawaban")
        .iterator(1000)
    )


def kolom_entri() -> list[Kolom[PesanKeluar]]:
    """What is to be typed into SIASN by hand, one row per entry; dates as SIASN takes them."""

    def isi(kunci: str) -> Any:
        return lambda p: str(p.badan.get(kunci) or "")

    return [
        *kolom_orang(lambda p: p.penugasan.pegawai),
        Kolom("PEKERJAAN", lambda p: p.get_jenis_display(), lebar=18),
        Kolom("UNIT ASAL", lambda p: str(p.penugasan.opd_asal or ""), lebar=36),
        Kolom("KOPERASI", lambda p: p.penugasan.kebutuhan.koperasi.nama, lebar=42),
        Kolom("KODE WILAYAH", lambda p: p.penugasan.kebutuhan.koperasi.wilayah_id, Jenis.KODE, 15),
        Kolom("PERAN", isi("peranKkmp"), lebar=16),
        Kolom("PENUH WAKTU", lambda p: "Ya" if p.badan.get("penuhWaktu") == "1" else "", lebar=12),
        Kolom("TMT PENUGASAN", isi("tmtPenugasan"), Jenis.KODE, 15),
        Kolom("TANGGAL AKHIR", isi("tanggalAkhir"), Jenis.KODE, 15),
        Kolom("NOMOR SURAT USULAN", isi("nomorSuratUsulan"), lebar=24),
        Kolom("TANGGAL SURAT USULAN", isi("tanggalSuratUsulan"), Jenis.KODE, 18),
        Kolom("KETERANGAN", isi("keterangan"), Jenis.PANJANG, 40),
        Kolom("ID USULAN SIASN", isi("id_usulan"), Jenis.KODE, 38),
        Kolom("NOMOR SK", isi("no_sk"), lebar=24),
        Kolom("TANGGAL SK", isi("tgl_sk"), Jenis.KODE, 15),
        Kolom("SEJAK", lambda p: p.manual_pada, Jenis.WAKTU, 17),
        Kolom("OLEH", lambda p: p.manual_oleh.nama, lebar=26),
    ]
