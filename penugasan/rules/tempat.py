"""Rules about where the person lives."""

from dataclasses import dataclass

from penugasan.rules.types import Ambang, Fakta, Temuan


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterDomisili:
    """Whether a neighbouring region is near enough."""

    terima_tetangga: bool


def domisili(fakta: Fakta, ambang: Ambang[ParameterDomisili]) -> Temuan:
    """The person lives in the cooperative's region or, when accepted, next to it."""
    tetangga = ambang.parameter.terima_tetangga
    syarat = "Tinggal di wilayah koperasi" + (" atau wilayah tetangganya" if tetangga else "")
    if not fakta.domisili or fakta.wilayah_tujuan is None:
        kurang = "Wilayah domisili" if not fakta.domisili else "Wilayah koperasi tujuan"
        return ambang.belum_pasti(f"{kurang} belum tercatat.", kurang=kurang, syarat=syarat)
    nilai, sumber = fakta.domisili, fakta.sumber.get("domisili")
    if fakta.domisili in fakta.wilayah_tujuan:
        return ambang.layak(
            "Tinggal di wilayah koperasi.", nilai=nilai, syarat=syarat, sumber=sumber
        )
    if tetangga and fakta.tetangga & fakta.wilayah_tujuan:
        return ambang.layak(
            "Tinggal di wilayah tetangga koperasi.", nilai=nilai, syarat=syarat, sumber=sumber
        )
    return ambang.tidak(
        "Tinggal di luar wilayah yang disyaratkan.", nilai=nilai, syarat=syarat, sumber=sumber
    )
