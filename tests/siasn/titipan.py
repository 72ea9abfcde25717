"""Errands to BKN as the sender hands them over, and what must be there before each."""

from typing import Any

from penugasan.siasn.antaran import TARIK, UNGGAH_SK, USULAN, Titipan
from penugasan.siasn.client import KlienSiasn
from tests.siasn.tiruan import Tiruan

PDF = b"%PDF-1.7\nsurat keputusan untuk uji\n"


def titipan(jenis: str, badan: dict[str, Any], id_usulan: str = "", **lain: Any) -> Titipan:
    sk = {"no_sk": "800/7/2026", "tgl_sk": "25-02-2026"}
    return Titipan(
        jenis=jenis,
        badan=sk if jenis == UNGGAH_SK else badan,
        referensi_id=badan["referensiId"],
        nip=badan["nipBaru"],
        id_usulan=id_usulan,
        berkas=PDF,
        **lain,
    )


def siapkan(tiruan: Tiruan, klien: KlienSiasn, jenis: str, badan: dict[str, Any]) -> Titipan:
    """An errand of this kind that BKN will take, and what must be there before it."""
    if jenis == USULAN:
        return titipan(jenis, badan)
    klien.simpan_usulan(badan)
    id_usulan = str(tiruan.usulan()[0]["id"])
    if jenis == UNGGAH_SK:
        tiruan.putuskan(id_usulan, "DITERIMA")
    return titipan(jenis, badan, id_usulan)


def sesudah(jenis: str) -> str:
    return {USULAN: "DIUSULKAN", TARIK: "DITARIK", UNGGAH_SK: "SK_TERBIT"}[jenis]


def ragu(satu: Titipan) -> Titipan:
    """The same errand after its end was lost."""
    return Titipan(**{**vars(satu), "ragu": True})
