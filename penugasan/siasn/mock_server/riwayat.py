"""Histories of a person: positions, education, units, contracts.

Drawn from what the stand-in knows of the person; positions can be added to (``jabatan``), so a
person's first rows are laid down in the store when somebody first asks for them.
"""

from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import (
    TIDAK_DITEMUKAN,
    Jawaban,
    Permintaan,
    baca_ok,
    tidak_ada,
)
from penugasan.siasn.mock_server.dokumen import path_riwayat
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.orang import id_pns, id_tetap, pns, ragam_id, undi
from penugasan.siasn.wire import baca_tanggal, samakan_id

_ID: Final = ("id", "idPns", "unorId", "unorIndukId", "instansiKerjaId", "satuanKerjaId")
_TANPA_TANGGAL: Final = "01-01-0001"


def jabatan(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Positions of a person, the softly deleted ones too; nobody is a 404."""
    orang = dunia.orang(nip)
    if orang is None:
        return tidak_ada()
    dasar(dunia, orang)
    semua = dunia.simpanan.riwayat(id_pns(orang))
    if dunia.lalu is not None and dunia.lalu.jenis == "basi":
        semua = semua[:-1]
    return _daftar([baris_jabatan(satu, dunia, nip) for satu in semua])


def jabatan_satu(permintaan: Permintaan, dunia: Dunia, id_riwayat: str) -> Jawaban:
    """One position by its id, as a list of one."""
    isi = dunia.simpanan.riwayat_satu(id_riwayat)
    return tidak_ada() if isi is None else baca_ok([baris_jabatan(isi, dunia)])


def dasar(dunia: Dunia, orang: dict[str, Any]) -> None:
    """Lay down the positions that a person has had before anybody wrote one."""
    nip = str(orang["nipBaru"])
    sekarang = {
        "jenisJabatan": "4",
        "unorId": samakan_id(orang.get("unorId")),
        "unorNama": orang.get("unorNama", ""),
        "unorIndukNama": orang.get("unorIndukNama", ""),
        "jabatanFungsionalUmumNama": orang.get("jabatanNama", ""),
        "tmtJabatan": orang.get("tmtCpns") or "",
        "nomorSk": f"800/{undi(1, 'sk', nip) % 9000 + 1000}",
        "tanggalSk": orang.get("tmtCpns") or "",
    }
    keliru = {**sekarang, "nomorSk": "800/KELIRU", "deletedAt": "15-06-2025"}
    for nomor, isi in enumerate((keliru, sekarang)):
        id_baris = id_tetap("jabatan", nip, str(nomor))
        if dunia.simpanan.riwayat_satu(id_baris) is None:
            dunia.simpanan.simpan_riwayat({"id": id_baris, "pnsId": id_pns(orang), **isi})


def baris_jabatan(isi: dict[str, Any], dunia: Dunia, nip: str = "") -> dict[str, Any]:
    """One row in SIASN's ragged shape."""
    baris = {
        "idPns": isi["pnsId"],
        "nipBaru": nip or isi.get("nip", ""),
        "nipLama": "",
        "eselon": "",
        "eselonId": "",
        "tmtPelantikan": _TANPA_TANGGAL,
        "jenisPenugasanId": "D",
        "jenisMutasiId": "",
        "subJabatanId": "0",
        "createdAt": None,
        "updatedAt": None,
        "deletedAt": None,
        **{nama: nilai for nama, nilai in isi.items() if nama not in ("pnsId", "nip", "path")},
        "path": path_riwayat(isi, dunia) or None,
    }
    acak = undi(1, "baris", isi["id"])
    return baris | {n: ragam_id(str(baris.get(n) or ""), acak + k) for k, n in enumerate(_ID)}


def pendidikan(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Education; the document's ``path`` holds one empty entry, as it does at BKN."""
    orang = dunia.orang(nip)
    if orang is None:
        return tidak_ada()
    lulus = str(orang.get("tahunLulus") or "2012")
    baris = {
        "id": ragam_id(id_tetap("pendidikan", nip), 0),
        "idPns": ragam_id(id_pns(orang), 1),
        "nipBaru": nip,
        "pendidikanId": "",
        "pendidikanNama": str(orang.get("pendidikanTerakhirNama", "")),
        "tkPendidikanId": str(orang.get("tkPendidikanTerakhirId", "")),
        "tkPendidikanNama": str(orang.get("tkPendidikanTerakhir", "")),
        "tahunLulus": lulus,
        "tglLulus": f"30-09-{lulus}" if len(lulus) == 4 and lulus.isdigit() else "",
        "isPendidikanPertama": "1",
        "nomorIjasah": "",
        "namaSekolah": "",
        "gelarDepan": str(orang.get("gelarDepan", "")),
        "gelarBelakang": str(orang.get("gelarBelakang", "")),
        "path": {"": {"dok_id": "", "dok_nama": "", "dok_uri": "", "object": "", "slug": ""}},
    }
    return _daftar([baris])


def unor(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Units in which the person has served."""
    orang = dunia.orang(nip)
    if orang is None:
        return tidak_ada()
    baris = {
        "id": ragam_id(id_tetap("pnsunor", nip), 2),
        "pnsOrang": ragam_id(id_pns(orang), 0),
        "unorBaru": ragam_id(str(orang.get("unorId") or ""), 1),
        "namaUnorBaru": str(orang.get("unorNama", "")),
        "asalId": "",
        "asalNama": "",
        "skNomor": "",
        "skTanggal": _TANPA_TANGGAL,
        "instansi": str(orang.get("instansiKerjaNama", "")),
    }
    return _daftar([baris])


def kontrak(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Contracts of a PPPK, dated yyyy-mm-dd; a PNS has none, which comes as a string."""
    orang = dunia.orang(nip)
    if orang is None:
        return tidak_ada()
    mulai = baca_tanggal(orang.get("tmtCpns"))
    if pns(nip) or mulai is None:
        return _daftar([])
    baris = {
        "id": ragam_id(id_tetap("kontrak", nip), 1),
        "nipBaru": nip,
        "nomorKontrak": f"PK/{undi(1, 'kontrak', nip) % 9000 + 1000}/{mulai.year}",
        "tgl_kontrak_mulai": f"{mulai:%Y-%m-%d}",
        "tgl_kontrak_akhir": f"{mulai.year + 5}-{mulai:%m}-01",
    }
    return _daftar([baris])


def _daftar(semua: list[dict[str, Any]]) -> Jawaban:
    """Rows; none at all is a string with ``code`` 1, as it is at BKN."""
    return baca_ok(semua or TIDAK_DITEMUKAN, len(semua))
