"""Acquaint the stand-in with the people of a rehearsal, as BKN knows its own.

Only for mode ``tiruan`` and only over loopback, through the stand-in's control interface: the real
SIASN has these people already, their list was exported from there. The client has no part in it.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from django.core.cache import cache
from django.db.models import Count, Max

from koperasi.models import Koperasi
from pegawai.models import Pegawai
from penugasan.siasn.konfigurasi import KonfigurasiSiasn
from penugasan.siasn.wire import tulis_tanggal

logger = logging.getLogger(__name__)

_PER_KIRIM: Final = 1000
_TANDA: Final = "siasn:tiruan-terisi"
_UMUR_TANDA: Final = 7 * 86400
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def isi(konfigurasi: KonfigurasiSiasn) -> int:
    """Load people and cooperatives that the stand-in lacks; returns how many people were sent.

    A stand-in that is down or closed to us is left alone: it invents whom it does not know.
    """
    alamat = urlsplit(konfigurasi.url_api)
    if alamat.hostname not in _LOOPBACK:
        return 0
    kendali = f"{alamat.scheme}://{alamat.netloc}/_tiruan"
    kepala = {"X-Tiruan-Kunci": konfigurasi.tiruan_kunci}
    try:
        with httpx.Client(headers=kepala, timeout=10, trust_env=False) as klien:
            return _isi(klien, kendali)
    except (httpx.HTTPError, ValueError, KeyError) as galat:
        logger.info("siasn tiruan tidak dapat diisi: %s", type(galat).__name__)
        return 0


def _isi(klien: httpx.Client, kendali: str) -> int:
    tanda = _tanda()
    ada = int(klien.get(f"{kendali}/pegawai").raise_for_status().json()["jumlah"])
    if cache.get(_TANDA) == tanda and ada >= tanda[0]:
        return 0
    klien.post(f"{kendali}/kkmp", json={"kkmp": list(_kkmp())}).raise_for_status()
    terkirim = 0
    for bagian in _berkelompok(_orang()):
        klien.post(f"{kendali}/pegawai", json={"pegawai": bagian}).raise_for_status()
        terkirim += len(bagian)
    cache.set(_TANDA, tanda, _UMUR_TANDA)
    return terkirim


def _tanda() -> tuple[int, int, int]:
    """What the registry looks like from afar: it changes when people or cooperatives come."""
    orang = Pegawai.objects.filter(aktif=True).aggregate(n=Count("pk"), akhir=Max("pk"))
    return orang["n"], orang["akhir"] or 0, Koperasi.objects.count()


def _berkelompok(semua: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    kelompok = []
    for satu in semua:
        kelompok.append(satu)
        if len(kelompok) == _PER_KIRIM:
            yield kelompok
            kelompok = []
    if kelompok:
        yield kelompok


def _kkmp() -> Iterator[dict[str, Any]]:
    for koperasi in Koperasi.objects.select_related("wilayah"):
        yield {
            "kodeWilayah": koperasi.wilayah_id,
            "nama": koperasi.nama,
            "kuota": koperasi.kuota,
            "nomorBadanHukum": koperasi.nomor_badan_hukum,
        }


def _orang() -> Iterator[dict[str, Any]]:
    semua = Pegawai.objects.filter(aktif=True).select_related("opd", "instansi")
    for orang in semua.iterator(_PER_KIRIM):
        yield {
            "nipBaru": orang.nip,
            "id": orang.siasn_id,
            "nama": orang.nama,
            "gelarDepan": orang.gelar_depan,
            "gelarBelakang": orang.gelar_belakang,
            "tempatLahir": orang.tempat_lahir,
            "tglLahir": tulis_tanggal(orang.lahir),
            "jenisKelamin": {"L": "M", "P": "F"}.get(orang.jenis_kelamin, ""),
            "jenisPegawaiNama": orang.get_jenis_display(),
            "kedudukanPnsId": orang.kedudukan_hukum_id,
            "kedudukanPnsNama": orang.kedudukan_hukum,
            "tkPendidikanTerakhirId": orang.tingkat_pendidikan,
            "pendidikanTerakhirNama": orang.pendidikan,
            "tmtCpns": tulis_tanggal(orang.tmt_cpns),
            "jabatanNama": orang.jabatan,
            "golRuangAkhir": orang.golongan,
            "unorId": orang.unor_id,
            "unorNama": orang.unor_nama,
            "unorIndukNama": orang.opd.nama if orang.opd else "",
            "instansiKerjaId": orang.instansi.siasn_id,
            "instansiKerjaNama": orang.instansi.nama,
        }
