"""The core of the stand-in: one function from a request to an answer, without any socket.

``layani(permintaan, dunia, gangguan)`` runs in one transaction of the stand-in's own store. What a
fault does to the wire stands in the answer (``Jawaban.cara``) and is carried out by the server.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from penugasan.siasn.mock_server import kendali, token, usulan
from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, baca_ok, jawab, tidak_ada
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.gangguan import (
    SEBELUM,
    SESUDAH,
    Gangguan,
    berlaku_pada,
    pengganti,
    rusak,
)
from penugasan.siasn.mock_server.orang import data_utama, id_tetap, ragam_id
from penugasan.siasn.wire import BASIS_API, PATH_APIM, PATH_SSO

_UNOR: Final = (
    ("SEKRETARIAT DAERAH", ""),
    ("DINAS PERDAGANGAN, KOPERASI, DAN UKM", ""),
    ("BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM", ""),
    ("DINAS LAMA YANG DIGABUNG", "12-01-2021"),
)


def layani(permintaan: Permintaan, dunia: Dunia, gangguan: Gangguan | None = None) -> Jawaban:
    """Answer one request; whatever it saved is committed when this returns."""
    with dunia.simpanan.transaksi():
        if permintaan.jalur.startswith(kendali.AWALAN):
            return kendali.layani(permintaan, dunia)
        if gangguan is not None and not berlaku_pada(gangguan, dunia.saat()):
            gangguan = None
        jawaban = _dengan_gangguan(permintaan, dunia, gangguan)
        dunia.simpanan.catat(
            {
                "waktu": dunia.jam(),
                "metode": permintaan.metode,
                "jalur": permintaan.jalur,
                "kueri": dict(permintaan.kueri),
                "referensiId": _referensi(permintaan),
                "status": jawaban.status,
                "gangguan": gangguan.jenis if gangguan else "",
            }
        )
        return jawaban


def _dengan_gangguan(permintaan: Permintaan, dunia: Dunia, gangguan: Gangguan | None) -> Jawaban:
    if gangguan is None:
        return _operasi(permintaan, dunia)
    if gangguan.jenis in SEBELUM:
        if gangguan.jenis in ("apim_hangus", "sso_tidak_cocok"):
            dunia.simpanan.buang_token("apim")
        if gangguan.jenis in ("sso_hangus", "sso_tidak_cocok"):
            dunia.simpanan.buang_token("sso")
        return pengganti(gangguan, permintaan, dunia.saat())
    jawaban = _operasi(permintaan, dunia)
    if gangguan.jenis in SESUDAH or gangguan.param.get("setelah_simpan"):
        return rusak(gangguan, jawaban)
    return jawaban


def _operasi(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Route to the operation; both tokens are asked for before any of them."""
    kini, setelan = dunia.jam(), dunia.setelan
    if (permintaan.metode, permintaan.jalur) == ("POST", PATH_APIM):
        return token.token_apim(permintaan, dunia.simpanan, kini, setelan.umur_apim)
    if (permintaan.metode, permintaan.jalur) == ("POST", PATH_SSO):
        return token.token_sso(permintaan, dunia.simpanan, kini, setelan.umur_sso)
    jalan = permintaan.jalur.removeprefix(BASIS_API)
    if jalan == permintaan.jalur:
        return _tanpa_layanan()
    if not setelan.gerbang:
        ditolak = token.periksa(permintaan, dunia.simpanan, kini)
        if ditolak is not None:
            return ditolak
    for metode, pola, fungsi in _RUTE:
        if metode == permintaan.metode and (cocok := re.fullmatch(pola, jalan)):
            dunia.putuskan_jatuh_tempo()
            return fungsi(permintaan, dunia, *cocok.groups())
    return _tanpa_layanan()


def _data_utama(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Paruh Waktu people are found on their own path only, as at BKN."""
    orang, paruh = dunia.orang(nip), "/paruhwaktu/" in permintaan.jalur
    if orang is None or paruh != _paruh_waktu(orang):
        return tidak_ada()
    return baca_ok(data_utama(orang, dunia.setelan.benih))


def _paruh_waktu(orang: dict[str, Any]) -> bool:
    teks = f"{orang.get('kedudukanPnsNama', '')} {orang.get('jenisPegawaiNama', '')}"
    return "paruh" in teks.casefold()


def _baris_kkmp(baris: Any, dunia: Dunia) -> dict[str, Any]:
    return {
        "id": ragam_id(baris["id"], 0),
        "nama": baris["nama"].upper() + " ",
        "nomorBadanHukum": baris["nomor_badan_hukum"],
        "kodeWilayah": baris["kode"],
        "kelurahanNama": "",
        "kecamatanNama": "",
        "kuota": baris["kuota"],
        "terisi": dunia.simpanan.terisi(baris["id"]),
    }


def _baris_unor(nama: str, hapus: str) -> dict[str, Any]:
    id_unor = id_tetap("unor", nama)
    return {
        "Id": ragam_id(id_unor, 1),
        "NamaUnor": nama,
        "DiatasanId": None,
        "InstansiId": "",
        "deletedAt": hapus or None,
    }


def _ref_kkmp(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    return _halaman([_baris_kkmp(baris, dunia) for baris in dunia.simpanan.kkmp()], permintaan)


def _ref_unor(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    return _halaman([_baris_unor(nama, hapus) for nama, hapus in _UNOR], permintaan)


def _halaman(semua: Sequence[dict[str, Any]], permintaan: Permintaan) -> Jawaban:
    batas, awal = permintaan.kueri.get("limit", "100"), permintaan.kueri.get("offset", "0")
    mulai = int(awal) if awal.isdigit() else 0
    banyak = int(batas) if batas.isdigit() else 100
    return baca_ok(list(semua[mulai : mulai + banyak]), len(semua))


def _tanpa_layanan() -> Jawaban:
    isi = {"code": "404", "type": "Status report", "message": "Not Found"}
    return jawab({**isi, "description": "The requested resource is not available."}, 404)


def _referensi(permintaan: Permintaan) -> str:
    if not permintaan.jalur.endswith("/usulan/save"):
        return permintaan.kueri.get("referensiId", "")
    return str((permintaan.json() or {}).get("referensiId", ""))


_RUTE: Final[tuple[tuple[str, str, Callable[..., Jawaban]], ...]] = (
    ("GET", r"/pns/data-utama/(\d+)", _data_utama),
    ("GET", r"/pns/data-utama/paruhwaktu/(\d+)", _data_utama),
    ("GET", "/referensi/ref-kkmp", _ref_kkmp),
    ("GET", "/referensi/ref-unor", _ref_unor),
    ("POST", "/penugasan-kkmp/usulan/save", usulan.simpan),
    ("GET", "/penugasan-kkmp/usulan/id/([^/]+)", usulan.satu),
    ("GET", "/penugasan-kkmp/usulan/pns/([^/]+)", usulan.per_orang),
    ("GET", "/penugasan-kkmp/list-usulan-instansi", usulan.daftar),
    ("DELETE", "/penugasan-kkmp/usulan/delete/([^/]+)", usulan.tarik),
    ("POST", "/penugasan-kkmp/upload-dok-sk", usulan.unggah_sk),
)
