"""SIASN's reading of a person against our record, fact by fact.

What BKN leaves blank is not compared: a partial answer says nothing. Dates in any form, capitals,
stray blanks, punctuation and the three forms of an id are no difference.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from inti.impor.teks import kunci_nama
from pegawai.fakta import kata
from pegawai.imports.pendidikan import TINGKAT, tingkat_dari_nama
from pegawai.imports.rekam import Rekam, asal
from penugasan.models import BedaSiasn
from penugasan.queries.unor import PencariUnit, samakan
from penugasan.siasn.bentuk import DataUtama

Kolom = BedaSiasn.Kolom
TIDAK_DIKENAL = "Tidak dikenal SIASN"
_PANJANG = 200


@dataclass(frozen=True, slots=True)
class Beda:
    """Both values in words, and what taking BKN's one writes; blank when it cannot be written."""

    kita: str
    bkn: str
    isi: Mapping[str, Any] = field(default_factory=dict)
    sama: bool = False


_SAMA = Beda("", "", sama=True)


def samakan_kata(teks: str) -> str:
    """Words as they are compared: no capitals, no punctuation, one blank between them."""
    rata = unicodedata.normalize("NFKC", teks).casefold()
    for tanda in "'’`‘":
        rata = rata.replace(tanda, "")
    return " ".join("".join(c if c.isalnum() else " " for c in rata).split())


def kata_kita(kolom: str, rekam: Rekam, unit: str = "") -> str:
    """Our value of a fact in the words that are compared; ``unit`` is the name of our unit."""
    if kolom == Kolom.NIP:
        return "Tercatat di portal"
    if kolom == Kolom.UNIT:
        return (unit or str(rekam["unor_nama"]))[:_PANJANG]
    nilai = rekam[kolom]
    if kolom == Kolom.KEDUDUKAN:
        nilai = nilai or rekam["kedudukan_hukum_id"]
    return kata(kolom, nilai)[:_PANJANG]


def bandingkan(rekam: Rekam, orang: DataUtama | None, unit: PencariUnit) -> dict[str, Beda]:
    """The facts that could be compared, each with what differs or the word that it is the same.

    ``orang`` None: SIASN knows nobody by this NIP, which is the only thing that is then compared.
    """
    if orang is None:
        return {Kolom.NIP: Beda(kata_kita(Kolom.NIP, rekam), TIDAK_DIKENAL)}
    hasil: dict[str, Beda] = {Kolom.NIP: _SAMA}
    for kolom, banding in _BANDING.items():
        satu = banding(rekam, orang, unit)
        if satu is not None:
            hasil[kolom] = replace(satu, bkn=satu.bkn[:_PANJANG])
    return hasil


_Putusan = Beda | None
"""None: SIASN says nothing about it."""


def _nama(rekam: Rekam, orang: DataUtama, _unit: PencariUnit) -> _Putusan:
    return _teks("nama", rekam, orang.nama, 160)


def _jabatan(rekam: Rekam, orang: DataUtama, unit: PencariUnit) -> _Putusan:
    """Two names of one position are equal once an officer has said so."""
    if orang.jabatan and unit.sama_jabatan(rekam["jabatan"], orang.jabatan):
        return _SAMA
    return _teks("jabatan", rekam, orang.jabatan, 160)


def _teks(kolom: str, rekam: Rekam, bkn: str, panjang: int) -> _Putusan:
    if not bkn:
        return None
    if samakan_kata(bkn) == samakan_kata(rekam[kolom]):
        return _SAMA
    return Beda(kata_kita(kolom, rekam), bkn, {kolom: bkn} if len(bkn) <= panjang else {})


def _lahir(rekam: Rekam, orang: DataUtama, _unit: PencariUnit) -> _Putusan:
    if orang.lahir is None:
        return None
    bkn = orang.lahir.isoformat()
    if bkn == rekam["lahir"]:
        return _SAMA
    return Beda(kata_kita(Kolom.LAHIR, rekam), kata("lahir", bkn), {"lahir": bkn})


def _pendidikan(rekam: Rekam, orang: DataUtama, _unit: PencariUnit) -> _Putusan:
    """The id decides; an id or a name outside the reference list is shown, never written."""
    kode, nama = orang.tingkat_pendidikan, orang.tingkat_nama
    bkn = kode.zfill(2) if kode else tingkat_dari_nama(nama)
    if not (bkn or nama):
        return None
    if bkn and bkn == rekam["tingkat_pendidikan"].zfill(2):
        return _SAMA
    isi = {"tingkat_pendidikan": bkn} if bkn in TINGKAT else {}
    if isi and orang.pendidikan:
        isi["pendidikan"] = orang.pendidikan[:160]
    kata_bkn = TINGKAT.get(bkn) or nama or bkn
    return Beda(kata_kita(Kolom.PENDIDIKAN, rekam), kata_bkn, isi)


def _kedudukan(rekam: Rekam, orang: DataUtama, _unit: PencariUnit) -> _Putusan:
    """Equal ids are enough, and so are equal words."""
    kode, nama = orang.kedudukan_id, orang.kedudukan
    kode_kita = rekam["kedudukan_hukum_id"]
    if not nama and not (kode and kode_kita):
        return None
    if kode and kode_kita and kode.zfill(2) == kode_kita.zfill(2):
        return _SAMA
    if nama and samakan_kata(nama) == samakan_kata(rekam["kedudukan_hukum"]):
        return _SAMA
    isi = {"kedudukan_hukum": nama[:80]} if nama else {}
    if nama and kode:
        isi["kedudukan_hukum_id"] = kode.zfill(2)[:4]
    return Beda(kata_kita(Kolom.KEDUDUKAN, rekam), nama or f"Kode {kode}", isi)


def _unit(rekam: Rekam, orang: DataUtama, unit: PencariUnit) -> _Putusan:
    if not (orang.unor_id or orang.unor or orang.unor_induk):
        return None
    kita = unit.opd(rekam["opd"])
    menurut_bkn = unit.cari(orang.unor_id, orang.unor, orang.unor_induk)
    if kita is not None and menurut_bkn is not None and menurut_bkn.mencakup(kita.jalur):
        return _SAMA
    if menurut_bkn is None and _seperti_berkas(rekam, orang):
        return _SAMA
    isi: dict[str, Any] = {}
    if menurut_bkn is not None and menurut_bkn.tepat:
        isi = {"opd": menurut_bkn.pk}
    bkn = orang.unor or orang.unor_induk or f"Unor {orang.unor_id}"
    if orang.unor and orang.unor_induk and orang.unor != orang.unor_induk:
        bkn = f"{orang.unor}, {orang.unor_induk}"
    return Beda(kata_kita(Kolom.UNIT, rekam, kita.nama if kita else ""), bkn, isi)


def _seperti_berkas(rekam: Rekam, orang: DataUtama) -> bool:
    """SIASN repeats the words from which an officer or an import chose our unit.

    Not when the unit was corrected since: then the words on record speak of another one.
    """
    if asal(rekam).get("opd") != asal(rekam).get("unor_nama"):
        return False
    nama, kode = kunci_nama(orang.unor), samakan(orang.unor_id)
    return bool(nama and nama == kunci_nama(rekam["unor_nama"])) or bool(
        kode and kode == samakan(rekam["unor_id"])
    )


_BANDING: Mapping[str, Callable[[Rekam, DataUtama, PencariUnit], _Putusan]] = {
    Kolom.NAMA: _nama,
    Kolom.LAHIR: _lahir,
    Kolom.PENDIDIKAN: _pendidikan,
    Kolom.JABATAN: _jabatan,
    Kolom.UNIT: _unit,
    Kolom.KEDUDUKAN: _kedudukan,
}
