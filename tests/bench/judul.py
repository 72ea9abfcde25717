"""Which heading of the 25-column workbook holds which field, and what every export holds."""

JUDUL_PEGAWAI = {
    "nip": "NIP BARU",
    "siasn_id": "PNS ID",
    "nama": "NAMA",
    "gelar_depan": "GELAR DEPAN",
    "gelar_belakang": "GELAR BELAKANG",
    "tempat_lahir": "TEMPAT LAHIR NAMA",
    "lahir": "TANGGAL LAHIR",
    "jenis_kelamin": "JENIS KELAMIN",
    "jenis": "JENIS PEGAWAI NAMA",
    "kedudukan_hukum_id": "KEDUDUKAN HUKUM ID",
    "kedudukan_hukum": "KEDUDUKAN HUKUM NAMA",
    "tmt_cpns": "TMT CPNS",
    "golongan": "GOL AKHIR NAMA",
    "jenis_jabatan": "JENIS JABATAN NAMA",
    "jabatan": "JABATAN NAMA",
    "tingkat_pendidikan": "TINGKAT PENDIDIKAN ID",
    "pendidikan": "PENDIDIKAN NAMA",
    "lokasi_kerja": "LOKASI KERJA NAMA",
    "unor_id": "UNOR ID",
    "unor_nama": "UNOR NAMA",
}
KOLOM_EKSPOR = (
    "nip", "siasn_id", "nama", "gelar_depan", "gelar_belakang", "jenis", "tempat_lahir", "lahir",
    "jenis_kelamin", "tingkat_pendidikan", "pendidikan", "jabatan", "jenis_jabatan", "golongan",
    "tmt_cpns", "lokasi_kerja", "opd__nama", "unor_id", "unor_nama", "kedudukan_hukum_id",
    "kedudukan_hukum", "domisili_teks", "aktif", "opd__kode", "id",
)  # fmt: skip
