"""An answer in words: the fields as the form calls them, the values as people say them."""

from penugasan.forms.permintaan import JawabForm
from penugasan.models import PermintaanData
from penugasan.services.permintaan_fakta import DAPAT_DIMINTA


def jawaban_kata(permintaan: PermintaanData) -> list[tuple[str, str]]:
    """Return each field of the answer with its value in words; nothing before an answer."""
    if permintaan.aturan not in DAPAT_DIMINTA or not permintaan.jawaban:
        return []
    form = JawabForm(permintaan=permintaan)
    hasil = []
    for nama in form.diminta.medan:
        nilai = permintaan.jawaban.get(nama, "")
        pilihan = dict(getattr(form.fields[nama], "choices", ()))
        kata = pilihan.get(nilai) or pilihan.get(_angka(nilai)) or nilai or "–"
        hasil.append((str(form.fields[nama].label), str(kata)))
    return hasil


def _angka(nilai: object) -> object:
    return int(nilai) if isinstance(nilai, str) and nilai.isdecimal() else nilai
