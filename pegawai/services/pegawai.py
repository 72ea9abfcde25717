"""Corrections of a person's facts by hand: with a reason, a source of their own, and a history."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Sumber
from pegawai import nip as aturan_nip
from pegawai.imports import rekam
from pegawai.models import Akun, Pegawai

DAPAT_DIUBAH = (
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "lahir",
    "jenis",
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan",
    "jabatan",
    "golongan",
    "opd",
    "kedudukan_hukum",
    "domisili",
)
"""Facts an officer may correct; the NIP has a door of its own (``ganti_nip``)."""


def sidik(pegawai: Pegawai) -> str:
    """Return a fingerprint of the facts, so that a form notices a change under its hands."""
    isi = rekam.baca(pegawai)
    return audit.sidik_isi({k: isi[k] for k in (*DAPAT_DIUBAH, "nip")})


def ubah(
    *,
    pegawai: Pegawai,
    nilai: Mapping[str, Any],
    alasan: str,
    sidik_lama: str,
    aktor: Akun,
    saat: dt.datetime,
) -> list[str]:
    """Correct facts (in the form of ``rekam``); return the columns that changed.

    Raises:
        SudahDiproses: somebody or a file changed the person since the form was opened.
        KeyError: a column that cannot be corrected here.
    """
    for kolom in nilai:
        if kolom not in DAPAT_DIUBAH:
            raise KeyError(kolom)
    with audit.keputusan(pegawai.instansi):
        lama = _terkini(pegawai, sidik_lama)
        baru = {k: v for k, v in nilai.items() if lama[k] != v}
        if "domisili" in baru:
            baru["domisili_teks"] = ""
        if baru:
            _tulis(pegawai, lama, baru, alasan, aktor, saat)
    return [k for k in baru if k != "domisili_teks"]


def ganti_nip(
    *,
    pegawai: Pegawai,
    nip: str,
    alasan: str,
    sidik_lama: str,
    aktor: Akun,
    saat: dt.datetime,
) -> None:
    """Give a person another NIP; the old one stays in the history.

    Raises DomainError when it is not well formed or belongs to somebody else.
    """
    try:
        rapi = aturan_nip.bersihkan(nip)
        aturan_nip.periksa_susunan(rapi, tahun_kini=saat.year)
    except aturan_nip.NipSalah as salah:
        raise DomainError(salah.pesan, kode=salah.kode) from salah
    terpakai = DomainError("NIP ini sudah dipakai pegawai lain.", kode="nip_ganda")
    with audit.keputusan(pegawai.instansi):
        lama = _terkini(pegawai, sidik_lama)
        if rapi == lama["nip"]:
            return
        if rekam.cari(pegawai.instansi, nip=[rapi]):
            raise terpakai
        try:
            with transaction.atomic():
                _tulis(pegawai, lama, {"nip": rapi}, alasan, aktor, saat)
        except IntegrityError as galat:
            raise terpakai from galat


def _terkini(pegawai: Pegawai, sidik_lama: str) -> rekam.Rekam:
    terkini = Pegawai.objects.get(pk=pegawai.pk)
    if sidik(terkini) != sidik_lama:
        pesan = "Data pegawai ini baru saja diubah orang atau berkas lain. Periksa lagi isiannya."
        raise SudahDiproses(pesan)
    return rekam.baca(terkini)


def _tulis(
    pegawai: Pegawai,
    lama: rekam.Rekam,
    baru: Mapping[str, Any],
    alasan: str,
    aktor: Akun,
    saat: dt.datetime,
) -> None:
    sumber = Sumber.objects.create(
        instansi=pegawai.instansi,
        jenis=Sumber.Jenis.TANGAN,
        keterangan=f"Perbaikan petugas: {alasan}"[:200],
        tanggal=saat.astimezone().date(),
        akun=aktor,
    )
    sebelum = {k: lama[k] for k in baru}
    rekam.ubah(pegawai.instansi, [(lama, baru)], sumber, saat)
    audit.catat(
        aksi="pegawai.ubah",
        aktor=aktor,
        instansi=pegawai.instansi,
        objek=pegawai,
        sebelum=sebelum,
        sesudah=dict(baru),
        pesan=alasan,
    )
