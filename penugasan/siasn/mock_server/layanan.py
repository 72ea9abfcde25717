"""The core of the stand-in: one function from a request to an answer, without any socket.

``layani(permintaan, dunia, gangguan)`` runs in one transaction of the stand-in's own store. What a
fault does to the wire stands in the answer (``Jawaban.cara``) and is carried out by the server.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from penugasan.siasn.mock_server import (
    dokumen,
    jabatan,
    kendali,
    pangkat,
    referensi,
    riwayat,
    token,
    usulan,
)
from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, baca_ok, jawab, tidak_ada
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.gangguan import (
    LALU,
    SEBELUM,
    SESUDAH,
    Gangguan,
    berlaku_pada,
)
from penugasan.siasn.mock_server.kerusakan import pengganti, rusak
from penugasan.siasn.mock_server.orang import data_utama, id_pns
from penugasan.siasn.mock_server.skema import tanpa_referensi, ubah_isi
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, PATH_APIM, PATH_SSO


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
    if gangguan.jenis == "ganda" and permintaan.metode != "GET":
        _operasi(permintaan, dunia)  # the gateway delivers it twice, too
    jawaban = _operasi_lalu(permintaan, dunia, gangguan)
    if gangguan.jenis in SESUDAH or gangguan.param.get("setelah_simpan"):
        return rusak(gangguan, jawaban)
    return jawaban


def _operasi_lalu(permintaan: Permintaan, dunia: Dunia, gangguan: Gangguan) -> Jawaban:
    """The operation, which reads the past when the fault says so."""
    if gangguan.jenis in LALU and permintaan.metode == "GET":
        dunia.lalu = gangguan
    try:
        return _operasi(permintaan, dunia)
    finally:
        dunia.lalu = None


def _operasi(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Route to the operation; the tokens are asked for before any of them."""
    kini, setelan = dunia.jam(), dunia.setelan
    if (permintaan.metode, permintaan.jalur) == ("POST", PATH_APIM):
        return token.token_apim(permintaan, dunia.simpanan, kini, setelan.umur_apim)
    if (permintaan.metode, permintaan.jalur) == ("POST", PATH_SSO):
        return token.token_sso(permintaan, dunia.simpanan, kini, setelan.umur_sso)
    for basis, rute, sso in _LAYANAN:
        if permintaan.jalur.startswith(basis):
            if not setelan.gerbang:
                ditolak = token.periksa(permintaan, dunia.simpanan, kini, sso=sso)
                if ditolak is not None:
                    return ditolak
            return _jalankan(permintaan, dunia, rute, permintaan.jalur.removeprefix(basis))
    return _tanpa_layanan()


def _jalankan(permintaan: Permintaan, dunia: Dunia, rute: "_Rute", jalan: str) -> Jawaban:
    for metode, pola, fungsi in rute:
        if metode == permintaan.metode and (cocok := re.fullmatch(pola, jalan)):
            dunia.putuskan_jatuh_tempo()
            jawaban = fungsi(permintaan, dunia, *cocok.groups())
            return jawaban if dunia.setelan.referensi else ubah_isi(jawaban, tanpa_referensi)
    return _tanpa_layanan()


def _data_utama(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """Paruh Waktu people are found on their own path only, as at BKN."""
    orang, paruh = dunia.orang(nip), "/paruhwaktu/" in permintaan.jalur
    if orang is None or paruh != _paruh_waktu(orang):
        return tidak_ada()
    hitungan = dunia.simpanan.setelan(jabatan.kunci_sinkron(id_pns(orang))) or {}
    return baca_ok(data_utama({**orang, **hitungan}, dunia.setelan.benih))


def _paruh_waktu(orang: dict[str, Any]) -> bool:
    teks = f"{orang.get('kedudukanPnsNama', '')} {orang.get('jenisPegawaiNama', '')}"
    return "paruh" in teks.casefold()


def _tanpa_layanan() -> Jawaban:
    isi = {"code": "404", "type": "Status report", "message": "Not Found"}
    return jawab({**isi, "description": "The requested resource is not available."}, 404)


def _referensi(permintaan: Permintaan) -> str:
    if not permintaan.jalur.endswith("/usulan/save"):
        return permintaan.kueri.get("referensiId", "")
    return str((permintaan.json() or {}).get("referensiId", ""))


_Rute = tuple[tuple[str, str, Callable[..., Jawaban]], ...]
_NIP: Final = r"([0-9]+)"
_ID: Final = "([^/]+)"
RUTE: Final[_Rute] = (
    ("GET", f"/pns/data-utama/{_NIP}", _data_utama),
    ("GET", f"/pns/data-utama/paruhwaktu/{_NIP}", _data_utama),
    ("GET", "/pns/data-utama-jabatansync", jabatan.sinkron),
    ("GET", f"/pns/rw-jabatan/{_NIP}", riwayat.jabatan),
    ("GET", f"/pns/rw-pendidikan/{_NIP}", riwayat.pendidikan),
    ("GET", f"/pns/rw-pnsunor/{_NIP}", riwayat.unor),
    ("GET", f"/pns/rw-kontrak/{_NIP}", riwayat.kontrak),
    ("GET", "/pns/list-kp-instansi", pangkat.daftar),
    ("GET", f"/jabatan/pns/{_NIP}", riwayat.jabatan),
    ("GET", f"/jabatan/id/{_ID}", riwayat.jabatan_satu),
    ("POST", "/jabatan/save", jabatan.simpan),
    ("POST", "/jabatan/unorjabatan/save", jabatan.simpan),
    ("DELETE", f"/jabatan/delete/{_ID}", jabatan.hapus),
    ("GET", "/referensi/ref-kkmp", referensi.kkmp),
    ("GET", "/referensi/ref-unor", referensi.unor),
    ("POST", "/upload-dok", dokumen.unggah),
    ("POST", "/upload-dok-rw", dokumen.unggah_riwayat),
    ("GET", "/download-dok", dokumen.unduh),
    ("POST", "/penugasan-kkmp/usulan/save", usulan.simpan),
    ("GET", f"/penugasan-kkmp/usulan/id/{_ID}", usulan.satu),
    ("GET", f"/penugasan-kkmp/usulan/pns/{_ID}", usulan.per_orang),
    ("GET", "/penugasan-kkmp/list-usulan-instansi", usulan.daftar),
    ("DELETE", f"/penugasan-kkmp/usulan/delete/{_ID}", usulan.tarik),
    ("POST", "/penugasan-kkmp/upload-dok-sk", usulan.unggah_sk),
)
RUTE_REFERENSI: Final[_Rute] = (("GET", referensi.POLA_UMUM, referensi.umum),)
_LAYANAN: Final = ((BASIS_API, RUTE, True), (BASIS_REFERENSI, RUTE_REFERENSI, False))
"""Base path, its operations, and whether they ask for the SSO token too."""
