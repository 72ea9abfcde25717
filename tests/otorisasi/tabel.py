"""The one table: who may open what. A URL that is not here fails the test.

It is written from the roles' handbook, not from the views: a view that lets one role too many in
fails here.
"""

from collections.abc import Callable
from typing import Any

from inti.peran import Peran
from tests.otorisasi.dunia import Isi
from tests.otorisasi.jalan import BKPSDM, PUBLIK, SEMUA, Baris
from tests.otorisasi.tabel_aturan import ATURAN, PAKET, PENGECUALIAN, PERINGATAN, PERMINTAAN
from tests.otorisasi.tabel_orang import ORANG
from tests.otorisasi.tabel_pendataan import PENDATAAN
from tests.otorisasi.tabel_siasn import SIASN
from tests.otorisasi.tabel_surat import SURAT

ADMIN = frozenset({Peran.ADMIN})
PETUGAS = frozenset({Peran.PETUGAS})
PENYETUJU = frozenset({Peran.PENYETUJU})
KEPALA = frozenset({Peran.KEPALA_OPD})
DIRI = frozenset({Peran.PEGAWAI})
DINAS = frozenset({Peran.DINAS_KOPERASI})
PEMERIKSA = frozenset({Peran.AUDITOR, Peran.ADMIN})
MELIHAT_ORANG = BKPSDM | ADMIN | KEPALA
MELIHAT_KOPERASI = BKPSDM | DINAS
MENGEKSPOR = BKPSDM | ADMIN | KEPALA | DINAS
KE_DEPAN = 302


def baris(nama: str) -> Callable[[Isi], dict[str, Any]]:
    """The URL's ``pk`` is that of the world's object of this name."""
    return lambda isi: {"pk": isi.pk(nama)}


def _kunci_bukti(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("pegawai"), "macam": "hukuman"}


def _kunci_rencana(isi: Isi) -> dict[str, Any]:
    return {"pk": isi.pk("rencana"), "baris_pk": isi.pk("baris_rencana")}


# The Dinas Koperasi imports posts only: a file of people does not exist for it.
_BUKAN_MILIK_DINAS = {Peran.DINAS_KOPERASI: 404}

INTI = [
    Baris("inti:sehat", PUBLIK),
    Baris("inti:keadaan", ADMIN | PETUGAS),
    Baris("inti:metrik", PUBLIK, jawab=404),  # no token is set: there is no such page
    # A job: BKPSDM follows all of the agency, others only what they started.
    Baris(
        "inti:pekerjaan",
        SEMUA,
        baris("pekerjaan"),
        lingkup=SEMUA - BKPSDM - ADMIN,
        khusus=dict.fromkeys(["mantan_kepala", *(SEMUA - BKPSDM - ADMIN)], 404),
    ),
    Baris(
        "inti:pekerjaan_kemajuan",
        SEMUA,
        baris("pekerjaan"),
        lingkup=SEMUA - BKPSDM - ADMIN,
        khusus=dict.fromkeys(["mantan_kepala", *(SEMUA - BKPSDM - ADMIN)], 404),
    ),
    Baris("inti:impor", PETUGAS | DINAS),
    Baris("inti:impor_rincian", PETUGAS | DINAS, baris("impor"), khusus=_BUKAN_MILIK_DINAS),
    Baris("inti:impor_temuan", PETUGAS | DINAS, baris("impor"), khusus=_BUKAN_MILIK_DINAS),
    Baris("inti:impor_templat", PETUGAS | DINAS, tetap={"jenis": "kebutuhan"}),
    Baris(
        "inti:impor_templat",
        PETUGAS | DINAS,
        tetap={"jenis": "siasn"},
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_terapkan",  # staged by hand: the portal asks to upload it again
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_ulang",
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=KE_DEPAN,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_buang",
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=KE_DEPAN,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_putuskan",  # nothing is in doubt in the test world: a refusal in words
        PETUGAS | DINAS,
        baris("baris_impor"),
        metode="post",
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_hilang",
        PETUGAS | DINAS,
        baris("impor"),
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_ikutkan",
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=KE_DEPAN,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_kolom",
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=KE_DEPAN,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_padankan",  # no name is unknown in the test world
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_petakan",  # no kind of file is named
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_koreksi",  # the uploaded file is no longer kept
        PETUGAS | DINAS,
        baris("impor"),
        metode="post",
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_unduh_koreksi",  # nothing was marked
        PETUGAS | DINAS,
        baris("impor"),
        jawab=404,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris(
        "inti:impor_urungkan",  # it was not applied
        PETUGAS | DINAS,
        baris("impor"),
        jawab=409,
        khusus=_BUKAN_MILIK_DINAS,
    ),
    Baris("inti:jejak", PEMERIKSA),
    Baris("inti:jejak_hasil", PEMERIKSA, baris("pekerjaan_jejak")),
    Baris("inti:jejak_periksa", PEMERIKSA, metode="post", jawab=KE_DEPAN),
]

PEGAWAI = [
    Baris("pegawai:akun", ADMIN),
    Baris("pegawai:akun_tambah", ADMIN),
    Baris("pegawai:akun_rincian", ADMIN, baris("akun")),
    Baris("pegawai:akun_nonaktifkan", ADMIN, baris("akun"), metode="post"),
    Baris("pegawai:akun_hubungkan", ADMIN, baris("akun"), metode="post"),
    Baris("pegawai:akun_aktifkan", ADMIN, baris("akun"), metode="post", jawab=KE_DEPAN),
    Baris("pegawai:akun_atur_ulang", ADMIN, baris("akun"), metode="post"),
    Baris("pegawai:pegawai", MELIHAT_ORANG, baris("pegawai")),
    Baris("pegawai:pegawai_ubah", PETUGAS, baris("pegawai")),
    Baris("pegawai:pegawai_ganti_nip", PETUGAS, baris("pegawai")),
    Baris("pegawai:pegawai_bukti", PETUGAS, _kunci_bukti),
    Baris("pegawai:pejabat", ADMIN),
    Baris("pegawai:pejabat_rincian", ADMIN, lambda isi: {"opd_pk": isi.opd.pk}),
    Baris("pegawai:pejabat_akhiri", ADMIN, baris("pejabat"), metode="post", jawab=KE_DEPAN),
]

KOPERASI = [
    Baris("koperasi:daftar", MELIHAT_KOPERASI),
    Baris("koperasi:rincian", MELIHAT_KOPERASI, baris("koperasi")),
    Baris("penugasan:papan", MELIHAT_KOPERASI),
]

KELAYAKAN = [
    Baris("penugasan:beranda", SEMUA),
    Baris("penugasan:kelayakan", MELIHAT_ORANG),
    Baris("penugasan:saring", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:kartu_kelayakan", MELIHAT_ORANG, baris("pegawai")),
    Baris("penugasan:ungkap_nip", MELIHAT_ORANG, baris("pegawai"), metode="post"),
]

RENCANA = [
    Baris("penugasan:rencana", BKPSDM),
    Baris("penugasan:rencana_susun", PETUGAS, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:rencana_rincian", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_belum", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_dampak", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_bandingkan", BKPSDM, baris("rencana")),
    Baris("penugasan:rencana_pakai", PETUGAS, baris("rencana_lain"), metode="post", jawab=KE_DEPAN),
    Baris("penugasan:rencana_kirim", PETUGAS, baris("rencana")),
    Baris("penugasan:rencana_kunci", PETUGAS, _kunci_rencana, metode="post", jawab=KE_DEPAN),
]

NOMINASI = [
    Baris("penugasan:nominasi", BKPSDM),
    Baris("penugasan:nominasi_baru", PETUGAS),
    Baris("penugasan:nominasi_siasn", PETUGAS, baris("pegawai")),
    Baris("penugasan:nominasi_rincian", BKPSDM, baris("diminta")),
    Baris(
        "penugasan:nominasi_batalkan",
        PETUGAS,
        baris("diminta"),
        metode="post",
        isi=lambda _isi: {"alasan": "Uji"},
        jawab=KE_DEPAN,
    ),
    Baris(
        "penugasan:penetapan_cabut",
        PENYETUJU,
        baris("ditetapkan"),
        metode="post",
        isi=lambda _isi: {"alasan": "Uji"},
        jawab=KE_DEPAN,
    ),
]

TUGAS = [
    Baris("penugasan:nominasi_opd", KEPALA),
    Baris("penugasan:nominasi_opd_rincian", KEPALA, baris("diminta")),
    Baris("penugasan:nominasi_opd_setuju", KEPALA, baris("diminta")),
    Baris("penugasan:nominasi_opd_setuju", KEPALA, baris("diminta"), metode="post", jawab=KE_DEPAN),
    Baris("penugasan:nominasi_opd_setuju_semua", KEPALA),
    Baris("penugasan:usulan_opd_ajukan", KEPALA, baris("diminta")),
    Baris(
        "penugasan:usulan_opd_ajukan",
        KEPALA,
        baris("diminta"),
        metode="post",
        isi=lambda isi: {"alasan_kode": "tenaga_kunci", "pengganti": isi.pk("pengganti")},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:usulan_opd_keberatan", KEPALA, baris("diminta")),
    Baris(
        "penugasan:usulan_opd_keberatan",
        KEPALA,
        baris("diminta"),
        metode="post",
        isi=lambda _isi: {"alasan_kode": "layanan", "alasan": "Uji"},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:usulan_opd_rincian", KEPALA, baris("usulan")),
    Baris("penugasan:usulan_opd_cabut", KEPALA, baris("usulan"), metode="post", jawab=KE_DEPAN),
    Baris("penugasan:usulan_opd_perbaiki", KEPALA, baris("perbaikan")),
]

USULAN = [
    Baris("penugasan:inbox_usul", BKPSDM),
    Baris("penugasan:usulan_rincian", BKPSDM, baris("usulan")),
    Baris(
        "penugasan:usulan_putuskan",
        PETUGAS,
        baris("usulan"),
        metode="post",
        isi=lambda _isi: {"putusan": "tolak", "catatan": "Uji"},
        jawab=KE_DEPAN,
    ),
    Baris("penugasan:usulan_terima_semua", PETUGAS, jawab=KE_DEPAN),
    # Nothing is attached in the test world: a 404 for everybody, but never a 200 or a 500.
    Baris("penugasan:usulan_bukti", BKPSDM | KEPALA, baris("usulan"), jawab=404),
]

PENETAPAN = [
    Baris("penugasan:penetapan", BKPSDM),
    Baris("penugasan:penetapan_periksa", PENYETUJU, jawab=KE_DEPAN),
    Baris("penugasan:penetapan_hasil", BKPSDM, baris("sk")),
]


def _ekspor(jenis: str, boleh: frozenset[str]) -> Baris:
    return Baris("penugasan:ekspor", boleh, tetap={"jenis": jenis}, kecuali=MENGEKSPOR - boleh)


def _jadwal_baru(jenis: str, boleh: frozenset[str]) -> Baris:
    luar = MENGEKSPOR - boleh
    return Baris("penugasan:ekspor_jadwal_baru", boleh, tetap={"jenis": jenis}, kecuali=luar)


EKSPOR = [
    Baris("penugasan:ekspor_daftar", MENGEKSPOR),
    # The file of a long export belongs to who started it; nobody here did.
    Baris("penugasan:ekspor_hasil", MENGEKSPOR, baris("pekerjaan"), jawab=404),
    Baris("penugasan:ekspor_unduh", MENGEKSPOR, baris("pekerjaan"), jawab=404),
    _ekspor("pegawai", BKPSDM | KEPALA),
    _ekspor("entri-siasn", BKPSDM),
    _ekspor("bukti", BKPSDM | KEPALA),
    _ekspor("kelayakan", MELIHAT_ORANG),
    _ekspor("nominatif", BKPSDM | KEPALA),
    _ekspor("rencana", BKPSDM),
    _ekspor("penugasan", BKPSDM | KEPALA),
    _ekspor("berakhir", BKPSDM | DINAS),
    _ekspor("sinkronisasi", BKPSDM),
    _ekspor("beda-siasn", BKPSDM),
    _ekspor("padanan-siasn", BKPSDM),
    _ekspor("beban-opd", BKPSDM),
    _ekspor("kebutuhan", BKPSDM | DINAS),
    _jadwal_baru("kelayakan", MELIHAT_ORANG),
    _jadwal_baru("nominatif", BKPSDM | KEPALA),
    _jadwal_baru("kebutuhan", BKPSDM | DINAS),
    # A schedule belongs to who made it; nobody here did.
    Baris("penugasan:ekspor_jadwal_ubah", MENGEKSPOR, baris("akun"), jawab=404),
    Baris("penugasan:ekspor_jadwal_henti", MENGEKSPOR, baris("akun"), metode="post", jawab=404),
    Baris("penugasan:ekspor_jadwal_lanjut", MENGEKSPOR, baris("akun"), metode="post", jawab=404),
    Baris("penugasan:ekspor_jadwal_hapus", MENGEKSPOR, baris("akun"), metode="post", jawab=404),
]

MASUK = [
    Baris("account_login", PUBLIK, khusus=dict.fromkeys([*SEMUA, "mantan_kepala"], KE_DEPAN)),
    Baris("account_reset_password", PUBLIK),
    Baris("account_reset_password_done", PUBLIK),
    Baris("account_reset_password_from_key_done", PUBLIK),
    Baris("account_logout", SEMUA),
    Baris("account_change_password", SEMUA),
    Baris("account_reauthenticate", SEMUA),
    Baris("panduan", SEMUA),
    Baris("pegawai:saringan", SEMUA),
    Baris("pegawai:saringan_simpan", SEMUA, metode="post", jawab=404),  # nothing signed
    Baris("pegawai:saringan_hapus", SEMUA, metode="post", jawab=KE_DEPAN),
    Baris("penugasan:umum", PUBLIK, tetap={"kode": "kota-pekalongan"}),
    Baris("tur", SEMUA, metode="post", jawab=KE_DEPAN),
]

TABEL: list[Baris] = [
    *INTI,
    *PEGAWAI,
    *KOPERASI,
    *KELAYAKAN,
    *RENCANA,
    *NOMINASI,
    *TUGAS,
    *USULAN,
    *PENETAPAN,
    *ATURAN,
    *PENGECUALIAN,
    *PAKET,
    *PERINGATAN,
    *PERMINTAAN,
    *PENDATAAN,
    *ORANG,
    *SIASN,
    *SURAT,
    *EKSPOR,
    *MASUK,
]

DI_LUAR: dict[str, str] = {
    "account_reset_password_from_key": "allauth: perlu token dari surel",
}
"""URLs that are no page of ours, each with the reason why it stands outside the walk."""
