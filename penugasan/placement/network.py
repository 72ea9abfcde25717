"""The planning question as a min-cost flow, and its exact answer by OR-Tools.

    source -> unit -> position family -> position -> person -> equal posts of a cooperative -> sink

The k-th arc into a unit carries the harm of the k-th leaver, the last arc into a position the harm
of losing its last holder, the arcs into the sink the reward of filling a post. One integer cost
holds three wishes in strict order (`Skala`): fill posts in rationing order, then the best score,
then few changes and a neutral lot. Unfilled posts flow through the bypass source -> sink.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python import min_cost_flow

from penugasan.placement.beban import Beban
from penugasan.placement.skor import Bilangan, Kelompok
from penugasan.placement.types import Calon, MasukanTidakSah

SUMBER, MUARA = 0, 1
BATAS_BIAYA = 1 << 61


@dataclass(frozen=True, slots=True, kw_only=True)
class Soal:
    """The free part of a question: locked people and seats are already taken out.

    Rows are `calon`, columns `kelompok`. `nilai` are points, `tetap` is 1 where the pair repeats
    the earlier plan, `boleh` is False for forbidden pairs. `imbalan[k]` lists, per seat of group k,
    the reward steps (>= 1, higher = earlier in the rationing order). `sudah_*` count locked rows.
    """

    calon: tuple[Calon, ...]
    kelompok: tuple[Kelompok, ...]
    nilai: Bilangan
    tetap: Bilangan
    boleh: Bilangan
    undian: Bilangan
    imbalan: tuple[tuple[int, ...], ...]
    beban: Beban
    sudah_unit: Counter[str]
    sudah_rumpun: Counter[tuple[str, str]]
    sudah_jabatan: Counter[tuple[str, str]]

    @property
    def kursi(self) -> int:
        """Number of free seats."""
        return sum(len(satu) for satu in self.imbalan)


@dataclass(frozen=True, slots=True)
class Skala:
    """Factors that put the wishes in strict order: `isi` >> `nilai` >> `tetap` >> `undian`."""

    isi: int
    nilai: int
    tetap: int
    undian: int


@dataclass(slots=True)
class Jaringan:
    """Arcs of the flow; `pasangan` are those person (`baris`) -> group (`lajur`)."""

    simpul: int
    kursi: int
    skala: Skala
    ekor: Bilangan
    kepala: Bilangan
    muat: Bilangan
    biaya: Bilangan
    pasangan: slice
    baris: Bilangan
    lajur: Bilangan


@dataclass(slots=True)
class _Busur:
    """Arcs while they are being collected; `simpul` is the next free node number."""

    simpul: int = 2
    ekor: list[int] = field(default_factory=list)
    kepala: list[int] = field(default_factory=list)
    muat: list[int] = field(default_factory=list)
    biaya: list[int] = field(default_factory=list)

    def simpul_baru(self) -> int:
        self.simpul += 1
        return self.simpul - 1

    def tambah(self, ekor: int, kepala: int, muat: int, biaya: int) -> None:
        if muat > 0:
            self.ekor.append(ekor)
            self.kepala.append(kepala)
            self.muat.append(muat)
            self.biaya.append(biaya)


def tentukan_skala(soal: Soal, simpul: int) -> Skala:
    """Factors of the three wishes, exact for this question.

    Raises MasukanTidakSah when the numbers would not fit 63 bits (weights far out of proportion).
    """
    kursi = soal.kursi
    tinggi = max(0, int(soal.nilai.max(initial=0)))
    rendah = min(0, int(soal.nilai.min(initial=0)))
    rugi = (
        max(
            (
                soal.beban.marjinal_unit(satu.unit, soal.sudah_unit[satu.unit] + kursi)
                for satu in soal.calon
            ),
            default=0,
        )
        + soal.beban.bobot.pemegang_terakhir
    )
    rentang = kursi * (tinggi - rendah + rugi + 1)
    jenjang = max((max(satu, default=1) for satu in soal.imbalan), default=1)
    for bit in (20, 16, 12, 8, 4, 0):
        undian = 1 << bit
        tetap = kursi * undian + 1
        nilai = (kursi + 1) * tetap
        isi = (rentang + 1) * nilai + 1
        if isi * (jenjang + 1) * (simpul + 1) < BATAS_BIAYA:
            return Skala(isi=isi, nilai=nilai, tetap=tetap, undian=undian)
    pesan = "Bobot terlalu besar untuk jumlah kebutuhan ini."
    raise MasukanTidakSah(pesan)


def susun_jaringan(soal: Soal) -> Jaringan:
    """Lay out the flow for `soal`."""
    busur = _Busur()
    orang = np.array([busur.simpul_baru() for _ in soal.calon], dtype=np.int64)
    tujuan = np.array([busur.simpul_baru() for _ in soal.kelompok], dtype=np.int64)
    cabang = {(satu.unit, satu.rumpun, satu.jabatan) for satu in soal.calon}
    skala = tentukan_skala(
        soal, busur.simpul + sum(len({c[:n] for c in cabang}) for n in (1, 2, 3))
    )
    busur.tambah(SUMBER, MUARA, soal.kursi, 0)
    jabatan = _pasang_asal(busur, soal, sorted(cabang), skala.nilai)
    for nomor, satu in enumerate(soal.calon):
        busur.tambah(jabatan[satu.unit, satu.rumpun, satu.jabatan], int(orang[nomor]), 1, 0)
    for nomor, imbalan in enumerate(soal.imbalan):
        for satu_imbalan in imbalan:
            busur.tambah(int(tujuan[nomor]), MUARA, 1, -satu_imbalan * skala.isi)
    baris, lajur = np.nonzero(soal.boleh)
    untung = (
        soal.nilai[baris, lajur] * skala.nilai
        + soal.tetap[baris, lajur] * skala.tetap
        + soal.undian[baris, lajur] % skala.undian
    )
    awal = len(busur.ekor)
    return Jaringan(
        simpul=busur.simpul,
        kursi=soal.kursi,
        skala=skala,
        ekor=np.concatenate([np.array(busur.ekor, dtype=np.int64), orang[baris]]),
        kepala=np.concatenate([np.array(busur.kepala, dtype=np.int64), tujuan[lajur]]),
        muat=np.concatenate([np.array(busur.muat, dtype=np.int64), np.ones_like(baris)]),
        biaya=np.concatenate([np.array(busur.biaya, dtype=np.int64), -untung]),
        pasangan=slice(awal, awal + len(baris)),
        baris=baris,
        lajur=lajur,
    )


def _pasang_asal(
    busur: _Busur, soal: Soal, cabang: list[tuple[str, str, str]], skala_nilai: int
) -> dict[tuple[str, str, str], int]:
    """Arcs from the source down to each position; returns the node of each position."""
    unit: dict[str, int] = {}
    rumpun: dict[tuple[str, str], int] = {}
    jabatan: dict[tuple[str, str, str], int] = {}
    for kode, nama_rumpun, nama_jabatan in cabang:
        if kode not in unit:
            unit[kode] = busur.simpul_baru()
            _pasang_unit(busur, soal, kode, unit[kode], skala_nilai)
        if (kode, nama_rumpun) not in rumpun:
            rumpun[kode, nama_rumpun] = busur.simpul_baru()
            jatah = soal.beban.jatah_rumpun(nama_rumpun)
            sisa = soal.kursi if jatah is None else jatah - soal.sudah_rumpun[kode, nama_rumpun]
            busur.tambah(unit[kode], rumpun[kode, nama_rumpun], sisa, 0)
        simpul = jabatan[kode, nama_rumpun, nama_jabatan] = busur.simpul_baru()
        sudah = soal.sudah_jabatan[kode, nama_jabatan]
        sisa = min(soal.beban.pemegang(kode, nama_jabatan) - sudah, soal.kursi)
        rugi = soal.beban.terakhir(kode, nama_jabatan, sudah + sisa) * skala_nilai
        busur.tambah(rumpun[kode, nama_rumpun], simpul, sisa - 1, 0)
        busur.tambah(rumpun[kode, nama_rumpun], simpul, 1, rugi)
    return jabatan


def _pasang_unit(busur: _Busur, soal: Soal, kode: str, simpul: int, skala_nilai: int) -> None:
    """One arc per possible leaver of the unit, each dearer than the one before."""
    sudah = soal.sudah_unit[kode]
    jatah = min(soal.beban.jatah_unit(kode) - sudah, soal.kursi)
    for ke in range(sudah + 1, sudah + jatah + 1):
        busur.tambah(SUMBER, simpul, 1, soal.beban.marjinal_unit(kode, ke) * skala_nilai)


def selesaikan(jaringan: Jaringan) -> Bilangan:
    """The optimal flow on every arc."""
    penyelesai = min_cost_flow.SimpleMinCostFlow()
    busur = penyelesai.add_arcs_with_capacity_and_unit_cost(
        jaringan.ekor, jaringan.kepala, jaringan.muat, jaringan.biaya
    )
    penyelesai.set_nodes_supplies(
        np.array([SUMBER, MUARA]), np.array([jaringan.kursi, -jaringan.kursi])
    )
    status = penyelesai.solve()
    if status != penyelesai.OPTIMAL:
        pesan = f"Penyelesai aliran berhenti dengan status {status}."
        raise RuntimeError(pesan)
    alir: Bilangan = penyelesai.flows(busur).astype(np.int64)
    return alir
