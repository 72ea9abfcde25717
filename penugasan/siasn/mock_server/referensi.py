"""Reference lists: the agency's units and cooperatives, and the general ones."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, baca_ok
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.orang import id_tetap, ragam_id
from penugasan.siasn.wire import samakan_id

B = TypeVar("B")
_UNOR: Final = (
    ("SEKRETARIAT DAERAH", ""),
    ("DINAS PERDAGANGAN, KOPERASI, DAN UKM", ""),
    ("BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM", ""),
    ("DINAS LAMA YANG DIGABUNG", "12-01-2021"),
)
NAMA_UNOR: Final[Mapping[str, str]] = {id_tetap("unor", nama): nama for nama, _ in _UNOR}
_UMUM: Final[Mapping[str, str]] = {
    "tingkat-pendidikan": "05 Sekolah Dasar;10 SLTP;15 SLTA;30 Diploma III/Sarjana Muda;"
    "35 Diploma IV;40 S-1/Sarjana;45 S-2;50 S-3/Doktor",
    "pendidikan": "5101 D-III MANAJEMEN INFORMATIKA;6101 S-1 AKUNTANSI;"
    "6102 S-1 ADMINISTRASI NEGARA;6201 D-IV ADMINISTRASI BISNIS",
    "jenis-jabatan": "1 Struktural;2 Fungsional Tertentu;4 Fungsional Umum",
    "jabatan-fungsional": "F001 ANALIS SUMBER DAYA MANUSIA APARATUR;F002 PENATA LAKSANA BARANG",
    "jabatan-fungsional-umum": "U001 PENGELOLA LAYANAN OPERASIONAL;U002 OPERATOR LAYANAN",
    "kedudukan-hukum": "01 Aktif;02 CLTN;71 PPPK Aktif;72 PPPK Paruh Waktu Aktif",
    "golongan": "31 III/a;32 III/b;41 IV/a;57 VII;59 IX",
    "instansi": "7A01 Pemerintah Kota Contoh;7A02 Pemerintah Kabupaten Contoh",
    "satuan-kerja": "8A01 Pemerintah Kota Contoh;8A02 Pemerintah Kabupaten Contoh",
    "lokasi": "9A01 Kota Contoh;9A02 Kabupaten Contoh",
    "ref-dokumen": "872 Dok SK Jabatan;873 Dok Surat Pelantikan;888 Dok SPMT",
    "eselon": "21 II.a;22 II.b;31 III.a;41 IV.a",
}


def umum(permintaan: Permintaan, dunia: Dunia, jenis: str) -> Jawaban:
    """One of the general lists; the gateway token alone opens them."""
    pasang = [satu.partition(" ") for satu in _UMUM[jenis].split(";")]
    semua = [{"id": kode, "nama": nama} for kode, _, nama in pasang]
    if jenis == "jabatan-fungsional-umum":
        sudah = {baris["nama"] for baris in semua}
        nama_orang = (nama.upper() for nama in dunia.simpanan.jabatan())
        semua += [
            {"id": id_tetap("jabatan", nama), "nama": nama}
            for nama in dict.fromkeys(nama_orang)
            if nama not in sudah
        ]
    return _halaman(semua, permintaan)


POLA_UMUM: Final = f"/({'|'.join(_UMUM)})/search"


def kkmp(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """The cooperatives of the agency's region."""
    semua = dunia.simpanan.kkmp()
    return baca_ok([_baris_kkmp(baris, dunia) for baris in _potong(semua, permintaan)], len(semua))


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


def unor(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """The agency's units, in PascalCase and with a softly deleted one among them.

    Those that loaded people work in follow the built-in ones, each under the unit that bears the
    name of its head office.
    """
    semua = [_baris_unor(id_tetap("unor", nama), nama, hapus=hapus) for nama, hapus in _UNOR]
    bawaan = {samakan_id(baris["Id"]) for baris in semua}
    orang = [baris for baris in dunia.simpanan.unor() if samakan_id(baris["id"]) not in bawaan]
    per_nama = {baris["nama"].casefold(): baris["id"] for baris in orang}
    for baris in orang:
        induk = (baris["induk"] or "").casefold()
        atasan = "" if induk == baris["nama"].casefold() else per_nama.get(induk, "")
        semua.append(_baris_unor(baris["id"], baris["nama"].upper(), atasan=atasan))
    return _halaman(semua, permintaan)


def _baris_unor(kode: str, nama: str, *, atasan: str = "", hapus: str = "") -> dict[str, Any]:
    return {
        "Id": ragam_id(kode, 1),
        "NamaUnor": nama,
        "DiatasanId": ragam_id(atasan, 0) if atasan else None,
        "InstansiId": "",
        "deletedAt": hapus or None,
    }


def _halaman(semua: Sequence[dict[str, Any]], permintaan: Permintaan) -> Jawaban:
    return baca_ok(_potong(semua, permintaan), len(semua))


def _potong(semua: Sequence[B], permintaan: Permintaan) -> list[B]:
    """The page that was asked for."""
    awal, banyak = permintaan.bulat("offset", 0), permintaan.bulat("limit", 100)
    return list(semua[awal : awal + banyak])
