"""Dated evidence by hand: a row is added with a source of its own, nothing is overwritten."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from django.db import models

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.hak import akun_kini
from inti.models import Sumber
from inti.peran import Peran
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import (
    Akun,
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Pegawai,
    PredikatKinerja,
)
from pegawai.services.pegawai import kabarkan, orang_kini

TINGKAT = {
    JenisBukti.IJAZAH: 4,
    JenisBukti.UJI_PRAKTIK: 3,
    JenisBukti.SERTIFIKAT: 3,
    JenisBukti.DIKLAT: 2,
    JenisBukti.PERNYATAAN_ATASAN: 1,
    JenisBukti.PERNYATAAN_OPD: 0,
}
"""How strong a proof is that somebody hands in (domain handbook, section 6)."""


KATA = {
    JenisBukti.IJAZAH: "Ijazah bidang komputer",
    JenisBukti.UJI_PRAKTIK: "Lulus uji praktik",
    JenisBukti.SERTIFIKAT: "Sertifikat kursus",
    JenisBukti.DIKLAT: "Sertifikat diklat",
    JenisBukti.PERNYATAAN_ATASAN: "Pernyataan atasan",
    JenisBukti.PERNYATAAN_OPD: "Pernyataan OPD",
}
"""The proofs that somebody can hand in, in words."""


class Macam(StrEnum):
    """What an officer may write down about one person."""

    KOMPUTER = "komputer"
    KONTRAK = "kontrak"
    KINERJA = "kinerja"
    HUKUMAN = "hukuman"


def catat(
    *,
    pegawai: Pegawai,
    macam: Macam,
    isi: Mapping[str, Any],
    dasar: str,
    aktor: Akun | None,
    hari_ini: dt.date,
) -> None:
    """Add one row of evidence by hand; what follows a correction follows it, too.

    Raises SudahDiproses (the newest row says the same: a second press of the button), DomainError
    (a value cannot be, ``kode`` is the field; the person is gone), TidakBerhak.
    """
    with audit.keputusan(pegawai.instansi):
        aktor = akun_kini(aktor, Peran.PETUGAS, instansi=pegawai.instansi)
        pegawai = orang_kini(pegawai)
        if _sama_dengan_terbaru(pegawai, macam, isi, dasar):
            pesan = "Catatan yang sama sudah ada; tidak ada yang ditambahkan."
            raise SudahDiproses(pesan)
        tambah = _PENULIS[macam]
        tambah(pegawai=pegawai, dasar=dasar, aktor=aktor, hari_ini=hari_ini, **isi)
        kabarkan(pegawai)


def tambah_komputer(
    *,
    pegawai: Pegawai,
    jenis: JenisBukti,
    tanggal: dt.date,
    dasar: str,
    aktor: Akun,
    mampu: bool = True,
) -> BuktiKomputer:
    """Add a proof of computer skill, or word against it, dated as the document is."""
    sumber = _sumber(pegawai, dasar, tanggal, aktor)
    bukti = BuktiKomputer.objects.create(
        pegawai=pegawai,
        jenis=jenis.value,
        tingkat=TINGKAT[jenis],
        mampu=mampu,
        keterangan=f"{KATA[jenis]} ({dasar[0].lower()}{dasar[1:]})"[:200],
        tanggal=tanggal,
        sumber=sumber,
    )
    _catat(pegawai, aktor, {"bukti_komputer": jenis.value, "mampu": mampu}, dasar)
    return bukti


def _sama_dengan_terbaru(
    pegawai: Pegawai, macam: Macam, isi: Mapping[str, Any], dasar: str
) -> bool:
    """Does the newest row of this kind say the same by the same document?"""
    semua = _TABEL[macam]._default_manager.filter(pegawai=pegawai).select_related("sumber")
    terbaru: Any = semua.order_by("-pk").first()
    if terbaru is None or terbaru.sumber.keterangan != dasar[:200]:
        return False
    kolom = dict(isi)
    if "bukti" in kolom:
        kolom["jenis"] = (kolom.pop("bukti") or JenisBukti.PERNYATAAN_OPD).value
    return all(getattr(terbaru, nama) == nilai for nama, nilai in kolom.items())


def _tambah_komputer(
    *, bukti: JenisBukti | None, tanggal: dt.date, hari_ini: dt.date, **umum: Any
) -> None:
    """A proof by its kind; None is the unit's word that he is not able."""
    if tanggal > hari_ini:
        pesan = "Tanggal dokumen tidak boleh sesudah hari ini."
        raise DomainError(pesan, kode="tanggal")
    jenis = bukti or JenisBukti.PERNYATAAN_OPD
    tambah_komputer(jenis=jenis, mampu=bukti is not None, tanggal=tanggal, **umum)


def tambah_kontrak(
    *, pegawai: Pegawai, akhir: dt.date, dasar: str, aktor: Akun, hari_ini: dt.date
) -> Kontrak:
    """Add a work agreement; the newest on record is the one in force."""
    sumber = _sumber(pegawai, dasar, hari_ini, aktor)
    kontrak = Kontrak.objects.create(pegawai=pegawai, akhir=akhir, tanggal=hari_ini, sumber=sumber)
    _catat(pegawai, aktor, {"kontrak_akhir": akhir}, dasar)
    return kontrak


def tambah_predikat(
    *,
    pegawai: Pegawai,
    tahun: int,
    predikat: int,
    dasar: str,
    aktor: Akun,
    hari_ini: dt.date,
) -> PredikatKinerja:
    """Add the grade of one year."""
    sumber = _sumber(pegawai, dasar, hari_ini, aktor)
    baris = PredikatKinerja.objects.create(
        pegawai=pegawai, tahun=tahun, predikat=predikat, tanggal=hari_ini, sumber=sumber
    )
    _catat(pegawai, aktor, {f"predikat_{tahun}": predikat}, dasar)
    return baris


def tambah_hukuman(
    *,
    pegawai: Pegawai,
    tingkat: str,
    mulai: dt.date | None,
    selesai: dt.date | None,
    dasar: str,
    aktor: Akun,
    hari_ini: dt.date,
) -> HukumanDisiplin:
    """Add a statement about sanctions; "none" has no dates, a sanction has its first day.

    Raises DomainError.
    """
    if tingkat == HukumanDisiplin.Tingkat.TIDAK_ADA:
        mulai = selesai = None
    elif mulai is None:
        pesan = "Isi tanggal mulai hukuman."
        raise DomainError(pesan, kode="mulai")
    elif selesai is not None and selesai < mulai:
        pesan = "Hukuman tidak dapat selesai sebelum dimulai."
        raise DomainError(pesan, kode="selesai")
    sumber = _sumber(pegawai, dasar, hari_ini, aktor)
    baris = HukumanDisiplin.objects.create(
        pegawai=pegawai,
        tingkat=tingkat,
        mulai=mulai,
        selesai=selesai,
        tanggal=hari_ini,
        sumber=sumber,
    )
    _catat(pegawai, aktor, {"hukuman": tingkat, "mulai": mulai, "selesai": selesai}, dasar)
    return baris


def _sumber(pegawai: Pegawai, dasar: str, tanggal: dt.date, aktor: Akun) -> Sumber:
    return Sumber.objects.create(
        instansi=pegawai.instansi,
        jenis=Sumber.Jenis.TANGAN,
        keterangan=dasar[:200],
        tanggal=tanggal,
        akun=aktor,
    )


def _catat(pegawai: Pegawai, aktor: Akun, sesudah: dict[str, Any], dasar: str) -> None:
    audit.catat(
        aksi="pegawai.tambah_bukti",
        aktor=aktor,
        instansi=pegawai.instansi,
        objek=pegawai,
        sesudah=sesudah,
        pesan=dasar,
    )


_PENULIS: Final[dict[Macam, Callable[..., object]]] = {
    Macam.KOMPUTER: _tambah_komputer,
    Macam.KONTRAK: tambah_kontrak,
    Macam.KINERJA: tambah_predikat,
    Macam.HUKUMAN: tambah_hukuman,
}
_TABEL: Final[dict[Macam, type[models.Model]]] = {
    Macam.KOMPUTER: BuktiKomputer,
    Macam.KONTRAK: Kontrak,
    Macam.KINERJA: PredikatKinerja,
    Macam.HUKUMAN: HukumanDisiplin,
}
