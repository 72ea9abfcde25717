"""Random people as rows: what a record holds of them is also what the second implementation gets.

Beside each fact stand rows that must not count: an older contract, an earlier grade of the same
year, an assignment that was given up, an exception that was refused, a person off the register.
"""

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from inti.models import Instansi, Sumber, Wilayah
from inti.waktu import ZONA
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import (
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Pegawai,
    PredikatKinerja,
)
from penugasan.models import Pengecualian, Penugasan, Periode, VersiAturan
from tests.aturan.acak import Blok
from tests.aturan.kata import TEMPAT
from tests.aturan.kedua import Orang
from tests.aturan.pasangan import TINGKAT_BUKTI
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import AkunFactory, nip_acak
from tests.penugasan.factories import PeriodeFactory, VersiAturanFactory, isi_paket

PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
DAHULU = dt.date(2015, 1, 1)
HIDUP = ("DRAF", "DIMINTA", "DISETUJUI_OPD", "DITETAPKAN", "AKTIF")
LEWAT = ("SELESAI", "DIGANTI", "DIPERTAHANKAN", "DIBATALKAN", "DIKEMBALIKAN")
BERKOPERASI = TEMPAT[::3]
SATU_UNIT = 1000
LEBIH = 9999


class Kota(NamedTuple):
    """The rounds (one per policy) and everybody, each with the round he was made for."""

    periode: list[Periode]
    orang: dict[int, tuple[int, Orang]]


def bangun(instansi: Instansi, blok: Sequence[Blok], seed: int) -> Kota:
    """Lay down the people of all blocks, and one round per block with its policy and date."""
    acak = Random(seed)  # noqa: S311 - the same seed, the same rows
    tetangga = _wilayah(acak)
    periode = [_periode(instansi, satu, nomor) for nomor, satu in enumerate(blok)]
    sumber = SumberFactory.create(instansi=instansi)
    semua = [(nomor, orang) for nomor, ini in enumerate(blok) for orang in ini.orang]
    tercatat = [(n, _di_basis(acak, orang, tetangga)) for n, orang in semua]
    pegawai = Pegawai.objects.bulk_create(
        [_pegawai(instansi, urut, orang) for urut, (_, orang) in enumerate(tercatat)],
        batch_size=SATU_UNIT,
    )
    Pegawai.objects.bulk_create([_pegawai(instansi, len(tercatat), Orang(), aktif=False)])
    _fakta(pegawai, [orang for _, orang in tercatat], sumber)
    _penugasan(acak, instansi, periode[0], pegawai, [orang for _, orang in tercatat])
    _pengecualian(instansi, periode, pegawai, tercatat)
    return Kota(periode, {p.pk: satu for p, satu in zip(pegawai, tercatat, strict=True)})


def _wilayah(acak: Random) -> dict[str, frozenset[str]]:
    """The places with neighbours on both sides; a few have none."""
    tempat = {kode: WilayahFactory.create(kode=kode, nama=f"Kelurahan {kode}") for kode in TEMPAT}
    for kode in TEMPAT[3:]:
        tempat[kode].tetangga.add(*(tempat[k] for k in acak.sample(TEMPAT[3:], 2) if k != kode))
    return {
        kode: frozenset(satu.tetangga.values_list("kode", flat=True))
        for kode, satu in tempat.items()
    }


def _periode(instansi: Instansi, blok: Blok, nomor: int) -> Periode:
    isi = isi_paket() | {"aturan": blok.kebijakan.aturan}
    versi = VersiAturanFactory.create(
        instansi=instansi, nomor=nomor + 1, isi=isi, status=VersiAturan.Status.PENSIUN
    )
    acuan = blok.kebijakan.acuan
    return PeriodeFactory.create(
        instansi=instansi, kode=f"uji-{nomor}", versi=versi, tanggal_acuan=acuan, mulai=acuan
    )


def _di_basis(acak: Random, orang: Orang, tetangga: dict[str, frozenset[str]]) -> Orang:
    """What a record can hold of the person: one live assignment, a real place, and sanctions that
    begin on different days (two that begin on one are one sanction, told twice)."""
    rumah = orang.domisili if orang.domisili in tetangga else None
    tugas = tuple(t for t in orang.tugas or () if t.selesai is None or t.selesai >= t.mulai)[:1]
    return orang._replace(
        domisili=rumah,
        tetangga=tetangga.get(rumah or "", frozenset()),
        tujuan=frozenset(BERKOPERASI),
        tugas=tugas if acak.random() < 0.2 else (),
        hukuman=None if orang.hukuman is None else _per_mulai(orang.hukuman),
    )


def _per_mulai(hukuman: Sequence[Any]) -> tuple[Any, ...]:
    return tuple({satu.mulai: satu for satu in hukuman}.values())


def _hukuman(dasar: dict[str, Any], hukuman: Sequence[Any]) -> list[HukumanDisiplin]:
    """The sanctions, or the word that there is none; before it a mistake that no longer counts."""
    salah = {"tingkat": "berat", "mulai": DAHULU, "tanggal": DAHULU}
    hari = {"tanggal": PADA.date()}
    return [
        HukumanDisiplin(**dasar, **salah),
        HukumanDisiplin(**dasar, tingkat="tidak_ada", **hari),
        *(
            HukumanDisiplin(**dasar, tingkat=h.tingkat, mulai=h.mulai, selesai=h.selesai, **hari)
            for h in hukuman
        ),
    ]


def _pegawai(instansi: Instansi, urut: int, orang: Orang, *, aktif: bool = True) -> Pegawai:
    return Pegawai(
        instansi=instansi,
        nip=f"{nip_acak(dt.date(1980, 1, 1), urut=0)[:-8]}{urut:08d}",
        nama=f"Orang {urut}",
        jenis=orang.jenis or "",
        kedudukan_hukum_id=(orang.kedudukan_id or "")[:4],
        kedudukan_hukum=orang.kedudukan or "",
        tingkat_pendidikan=orang.tingkat or "",
        pendidikan=orang.pendidikan or "",
        lahir=orang.lahir,
        jabatan=orang.jabatan or "",
        domisili_id=orang.domisili,
        aktif=aktif,
    )


def _fakta(pegawai: Sequence[Pegawai], orang: Sequence[Orang], sumber: Sumber) -> None:
    """Evidence, contracts and grades, older ones that no longer count before them."""
    bukti, kontrak, lama, predikat, hukuman = [], [], [], [], []
    for p, satu in zip(pegawai, orang, strict=True):
        dasar: dict[str, Any] = {"pegawai": p, "sumber": sumber}
        bukti += [
            BuktiKomputer(
                **dasar,
                jenis=b.jenis,
                tingkat=TINGKAT_BUKTI.get(b.jenis, 0),
                mampu=b.mampu,
                tanggal=b.tanggal,
            )
            for b in satu.bukti
        ]
        if satu.kontrak:
            lama.append(Kontrak(**dasar, akhir=dt.date(2090, 1, 1), tanggal=DAHULU))
            kontrak.append(Kontrak(**dasar, akhir=satu.kontrak, tanggal=PADA.date()))
        if satu.hukuman is not None:
            hukuman += _hukuman(dasar, satu.hukuman)
        for tahun, nilai in satu.predikat:
            salah = {"predikat": 5 if nilai < 3 else 1, "tahun": tahun, "tanggal": DAHULU}
            predikat.append(PredikatKinerja(**dasar, **salah))
            benar = {"predikat": nilai, "tahun": tahun, "tanggal": PADA.date()}
            predikat.append(PredikatKinerja(**dasar, **benar))
    for model, baris in (
        (BuktiKomputer, bukti),
        (PredikatKinerja, predikat),
        (HukumanDisiplin, hukuman),
    ):
        model.objects.bulk_create(baris, batch_size=SATU_UNIT)
    Kontrak.objects.bulk_create([*kontrak, *lama], batch_size=SATU_UNIT)


def _penugasan(
    acak: Random,
    instansi: Instansi,
    periode: Periode,
    pegawai: Sequence[Pegawai],
    orang: Sequence[Orang],
) -> None:
    """One live assignment for whoever has one, one given up for some who have none."""
    koperasi = [
        KoperasiFactory.create(instansi=instansi, wilayah=Wilayah.objects.get(kode=kode))
        for kode in BERKOPERASI
    ]
    # A cooperative without an active post is no destination.
    diam = KoperasiFactory.create(
        instansi=instansi, wilayah=Wilayah.objects.get(kode=TEMPAT[1]), kode="DIAM"
    )
    Kebutuhan.objects.create(koperasi=diam, nomor=1, peran="administrasi", aktif=False)
    isi = []
    for p, satu in zip(pegawai, orang, strict=True):
        if satu.tugas:
            isi.append((p, satu.tugas[0].mulai, satu.tugas[0].selesai, acak.choice(HIDUP)))
        elif acak.random() < 0.05:
            isi.append((p, periode.tanggal_acuan, None, acak.choice(LEWAT)))
    formasi = _formasi(koperasi, len(isi))
    Penugasan.objects.bulk_create(
        [
            Penugasan(
                instansi=instansi,
                periode=periode,
                versi=periode.versi,
                pegawai=p,
                kebutuhan=kursi,
                asal=Penugasan.Asal.NOMINASI,
                mulai=mulai,
                selesai=selesai,
                status=status,
                dibuat_pada=PADA,
            )
            for (p, mulai, selesai, status), kursi in zip(isi, formasi, strict=True)
        ],
        batch_size=SATU_UNIT,
    )


def _formasi(koperasi: Sequence[Koperasi], banyak: int) -> list[Kebutuhan]:
    """A post for everybody, at least one in each cooperative."""
    banyak_koperasi = len(koperasi)
    semua = Kebutuhan.objects.bulk_create(
        Kebutuhan(
            koperasi=koperasi[n % banyak_koperasi],
            nomor=n // banyak_koperasi + 1,
            kuota=LEBIH,
            alasan_lebih="Banyak anggota",
            dokumen_lebih="ND 1/2026",
            peran=Kebutuhan.Peran.ADMINISTRASI,
        )
        for n in range(max(banyak, banyak_koperasi))
    )
    return semua[:banyak]


def _pengecualian(
    instansi: Instansi,
    periode: Sequence[Periode],
    pegawai: Sequence[Pegawai],
    orang: Sequence[tuple[int, Orang]],
) -> None:
    """Exceptions of the round a person was made for; refused ones of the other rules."""
    petugas = AkunFactory.create(instansi=instansi)
    isi = []
    for p, (nomor, satu) in zip(pegawai, orang, strict=True):
        isi += [(p, periode[nomor], kode, "DISETUJUI") for kode in sorted(satu.dikecualikan)]
        if len(isi) % 7 == 1:
            isi.append((p, periode[nomor], "usia", "DITOLAK"))
    Pengecualian.objects.bulk_create(
        [
            Pengecualian(
                instansi=instansi,
                periode=putaran,
                pegawai=p,
                aturan=kode,
                hasil_semula="tidak",
                alasan="Tenaga langka",
                dokumen="SK 1/2026",
                status=status,
                diajukan_pada=PADA,
                diajukan_oleh=petugas,
            )
            for p, putaran, kode, status in isi
        ],
        batch_size=SATU_UNIT,
    )
