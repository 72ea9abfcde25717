"""The findings of stored verdicts, kept with the person or shared in the run."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from penugasan.models import HasilSaring, TemuanSaring

PORSI = 1_000


def lengkapi(hasil: Sequence[HasilSaring]) -> Sequence[HasilSaring]:
    """Give verdicts their shared findings, in the order of the rules; one query per run."""
    perlu: dict[int, set[int]] = {}
    for satu in hasil:
        if satu.rujukan:
            perlu.setdefault(satu.saringan_id, set()).update(_nomor(satu.rujukan))
    isi = {
        (saringan, nomor): temuan
        for saringan, semua in perlu.items()
        for nomor, temuan in _baca(saringan, semua)
    }
    for satu in hasil:
        if satu.rujukan:
            satu.temuan = [isi[satu.saringan_id, n] for n in _nomor(satu.rujukan)]
    return hasil


def mengalir(hasil: Iterable[HasilSaring]) -> Iterator[HasilSaring]:
    """Give a long list its findings, 1,000 people at a time."""
    sisa = iter(hasil)
    while porsi := list(islice(sisa, PORSI)):
        yield from lengkapi(porsi)


def _baca(saringan: int, nomor: set[int]) -> Iterable[tuple[int, Any]]:
    semua = TemuanSaring.objects.filter(saringan=saringan)
    if len(nomor) <= PORSI:
        semua = semua.filter(nomor__in=nomor)
    return semua.values_list("nomor", "isi").iterator(5_000)


def _nomor(rujukan: str) -> Iterator[int]:
    return map(int, rujukan.split(","))
