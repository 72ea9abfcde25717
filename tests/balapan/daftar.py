"""The eighteen races of the quality plan (R9), and two more at the gate before the SK."""

from collections.abc import Callable

from tests.balapan import berkas, keputusan, kirim, kuasa
from tests.balapan.panggung import Panggung

Balapan = Callable[[Panggung], str]
"""Runs once, asserts what must hold, and says which way it went."""

R9: dict[str, Balapan] = {
    "two officers approve one person": keputusan.dua_petugas_satu_orang,
    "approve/reject": keputusan.setuju_dan_tolak,
    "approve/withdraw": keputusan.setuju_dan_cabut,
    "two OPDs choose the same substitute": keputusan.dua_opd_satu_pengganti,
    "OPD picks somebody being approved elsewhere": keputusan.pengganti_disetujui_di_tempat_lain,
    "substitute becomes ineligible between check and commit": (
        keputusan.pengganti_gugur_sebelum_disimpan
    ),
    "person moves OPD meanwhile": keputusan.orang_pindah_opd,
    "last seat taken twice": keputusan.kursi_terakhir_dua_kali,
    "two imports of one file": berkas.dua_impor_satu_berkas,
    "import/manual edit": berkas.impor_dan_tangan,
    "undo/later edit": berkas.urung_dan_tangan,
    "rule version switched during batch approval": kuasa.aturan_berganti_saat_batch,
    "one letter number twice": keputusan.nomor_surat_dua_kali,
    "cancel while the message is in flight": kirim.batal_saat_pesan_terkirim,
    "two senders on one outbox row": kirim.dua_pengirim_satu_pesan,
    "role revoked while acting": kuasa.peran_dicabut_saat_bertindak,
    "account disabled mid-session": kuasa.akun_dinonaktifkan_di_tengah_sesi,
    "scheduler running twice": kuasa.penjadwal_ganda,
}
GERBANG: dict[str, Balapan] = {
    "task listed while the SK is issued": kuasa.tugas_dicatat_saat_sk_terbit,
    "task handed to somebody who leaves": kuasa.penerima_tugas_ikut_berangkat,
}
SEMUA = R9 | GERBANG
