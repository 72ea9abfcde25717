"""Simulasi: what a changed policy would mean for everybody, before anybody decides.

Writes nothing. Both policies are asked about the same facts, read once. A simulated verdict is
that of a screening with this policy on this day: the rules, and the way they are asked, are one.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from penugasan.models import Periode
from penugasan.queries.fakta import fakta_instansi
from penugasan.rules.himpunan import Penilai
from penugasan.rules.kelayakan import Kebijakan
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Hasil, Kelayakan

CONTOH = 25
"""Names shown on the page; the workbook has all of them."""


@dataclass(frozen=True, slots=True)
class Pindahan:
    """Somebody whose verdict changes, with the reasons of the stricter one."""

    pegawai_id: int
    lama: Hasil
    baru: Hasil
    alasan: tuple[str, ...]


@dataclass(slots=True)
class Simulasi:
    """What both policies say about everybody of the agency."""

    acuan: dt.date
    jumlah: int = 0
    hasil: dict[str, Counter[Hasil]] = field(default_factory=dict)
    gagal: dict[str, Counter[str]] = field(default_factory=dict)
    ragu: dict[str, Counter[str]] = field(default_factory=dict)
    layak: dict[str, set[int]] = field(default_factory=dict)
    masuk: list[Pindahan] = field(default_factory=list)
    keluar: list[Pindahan] = field(default_factory=list)
    lain: int = 0


def simulasikan(
    *,
    periode: Periode,
    isi: Mapping[str, Any],
    acuan: dt.date | None = None,
    dasar: Mapping[str, Any] | None = None,
) -> Simulasi:
    """Judge everybody by the round's policy (or ``dasar``) and by ``isi``.

    The old policy is asked on the round's own reference date, the new one on ``acuan``. Raises
    PaketGalat when ``isi`` is unusable.
    """
    hari_baru = acuan or periode.tanggal_acuan
    dua = {
        "lama": Penilai(kebijakan_dari(dasar or periode.versi.isi), periode.tanggal_acuan),
        "baru": Penilai(kebijakan_dari(isi), hari_baru),
    }
    hasil = Simulasi(hari_baru)
    for bagian in (hasil.hasil, hasil.gagal, hasil.ragu):
        bagian.update({sisi: Counter() for sisi in dua})
    hasil.layak = {sisi: set() for sisi in dua}
    gabungan = _gabung(kebijakan_dari(dasar or periode.versi.isi), kebijakan_dari(isi))
    for sebagian in fakta_instansi(periode.instansi, kebijakan=gabungan, periode=periode):
        for pk, fakta in sebagian:
            _catat(hasil, pk, {sisi: penilai.periksa(fakta) for sisi, penilai in dua.items()})
    return hasil


def _gabung(satu: Kebijakan, dua: Kebijakan) -> Kebijakan:
    """A policy that asks for every fact that either of the two needs."""
    kode = {aktif.aturan.kode for aktif in satu.aturan}
    return Kebijakan((*satu.aturan, *(a for a in dua.aturan if a.aturan.kode not in kode)))


def _catat(simulasi: Simulasi, pk: int, putusan: dict[str, Kelayakan]) -> None:
    simulasi.jumlah += 1
    for sisi, kelayakan in putusan.items():
        simulasi.hasil[sisi][kelayakan.hasil] += 1
        simulasi.gagal[sisi].update(kelayakan.gagal)
        simulasi.ragu[sisi].update(kelayakan.ragu)
        if kelayakan.hasil is Hasil.LAYAK:
            simulasi.layak[sisi].add(pk)
    lama, baru = putusan["lama"].hasil, putusan["baru"].hasil
    if lama is baru:
        return
    if baru is Hasil.LAYAK:
        simulasi.masuk.append(Pindahan(pk, lama, baru, _alasan(putusan["lama"])))
    elif lama is Hasil.LAYAK:
        simulasi.keluar.append(Pindahan(pk, lama, baru, _alasan(putusan["baru"])))
    else:
        simulasi.lain += 1


def _alasan(kelayakan: Kelayakan) -> tuple[str, ...]:
    return tuple(t.alasan for t in kelayakan.temuan if t.menghalangi)
