"""Small planning questions for the tests, and the slow, obvious way to judge a plan."""

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import ceil

from hypothesis import strategies as st

from penugasan.placement.kecocokan import BAWAAN
from penugasan.placement.skor import Penilai, kelompok_dari
from penugasan.placement.types import (
    Batas,
    Bobot,
    Calon,
    Kursi,
    Masukan,
    Tempat,
    Unit,
)

WILAYAH = (
    Tempat(
        kode="W1", nama="Medono", kecamatan="Barat", lat=-6.90, lng=109.66, tetangga=frozenset("W2")
    ),
    Tempat(
        kode="W2",
        nama="Podosugih",
        kecamatan="Barat",
        lat=-6.89,
        lng=109.66,
        tetangga=frozenset({"W1"}),
    ),
    Tempat(kode="W3", nama="Tirto", kecamatan="Barat", lat=-6.88, lng=109.65),
    Tempat(kode="W4", nama="Klego", kecamatan="Timur", lat=-6.88, lng=109.69),
)
PRODI = ("S-1 AKUNTANSI", "S-1 KEBIDANAN", "D-III MANAJEMEN PEMASARAN", "")
JABATAN = (("Guru Ahli Muda", "Guru"), ("Arsiparis Mahir", "Arsip"), ("Pengolah Data", "Arsip"))


def calon(kunci: str, **isi: object) -> Calon:
    """A person of unit U1 with nothing known, changed by `isi`."""
    return replace(Calon(kunci=kunci, unit="U1"), **isi)  # type: ignore[arg-type]


def kursi(kunci: str, **isi: object) -> Kursi:
    """The administration post of an operating cooperative in W1, changed by `isi`."""
    dasar = Kursi(
        kunci=kunci,
        koperasi="K1",
        nama_koperasi="Koperasi Medono",
        wilayah="W1",
        peran="administrasi",
    )
    return replace(dasar, **isi)  # type: ignore[arg-type]


def masukan(daftar_calon: list[Calon], daftar_kursi: list[Kursi], **isi: object) -> Masukan:
    """A question over WILAYAH with one large unit U1, changed by `isi`."""
    dasar = Masukan(
        benih="uji",
        wilayah=WILAYAH,
        unit=(Unit(kode="U1", nama="Dinas Satu", jumlah=1000),),
        calon=tuple(daftar_calon),
        kursi=tuple(daftar_kursi),
        kecocokan=BAWAAN,
    )
    return replace(dasar, **isi)  # type: ignore[arg-type]


@st.composite
def soal_kecil(draw: st.DrawFn) -> Masukan:
    """Any question of up to 5 people and 3 posts, with limits, forbidden pairs and locks."""
    unit = [
        Unit(
            kode=kode,
            nama=kode,
            jumlah=draw(st.integers(3, 12)),
            sudah_pergi=draw(st.integers(0, 1)),
            pensiun=draw(st.integers(0, 3)),
            minimum=draw(st.none() | st.integers(0, 12)),
        )
        for kode in ("U1", "U2")
    ]
    orang = []
    for nomor in range(draw(st.integers(0, 5))):
        jabatan, rumpun = draw(st.sampled_from(JABATAN))
        orang.append(
            Calon(
                kunci=f"P{nomor}",
                unit=draw(st.sampled_from(["U1", "U2"])),
                jabatan=jabatan,
                rumpun=rumpun,
                layanan_dasar=rumpun == "Guru",
                domisili=draw(st.sampled_from(["W1", "W2", "W3", "W4", "asing", None])),
                prodi=draw(st.sampled_from(PRODI)),
                komputer=draw(st.integers(0, 4)),
                predikat=tuple(draw(st.lists(st.integers(1, 5), max_size=2))),
                di_kecamatan=draw(st.booleans()),
            )
        )
    tempat = []
    for nomor in range(draw(st.integers(0, 3))):
        koperasi = draw(st.integers(1, 3))
        tempat.append(
            Kursi(
                kunci=f"S{nomor}",
                koperasi=f"K{koperasi}",
                nama_koperasi=f"Koperasi {koperasi}",
                wilayah=f"W{koperasi}",
                peran=draw(st.sampled_from(["administrasi", "keuangan"])),
                nomor=draw(st.integers(1, 3)),
                prioritas=draw(st.integers(0, 2)),
            )
        )
    dilarang = draw(
        st.frozensets(
            st.tuples(
                st.sampled_from([satu.kunci for satu in orang]), st.sampled_from(["K1", "K2"])
            )
        )
        if orang
        else st.just(frozenset())
    )
    terkunci = frozenset(
        (satu.kunci, duduk.kunci)
        for satu, duduk in zip(orang[: draw(st.integers(0, 2))], tempat, strict=False)
        if (satu.kunci, duduk.koperasi) not in dilarang
    )
    return Masukan(
        benih="uji",
        wilayah=WILAYAH,
        unit=tuple(unit),
        calon=tuple(orang),
        kursi=tuple(tempat),
        kecocokan=BAWAAN,
        bobot=Bobot(beban_unit=draw(st.sampled_from([0, 300, 1000, 5000]))),
        batas=Batas(
            opd_maks=draw(st.none() | st.integers(0, 3)),
            opd_persen=draw(st.none() | st.integers(10, 60)),
            rumpun_maks=draw(st.none() | st.integers(0, 2)),
            jaga_minimum=draw(st.booleans()),
        ),
        terkunci=terkunci,
        dilarang=dilarang,
    )


Rencana = dict[str, str]


def semua_rencana(soal: Masukan) -> list[Rencana]:
    """Every permitted plan (person -> seat), by trying all of them."""
    pilihan: list[list[str | None]] = []
    terkunci = dict(soal.terkunci)
    for satu in soal.calon:
        if satu.kunci in terkunci:
            pilihan.append([terkunci[satu.kunci]])
            continue
        pilihan.append(
            [None]
            + [
                tempat.kunci
                for tempat in soal.kursi
                if (satu.kunci, tempat.koperasi) not in soal.dilarang
            ]
        )
    hasil = []
    for susunan in itertools.product(*pilihan):
        dipakai = [satu for satu in susunan if satu]
        if len(dipakai) != len(set(dipakai)):
            continue
        rencana = {
            satu.kunci: tempat for satu, tempat in zip(soal.calon, susunan, strict=True) if tempat
        }
        if dalam_batas(soal, rencana):
            hasil.append(rencana)
    return hasil


def dalam_batas(soal: Masukan, rencana: Rencana) -> bool:
    """Limits hold for every unit and family in which a free row of the plan takes part."""
    unit = {satu.kode: satu for satu in soal.unit}
    pergi = [satu for satu in soal.calon if satu.kunci in rencana]
    bebas = [satu for satu in pergi if (satu.kunci, rencana[satu.kunci]) not in soal.terkunci]
    for kode in {satu.unit for satu in bebas}:
        banyak = unit[kode].sudah_pergi + sum(satu.unit == kode for satu in pergi)
        pagar = [unit[kode].jumlah]
        if soal.batas.opd_maks is not None:
            pagar.append(soal.batas.opd_maks)
        if soal.batas.opd_persen is not None:
            pagar.append(ceil(unit[kode].jumlah * soal.batas.opd_persen / 100))
        minimum = unit[kode].minimum
        if soal.batas.jaga_minimum and minimum is not None:
            pagar.append(unit[kode].jumlah - minimum)
        if banyak > min(pagar):
            return False
    if soal.batas.rumpun_maks is None:
        return True
    rumpun = Counter((satu.unit, satu.rumpun) for satu in pergi)
    return all(rumpun[satu.unit, satu.rumpun] <= soal.batas.rumpun_maks for satu in bebas)


def juri(soal: Masukan) -> Callable[[Rencana], int]:
    """A judge who gives any plan of `soal` its score as a whole, harm counted per unit."""
    penilai = Penilai(soal)
    tempat = {satu.kunci: satu for satu in soal.kursi}
    orang = {satu.kunci: satu for satu in soal.calon}
    unit = {satu.kode: satu for satu in soal.unit}
    calon = Counter((satu.unit, satu.jabatan) for satu in soal.calon)

    @cache
    def tetap(satu: str, kunci: str) -> int:
        return sum(penilai.bagian(orang[satu], kelompok_dari(tempat[kunci])).values())

    def nilai(rencana: Rencana) -> int:
        jumlah = sum(tetap(satu, kunci) for satu, kunci in rencana.items())
        pergi = [orang[satu] for satu in rencana]
        for kode, banyak in Counter(satu.unit for satu in pergi).items():
            asal = unit[kode]
            for ke in range(1, banyak + 1):
                jumlah -= soal.bobot.beban_unit * (asal.sudah_pergi + ke) // asal.jumlah
        for (kode, jabatan), banyak in Counter((s.unit, s.jabatan) for s in pergi).items():
            pemegang = max(calon[kode, jabatan], unit[kode].pemegang.get(jabatan, 0))
            if jabatan and banyak == pemegang:
                jumlah -= soal.bobot.pemegang_terakhir
        return jumlah

    return nilai


def isi_rencana(soal: Masukan, rencana: Rencana) -> tuple[int, ...]:
    """How well posts are filled: the number, then the number in each step of the rationing."""
    terisi = set(rencana.values())
    jenjang = sorted({(satu.prioritas, satu.nomor) for satu in soal.kursi})
    per_jenjang = [
        sum(satu.kunci in terisi and (satu.prioritas, satu.nomor) == langkah for satu in soal.kursi)
        for langkah in jenjang
    ]
    return (len(terisi), *per_jenjang)
