"""The proposals of the stand-in: save, correct, read, list, withdraw, upload the SK."""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from penugasan.siasn.mock_server import aturan
from penugasan.siasn.mock_server.bentuk import (
    TIDAK_DITEMUKAN,
    Jawaban,
    Permintaan,
    baca_ok,
    bentrok,
    jawab,
    simpan_ok,
    tidak_ada,
    tolak,
)
from penugasan.siasn.mock_server.dokumen import dok
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.orang import id_pns, ragam_id
from penugasan.siasn.mock_server.simpanan import UsulanSimpan
from penugasan.siasn.wire import (
    NAMA_STATUS,
    WIB,
    StatusUsulan,
    baca_tanggal,
    baca_waktu,
    samakan_id,
    sidik_badan,
    tulis_waktu,
)

_KOLOM_PETA: Final = (
    "pnsId",
    "nipBaru",
    "nama",
    "unorId",
    "unorNama",
    "status",
    "statusUsulan",
    "statusUsulanNama",
    "versi",
)
_KOLOM_SK: Final = ("id_usulan", "no_sk", "tgl_sk")


def simpan(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Propose, repeat, or correct. The same key and body twice is one proposal."""
    badan = permintaan.json()
    if badan is None:
        return jawab({"success": False, "message": "Body bukan JSON", "mapData": None}, 400)
    if not dunia.setelan.referensi:
        badan = _kunci_sendiri(badan, dunia)
    if salah := aturan.salah_bentuk(badan):
        return tolak(salah)
    if str(badan.get("id") or ""):
        return _perbaiki(badan, dunia)
    return _bentrokan(badan, dunia) or _buat(badan, dunia)


def _kunci_sendiri(badan: dict[str, Any], dunia: Dunia) -> dict[str, Any]:
    """A service that knows no key of the caller's: each proposal has its own, told to nobody."""
    ada = dunia.simpanan.usulan(str(badan.get("id") or ""))
    return {**badan, "referensiId": ada.referensi if ada else dunia.id_baru()}


def _bentrokan(badan: dict[str, Any], dunia: Dunia) -> Jawaban | None:
    """The key or the person is taken already; None when both are free."""
    ada = dunia.simpanan.usulan_referensi(str(badan["referensiId"]))
    if ada is not None:
        if sidik_badan(badan) in (ada.sidik, ada.sidik_awal):
            return simpan_ok(_peta(ada, dunia, ulangan=True))
        return bentrok("referensiId sudah dipakai untuk isi lain", _data_bentrok(ada))
    aktif = dunia.simpanan.usulan_aktif(badan["nipBaru"])
    if aktif is not None:
        return bentrok("NIP masih memiliki usulan aktif", _data_bentrok(aktif))
    return None


def _buat(badan: dict[str, Any], dunia: Dunia) -> Jawaban:
    orang = dunia.orang(badan["nipBaru"])
    if orang is None:
        return tidak_ada()
    if keberatan := aturan.keberatan_orang(badan, orang):
        return tolak(keberatan)
    kkmp = dunia.simpanan.kkmp_satu(str(badan["kkmpId"]))
    if kkmp is None:
        return tolak("kkmpId tidak dikenal")
    instansi = samakan_id(badan["instansiId"])
    if dunia.simpanan.terisi(kkmp["id"], instansi) >= kkmp["kuota"]:
        return tolak(f"Kuota {kkmp['nama']} sudah penuh")
    kini = dunia.jam()
    usulan = UsulanSimpan(
        id=dunia.id_baru(),
        referensi=samakan_id(badan["referensiId"]),
        nip=badan["nipBaru"],
        pns_id=id_pns(orang),
        nama=str(orang.get("nama", "")),
        unor_id=samakan_id(orang.get("unorId")),
        unor=str(orang.get("unorNama", "")),
        unor_induk=str(orang.get("unorIndukNama", "")),
        instansi=instansi,
        kkmp=kkmp["id"],
        badan=badan,
        sidik=sidik_badan(badan),
        status=StatusUsulan.DIUSULKAN,
        nomor="12",
        dibuat=kini,
        diubah=kini,
    )
    dunia.simpanan.simpan_usulan(usulan)
    return simpan_ok(_peta(usulan, dunia))


def _perbaiki(badan: dict[str, Any], dunia: Dunia) -> Jawaban:
    ada = dunia.simpanan.usulan(str(badan["id"]))
    if ada is None:
        return tidak_ada()
    if ada.referensi != samakan_id(badan["referensiId"]) or ada.nip != badan["nipBaru"]:
        return bentrok("id, referensiId, dan nipBaru tidak sepadan", _data_bentrok(ada))
    sidik = sidik_badan(badan)
    if ada.sidik == sidik and ada.status is StatusUsulan.DIUSULKAN:
        return simpan_ok(_peta(ada, dunia, ulangan=True))
    if ada.status is not StatusUsulan.PERBAIKAN:
        return bentrok("Usulan tidak sedang menunggu perbaikan", _data_bentrok(ada))
    kkmp = dunia.simpanan.kkmp_satu(str(badan["kkmpId"]))
    if kkmp is None:
        return tolak("kkmpId tidak dikenal")
    baru = replace(
        ada,
        badan=badan,
        sidik=sidik,
        kkmp=kkmp["id"],
        status=StatusUsulan.DIUSULKAN,
        nomor="12",
        alasan="",
        alasan_tambahan="",
        diubah=dunia.jam(),
        versi=ada.versi + 1,
        sidik_awal=ada.sidik_awal or ada.sidik,
    )
    dunia.simpanan.simpan_usulan(baru)
    return simpan_ok(_peta(baru, dunia))


def satu(permintaan: Permintaan, dunia: Dunia, id_usulan: str) -> Jawaban:
    """One proposal by id, in any of the three forms of an id."""
    usulan = dunia.simpanan.usulan(id_usulan)
    terlihat = [] if usulan is None else dunia.lihat(usulan)
    return baca_ok(baris(terlihat[-1], dunia, ragam=2)) if terlihat else tidak_ada()


def per_orang(permintaan: Permintaan, dunia: Dunia, nip: str) -> Jawaban:
    """All proposals of a person."""
    semua = [satu for usulan in dunia.simpanan.usulan_nip(nip) for satu in dunia.lihat(usulan)]
    if not semua:
        return tidak_ada()
    return baca_ok([baris(usulan, dunia, ragam=1) for usulan in semua], len(semua))


def daftar(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """The agency's proposals, oldest change first; an empty list comes as a string."""
    kueri = permintaan.kueri
    sejak = baca_waktu(kueri.get("diubahSejak", ""))
    semua = dunia.simpanan.usulan_daftar(
        sejak=sejak.timestamp() if sejak else 0.0,
        referensi=kueri.get("referensiId", "") if dunia.setelan.referensi else "",
        status=kueri.get("statusUsulan", ""),
    )
    awal, banyak = permintaan.bulat("offset", 0), permintaan.bulat("limit", 100)
    halaman = [
        terlihat
        for usulan in semua[awal : awal + max(1, min(banyak, 1000))]
        for terlihat in dunia.lihat(usulan)
    ]
    if not halaman:
        return baca_ok(TIDAK_DITEMUKAN, len(semua))
    return baca_ok([baris(usulan, dunia, ragam=1) for usulan in halaman], len(semua))


def tarik(permintaan: Permintaan, dunia: Dunia, id_usulan: str) -> Jawaban:
    """Withdraw what has not been decided; withdrawing twice is withdrawing once."""
    usulan = dunia.simpanan.usulan(id_usulan)
    if usulan is None:
        return tidak_ada()
    if usulan.status is StatusUsulan.DITARIK:
        return simpan_ok(_peta(usulan, dunia, ulangan=True))
    if usulan.status not in (StatusUsulan.DIUSULKAN, StatusUsulan.PERBAIKAN):
        return bentrok("Usulan sudah diputus, tidak dapat ditarik", _data_bentrok(usulan))
    baru = _ubah(usulan, dunia, status=StatusUsulan.DITARIK, nomor="99")
    return simpan_ok(_peta(baru, dunia))


def unggah_sk(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Attach the SK to an accepted proposal; the same number and file twice is once."""
    bagian = permintaan.multipart()
    isi = {nama: bagian.get(nama, b"").decode("utf-8", "replace") for nama in _KOLOM_SK}
    berkas = bagian.get("file", b"")
    if salah := _salah_unggahan(isi, berkas):
        return jawab({"code": 0, "message": salah})
    usulan = dunia.simpanan.usulan(isi["id_usulan"])
    if usulan is None:
        return tidak_ada()
    sidik = hashlib.sha256(berkas).hexdigest()
    if usulan.status is StatusUsulan.SK_TERBIT:
        if (usulan.no_sk, usulan.sidik_sk) == (isi["no_sk"], sidik):
            return _dok(usulan)
        return bentrok("SK lain sudah tercatat", _data_bentrok(usulan))
    if usulan.status is not StatusUsulan.DITERIMA:
        return bentrok("Usulan belum disetujui", _data_bentrok(usulan))
    dunia.simpanan.simpan_dokumen(_uri_sk(usulan), berkas, jenis="kkmp")
    sk = {"no_sk": isi["no_sk"], "tgl_sk": isi["tgl_sk"], "sidik_sk": sidik}
    return _dok(_ubah(usulan, dunia, status=StatusUsulan.SK_TERBIT, nomor="32", **sk))


def _salah_unggahan(isi: dict[str, str], berkas: bytes) -> str:
    kurang = [nama for nama, nilai in isi.items() if not nilai]
    if kurang:
        return f"{kurang[0]} wajib diisi"
    if not berkas.startswith(b"%PDF"):
        return "Berkas harus PDF"
    if baca_tanggal(isi["tgl_sk"]) is None:
        return "tgl_sk tidak valid, gunakan dd-mm-yyyy"
    return ""


def putus(id_usulan: str, isi: dict[str, Any], dunia: Dunia) -> Jawaban:
    """Play BKN's verifier by hand (control interface)."""
    nomor = {"DITERIMA": "15", "DITOLAK": "13", "PERBAIKAN": "67"}.get(str(isi.get("status")))
    usulan = dunia.simpanan.usulan(id_usulan)
    if usulan is None:
        return tidak_ada()
    if nomor is None:
        return jawab({"pesan": "status harus DITERIMA, DITOLAK, atau PERBAIKAN"}, 422)
    baru = _ubah(
        usulan,
        dunia,
        status=StatusUsulan(str(isi["status"])),
        nomor=nomor,
        alasan=str(isi.get("alasanTolakNama") or ""),
        alasan_tambahan=str(isi.get("alasanTolakTambahan") or ""),
    )
    return jawab(baris(baru, dunia, ragam=0))


def _ubah(usulan: UsulanSimpan, dunia: Dunia, **kolom: Any) -> UsulanSimpan:
    baru = replace(usulan, diubah=dunia.jam(), versi=usulan.versi + 1, **kolom)
    dunia.simpanan.simpan_usulan(baru)
    return baru


def _dok(usulan: UsulanSimpan) -> Jawaban:
    data = dok("kkmp", _uri_sk(usulan), "Dok SK Penugasan KKMP")
    return jawab({"code": 1, "message": "success", "data": data})


def _uri_sk(usulan: UsulanSimpan) -> str:
    return f"peremajaan/usulan/sk_kkmp_{usulan.id}.pdf"


def _peta(usulan: UsulanSimpan, dunia: Dunia, *, ulangan: bool = False) -> dict[str, object]:
    """``mapData`` of a save."""
    isi = baris(usulan, dunia, ragam=0)
    return {
        "usulanId": isi["id"],
        "referensiId": isi["referensiId"],
        **{nama: isi[nama] for nama in _KOLOM_PETA},
        "ulangan": ulangan,
    }


def _data_bentrok(usulan: UsulanSimpan) -> dict[str, object]:
    return {
        "usulanId": ragam_id(usulan.id, 1),
        "referensiId": ragam_id(usulan.referensi, 0),
        "status": usulan.status,
    }


def baris(usulan: UsulanSimpan, dunia: Dunia, *, ragam: int) -> dict[str, Any]:
    """One row, in the ragged shape of SIASN: the id's form depends on who is asked."""
    kkmp = dunia.simpanan.kkmp_satu(usulan.kkmp)
    return {
        "id": ragam_id(usulan.id, ragam),
        "referensiId": ragam_id(usulan.referensi, 0),
        "pnsId": ragam_id(usulan.pns_id, ragam + 1),
        "nipBaru": usulan.nip,
        "nama": f"{usulan.nama.upper()} ",
        "unorId": ragam_id(usulan.unor_id, ragam),
        "unorNama": usulan.unor,
        "unorIndukNama": usulan.unor_induk,
        "kkmpId": ragam_id(usulan.kkmp, ragam + 2),
        "kkmpNama": kkmp["nama"] if kkmp else "",
        "status": usulan.status,
        "statusUsulan": usulan.nomor,
        "statusUsulanNama": NAMA_STATUS.get(usulan.nomor, ""),
        "alasanTolakId": "",
        "alasanTolakNama": usulan.alasan,
        "alasanTolakTambahan": usulan.alasan_tambahan,
        "tmtPenugasan": usulan.badan.get("tmtPenugasan", ""),
        "tanggalAkhir": usulan.badan.get("tanggalAkhir") or "01-01-0001",
        "tgl_usulan": _waktu(usulan.dibuat),
        "no_sk": usulan.no_sk,
        "tgl_sk": usulan.tgl_sk,
        "path_sk": _uri_sk(usulan) if usulan.no_sk else "",
        "diubahPada": _waktu(usulan.diubah),
        "versi": usulan.versi,
        "kolomBaru2026": None,
    }


def _waktu(detik: float) -> str:
    return tulis_waktu(datetime.fromtimestamp(detik, WIB))
