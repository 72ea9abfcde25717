"""From the words of a policy pack to a letter's text and number, and letters kept as JSON."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from penugasan.documents.isi import (
    BarisLampiran,
    Kop,
    Orang,
    PenandaTangan,
    SkPenugasan,
    SuratDinas,
    SuratPerintahTugas,
)
from penugasan.rules.surat import LUBANG, Bentuk

Isi = SkPenugasan | SuratPerintahTugas | SuratDinas
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def isi_pola(pola: str, nilai: Mapping[str, str | int]) -> str:
    """Fill ``{name}`` and ``{name:04d}`` from ``nilai``; an unknown name stays, to be seen.

    Nothing else of the pattern is evaluated, unlike with ``str.format``.
    """

    def satu(cocok: re.Match[str]) -> str:
        nama, lebar = cocok.groups()
        if nama not in nilai:
            return cocok[0]
        return str(nilai[nama]).rjust(int(lebar or 0), "0")

    return LUBANG.sub(satu, pola)


def isi_semua(pola: Sequence[str], nilai: Mapping[str, str | int]) -> tuple[str, ...]:
    """Fill each text of a list."""
    return tuple(isi_pola(satu, nilai) for satu in pola)


def nomor(pola: str, *, klasifikasi: str, urut: int, unit: str, tanggal: dt.date) -> str:
    """Build a letter number, e.g. ``800.1.11.1/0007/BKPSDM/2026``.

    Raises ValueError when the pattern lacks ``{urut}`` or ``{tahun}``: its numbers would repeat.
    """
    ada = {cocok[1] for cocok in LUBANG.finditer(pola)}
    if not {"urut", "tahun"} <= ada:
        pesan = f"Pola nomor {pola!r} harus memuat urut dan tahun."
        raise ValueError(pesan)
    nilai: dict[str, str | int] = {
        "klasifikasi": klasifikasi,
        "urut": urut,
        "unit": unit,
        "tahun": tanggal.year,
        "bulan_romawi": _ROMAWI[tanggal.month - 1],
    }
    return isi_pola(pola, nilai)


def ke_json(surat: Isi) -> dict[str, Any]:
    """Keep a letter as JSON holds it; the emblem is left out, it belongs to the office."""
    isi: dict[str, Any] = _biasa(dataclasses.asdict(surat))
    isi["kop"].pop("lambang_svg")
    return isi


def sk_dari_json(isi: Mapping[str, Any], *, lambang_svg: str = "") -> SkPenugasan:
    """Restore a decision kept by ``ke_json``."""
    return SkPenugasan(
        **_bersama(isi, lambang_svg),
        menimbang=tuple(isi["menimbang"]),
        mengingat=tuple(isi["mengingat"]),
        memperhatikan=tuple(isi["memperhatikan"]),
        diktum=tuple(isi["diktum"]),
        pejabat=isi["pejabat"],
        tentang=isi["tentang"],
        judul_lampiran=isi["judul_lampiran"],
        lampiran=tuple(_baris(baris) for baris in isi["lampiran"]),
        **_bila_ada(isi, "judul_domisili", "judul_koperasi"),
    )


def surat_tugas_dari_json(isi: Mapping[str, Any], *, lambang_svg: str = "") -> SuratPerintahTugas:
    """Restore an order kept by ``ke_json``."""
    return SuratPerintahTugas(
        **_bersama(isi, lambang_svg),
        dasar=tuple(isi["dasar"]),
        orang=Orang(**isi["orang"]),
        untuk=tuple(isi["untuk"]),
        menimbang=tuple(isi.get("menimbang", ())),
        **_bila_ada(isi, "nama"),
    )


def dinas_dari_json(isi: Mapping[str, Any], *, lambang_svg: str = "") -> SuratDinas:
    """Restore a letter of plain parts kept by ``ke_json``."""
    return SuratDinas(
        **_bersama(isi, lambang_svg),
        bentuk=isi["bentuk"],
        nama=isi["nama"],
        kepala=_pasangan(isi["kepala"]),
        rincian=_pasangan(isi["rincian"]),
        lampiran=tuple(_baris(baris) for baris in isi["lampiran"]),
        kepada=tuple(isi["kepada"]),
        pembuka=tuple(isi["pembuka"]),
        butir=tuple(isi["butir"]),
        penutup=tuple(isi["penutup"]),
        tentang_siapa=tuple(isi["tentang_siapa"]),
        judul_lampiran=isi["judul_lampiran"],
        judul_domisili=isi["judul_domisili"],
        judul_koperasi=isi["judul_koperasi"],
    )


def dari_json(bentuk: Bentuk, isi: Mapping[str, Any], *, lambang_svg: str = "") -> Isi:
    """Restore any letter by the way it is built."""
    if bentuk is Bentuk.KEPUTUSAN:
        return sk_dari_json(isi, lambang_svg=lambang_svg)
    if bentuk is Bentuk.PERINTAH:
        return surat_tugas_dari_json(isi, lambang_svg=lambang_svg)
    return dinas_dari_json(isi, lambang_svg=lambang_svg)


def _pasangan(isi: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((satu[0], satu[1]) for satu in isi)


def _bersama(isi: Mapping[str, Any], lambang_svg: str) -> dict[str, Any]:
    kop, pejabat = isi["kop"], isi["penanda_tangan"]
    return {
        "nomor": isi["nomor"],
        "tanggal": dt.date.fromisoformat(isi["tanggal"]),
        "kop": Kop(baris=tuple(kop["baris"]), alamat=kop["alamat"], lambang_svg=lambang_svg),
        "tempat": isi["tempat"],
        "penanda_tangan": PenandaTangan(
            jabatan=tuple(pejabat["jabatan"]),
            nama=pejabat["nama"],
            keterangan=tuple(pejabat["keterangan"]),
        ),
        "url_verifikasi": isi["url_verifikasi"],
        "tembusan": tuple(isi["tembusan"]),
        **_bila_ada(isi, "templat"),
    }


def _bila_ada(isi: Mapping[str, Any], *nama: str) -> dict[str, Any]:
    """What letters of earlier days do not say keeps the value it had then: the usual one."""
    return {satu: isi[satu] for satu in nama if satu in isi}


def _baris(isi: Mapping[str, Any]) -> BarisLampiran:
    hari = {nama: _hari(isi[nama]) for nama in ("lahir", "akhir_kontrak")}
    return BarisLampiran(**(dict(isi) | hari))


def _hari(teks: str | None) -> dt.date | None:
    return dt.date.fromisoformat(teks) if teks else None


def _biasa(nilai: Any) -> Any:
    if isinstance(nilai, dt.date):
        return nilai.isoformat()
    if isinstance(nilai, dict):
        return {kunci: _biasa(isi) for kunci, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_biasa(satu) for satu in nilai]
    return nilai
