"""What a synthetic city is drawn from: words, units, weights. Nobody here exists."""

from typing import Final

NAMA_DEPAN_L: Final = (
    "Agus", "Ahmad", "Bagus", "Budi", "Dedi", "Didik", "Eko", "Fajar", "Hasan", "Hendra", "Imam",
    "Joko", "Muhammad", "Nur", "Puji", "Rizki", "Slamet", "Tri", "Wahyu", "Yusuf",
)  # fmt: skip
NAMA_DEPAN_P: Final = (
    "Aisyah", "Ani", "Dewi", "Endang", "Fitri", "Indah", "Khusnul", "Laila", "Lestari", "Maya",
    "Nisa", "Nur", "Puji", "Ratna", "Rina", "Sari", "Siti", "Sri", "Titik", "Yuni",
)  # fmt: skip
NAMA_BELAKANG: Final = (
    "Astuti", "Azizah", "Firdaus", "Hakim", "Hidayat", "Ma'ruf", "Maulana", "Mustofa", "Nugroho",
    "Prasetyo", "Pratiwi", "Purnomo", "Raharjo", "Rahmawati", "Santoso", "Saputra", "Setiawan",
    "Sholikhah", "Suryanto", "Susanti", "Utami", "Wibowo", "Widodo", "Wulandari",
)  # fmt: skip

# (SIASN level id, its name in the export, fields of study, title behind the name, share)
TINGKAT: Final = (
    ("05", "SD", ("SD",), "", 3),
    ("10", "SLTP", ("SLTP",), "", 3),
    ("15", "SLTA", ("SLTA UMUM", "SLTA BIDANG ILMU MESIN"), "", 14),
    ("17", "SLTA Kejuruan", ("SMK/MAK MULTIMEDIA", "SMK/MAK PERHOTELAN"), "", 7),
    ("20", "Diploma I", ("D-I KOMPUTER",), "", 1),
    ("25", "Diploma II", ("D-II PERPUSTAKAAN",), "", 1),
    ("30", "Diploma III/Sarjana Muda", (
        "D-III KEPERAWATAN", "D-III AKUNTANSI", "D-III KEBIDANAN", "D-III ILMU KOMPUTER",
    ), "A.Md.", 14),
    ("35", "Diploma IV", ("D-IV AKUNTANSI SEKTOR PUBLIK", "D-IV KEBIDANAN"), "S.Tr.", 3),
    ("40", "S-1/Sarjana", (
        "S-1 MANAJEMEN", "S-1 AKUNTANSI", "S-1 ILMU HUKUM", "S-1 PENDIDIKAN GURU SEKOLAH DASAR",
        "S-1 SISTEM INFORMASI", "S-1 AGRIBISNIS", "S-1 ADMINISTRASI NEGARA", "S-1 EKONOMI",
    ), "S.E.", 44),
    ("42", "Profesi", ("PROFESI APOTEKER", "PROFESI GURU"), "", 3),
    ("45", "S-2", ("S-2 MANAJEMEN", "S-2 ADMINISTRASI PUBLIK"), "M.M.", 6),
    ("50", "S-3/Doktor", ("S-3 ILMU PEMERINTAHAN",), "Dr.", 1),
)  # fmt: skip
TANPA_TINGKAT: Final = 2  # percent of the people whose level of education is blank

JABATAN_UMUM: Final = (
    "Pengadministrasi Perkantoran", "Pengelola Umum Operasional", "Penata Layanan Operasional",
    "Operator Layanan Operasional", "Pengolah Data Dan Informasi", "Penelaah Teknis Kebijakan",
)  # fmt: skip
JABATAN_TERTENTU: Final = (
    "Arsiparis Terampil", "Statistisi Ahli Pertama", "Penyuluh Sosial Ahli Pertama",
    "Analis Keuangan Pusat dan Daerah Ahli Pertama", "Pengawas Koperasi Ahli Pertama",
    "Pengembang Kewirausahaan Ahli Pertama", "Pranata Komputer Terampil",
    "Pranata Komputer Ahli Pertama",
)  # fmt: skip
JABATAN_KHAS: Final = {
    "guru": ("Guru Ahli Pertama", "Guru Ahli Muda"),
    "kesehatan": (
        "Perawat Terampil",
        "Bidan Mahir",
        "Apoteker Ahli Pertama",
        "Nutrisionis Terampil",
    ),
}

# (MAMPU KOMPUTER, BUKTI, share): what an OPD writes into the survey about one person.
ISIAN_KOMPUTER: Final = (
    ("Ya", "Uji praktik BKPSDM", 16),
    ("Ya", "Sertifikat kursus Microsoft Office", 16),
    ("Ya", "Sertifikat Diklat TIK", 15),
    ("Ya", "Ijazah D-III Manajemen Informatika", 14),
    ("Ya", "Surat pernyataan atasan", 3),
    ("Ya", "Pernyataan sendiri", 11),
    ("Ya", "", 2),
    ("", "", 12),
    ("Tidak", "", 9),
    ("Tidak", "Tidak lulus uji praktik BKPSDM", 2),
)

# (name in the export, id in the export for PNS, share); only the first is active.
KEDUDUKAN_TIDAK_AKTIF: Final = (
    ("CLTN", "02", 2),
    ("Tugas Belajar", "03", 2),
    ("Pemberhentian Sementara", "04", 3),
    ("Diberhentikan", "66", 3),
    ("Mencapai BUP", "98", 3),
)
TIDAK_AKTIF: Final = 2  # percent

PREDIKAT: Final = (
    ("BAIK", 64),
    ("SANGAT BAIK", 22),
    ("BUTUH PERBAIKAN", 7),
    ("KURANG", 1),
    ("", 6),
)

# The export of SIASN: 67 headings in their fixed order.
JUDUL_EKSPOR: Final = tuple(
    """PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA
TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|EMAIL
EMAIL GOV|ALAMAT|NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID
KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS
NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID|GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA
TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA
TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|TAHUN LULUS
KPKN ID|KPKN NAMA|LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID
INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA INDUK ID
SATUAN KERJA INDUK NAMA|SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|IS VALID NIK|NAMA SEKOLAH
FLAG IKD""".replace("\n", "|").split("|")
)
JUDUL_PENDATAAN: Final = (
    "NO", "NIP", "NAMA", "{WILAYAH} DOMISILI", "MAMPU KOMPUTER", "BUKTI", "AKHIR KONTRAK",
)  # fmt: skip
JUDUL_KEBUTUHAN: Final = (
    "NO", "NAMA KOPERASI", "{WILAYAH}", "KECAMATAN", "NOMOR BADAN HUKUM", "STATUS", "KEBUTUHAN",
    "PERAN 1", "PERAN 2", "PERAN 3",
)  # fmt: skip
STATUS_KOPERASI: Final = (("Operasional", 5), ("Gedung dibangun", 3), ("Belum operasional", 3))
PERAN_KEDUA: Final = ("Keuangan", "Usaha/gerai", "Administrasi")
