"""An answer in words: the fields as the form calls them, the values as people say them."""

import datetime as dt
from dataclasses import dataclass

from django import forms

from penugasan.forms.permintaan import TANGGAL, form_jawab
from penugasan.models import PermintaanData
from penugasan.queries.permintaan_fakta import nilai_lama
from penugasan.rules.tanggal import tulis


@dataclass(frozen=True, slots=True)
class Isian:
    """One field of an answer beside what is on record."""

    label: str
    lama: str
    baru: str

    @property
    def beda(self) -> bool:
        return bool(self.baru) and self.lama != self.baru


def jawaban_kata(permintaan: PermintaanData) -> list[Isian]:
    """Return each field of the answer beside what is on record; nothing before an answer."""
    form = form_jawab(permintaan)
    if form is None or not permintaan.jawaban:
        return []
    lama = nilai_lama(permintaan)
    return [
        Isian(
            label=str(form.fields[nama].label),
            lama=lama.get(nama, ""),
            baru=_kata(form.fields[nama], nama, permintaan.jawaban.get(nama)),
        )
        for nama in form.diminta.medan
    ]


def _kata(medan: forms.Field, nama: str, nilai: object) -> str:
    if nilai in (None, ""):
        return ""
    if nama in TANGGAL:
        return tulis(dt.date.fromisoformat(str(nilai)))
    pilihan = {str(kunci): str(kata) for kunci, kata in getattr(medan, "choices", ())}
    return pilihan.get(str(nilai), str(nilai))
