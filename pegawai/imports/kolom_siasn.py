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
    Kolom(
        "siasn_id",
        "PNS ID",
        ("ID PNS", "ASN ID", "ID SIASN"),
        petunjuk="Nomor pengenal pegawai di SIASN, disalin dari ekspor SIASN.",
        contoh="A8ACA7B2C3D4E5F6",
        bentuk="kode",
    ),
    Kolom(
        "nip",
        "NIP BARU",
        ALIAS_NIP,
        petunjuk="NIP terdiri atas 18 angka tanpa spasi dan ditulis sebagai teks.",
        contoh="19901231202421XXXX",
        bentuk="kode",
    ),
    Kolom("nama", "NAMA", ALIAS_NAMA, petunjuk="Nama lengkap tanpa gelar.", contoh="SARI CONTOH"),
    Kolom("gelar_depan", "GELAR DEPAN", petunjuk="Gelar di depan nama.", contoh="Dr."),
    Kolom("gelar_belakang", "GELAR BELAKANG", petunjuk="Gelar di belakang nama.", contoh="S.E."),
    Kolom(
        "tempat_lahir",
        "TEMPAT LAHIR NAMA",
        ("Tempat Lahir",),
        petunjuk="Kota atau kabupaten tempat lahir.",
        contoh="Pekalongan",
    ),
    Kolom(
        "lahir",
        "TANGGAL LAHIR",
        ("Tgl Lahir",),
        petunjuk="Tanggal lahir dengan urutan hari-bulan-tahun.",
        contoh="31-12-1990",
        bentuk="tanggal",
    ),
    Kolom(
        "jenis_kelamin",
        "JENIS KELAMIN",
        ("L/P", "JK", "Kelamin"),
        petunjuk="L untuk laki-laki, P untuk perempuan.",
        contoh="P",
    ),
    Kolom(
        "jenis_id",
        "JENIS PEGAWAI ID",
        petunjuk="Kode jenis pegawai menurut SIASN; boleh kosong bila namanya diisi.",
        bentuk="kode",
    ),
    Kolom(
        "jenis",
        "JENIS PEGAWAI NAMA",
        ("Jenis Pegawai", "Jenis ASN", "Status Kepegawaian"),
        petunjuk="Jenis pegawai: PNS, PPPK, atau PPPK paruh waktu.",
        contoh="PPPK",
    ),
    Kolom(
        "kedudukan_hukum_id",
        "KEDUDUKAN HUKUM ID",
        petunjuk="Kode kedudukan hukum menurut SIASN; boleh kosong bila namanya diisi.",
        contoh="71",
        bentuk="kode",
    ),
    Kolom(
        "kedudukan_hukum",
        "KEDUDUKAN HUKUM NAMA",
        ("Kedudukan Hukum", "Kedudukan"),
        petunjuk="Kedudukan hukum pegawai saat ini.",
        contoh="PPPK Aktif",
    ),
    Kolom(
        "status_cpns",
        "STATUS CPNS PNS",
        petunjuk="Status CPNS atau PNS menurut SIASN; tidak wajib dan tidak dinilai.",
        contoh="P",
    ),
    Kolom(
        "tmt_cpns",
        "TMT CPNS",
        ("TMT PPPK", "TMT CPNS/PPPK"),
        petunjuk="Tanggal mulai bekerja sebagai CPNS atau PPPK.",
        contoh="01-04-2024",
        bentuk="tanggal",
    ),
    Kolom(
        "golongan",
        "GOL AKHIR NAMA",
        ("Gol Akhir", "Golru", "Golongan", "Gol", "Gol Ruang"),
        petunjuk="Golongan atau golongan ruang terakhir.",
        contoh="IX",
    ),
    Kolom(
        "jenis_jabatan",
        "JENIS JABATAN NAMA",
        ("Jenis Jabatan",),
        petunjuk="Jenis jabatan menurut SIASN.",
        contoh="Jabatan Fungsional",
    ),
    Kolom(
        "jabatan",
        "JABATAN NAMA",
        ("Jabatan", "Nama Jabatan"),
        petunjuk="Nama jabatan saat ini.",
        contoh="Penata Layanan Operasional",
    ),
    Kolom(
        "tingkat_id",
        "TINGKAT PENDIDIKAN ID",
        petunjuk="Kode tingkat pendidikan menurut SIASN; boleh kosong bila namanya diisi.",
        contoh="40",
        bentuk="kode",
    ),
    Kolom(
        "tingkat_nama",
        "TINGKAT PENDIDIKAN NAMA",
        ("Tk Pendidikan", "Tingkat Pendidikan", "Tk Pend", "Jenjang Pendidikan"),
        petunjuk="Tingkat pendidikan terakhir.",
        contoh="S-1/Sarjana",
    ),
    Kolom(
        "pendidikan",
        "PENDIDIKAN NAMA",
        ("Pendidikan Terakhir Nama", "Pendidikan Terakhir"),
        petunjuk="Nama pendidikan terakhir beserta jurusannya.",
        contoh="S-1 MANAJEMEN",
    ),
    Kolom(
        "lokasi_kerja",
        "LOKASI KERJA NAMA",
        ("Lokasi Kerja",),
        petunjuk="Kota atau kabupaten tempat bekerja.",
        contoh="Kota Pekalongan",
    ),
    Kolom(
        "unor_id",
        "UNOR ID",
        petunjuk="Kode unit organisasi menurut SIASN; boleh kosong bila namanya diisi.",
        contoh="A8ACA7B2C3D4E5F7",
        bentuk="kode",
    ),
    Kolom(
        "unor_nama",
        "UNOR NAMA",
        ("Unor", "Unit Kerja", "Nama Unor", "Unit Organisasi"),
        petunjuk="Unit kerja pegawai, persis seperti di daftar OPD portal.",
        contoh="Dinas Kesehatan",
    ),
    Kolom(
        "satker",
        "SATUAN KERJA KERJA NAMA",
        ("Satker", "Satuan Kerja", "OPD", "SKPD"),
        petunjuk="Satuan kerja; dipakai bila unit organisasi kosong.",
        contoh="Dinas Kesehatan",
    ),
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
