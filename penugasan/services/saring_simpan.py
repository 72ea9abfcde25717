"""Verdicts into their table, many at a time: equal answers are put into their stored form once."""

import json
from collections.abc import Iterator, Sequence

from django.db import transaction

from inti import massal
from penugasan.models import HasilSaring, Saringan
from penugasan.rules.himpunan import Jawaban, Penilai
from penugasan.rules.kelayakan import putuskan
from penugasan.rules.types import Fakta, Hasil, Temuan

KOLOM = (
    "saringan_id",
    "pegawai_id",
    "hasil",
    "gagal",
    "ragu",
    "dikecualikan",
    "temuan",
    "rujukan",
    "sidik",
)


def simpan(saringan: Saringan, penilai: Penilai, orang: Sequence[tuple[int, Fakta]]) -> None:
    """Judge these people and add their verdicts to the run, in a transaction of its own."""
    with transaction.atomic():
        massal.tambah(HasilSaring, KOLOM, _baris(saringan.pk, penilai, orang))


def _baris(
    saringan_id: int, penilai: Penilai, orang: Sequence[tuple[int, Fakta]]
) -> Iterator[massal.Sel]:
    for pk, fakta in orang:
        jawaban = penilai.jawaban(fakta)
        isi = _dengan_pengecualian if fakta.pengecualian else _isi
        yield (saringan_id, pk, *isi(jawaban, fakta, penilai), "", "")


def _isi(jawaban: list[Jawaban], _fakta: Fakta, _penilai: Penilai) -> massal.Sel:
    """The stored form of a verdict on which no exception bears."""
    gagal = [j.temuan.kode for j in jawaban if j.temuan.hasil is Hasil.TIDAK]
    ragu = [j.temuan.kode for j in jawaban if j.temuan.hasil is Hasil.BELUM_PASTI]
    hasil = Hasil.TIDAK if gagal else Hasil.BELUM_PASTI if ragu else Hasil.LAYAK
    for satu in jawaban:
        satu.simpanan = satu.simpanan or _json(satu.temuan)
    teks = ",".join([j.simpanan for j in jawaban])
    return hasil.value, _daftar(gagal), _daftar(ragu), "", f"[{teks}]"


def _dengan_pengecualian(jawaban: list[Jawaban], fakta: Fakta, penilai: Penilai) -> massal.Sel:
    kelayakan = putuskan(tuple(j.temuan for j in jawaban), fakta.pengecualian, penilai.acuan)
    teks = ",".join(map(_json, kelayakan.temuan))
    return (
        kelayakan.hasil.value,
        _daftar(kelayakan.gagal),
        _daftar(kelayakan.ragu),
        _daftar(kelayakan.dikecualikan),
        f"[{teks}]",
    )


def _json(temuan: Temuan) -> str:
    return json.dumps(isi_temuan(temuan))


def isi_temuan(temuan: Temuan) -> dict[str, str]:
    """One finding as it is kept; what the version and the person's card can tell is left out."""
    isi = {
        "kode": temuan.kode,
        "hasil": temuan.hasil.value,
        "nilai": temuan.nilai,
        "alasan": temuan.alasan,
    }
    if temuan.dikecualikan:
        isi["dikecualikan"] = temuan.dikecualikan
    return isi


def _daftar(kode: Sequence[str]) -> str:
    return f",{','.join(kode)}," if kode else ""
