"""The columns of SIASN's "Export Data ASN" (67 or 69 headings) that the portal needs."""

from inti.impor.pengimpor import Kolom

ALIAS_NIP = (
    "NIP",
    "NIPPPK",
    "NI PPPK",
    "NIP/NIPPPK",
    "NIP/NI PPPK",
    "NIP NIPPPK",
    "NIP PPPK",
    "Nomor Induk Pegawai",
    "Formatted NIP",
)
ALIAS_NAMA = ("Nama Lengkap", "Nama Pegawai", "Nama PPPK", "Nama ASN", "Nama Tanpa Gelar")

KOLOM = (
    Kolom("siasn_id", "PNS ID", ("ID PNS", "ASN ID", "ID SIASN")),
    Kolom("nip", "NIP BARU", ALIAS_NIP),
    Kolom("nama", "NAMA", ALIAS_NAMA),
    Kolom("gelar_depan", "GELAR DEPAN"),
    Kolom("gelar_belakang", "GELAR BELAKANG"),
    Kolom("tempat_lahir", "TEMPAT LAHIR NAMA", ("Tempat Lahir",)),
    Kolom("lahir", "TANGGAL LAHIR", ("Tgl Lahir",)),
    Kolom("jenis_kelamin", "JENIS KELAMIN", ("L/P", "JK", "Kelamin")),
    Kolom("jenis_id", "JENIS PEGAWAI ID"),
    Kolom("jenis", "JENIS PEGAWAI NAMA", ("Jenis Pegawai", "Jenis ASN", "Status Kepegawaian")),
    Kolom("kedudukan_hukum_id", "KEDUDUKAN HUKUM ID"),
    Kolom("kedudukan_hukum", "KEDUDUKAN HUKUM NAMA", ("Kedudukan Hukum", "Kedudukan")),
    Kolom("status_cpns", "STATUS CPNS PNS"),
    Kolom("tmt_cpns", "TMT CPNS", ("TMT PPPK", "TMT CPNS/PPPK")),
    Kolom("golongan", "GOL AKHIR NAMA", ("Gol Akhir", "Golru", "Golongan", "Gol", "Gol Ruang")),
    Kolom("jenis_jabatan", "JENIS JABATAN NAMA", ("Jenis Jabatan",)),
    Kolom("jabatan", "JABATAN NAMA", ("Jabatan", "Nama Jabatan")),
    Kolom("tingkat_id", "TINGKAT PENDIDIKAN ID"),
    Kolom(
        "tingkat_nama",
        "TINGKAT PENDIDIKAN NAMA",
        ("Tk Pendidikan", "Tingkat Pendidikan", "Tk Pend", "Jenjang Pendidikan"),
    ),
    Kolom("pendidikan", "PENDIDIKAN NAMA", ("Pendidikan Terakhir Nama", "Pendidikan Terakhir")),
    Kolom("lokasi_kerja", "LOKASI KERJA NAMA", ("Lokasi Kerja",)),
    Kolom("unor_id", "UNOR ID"),
    Kolom("unor_nama", "UNOR NAMA", ("Unor", "Unit Kerja", "Nama Unor", "Unit Organisasi")),
    Kolom("satker", "SATUAN KERJA KERJA NAMA", ("Satker", "Satuan Kerja", "OPD", "SKPD")),
)

WAJIB = (
    ("nip",),
    ("nama",),
    ("lahir",),
    ("jenis", "jenis_id"),
    ("kedudukan_hukum", "kedudukan_hukum_id"),
    ("tingkat_id", "tingkat_nama"),
    ("unor_id", "unor_nama", "satker"),
)
DIANJURKAN = ("siasn_id", "jenis_kelamin", "jabatan", "pendidikan")

PRIBADI = (
    "AGAMA",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "STATUS KAWIN",
    "NIK",
    "NO KTP",
    "NOMOR HP",
    "NO HP",
    "TELEPON",
    "EMAIL",
    "EMAIL GOV",
    "ALAMAT",
    "NPWP",
    "NPWP NOMOR",
    "BPJS",
)
"""Columns that are dropped on reading (domain handbook, section 10)."""

TURUNAN = (
    "USIA",
    "DOMISILI",
    "DOMISILI (KEL/KEC)",
    "HASIL",
    "ALASAN",
    "KEMAMPUAN KOMPUTER",
    "AKHIR KONTRAK",
    "KKMP TUJUAN",
    "PERAN",
    "TMT",
    "AKHIR PENUGASAN",
    "KETERANGAN",
)
"""Columns that the portal's own lists of people add; other files and rules tell them."""
