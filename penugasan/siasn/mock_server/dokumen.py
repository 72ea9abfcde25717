"""Documents: uploads by themselves or to a history row, and the way back as a PDF."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, jawab, tidak_ada
from penugasan.siasn.mock_server.dunia import Dunia

_NAMA: Final[Mapping[str, str]] = {
    "872": "Dok SK Jabatan",
    "873": "Dok Surat Pelantikan",
    "888": "Dok SPMT",
    "889": "Dok SPMT",
}


def unggah(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """A document that belongs to nothing yet."""
    bagian = permintaan.multipart()
    return _simpan(dunia, bagian.get("file", b""), jenis=_teks(bagian, "id_ref_dokumen"))


def unggah_riwayat(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """A document of one position history; a second of the same kind replaces the first."""
    bagian = permintaan.multipart()
    riwayat = dunia.simpanan.riwayat_satu(_teks(bagian, "id_riwayat"))
    if riwayat is None:
        return tidak_ada()
    jenis = _teks(bagian, "id_ref_dokumen")
    return _simpan(dunia, bagian.get("file", b""), jenis=jenis, riwayat=riwayat["id"])


def _simpan(dunia: Dunia, berkas: bytes, *, jenis: str, riwayat: str = "") -> Jawaban:
    if jenis not in _NAMA:
        return jawab({"code": 0, "message": "id_ref_dokumen tidak dikenal"})
    if not berkas.startswith(b"%PDF"):
        return jawab({"code": 0, "message": "Berkas harus PDF"})
    ekor = riwayat or hashlib.sha256(berkas).hexdigest()[:32]
    uri = f"peremajaan/usulan/{jenis}_{ekor}.pdf"
    dunia.simpanan.simpan_dokumen(uri, berkas, jenis=jenis, riwayat=riwayat)
    return jawab({"code": 1, "message": "success", "data": dok(jenis, uri)})


def dok(jenis: str, uri: str, nama: str = "") -> dict[str, str]:
    """One document as SIASN describes it."""
    nama = nama or _NAMA.get(jenis, "Dokumen")
    return {"dok_id": jenis, "dok_nama": nama, "dok_uri": uri, "object": uri, "slug": jenis}


def path_riwayat(isi: Mapping[str, Any], dunia: Dunia) -> dict[str, Any]:
    """Documents of a history row: an object by kind, though a request gives them as a list."""
    dikirim = [satu for satu in isi.get("path") or [] if isinstance(satu, dict)]
    return {
        **{str(satu.get("dok_id", "")): satu for satu in dikirim},
        **{j: dok(j, uri) for j, uri in dunia.simpanan.dokumen_riwayat(isi["id"])},
    }


def unduh(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """The file itself; an unknown address is told in JSON, with HTTP 200."""
    isi = dunia.simpanan.dokumen(permintaan.kueri.get("filePath", ""))
    if isi is None:
        return jawab({"code": 0, "data": "Dokumen tidak ditemukan", "message": ""})
    return Jawaban(badan=isi, jenis="application/pdf")


def _teks(bagian: Mapping[str, bytes], nama: str) -> str:
    return bagian.get(nama, b"").decode("utf-8", "replace").strip()
