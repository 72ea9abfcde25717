"""Rules about where the person lives."""

from dataclasses import dataclass

from penugasan.rules.kepegawaian import tercatat
from penugasan.rules.types import Ambang, Fakta, Temuan


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterDomisili:
    """Whether a neighbouring region is near enough."""

    terima_tetangga: bool


def domisili(fakta: Fakta, ambang: Ambang[ParameterDomisili]) -> Temuan:
    """The person lives in the cooperative's region or, when accepted, next to it.

    Every place has neighbours: none on record is a gap in the data, and so are no posts at all.
    """
    tetangga = ambang.parameter.terima_tetangga
    syarat = "Tinggal di wilayah koperasi" + (" atau wilayah tetangganya" if tetangga else "")
    nilai, sumber = tercatat(fakta.domisili), fakta.sumber.get("domisili")
    if not nilai or not fakta.wilayah_tujuan:
        kurang = "Wilayah koperasi tujuan" if nilai else "Wilayah domisili"
        return ambang.belum_pasti(f"{kurang} belum tercatat.", kurang=kurang, syarat=syarat)
    if nilai in fakta.wilayah_tujuan:
        return ambang.layak(
            "Tinggal di wilayah koperasi.", nilai=nilai, syarat=syarat, sumber=sumber
        )
    if tetangga and fakta.tetangga & fakta.wilayah_tujuan:
        return ambang.layak(
            "Tinggal di wilayah tetangga koperasi.", nilai=nilai, syarat=syarat, sumber=sumber
        )
    if tetangga and not fakta.tetangga:
        return ambang.belum_pasti(
            "Wilayah tetangga domisili belum tercatat.",
            kurang="Wilayah tetangga domisili",
            syarat=syarat,
            nilai=nilai,
            sumber=sumber,
        )
    return ambang.tidak(
        "Tinggal di luar wilayah yang disyaratkan.", nilai=nilai, syarat=syarat, sumber=sumber
    )
