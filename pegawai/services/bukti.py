"""Dated evidence by hand: a row is added with a source of its own, nothing is overwritten."""

import datetime as dt
from typing import Any

from inti import audit
from inti.models import Sumber
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import Akun, BuktiKomputer, Kontrak, Pegawai, PredikatKinerja

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
