"""The control interface ``/_tiruan/…``: tests and operators play BKN with it.

It is no part of SIASN, and the portal's client never calls it.
"""

import hmac
import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final

from penugasan.siasn.mock_server import usulan
from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, jawab, tidak_ada
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.gangguan import GangguanSalahError, baca_aturan
from penugasan.siasn.mock_server.muat import karang, kkmp_bawaan, muat_kkmp

AWALAN: Final = "/_tiruan/"


def layani(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Answer one control request; the caller holds the transaction."""
    jalan = permintaan.jalur.removeprefix(AWALAN).strip("/")
    if jalan == "sehat":
        return jawab({"sehat": True})
    kunci = permintaan.header.get("x-tiruan-kunci", "")
    if not hmac.compare_digest(kunci.encode(), dunia.setelan.kunci.encode()):
        return jawab({"pesan": "X-Tiruan-Kunci salah"}, 401)
    for metode, pola, fungsi in RUTE:
        if metode == permintaan.metode and (cocok := re.fullmatch(pola, jalan)):
            try:
                return fungsi(permintaan, dunia, *cocok.groups())
            except (TypeError, ValueError) as galat:
                return jawab({"pesan": f"Isi tidak dapat dibaca: {galat}"}, 422)
    return tidak_ada()


def _putus(permintaan: Permintaan, dunia: Dunia, id_usulan: str) -> Jawaban:
    return usulan.putus(id_usulan, permintaan.json() or {}, dunia)


def _usulan(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Everything there is, for assertions: the stored form, not SIASN's."""
    semua = dunia.simpanan.usulan_daftar(sejak=0.0, referensi="", status="")
    return jawab([asdict(satu) for satu in semua])


def _gangguan(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    if permintaan.metode == "PUT":
        try:
            aturan = baca_aturan(_nilai(permintaan))
        except GangguanSalahError as galat:
            return jawab({"pesan": str(galat)}, 422)
        dunia.papan.pasang(aturan, dunia.setelan.benih)
        dunia.simpanan.pasang_setelan("gangguan", [satu.json() for satu in aturan])
    return jawab([satu.json() for satu in dunia.papan.aturan])


def _reset(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    isi = permintaan.json() or {}
    benih = int(isi.get("benih") or dunia.setelan.benih)
    dunia.setelan = replace(dunia.setelan, benih=benih, ketat=False)
    dunia.papan.pasang([], benih)
    dunia.simpanan.bersihkan()
    muat_kkmp(dunia.simpanan, kkmp_bawaan())
    dunia.simpanan.muat_orang(karang(int(isi.get("pegawai") or 0), benih))
    return Jawaban(status=204)


def _pegawai(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Load people (``{"pegawai": […], "ketat": bool?}`` or a bare list); GET counts them.

    ``ketat``: from now on a NIP that was not loaded does not exist.
    """
    if permintaan.metode == "POST":
        isi = permintaan.json() or {}
        dunia.simpanan.muat_orang(_daftar(permintaan, "pegawai"))
        if "ketat" in isi:
            dunia.setelan = replace(dunia.setelan, ketat=bool(isi["ketat"]))
            dunia.simpanan.pasang_setelan("ketat", dunia.setelan.ketat)
    return jawab({"jumlah": dunia.simpanan.jumlah_orang(), "ketat": dunia.setelan.ketat})


def _jejak(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    return jawab(dunia.simpanan.jejak(permintaan.bulat("sesudah", 0)))


def _kkmp(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    return jawab({"dimuat": muat_kkmp(dunia.simpanan, _daftar(permintaan, "kkmp"))})


def _daftar(permintaan: Permintaan, nama: str) -> list[dict[str, Any]]:
    nilai = _nilai(permintaan)
    if isinstance(nilai, dict):
        nilai = nilai.get(nama)
    return [satu for satu in nilai if isinstance(satu, dict)] if isinstance(nilai, list) else []


def _nilai(permintaan: Permintaan) -> object:
    try:
        return json.loads(permintaan.badan or b"null")
    except ValueError:
        return None


RUTE: Final[tuple[tuple[str, str, Callable[..., Jawaban]], ...]] = (
    ("POST", "usulan/([^/]+)/putusan", _putus),
    ("GET", "usulan", _usulan),
    ("GET", "gangguan", _gangguan),
    ("PUT", "gangguan", _gangguan),
    ("GET", "jejak", _jejak),
    ("POST", "reset", _reset),
    ("GET", "pegawai", _pegawai),
    ("POST", "pegawai", _pegawai),
    ("POST", "kkmp", _kkmp),
)
