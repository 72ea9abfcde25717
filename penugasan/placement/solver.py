"""`susun`: the best permitted plan, proved and explained."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from penugasan.placement import bound, canonical, explain, network
from penugasan.placement.beban import Beban
from penugasan.placement.network import Soal
from penugasan.placement.skor import Kelompok, Penilai, kelompok_dari
from penugasan.placement.types import Calon, Hasil, Kursi, Masukan, MasukanTidakSah


@dataclass(frozen=True, slots=True)
class _Bebas:
    """What is left to decide once locked people and seats are taken out."""

    calon: tuple[Calon, ...]
    kelompok: tuple[Kelompok, ...]
    kursi: dict[Kelompok, list[Kursi]]


def susun(masukan: Masukan) -> Hasil:
    """Compute the plan of `masukan`.

    Every post that can be filled is filled, in rationing order; among those plans the score is the
    highest possible (`Hasil.batas_atas` proves it); among equally good plans the one closest to
    `masukan.sebelumnya`, and a lot seeded by `masukan.benih` decides the rest.

    Raises MasukanTidakSah when the question contradicts itself.
    """
    masukan = canonical.baku(masukan)
    _periksa(masukan)
    penilai, beban = Penilai(masukan), Beban(masukan)
    bebas = _bebas(masukan)
    soal = _soal(masukan, bebas, penilai, beban)
    pilihan, batas_bebas = _pilih(soal)
    duduk = dict(masukan.terkunci) | _dudukkan(masukan, bebas, pilihan)
    return explain.terangkan(
        masukan, penilai, beban, duduk, batas_bebas + _nilai_terkunci(masukan, penilai, beban)
    )


def _periksa(masukan: Masukan) -> None:
    """Refuse locks that name unknown or repeated things, and positions of two families."""
    calon = {satu.kunci for satu in masukan.calon}
    kursi = {satu.kunci: satu for satu in masukan.kursi}
    for nama, dihitung in (
        ("Orang", Counter(orang for orang, _ in masukan.terkunci)),
        ("Kebutuhan", Counter(tempat for _, tempat in masukan.terkunci)),
    ):
        if any(banyak > 1 for banyak in dihitung.values()):
            pesan = f"{nama} terkunci dua kali."
            raise MasukanTidakSah(pesan)
    for orang, tempat in sorted(masukan.terkunci):
        if orang not in calon:
            pesan = f"Orang yang terkunci tidak ada di antara calon: {orang}."
            raise MasukanTidakSah(pesan)
        if tempat not in kursi:
            pesan = f"Kebutuhan yang terkunci tidak ada atau tidak bebas: {tempat}."
            raise MasukanTidakSah(pesan)
        if (orang, kursi[tempat].koperasi) in masukan.dilarang:
            pesan = f"Pasangan terkunci ini juga dilarang: {orang} di {tempat}."
            raise MasukanTidakSah(pesan)
    rumpun: dict[tuple[str, str], str] = {}
    for satu in masukan.calon:
        tercatat = rumpun.setdefault((satu.unit, satu.jabatan), satu.rumpun)
        if satu.jabatan and tercatat != satu.rumpun:
            pesan = f"Jabatan {satu.jabatan} tercatat dalam dua rumpun."
            raise MasukanTidakSah(pesan)


def _bebas(masukan: Masukan) -> _Bebas:
    orang_terkunci = {orang for orang, _ in masukan.terkunci}
    kursi_terkunci = {tempat for _, tempat in masukan.terkunci}
    kursi: dict[Kelompok, list[Kursi]] = {}
    for satu in masukan.kursi:
        if satu.kunci not in kursi_terkunci:
            kursi.setdefault(kelompok_dari(satu), []).append(satu)
    for daftar in kursi.values():
        daftar.sort(key=lambda satu: (satu.prioritas, satu.nomor, satu.kunci))
    return _Bebas(
        calon=tuple(satu for satu in masukan.calon if satu.kunci not in orang_terkunci),
        kelompok=tuple(sorted(kursi)),
        kursi=kursi,
    )


def _soal(masukan: Masukan, bebas: _Bebas, penilai: Penilai, beban: Beban) -> Soal:
    letak = {satu.kunci: nomor for nomor, satu in enumerate(bebas.calon)}
    ukuran = (len(bebas.calon), len(bebas.kelompok))
    boleh = np.ones(ukuran, dtype=np.int64)
    tetap = np.zeros(ukuran, dtype=np.int64)
    koperasi: dict[str, list[int]] = {}
    for lajur, satu in enumerate(bebas.kelompok):
        koperasi.setdefault(satu.koperasi, []).append(lajur)
    for orang, kode in masukan.dilarang:
        if orang in letak:
            boleh[letak[orang], koperasi.get(kode, [])] = 0
    lajur_kursi = {
        kursi.kunci: lajur
        for lajur, satu in enumerate(bebas.kelompok)
        for kursi in bebas.kursi[satu]
    }
    for orang, tempat in masukan.sebelumnya:
        if orang in letak and tempat in lajur_kursi:
            tetap[letak[orang], lajur_kursi[tempat]] = 1
    terkunci = _calon_terkunci(masukan)
    return Soal(
        calon=bebas.calon,
        kelompok=bebas.kelompok,
        nilai=penilai.matriks(bebas.calon, bebas.kelompok),
        tetap=tetap,
        boleh=boleh,
        undian=canonical.undian(
            masukan.benih,
            [satu.kunci for satu in bebas.calon],
            [f"{satu.koperasi}|{satu.peran}|{satu.wilayah}" for satu in bebas.kelompok],
        ),
        imbalan=_imbalan(bebas),
        beban=beban,
        sudah_unit=Counter(satu.unit for satu in terkunci),
        sudah_rumpun=Counter((satu.unit, satu.rumpun) for satu in terkunci),
        sudah_jabatan=Counter((satu.unit, satu.jabatan) for satu in terkunci),
    )


def _imbalan(bebas: _Bebas) -> tuple[tuple[int, ...], ...]:
    """Reward steps per seat: 1 for the last in the rationing order, one more for each step up.

    The sets of posts that can be filled together form a matroid (a gammoid), so any decreasing
    steps make the same choice: as many posts as possible, and the earlier ones of the order first.
    """
    jenjang = sorted(
        {(kursi.prioritas, kursi.nomor) for daftar in bebas.kursi.values() for kursi in daftar}
    )
    langkah = {satu: len(jenjang) - nomor for nomor, satu in enumerate(jenjang)}
    return tuple(
        tuple(langkah[kursi.prioritas, kursi.nomor] for kursi in bebas.kursi[satu])
        for satu in bebas.kelompok
    )


def _pilih(soal: Soal) -> tuple[list[tuple[int, int]], int]:
    """Chosen (person, group) pairs and the proven upper bound of the free part's score."""
    if not soal.kursi or not soal.calon:
        return [], 0
    jaringan = network.susun_jaringan(soal)
    alir = network.selesaikan(jaringan)
    dipakai = np.flatnonzero(alir[jaringan.pasangan])
    pilihan = [(int(jaringan.baris[satu]), int(jaringan.lajur[satu])) for satu in dipakai]
    terisi = Counter(lajur for _, lajur in pilihan)
    imbalan = sum(sum(satu[: terisi[lajur]]) for lajur, satu in enumerate(soal.imbalan))
    return pilihan, bound.batas_nilai(jaringan, alir, imbalan)


def _dudukkan(masukan: Masukan, bebas: _Bebas, pilihan: list[tuple[int, int]]) -> dict[str, str]:
    """Give each chosen person one concrete seat of the group: the earlier one where possible."""
    orang: dict[int, list[str]] = {}
    for baris, lajur in pilihan:
        orang.setdefault(lajur, []).append(bebas.calon[baris].kunci)
    duduk: dict[str, str] = {}
    for lajur, daftar in orang.items():
        terisi = [satu.kunci for satu in bebas.kursi[bebas.kelompok[lajur]][: len(daftar)]]
        lama = _tetap_duduk(masukan, set(daftar), set(terisi))
        duduk |= lama
        baru = sorted(set(daftar) - set(lama))
        sisa = [tempat for tempat in terisi if tempat not in set(lama.values())]
        duduk |= dict(zip(baru, sisa, strict=True))
    return duduk


def _tetap_duduk(masukan: Masukan, orang: set[str], kursi: set[str]) -> dict[str, str]:
    """Who of `orang` keeps the very seat of the earlier plan."""
    tetap: dict[str, str] = {}
    for satu, tempat in sorted(masukan.sebelumnya):
        if satu in orang and tempat in kursi and satu not in tetap:
            tetap[satu] = tempat
            kursi = kursi - {tempat}
    return tetap


def _calon_terkunci(masukan: Masukan) -> list[Calon]:
    kunci = {orang for orang, _ in masukan.terkunci}
    return [satu for satu in masukan.calon if satu.kunci in kunci]


def _nilai_terkunci(masukan: Masukan, penilai: Penilai, beban: Beban) -> int:
    """The score of the locked rows alone: the constant part of every permitted plan."""
    calon = {satu.kunci: satu for satu in masukan.calon}
    kursi = {satu.kunci: satu for satu in masukan.kursi}
    tetap = sum(
        sum(penilai.bagian(calon[orang], kelompok_dari(kursi[tempat])).values())
        for orang, tempat in masukan.terkunci
    )
    rugi = beban.bagi(_calon_terkunci(masukan))
    return tetap + sum(sum(satu.values()) for satu in rugi.values())
