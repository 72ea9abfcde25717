"""One table for the look of every status: tone, icon and word. Never colour alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rupa:
    """How one status looks: a tone of portal.css, an icon of the sprite, the word."""

    nada: str
    ikon: str
    label: str


_BAIK, _BURUK, _RAGU, _INFO, _NETRAL = "baik", "buruk", "ragu", "info", "netral"
_CENTANG, _SILANG, _TANYA = "check-circle-fill", "x-circle-fill", "question-circle-fill"
_JAM, _AWAS, _LINGKAR = "clock", "exclamation-triangle-fill", "circle"
_BERJALAN, _HENTI, _UBAH = "record-circle-fill", "slash-circle", "arrow-repeat"

LENCANA: dict[str, dict[str, Rupa]] = {
    "hasil": {
        "LAYAK": Rupa(_BAIK, _CENTANG, "Layak"),
        "TIDAK": Rupa(_BURUK, _SILANG, "Tidak"),
        "BELUM_PASTI": Rupa(_RAGU, _TANYA, "Belum pasti"),
    },
    "penugasan": {
        "DRAF": Rupa(_NETRAL, _LINGKAR, "Draf"),
        "DIMINTA": Rupa(_RAGU, _JAM, "Menunggu OPD"),
        "DISETUJUI_OPD": Rupa(_INFO, _CENTANG, "Disetujui OPD"),
        "DITETAPKAN": Rupa(_BAIK, _CENTANG, "Ditetapkan"),
        "AKTIF": Rupa(_BAIK, _BERJALAN, "Bertugas"),
        "SELESAI": Rupa(_NETRAL, "flag", "Selesai"),
        "DIGANTI": Rupa(_NETRAL, "arrow-left-right", "Diganti"),
        "DIPERTAHANKAN": Rupa(_NETRAL, "pin-angle", "Dipertahankan OPD"),
        "DIBATALKAN": Rupa(_BURUK, _HENTI, "Dibatalkan"),
        "DIKEMBALIKAN": Rupa(_NETRAL, "arrow-counterclockwise", "Dikembalikan"),
    },
    "usulan": {
        "DIAJUKAN": Rupa(_RAGU, _JAM, "Diajukan"),
        "DISETUJUI": Rupa(_BAIK, _CENTANG, "Disetujui"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
        "PERBAIKAN": Rupa(_RAGU, "pencil", "Perlu perbaikan"),
        "DICABUT": Rupa(_NETRAL, _HENTI, "Dicabut"),
    },
    "keadaan": {
        "BAIK": Rupa(_BAIK, _CENTANG, "Baik"),
        "RAGU": Rupa(_RAGU, _AWAS, "Perlu dilihat"),
        "BURUK": Rupa(_BURUK, _SILANG, "Tidak jalan"),
    },
    "pesan": {
        "MENUNGGU": Rupa(_NETRAL, _JAM, "Menunggu dikirim"),
        "DIKIRIM": Rupa(_INFO, "send", "Sedang dikirim"),
        "DITERIMA": Rupa(_BAIK, _CENTANG, "Diterima SIASN"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak SIASN"),
        "TIDAK_PASTI": Rupa(_RAGU, _TANYA, "Tidak pasti"),
        "DITAHAN": Rupa(_RAGU, "pause-circle", "Ditahan"),
        "MANUAL": Rupa(_INFO, "keyboard", "Dientri dengan tangan"),
    },
    "kirim": {
        "DISIAPKAN": Rupa(_NETRAL, _JAM, "Disiapkan"),
        "DIKIRIM": Rupa(_INFO, "send", "Dikirim"),
        "DITERIMA": Rupa(_BAIK, _CENTANG, "Diterima"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
        "PERIKSA": Rupa(_RAGU, _TANYA, "Perlu diperiksa"),
        "DITARIK": Rupa(_NETRAL, _HENTI, "Ditarik"),
    },
    "pengecualian": {
        "DIAJUKAN": Rupa(_RAGU, _JAM, "Menunggu orang kedua"),
        "DISETUJUI": Rupa(_INFO, _CENTANG, "Berlaku"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
        "DICABUT": Rupa(_NETRAL, _HENTI, "Dicabut"),
        "DIKECUALIKAN": Rupa(_INFO, "shield-check", "Dikecualikan"),
    },
    "permintaan": {
        "DIMINTA": Rupa(_RAGU, _JAM, "Menunggu jawaban"),
        "DIJAWAB": Rupa(_INFO, "inbox", "Perlu diperiksa"),
        "DIKEMBALIKAN": Rupa(_RAGU, "pencil", "Perlu diperbaiki"),
        "DITERIMA": Rupa(_BAIK, _CENTANG, "Diterima"),
        "DICABUT": Rupa(_NETRAL, _HENTI, "Dicabut"),
        "GUGUR": Rupa(_NETRAL, _CENTANG, "Sudah terjawab"),
    },
    "peringatan": {
        "TERBUKA": Rupa(_BURUK, _AWAS, "Perlu ditindaklanjuti"),
        "DITINDAK": Rupa(_BAIK, _CENTANG, "Sudah ditindaklanjuti"),
        "REDA": Rupa(_NETRAL, "arrow-counterclockwise", "Reda"),
    },
    "beda": {
        "BELUM": Rupa(_RAGU, _TANYA, "Perlu dijawab"),
        "DITANYAKAN": Rupa(_INFO, _JAM, "Ditanyakan"),
        "PAKAI_KITA": Rupa(_NETRAL, _CENTANG, "Milik kita dipakai"),
        "PAKAI_BKN": Rupa(_BAIK, _CENTANG, "Milik BKN dipakai"),
        "SAMA": Rupa(_NETRAL, _HENTI, "Sudah sama"),
    },
    "padanan": {
        "PADAN": Rupa(_BAIK, _CENTANG, "Padan"),
        "BELUM": Rupa(_NETRAL, "circle", "Belum dipadankan"),
        "RAGU": Rupa(_RAGU, _TANYA, "Perlu dipilih"),
        "NONAKTIF": Rupa(_BURUK, _AWAS, "Nonaktif di SIASN"),
    },
    "tugas": {
        "TANPA_PEMILIK": Rupa(_RAGU, _AWAS, "Belum ada penerima"),
        "DISERAHKAN": Rupa(_BAIK, "person-check", "Diserahkan"),
        "DIHENTIKAN": Rupa(_NETRAL, _HENTI, "Dihentikan"),
    },
    "kerja_ganda": {
        "TERBUKA": Rupa(_RAGU, _JAM, "Menunggu penjelasan"),
        "DIJAWAB": Rupa(_INFO, "inbox", "Perlu diperiksa"),
        "BERALASAN": Rupa(_BAIK, _CENTANG, "Penjelasan diterima"),
        "TERBUKTI": Rupa(_BURUK, _AWAS, "Terbukti"),
        "GUGUR": Rupa(_NETRAL, _HENTI, "Gugur"),
    },
    "pengajuan": {
        "DIAJUKAN": Rupa(_RAGU, _JAM, "Diperiksa petugas"),
        "DITERUSKAN": Rupa(_INFO, "hourglass-split", "Menunggu orang kedua"),
        "DISETUJUI": Rupa(_BAIK, _CENTANG, "Disetujui"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
        "DICABUT": Rupa(_NETRAL, _HENTI, "Dicabut"),
    },
    "tawaran": {
        "DIPAKAI": Rupa(_BAIK, _CENTANG, "Dinominasikan"),
        "TANPA_DIMINTA": Rupa(_INFO, "star-fill", "Tanpa diminta"),
    },
    "pemberitahuan": {
        "BARU": Rupa(_INFO, _BERJALAN, "Baru"),
        "PENTING": Rupa(_BURUK, _AWAS, "Penting"),
    },
    "surat": {
        "BERLAKU": Rupa(_BAIK, _CENTANG, "Berlaku"),
        "DIGANTI": Rupa(_RAGU, "arrow-left-right", "Diganti"),
        "DICABUT": Rupa(_BURUK, _HENTI, "Dicabut"),
        "BELUM": Rupa(_INFO, _JAM, "Belum berlaku"),
    },
    "aturan": {
        "DRAF": Rupa(_NETRAL, _LINGKAR, "Draf"),
        "DISETUJUI": Rupa(_INFO, _CENTANG, "Disetujui"),
        "BERLAKU": Rupa(_BAIK, _BERJALAN, "Berlaku"),
        "PENSIUN": Rupa(_NETRAL, "flag", "Pensiun"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Tidak disetujui"),
    },
    "pendataan": {
        "PENDATAAN": Rupa(_INFO, _BERJALAN, "Pendataan"),
        "PENGUMUMAN": Rupa(_RAGU, "bell", "Diumumkan"),
        "KOREKSI": Rupa(_RAGU, "pencil", "Masa perbaikan"),
        "FINAL": Rupa(_BAIK, _CENTANG, "Final"),
    },
    "golongan": {
        "LAYAK": Rupa(_BAIK, _CENTANG, "Memenuhi"),
        "TIDAK": Rupa(_NETRAL, _HENTI, "Di luar kriteria"),
        "BELUM_PASTI": Rupa(_RAGU, _TANYA, "Belum terselesaikan"),
    },
    "syarat": {
        "AKTIF": Rupa(_BAIK, _CENTANG, "Diperiksa"),
        "MATI": Rupa(_NETRAL, _HENTI, "Tidak diperiksa"),
    },
    "rencana": {
        "TERSUSUN": Rupa(_INFO, "diagram-3", "Tersusun"),
        "DIPAKAI": Rupa(_BAIK, _CENTANG, "Nominasi dikirim"),
        "USANG": Rupa(_NETRAL, "clock-history", "Digantikan rencana baru"),
    },
    "koperasi": {
        "BELUM_OPERASIONAL": Rupa(_NETRAL, _LINGKAR, "Belum operasional"),
        "GEDUNG_DIBANGUN": Rupa(_RAGU, "building", "Gedung dibangun"),
        "OPERASIONAL": Rupa(_BAIK, _CENTANG, "Operasional"),
    },
    "baris": {
        "BARU": Rupa(_BAIK, "plus-lg", "Baru"),
        "BERUBAH": Rupa(_INFO, _UBAH, "Berubah"),
        "SAMA": Rupa(_NETRAL, _CENTANG, "Sama"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
    },
    "ikut": {
        "DILEWATI": Rupa(_NETRAL, _HENTI, "Dilewati"),
    },
    "impor": {
        "DIUNGGAH": Rupa(_NETRAL, _JAM, "Diunggah"),
        "DITOLAK": Rupa(_BURUK, _SILANG, "Ditolak"),
        "SIAP": Rupa(_RAGU, "eye", "Siap diterapkan"),
        "DITERAPKAN": Rupa(_BAIK, _CENTANG, "Diterapkan"),
        "DIBATALKAN": Rupa(_NETRAL, "trash", "Dibuang"),
        "DIURUNGKAN": Rupa(_RAGU, "arrow-counterclockwise", "Dibatalkan"),
    },
    "tingkat": {
        "GALAT": Rupa(_BURUK, _SILANG, "Galat"),
        "PERINGATAN": Rupa(_RAGU, _AWAS, "Peringatan"),
    },
    "pekerjaan": {
        "MENUNGGU": Rupa(_NETRAL, _JAM, "Menunggu giliran"),
        "BERJALAN": Rupa(_INFO, "hourglass-split", "Berjalan"),
        "SELESAI": Rupa(_BAIK, _CENTANG, "Selesai"),
        "GAGAL": Rupa(_BURUK, _SILANG, "Gagal"),
    },
    "pejabat": {
        "DEFINITIF": Rupa(_INFO, "person-check", "Definitif"),
        "PLT": Rupa(_RAGU, "person-badge", "Plt"),
        "PLH": Rupa(_RAGU, "person-badge", "Plh"),
        "OPERATOR": Rupa(_NETRAL, "person", "Operator"),
    },
    "akun": {
        "AKTIF": Rupa(_BAIK, _CENTANG, "Aktif"),
        "NONAKTIF": Rupa(_NETRAL, _HENTI, "Nonaktif"),
    },
    "tenggat": {
        "AMAN": Rupa(_BAIK, _JAM, "Dalam tenggat"),
        "DEKAT": Rupa(_RAGU, _AWAS, "Hampir lewat"),
        "LEWAT": Rupa(_BURUK, _AWAS, "Lewat tenggat"),
    },
    "kursi": {
        "TERISI": Rupa(_BAIK, _CENTANG, "Terisi"),
        "SEBAGIAN": Rupa(_RAGU, "circle-half", "Sebagian"),
        "KOSONG": Rupa(_BURUK, _LINGKAR, "Kosong"),
    },
}


def cari(kode: str, kelompok: str) -> Rupa:
    """Look a code up, in any case; an unknown one keeps its own words in a neutral tone."""
    dikenal = LENCANA.get(kelompok, {}).get(kode.upper())
    if dikenal:
        return dikenal
    return Rupa(_NETRAL, _LINGKAR, kode.replace("_", " ").strip().capitalize() or "–")
