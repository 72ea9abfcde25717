"""What may stand in a person's record: the usual, the odd, and what looks like something else."""

JENIS = ("PPPK", "PPPK_PW", "PNS", "PPPK", "PPPK_PW", "PNS", "TKK", " PPPK ", "", None)
TINGKAT_ASING = ("99", "00", "3", "030", "41", "D3", "S-1", "", "  ", "٣٠", " 30 ", "25\n")
PENDIDIKAN = (
    "S-1 MANAJEMEN",
    "S-1 SISTEM INFORMASI",
    "S-1 Teknik   Informatika",
    "D-III ADMINISTRASI NEGARA",
    "D-III Manajemen Informatika",
    "D-IV KOMPUTERISASI AKUNTANSI",
    "DIPLOMA II PERPUSTAKAAN",
    "SMA IPS",
    "SMK Teknik Komputer dan Jaringan",
    "S-2 ILMU INFORMASI",
    "",
)
JURUSAN = ("Informatika", "Sistem Informasi", "Teknik Komputer", "Komputerisasi")
JABATAN_BIASA = (
    "Pengelola Layanan Operasional",
    "Penata Layanan Operasional",
    "Pengadministrasi Perkantoran",
)
JABATAN = (
    *JABATAN_BIASA,
    "Operator Layanan Operasional",
    "Pranata Komputer Ahli Pertama",
    "PRANATA  KOMPUTER TERAMPIL",
    "Pranata Komputer Ahli Madya",
    "Guru Ahli Pertama",
    "Guru Ahli Madya",
    "GURU AHLI UTAMA",
    "Kepala Sekolah",
    "Sekolah Kepala",
    "Pengelola Perguruan Swasta",
    "Guruh",
    "Dokter Ahli Muda",
    "Dokter Gigi Ahli  Madya",
    "Asisten Apoteker Mahir",
    "Perawat Terampil",
    "Keperawatan Umum",
    "Teknisi Perawatan Gedung",
    "Bidan Mahir",
    "Kepala Bidang Perdagangan",
    "Analis Kebijakan Ahli Madya",
    "Ahli Madya dan Ahli Utama",
    "Peneliti Ahli Utama",
    "Arsiparis Penyelia",
    "   ",
    "",
)
DIKECUALIKAN = (
    "guru",
    "",
    "Kepala Sekolah",
    "Dokter",
    "Perawat",
    "Bidan",
    "Apoteker",
    "Arsiparis",
)
USIA_JABATAN = {
    "Ahli Madya": 60,
    "Ahli Utama": 65,
    "Guru": 60,
    "Guru Ahli Utama": 63,
    "Penyelia": 59,
}
BUKTI = (
    "IJAZAH",
    "JABATAN",
    "UJI_PRAKTIK",
    "SERTIFIKAT",
    "DIKLAT",
    "JABATAN_LAIN",
    "PERNYATAAN_ATASAN",
    "PERNYATAAN_OPD",
    "PERNYATAAN_DIRI",
)
TEMPAT = tuple(f"33.75.0{kecamatan}.100{n}" for kecamatan in (1, 2, 3, 4) for n in range(1, 8))
HUKUMAN = ("ringan", "sedang", "berat")
HUKUMAN_TERTULIS = (*HUKUMAN, *HUKUMAN, "Berat", " SEDANG", "S", "", "Sedang sekali")
