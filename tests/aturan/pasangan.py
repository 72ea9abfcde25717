"""Both implementations on the same people: the portal's one-person and set forms, and ours."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import penugasan
from penugasan.rules import kelayakan, types as portal
from penugasan.rules.himpunan import Penilai
from penugasan.rules.paket import kebijakan_dari
from tests.aturan import kedua
from tests.aturan.acak import Blok

PAKET = Path(penugasan.__file__).parent / "paket"
TINGKAT_BUKTI = {"IJAZAH": 4, "JABATAN": 4, "UJI_PRAKTIK": 3, "SERTIFIKAT": 3, "DIKLAT": 2}
HURUF = {"layak": "L", "belum_pasti": "B", "tidak": "T"}


def dasar(paket: str = "kota-pekalongan") -> dict[str, dict[str, Any]]:
    """The [aturan] part of a pack as it stands in the file."""
    isi: dict[str, Any] = tomllib.loads((PAKET / paket / "paket.toml").read_text())
    aturan: dict[str, dict[str, Any]] = isi["aturan"]
    return aturan


class Beda(NamedTuple):
    """One person on whom two forms disagree."""

    letak: str
    bentuk: str
    kedua: Any
    portal: Any
    orang: kedua.Orang


def fakta(orang: kedua.Orang) -> portal.Fakta:
    """The same person in the portal's words."""
    return portal.Fakta(
        jenis=orang.jenis,
        kedudukan_hukum_id=orang.kedudukan_id,
        kedudukan_hukum=orang.kedudukan,
        tingkat_pendidikan=orang.tingkat,
        pendidikan=orang.pendidikan,
        lahir=orang.lahir,
        jabatan=orang.jabatan,
        bukti_komputer=tuple(
            portal.Bukti(b.jenis, TINGKAT_BUKTI.get(b.jenis, 0), b.mampu, b.jenis, b.tanggal)
            for b in orang.bukti
        ),
        penugasan=None
        if orang.tugas is None
        else tuple(portal.Tugas(t.mulai, t.selesai, "KKMP Contoh") for t in orang.tugas),
        kontrak_akhir=orang.kontrak,
        predikat=dict(orang.predikat),
        hukuman=None
        if orang.hukuman is None
        else tuple(portal.Hukuman(h.tingkat, h.mulai, h.selesai) for h in orang.hukuman),
        domisili=orang.domisili,
        tetangga=orang.tetangga,
        wilayah_tujuan=orang.tujuan,
        pengecualian=dict.fromkeys(sorted(orang.dikecualikan), "Izin PPK 1/2026"),
    )


def ringkas(hasil: portal.Kelayakan) -> tuple[str, dict[str, str]]:
    """A verdict of the portal in the letters of the second implementation."""
    return HURUF[hasil.hasil], {t.kode: HURUF[t.hasil] for t in hasil.temuan}


def bandingkan(blok: Blok, hitung: Counter[str] | None = None) -> Iterator[Beda]:
    """Every person of a block by the three forms; yields where they differ.

    ``hitung`` gathers how often which rule gave which answer: what is never asked proves nothing.
    """
    aturan, acuan = blok.kebijakan
    kebijakan = kebijakan_dari({"aturan": aturan})
    himpunan = Penilai(kebijakan, acuan)
    for urutan, orang in enumerate(blok.orang):
        letak = f"{blok.nama} orang {urutan} acuan {acuan}"
        orang_fakta = fakta(orang)
        satu = kelayakan.periksa(orang_fakta, kebijakan, acuan)
        sini = kedua.periksa(orang, aturan, acuan)
        if ringkas(satu) != sini:
            yield Beda(letak, "satu orang", sini, ringkas(satu), orang)
        banyak = himpunan.periksa(orang_fakta)
        if banyak != satu:
            yield Beda(letak, "himpunan", satu, banyak, orang)
        if hitung is not None:
            hitung.update([f"putusan {sini[0]}", *(f"{k} {h}" for k, h in sini[1].items())])
