"""The plan in words: why this person, who is next, and why not the others.

All comparisons are one-for-one: take a seat's holder away and look at everybody without a place.
Since the plan is optimal, nobody of them can gain points within the limits; where somebody would
gain without a limit, that limit is the honest reason.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from penugasan.placement import canonical, sentences
from penugasan.placement.beban import Beban
from penugasan.placement.skor import Bilangan, Kelompok, Penilai, kelompok_dari
from penugasan.placement.types import (
    Belum,
    Cadangan,
    Calon,
    Hasil,
    Kursi,
    KursiKosong,
    Masukan,
    Penempatan,
)

CADANGAN_PER_KURSI = 3
MUSTAHIL = np.iinfo(np.int64).min // 4


@dataclass(frozen=True, slots=True)
class _Keadaan:
    """The finished plan beside everything needed to talk about it."""

    masukan: Masukan
    penilai: Penilai
    beban: Beban
    calon: dict[str, Calon]
    kursi: dict[str, Kursi]
    duduk: dict[str, str]
    bagian: dict[str, dict[str, int]]
    pergi_unit: Counter[str]
    pergi_rumpun: Counter[tuple[str, str]]
    pergi_jabatan: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Tukar:
    """Points gained when person j takes seat i from its holder, for all i and j.

    `sah` respects the limits, `bebas` ignores the limits per unit and family (MUSTAHIL: forbidden).
    """

    orang: list[Calon]
    kursi: list[Kursi]
    sah: Bilangan
    bebas: Bilangan


def terangkan(
    masukan: Masukan, penilai: Penilai, beban: Beban, duduk: dict[str, str], batas_atas: int
) -> Hasil:
    """Turn the chosen pairs `duduk` (person -> seat) into the full, explained answer."""
    keadaan = _keadaan(masukan, penilai, beban, duduk)
    tukar = _tukar(keadaan)
    cadangan = _cadangan(keadaan, tukar)
    penempatan = tuple(
        _baris(keadaan, orang, cadangan.get(tempat, ()))
        for orang, tempat in sorted(duduk.items(), key=lambda satu: satu[1])
    )
    terisi = set(duduk.values())
    kosong = [satu for satu in masukan.kursi if satu.kunci not in terisi]
    return Hasil(
        sidik=canonical.sidik(masukan),
        nilai=sum(satu.nilai for satu in penempatan),
        batas_atas=batas_atas,
        penempatan=penempatan,
        kosong=tuple(
            KursiKosong(kursi=satu.kunci, sebab=_sebab_kosong(keadaan, satu)) for satu in kosong
        ),
        belum=_belum(keadaan, tukar, kosong),
        urutan=sentences.URUTAN,
        berubah=sum(duduk.get(orang) != tempat for orang, tempat in masukan.sebelumnya),
    )


def _keadaan(masukan: Masukan, penilai: Penilai, beban: Beban, duduk: dict[str, str]) -> _Keadaan:
    calon = {satu.kunci: satu for satu in masukan.calon}
    kursi = {satu.kunci: satu for satu in masukan.kursi}
    pergi = [satu for satu in masukan.calon if satu.kunci in duduk]
    rugi = beban.bagi(pergi)
    return _Keadaan(
        masukan=masukan,
        penilai=penilai,
        beban=beban,
        calon=calon,
        kursi=kursi,
        duduk=duduk,
        bagian={
            satu.kunci: penilai.bagian(satu, kelompok_dari(kursi[duduk[satu.kunci]]))
            | rugi[satu.kunci]
            for satu in pergi
        },
        pergi_unit=Counter(satu.unit for satu in pergi),
        pergi_rumpun=Counter((satu.unit, satu.rumpun) for satu in pergi),
        pergi_jabatan=Counter((satu.unit, satu.jabatan) for satu in pergi),
    )


def _baris(keadaan: _Keadaan, orang: str, cadangan: tuple[tuple[str, int], ...]) -> Penempatan:
    tempat = keadaan.duduk[orang]
    bagian = keadaan.bagian[orang]
    terkunci = (orang, tempat) in keadaan.masukan.terkunci
    calon = keadaan.calon[orang]
    nilai = sum(bagian.values())
    return Penempatan(
        calon=orang,
        kursi=tempat,
        nilai=nilai,
        bagian=bagian,
        alasan=sentences.alasan(
            keadaan.penilai,
            calon,
            keadaan.kursi[tempat],
            bagian,
            terkunci=terkunci,
            unit=keadaan.beban.unit[calon.unit],
            pergi=keadaan.pergi_unit[calon.unit],
        ),
        cadangan=tuple(
            Cadangan(calon=kunci, nilai=nilai - selisih, selisih=selisih)
            for kunci, selisih in cadangan
        ),
        terkunci=terkunci,
    )


def _rugi(keadaan: _Keadaan, orang: list[Calon], kurang: int) -> tuple[Bilangan, Bilangan]:
    """Marginal harm (unit, position) if each joined after `kurang` of his own had come back."""
    unit = [
        keadaan.beban.marjinal_unit(satu.unit, keadaan.pergi_unit[satu.unit] + 1 - kurang)
        for satu in orang
    ]
    jabatan = [
        keadaan.beban.terakhir(
            satu.unit,
            satu.jabatan,
            keadaan.pergi_jabatan[satu.unit, satu.jabatan] + 1 - kurang,
        )
        for satu in orang
    ]
    return np.array(unit, dtype=np.int64), np.array(jabatan, dtype=np.int64)


def _penuh(keadaan: _Keadaan, satu: Calon, pulang: Calon | None) -> str:
    """Which limit stops `satu` from leaving once `pulang` is back: "unit", "rumpun" or ""."""
    unit = keadaan.pergi_unit[satu.unit] - int(pulang is not None and pulang.unit == satu.unit)
    if unit + 1 > keadaan.beban.jatah_unit(satu.unit):
        return "unit"
    jatah = keadaan.beban.jatah_rumpun(satu.rumpun)
    if jatah is None:
        return ""
    kembali = pulang is not None and (pulang.unit, pulang.rumpun) == (satu.unit, satu.rumpun)
    rumpun = keadaan.pergi_rumpun[satu.unit, satu.rumpun] - int(kembali)
    return "rumpun" if rumpun + 1 > jatah else ""


def _tukar(keadaan: _Keadaan) -> _Tukar:
    orang = [satu for satu in keadaan.masukan.calon if satu.kunci not in keadaan.duduk]
    pemegang = {tempat: satu for satu, tempat in keadaan.duduk.items()}
    kursi = [satu for satu in keadaan.masukan.kursi if satu.kunci in pemegang]
    bebas = np.full((len(kursi), len(orang)), MUSTAHIL, dtype=np.int64)
    sah = bebas.copy()
    if not kursi or not orang:
        return _Tukar(orang, kursi, sah, bebas)
    kelompok = sorted({kelompok_dari(satu) for satu in kursi})
    letak: dict[Kelompok, int] = {satu: nomor for nomor, satu in enumerate(kelompok)}
    nilai = keadaan.penilai.matriks(tuple(orang), tuple(kelompok))
    unit_biasa, jabatan_biasa = _rugi(keadaan, orang, 0)
    unit_pulang, jabatan_pulang = _rugi(keadaan, orang, 1)
    nama_unit = np.array([satu.unit for satu in orang])
    nama_rumpun = np.array([f"{satu.unit}|{satu.rumpun}" for satu in orang])
    nama_jabatan = np.array([f"{satu.unit}|{satu.jabatan}" for satu in orang])
    penuh_biasa = np.array([_penuh(keadaan, satu, None) != "" for satu in orang])
    for nomor, tempat in enumerate(kursi):
        lama = keadaan.calon[pemegang[tempat.kunci]]
        sama_unit = nama_unit == lama.unit
        sama_jabatan = nama_jabatan == f"{lama.unit}|{lama.jabatan}"
        bebas[nomor] = (
            nilai[:, letak[kelompok_dari(tempat)]]
            - np.where(sama_unit, unit_pulang, unit_biasa)
            - np.where(sama_jabatan, jabatan_pulang, jabatan_biasa)
            - _jasa(keadaan, lama, tempat)
        )
        penuh = penuh_biasa.copy()
        for satu in np.flatnonzero(sama_unit | (nama_rumpun == f"{lama.unit}|{lama.rumpun}")):
            penuh[satu] = _penuh(keadaan, orang[satu], lama) != ""
        bebas[nomor, _terlarang(keadaan, orang, tempat.koperasi)] = MUSTAHIL
        sah[nomor] = np.where(penuh, MUSTAHIL, bebas[nomor])
    return _Tukar(orang, kursi, sah, bebas)


def _terlarang(keadaan: _Keadaan, orang: list[Calon], koperasi: str) -> list[int]:
    dilarang = {satu for satu, kode in keadaan.masukan.dilarang if kode == koperasi}
    return [nomor for nomor, satu in enumerate(orang) if satu.kunci in dilarang] if dilarang else []


def _jasa(keadaan: _Keadaan, lama: Calon, tempat: Kursi) -> int:
    """Points the plan loses when the holder goes back: own parts minus the marginal harm."""
    tetap = sum(keadaan.penilai.bagian(lama, kelompok_dari(tempat)).values())
    unit, jabatan = _rugi(keadaan, [lama], 1)
    return tetap - int(unit[0]) - int(jabatan[0])


def _cadangan(keadaan: _Keadaan, tukar: _Tukar) -> dict[str, tuple[tuple[str, int], ...]]:
    """Per seat the best replacements as (person, points lost), ties by the neutral lot."""
    undian = canonical.undian(
        keadaan.masukan.benih,
        [satu.kunci for satu in tukar.kursi],
        [satu.kunci for satu in tukar.orang],
    )
    hasil: dict[str, tuple[tuple[str, int], ...]] = {}
    for nomor, tempat in enumerate(tukar.kursi):
        urut = np.lexsort((undian[nomor], -tukar.sah[nomor]))[:CADANGAN_PER_KURSI]
        hasil[tempat.kunci] = tuple(
            (tukar.orang[satu].kunci, -int(tukar.sah[nomor, satu]))
            for satu in urut
            if tukar.sah[nomor, satu] > MUSTAHIL
        )
    return hasil


def _sebab_kosong(keadaan: _Keadaan, kursi: Kursi) -> str:
    sisa = [satu for satu in keadaan.masukan.calon if satu.kunci not in keadaan.duduk]
    if not sisa:
        return sentences.ORANG_HABIS
    dilarang = {orang for orang, kode in keadaan.masukan.dilarang if kode == kursi.koperasi}
    if all(satu.kunci in dilarang for satu in sisa):
        return sentences.SEMUA_DILARANG_DI_SINI
    return sentences.BATAS_MENGHALANGI


def _belum(keadaan: _Keadaan, tukar: _Tukar, kosong: list[Kursi]) -> tuple[Belum, ...]:
    terkunci = {tempat for _, tempat in keadaan.masukan.terkunci}
    buka = [nomor for nomor, satu in enumerate(tukar.kursi) if satu.kunci not in terkunci]
    return tuple(
        Belum(calon=satu.kunci, sebab=_sebab(keadaan, tukar, nomor, buka, kosong))
        for nomor, satu in enumerate(tukar.orang)
    )


def _sebab(
    keadaan: _Keadaan, tukar: _Tukar, nomor: int, buka: list[int], kosong: list[Kursi]
) -> str:
    """The plain reason why one person has no place."""
    orang = tukar.orang[nomor]
    boleh_kosong = [
        satu for satu in kosong if (orang.kunci, satu.koperasi) not in keadaan.masukan.dilarang
    ]
    pagar = _penuh(keadaan, orang, None)
    if boleh_kosong and pagar:
        return _sebab_pagar(keadaan, orang, pagar)
    if not buka:
        return _sebab_tanpa_lawan(tukar, kosong)
    terbaik = buka[int(np.argmax(tukar.bebas[buka, nomor]))]
    if tukar.bebas[terbaik, nomor] == MUSTAHIL:
        return sentences.DILARANG_DI_SEMUA
    tempat = tukar.kursi[terbaik]
    lebih = int(tukar.bebas[terbaik, nomor])
    if lebih > 0:
        return _sebab_pagar(keadaan, orang, pagar)
    if lebih == 0:
        return sentences.seri(tempat)
    return sentences.kalah(tempat, -lebih, _tertinggal(keadaan, orang, tempat))


def _sebab_tanpa_lawan(tukar: _Tukar, kosong: list[Kursi]) -> str:
    """The reason when no seat was open to comparison at all."""
    if kosong:
        return sentences.DILARANG_DI_SEMUA
    return sentences.SEMUA_TERKUNCI if tukar.kursi else sentences.TANPA_KEBUTUHAN


def _sebab_pagar(keadaan: _Keadaan, orang: Calon, pagar: str) -> str:
    unit = keadaan.beban.unit[orang.unit]
    if pagar == "rumpun":
        pergi = keadaan.pergi_rumpun[orang.unit, orang.rumpun]
        return sentences.batas_rumpun(unit, orang.rumpun, pergi)
    return sentences.batas_unit(unit, keadaan.pergi_unit[orang.unit])


def _tertinggal(keadaan: _Keadaan, orang: Calon, tempat: Kursi) -> str:
    """The part in which a person lags most behind the holder of `tempat`."""
    pemegang = next(satu for satu, kunci in keadaan.duduk.items() if kunci == tempat.kunci)
    punya = keadaan.penilai.bagian(orang, kelompok_dari(tempat))
    unit, jabatan = _rugi(keadaan, [orang], 0)
    punya |= {"beban_unit": -int(unit[0]), "pemegang_terakhir": -int(jabatan[0])}
    lawan = keadaan.bagian[pemegang]
    return max(sorted(punya), key=lambda nama: lawan[nama] - punya[nama])
