"""The difference of two policies in words: what an officer approves, not what a file contains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.kemampuan import NAMA_PREDIKAT

BAGIAN = {
    "aturan": "Syarat",
    "koperasi": "Koperasi",
    "tenggat": "Tenggat",
    "bobot": "Bobot penempatan",
    "penempatan": "Batas penempatan",
    "pengecualian": "Pengecualian",
    "surat": "Surat",
    "kata": "Sebutan",
    "periode": "Periode",
    "rujukan": "Data rujukan",
    "instansi": "Instansi",
    "paket": "Paket",
    "peran": "Peran",
}
"""Parts of a policy in the order in which they are shown."""
SEBUTAN = {
    "aktif": "Diperiksa",
    "dasar_hukum": "Dasar hukum",
    "jenis": "Jenis pegawai yang diterima",
    "minimum": "Tingkat paling rendah",
    "maks": "Usia paling tinggi (tahun)",
    "baca": "Cara menghitung usia",
    "diterima": "Bukti yang diterima",
    "terima_pernyataan_atasan": "Pernyataan atasan diterima",
    "jabatan": "Jabatan yang membuktikan sendiri",
    "jurusan": "Jurusan yang membuktikan sendiri",
    "dikecualikan": "Rumpun yang dikecualikan",
    "bulan": "Sisa waktu paling sedikit (bulan)",
    "usia_umum": "Batas usia pensiun umum (tahun)",
    "usia_jabatan": "Batas usia pensiun menurut jabatan",
    "paling_rendah": "Predikat paling rendah",
    "tahun": "Banyaknya tahun yang diperiksa",
    "tingkat": "Tingkat",
    "terima_tetangga": "Wilayah tetangga diterima",
    "nama_aktif": "Nama kedudukan yang aktif",
    "id_aktif": "Kode kedudukan yang aktif",
    "nama_tidak_aktif": "Nama kedudukan yang tidak aktif",
    "id_tidak_aktif": "Kode kedudukan yang tidak aktif",
    "kuota_maks": "Formasi paling banyak tiap koperasi",
    "kuota_target": "Formasi yang dituju tiap koperasi",
    "wajib_badan_hukum": "Koperasi wajib berbadan hukum",
    "halaman_publik": "Pengisian diumumkan, nama disamarkan",
    "masa_maks_tahun": "Masa penugasan paling lama (tahun)",
    "evaluasi_tiap_bulan": "Evaluasi tiap (bulan)",
    "batas_hari_kerja": "Waktu menjawab (hari kerja)",
    "lewat_tenggat": "Bila tenggat lewat",
    "peringatan_akhir_hari": "Peringatan sebelum berakhir (hari)",
    "opd_maks": "Orang dari satu unit, paling banyak",
    "opd_persen": "Bagian pegawai satu unit, paling banyak (%)",
    "rumpun_maks": "Orang sejabatan dari satu unit, paling banyak",
    "jaga_minimum": "Jaga staf minimum unit",
    "domisili": "Domisili",
    "prodi": "Kesesuaian jurusan",
    "komputer": "Kemampuan komputer",
    "kinerja": "Kinerja",
    "kecamatan": "Bertugas di kecamatan atau di bawahnya",
    "beban_unit": "Beban unit asal",
    "pemegang_terakhir": "Pemegang jabatan terakhir",
    "pensiun": "Pensiun dalam 12 bulan",
    "layanan_dasar": "Layanan dasar",
    "persen_tetangga": "Domisili wilayah tetangga (%)",
    "persen_sekecamatan": "Domisili sekecamatan (%)",
    "persen_jarak": "Domisili menurut jarak (%)",
    "jarak_nol_km": "Jarak tanpa nilai (km)",
    "boleh": "Syarat yang boleh dikecualikan",
    "kode": "Kode",
    "nama": "Nama",
    "nama_penanda_tangan": "Nama penanda tangan",
    "penanda_tangan": "Penanda tangan",
    "tentang": "Tentang",
    "pola_nomor": "Pola nomor",
    "klasifikasi": "Klasifikasi",
    "kop": "Kepala surat",
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "memperhatikan": "Memperhatikan",
    "diktum": "Diktum",
    "tembusan": "Tembusan",
    "untuk": "Untuk",
    "dasar": "Dasar",
    "sk": "SK",
    "surat_tugas": "Surat tugas",
    "spmt": "SPMT",
    "wilayah": "Wilayah",
    "wilayah_singkat": "Singkatan wilayah",
    "koperasi": "Koperasi",
    "koperasi_singkat": "Singkatan koperasi",
    "kepala_daerah": "Kepala daerah",
    "badan": "Badan kepegawaian",
    "templat": "Templat",
}
SEBUTAN_KHUSUS = {
    ("bobot", "jabatan"): "Kesesuaian jabatan",
    ("predikat_kinerja", "jenis"): "Jenis pegawai yang diperiksa",
}
"""Names that mean something else in one part than in the others."""
KATA = {
    "tahun_genap": "tahun yang sudah genap",
    "belum_lewat_ulang_tahun": "belum melewati hari ulang tahun",
    "eskalasi": "diteruskan kepada petugas",
    "setuju": "dianggap setuju",
    "IJAZAH": "ijazah",
    "JABATAN": "jabatan",
    "UJI_PRAKTIK": "uji praktik",
    "SERTIFIKAT": "sertifikat",
    "DIKLAT": "diklat",
    "PPPK_PW": "PPPK Paruh Waktu",
}


@dataclass(frozen=True, slots=True)
class Beda:
    """One value that differs: where it stands, what it is called, and both values in words."""

    bagian: str
    nama: str
    lama: str
    baru: str


def banding(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[Beda]:
    """Return what differs between two policies, in the order of ``BAGIAN``."""
    hasil = []
    dikenal = [*BAGIAN, *(k for k in {**lama, **baru} if k not in BAGIAN)]
    for bagian in dikenal:
        for jalur, satu, dua in _beda(lama.get(bagian), baru.get(bagian), ()):
            tingkat = (baru if bagian in baru else lama).get("aturan", {})
            kata_lama, kata_baru = (kata(v, jalur, tingkat) for v in (satu, dua))
            hasil.append(
                Beda(BAGIAN.get(bagian, bagian), nama(bagian, jalur), kata_lama, kata_baru)
            )
    return hasil


def _beda(lama: Any, baru: Any, jalur: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any, Any]]:
    if lama == baru:
        return []
    if isinstance(lama, Mapping) or isinstance(baru, Mapping):
        satu, dua = lama or {}, baru or {}
        if isinstance(satu, Mapping) and isinstance(dua, Mapping):
            kunci = [*satu, *(k for k in dua if k not in satu)]
            return [x for k in kunci for x in _beda(satu.get(k), dua.get(k), (*jalur, k))]
    return [(jalur, lama, baru)]


def nama(bagian: str, jalur: Sequence[str]) -> str:
    """Return what a value is called: ``Usia: Usia paling tinggi (tahun)``."""
    sisa, tempat = list(jalur), bagian
    depan = []
    if bagian == "aturan" and sisa and sisa[0] in MENURUT_KODE:
        tempat = sisa.pop(0)
        depan.append(MENURUT_KODE[tempat].nama)
    depan += [SEBUTAN_KHUSUS.get((tempat, s)) or SEBUTAN.get(s) or _biasa(s) for s in sisa]
    return ": ".join(depan) or BAGIAN.get(bagian, bagian)


def _biasa(kunci: str) -> str:
    """A key without a name of its own; capitals inside it (Ahli Madya) stay."""
    teks = kunci.replace("_", " ")
    return teks[:1].upper() + teks[1:]


def kata(nilai: Any, jalur: Sequence[str] = (), aturan: Mapping[str, Any] | None = None) -> str:
    """Return one value in words for people; nothing is a dash."""
    if nilai is None or nilai in ("", []):
        return "–"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, list | tuple):
        return ", ".join(kata(satu) for satu in nilai)
    if isinstance(nilai, Mapping):
        return ", ".join(f"{k} {kata(v)}" for k, v in nilai.items())
    return str(_daftar(tuple(jalur), aturan or {}).get(nilai) or KATA.get(str(nilai), nilai))


def _daftar(jalur: tuple[str, ...], aturan: Mapping[str, Any]) -> Mapping[Any, str]:
    """The list that names the values of one place, where there is one."""
    if jalur == ("predikat_kinerja", "paling_rendah"):
        return NAMA_PREDIKAT
    if jalur == ("pendidikan", "minimum"):
        tingkat: Mapping[str, str] = aturan.get("pendidikan", {}).get("tingkat", {})
        return tingkat
    return {}
