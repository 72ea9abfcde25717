"""Writing position histories, and the recount of the main data after it.

The real service has no key against repeats: the same row saved twice is two rows. So has ours.
"""

from collections.abc import Mapping
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import (
    Jawaban,
    Permintaan,
    jawab,
    simpan_ok,
    tidak_ada,
    tolak,
)
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.orang import id_tetap, ragam_id
from penugasan.siasn.mock_server.referensi import NAMA_UNOR
from penugasan.siasn.wire import baca_tanggal, samakan_id, tulis_tanggal

_WAJIB: Final = (
    "pnsId",
    "instansiId",
    "unorId",
    "jenisJabatan",
    "nomorSk",
    "tanggalSk",
    "tmtJabatan",
)
_TANGGAL: Final = ("tanggalSk", "tmtJabatan", "tmtPelantikan", "tmtMutasi")
_TERUSKAN: Final = (
    "jenisJabatan",
    "eselonId",
    "jabatanFungsionalId",
    "jabatanFungsionalUmumId",
    "nomorSk",
    *_TANGGAL,
    "jenisMutasiId",
    "jenisPenugasanId",
    "subJabatanId",
    "path",
)


def simpan(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Add a position, or replace the one whose ``id`` is given."""
    badan = permintaan.json()
    if badan is None:
        return jawab({"success": False, "message": "Body bukan JSON", "mapData": None}, 400)
    if salah := _salah(badan):
        return tolak(salah)
    orang = dunia.simpanan.orang_id(str(badan["pnsId"]))
    if orang is None and dunia.setelan.ketat:
        return jawab({"success": False, "message": "", "mapData": "pnsId tidak ditemukan"})
    lama = dunia.simpanan.riwayat_satu(str(badan["id"])) if badan.get("id") else None
    if badan.get("id") and lama is None:
        return tolak("id riwayat tidak ditemukan")
    baru = {**(lama or {"id": dunia.id_baru(), "createdAt": _hari(dunia)}), **_isi(badan)}
    baru["nip"] = str((orang or {}).get("nipBaru") or baru.get("nip") or "")
    dunia.simpanan.simpan_riwayat(baru | {"updatedAt": _hari(dunia)})
    return simpan_ok({"rwJabatanId": ragam_id(baru["id"], 0)})


def _isi(badan: Mapping[str, Any]) -> dict[str, Any]:
    unor = samakan_id(badan["unorId"])
    return {
        "pnsId": samakan_id(badan["pnsId"]),
        "unorId": unor,
        "unorNama": NAMA_UNOR.get(unor, ""),
        "instansiKerjaId": samakan_id(badan["instansiId"]),
        "satuanKerjaId": samakan_id(badan.get("satuanKerjaId")),
        **{nama: badan[nama] for nama in _TERUSKAN if nama in badan},
    }


def _salah(badan: Mapping[str, Any]) -> str:
    for nama in _WAJIB:
        if not str(badan.get(nama) or "").strip():
            return f"{nama} wajib diisi"
    if len(samakan_id(badan["pnsId"])) != 32:
        return "pnsId tidak valid"
    if str(badan["jenisJabatan"]) not in {"1", "2", "3", "4"}:
        return "jenisJabatan tidak dikenal"
    for nama in _TANGGAL:
        nilai = str(badan.get(nama) or "")
        if nilai and tulis_tanggal(baca_tanggal(nilai)) != nilai:
            return f"{nama} tidak valid, gunakan dd-mm-yyyy"
    return "" if isinstance(badan.get("path", []), list) else "path harus berupa larik"


def hapus(permintaan: Permintaan, dunia: Dunia, id_riwayat: str) -> Jawaban:
    """Delete softly: the row stays in the history with its ``deletedAt``."""
    isi = dunia.simpanan.riwayat_satu(id_riwayat)
    if isi is None:
        return tidak_ada()
    dunia.simpanan.simpan_riwayat({**isi, "deletedAt": isi.get("deletedAt") or _hari(dunia)})
    return simpan_ok({"rwJabatanId": ragam_id(isi["id"], 0)})


def sinkron(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Count the main data anew from the latest living position. Answers in the third envelope."""
    pns_id = samakan_id(permintaan.kueri.get("pns_orang_id"))
    if len(pns_id) != 32:
        return jawab({"Error": "true", "Message": "pns_orang_id tidak valid"})
    hidup = [satu for satu in dunia.simpanan.riwayat(pns_id) if not satu.get("deletedAt")]
    if hidup:
        akhir = max(hidup, key=lambda satu: str(baca_tanggal(satu.get("tmtJabatan"))))
        kolom = {
            "unorId": akhir["unorId"],
            "unorNama": akhir["unorNama"],
            "jenisJabatanId": akhir["jenisJabatan"],
            "tmtJabatan": akhir["tmtJabatan"],
        }
        dunia.simpanan.pasang_setelan(kunci_sinkron(pns_id), kolom)
    return jawab({"Error": False, "Message": "success"})


def kunci_sinkron(pns_id: str) -> str:
    """Where the recounted columns of a person are kept."""
    return f"jabatan:{samakan_id(pns_id) or id_tetap('tanpa')}"


def _hari(dunia: Dunia) -> str:
    return tulis_tanggal(dunia.saat().date())
