"""The transition tables, and the one function that writes a status.

Each move is a compare-and-swap: an UPDATE that names the state it starts from. Zero rows mean
that somebody was first; the loser reads who, when and what. Status and audit are one transaction;
the outgoing message joins them in the service.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from inti import audit
from inti.errors import SudahDiproses
from inti.models import JejakAudit
from inti.waktu import ZONA
from pegawai.models import Pendataan
from penugasan.models import (
    AjuanSurat,
    KerjaGanda,
    Pengajuan,
    Pengecualian,
    Penugasan,
    Peringatan,
    PermintaanData,
    TemplatSurat,
    Usulan,
    VersiAturan,
)

P, U, V = Penugasan.Status, Usulan.Status, VersiAturan.Status
D, J = KerjaGanda.Status, Pengajuan.Status
M, K, G = PermintaanData.Status, Pengecualian.Status, Peringatan.Status
N, T, A = Pendataan.Status, TemplatSurat.Status, AjuanSurat.Status


@dataclass(frozen=True, slots=True)
class Peralihan:
    """One legal move: from which states, to which, and the audit id it leaves."""

    nama: str
    dari: frozenset[str]
    ke: str
    aksi: str


def _alur(objek: str) -> Callable[[str, tuple[str, ...], str], Peralihan]:
    """Return the maker of one kind's moves; the kind is the first half of the audit id."""

    def peralihan(nama: str, dari: tuple[str, ...], ke: str) -> Peralihan:
        return Peralihan(nama, frozenset(dari), ke, f"{objek}.{nama}")

    return peralihan


_penugasan, _usulan, _versi = _alur("penugasan"), _alur("usulan"), _alur("versi")
_permintaan, _pengecualian = _alur("permintaan"), _alur("pengecualian")
_peringatan, _pendataan = _alur("peringatan"), _alur("pendataan")
_pengajuan, _kerja_ganda = _alur("pengajuan"), _alur("kerja_ganda")
_templat, _ajuan = _alur("templat"), _alur("ajuan")


MINTA = _penugasan("minta", (P.DRAF,), P.DIMINTA)
SETUJUI_OPD = _penugasan("setujui_opd", (P.DIMINTA,), P.DISETUJUI_OPD)
TERIMA_PENGGANTI = _penugasan("terima_pengganti", (P.DRAF,), P.DISETUJUI_OPD)
GANTI = _penugasan("ganti", (P.DIMINTA,), P.DIGANTI)
PERTAHANKAN = _penugasan("pertahankan", (P.DIMINTA,), P.DIPERTAHANKAN)
TETAPKAN = _penugasan("tetapkan", (P.DISETUJUI_OPD,), P.DITETAPKAN)
AKTIFKAN = _penugasan("aktifkan", (P.DITETAPKAN,), P.AKTIF)
SELESAIKAN = _penugasan("selesaikan", (P.DITETAPKAN, P.AKTIF), P.SELESAI)
KEMBALIKAN = _penugasan("kembalikan", (P.AKTIF,), P.DIKEMBALIKAN)
BATALKAN = _penugasan("batalkan", (P.DRAF, P.DIMINTA, P.DISETUJUI_OPD), P.DIBATALKAN)
CABUT_PENETAPAN = _penugasan("cabut_penetapan", (P.DITETAPKAN,), P.DIBATALKAN)

SETUJUI = _usulan("setujui", (U.DIAJUKAN,), U.DISETUJUI)
TOLAK = _usulan("tolak", (U.DIAJUKAN,), U.DITOLAK)
MINTA_PERBAIKAN = _usulan("minta_perbaikan", (U.DIAJUKAN,), U.PERBAIKAN)
AJUKAN_LAGI = _usulan("ajukan_lagi", (U.PERBAIKAN,), U.DIAJUKAN)
CABUT = _usulan("cabut", (U.DIAJUKAN, U.PERBAIKAN), U.DICABUT)

SETUJUI_VERSI = _versi("setujui", (V.DRAF,), V.DISETUJUI)
TOLAK_VERSI = _versi("tolak", (V.DRAF,), V.DITOLAK)
BERLAKUKAN_VERSI = _versi("berlakukan", (V.DISETUJUI,), V.BERLAKU)
PENSIUNKAN_VERSI = _versi("pensiunkan", (V.BERLAKU,), V.PENSIUN)
CABUT_VERSI = _versi("cabut", (V.DISETUJUI,), V.PENSIUN)

JAWAB = _permintaan("jawab", (M.DIMINTA, M.DIKEMBALIKAN), M.DIJAWAB)
TERIMA_JAWABAN = _permintaan("terima", (M.DIJAWAB,), M.DITERIMA)
KEMBALIKAN_JAWABAN = _permintaan("kembalikan", (M.DIJAWAB,), M.DIKEMBALIKAN)
CABUT_PERMINTAAN = _permintaan("cabut", (M.DIMINTA, M.DIJAWAB, M.DIKEMBALIKAN), M.DICABUT)
GUGURKAN = _permintaan("gugurkan", (M.DIMINTA, M.DIJAWAB, M.DIKEMBALIKAN), M.GUGUR)

SETUJUI_PENGECUALIAN = _pengecualian("setujui", (K.DIAJUKAN,), K.DISETUJUI)
TOLAK_PENGECUALIAN = _pengecualian("tolak", (K.DIAJUKAN,), K.DITOLAK)
CABUT_PENGECUALIAN = _pengecualian("cabut", (K.DIAJUKAN, K.DISETUJUI), K.DICABUT)

TINDAK = _peringatan("tindak", (G.TERBUKA,), G.DITINDAK)
REDAKAN = _peringatan("redakan", (G.TERBUKA,), G.REDA)

UMUMKAN = _pendataan("umumkan", (N.PENDATAAN,), N.PENGUMUMAN)
TARIK_PENGUMUMAN = _pendataan("tarik", (N.PENGUMUMAN,), N.PENDATAAN)
BUKA_KOREKSI = _pendataan("buka_koreksi", (N.PENGUMUMAN,), N.KOREKSI)
FINALKAN = _pendataan("finalkan", (N.KOREKSI,), N.FINAL)
JELASKAN = _kerja_ganda("jelaskan", (D.TERBUKA,), D.DIJAWAB)
BUKA_LAGI = _kerja_ganda("buka_lagi", (D.TERBUKA, D.DIJAWAB), D.TERBUKA)
TERIMA_PENJELASAN = _kerja_ganda("terima", (D.DIJAWAB,), D.BERALASAN)
BUKTIKAN = _kerja_ganda("buktikan", (D.TERBUKA, D.DIJAWAB), D.TERBUKTI)
GUGURKAN_INDIKASI = _kerja_ganda("gugurkan", (D.TERBUKA, D.DIJAWAB), D.GUGUR)

TERUSKAN = _pengajuan("teruskan", (J.DIAJUKAN,), J.DITERUSKAN)
SETUJUI_PENGAJUAN = _pengajuan("setujui", (J.DITERUSKAN,), J.DISETUJUI)
TOLAK_PENGAJUAN = _pengajuan("tolak", (J.DIAJUKAN, J.DITERUSKAN), J.DITOLAK)
CABUT_PENGAJUAN = _pengajuan("cabut", (J.DIAJUKAN, J.DITERUSKAN), J.DICABUT)

PAKAI_TEMPLAT = _templat("pakai", (T.DRAF,), T.BERLAKU)
TOLAK_TEMPLAT = _templat("tolak", (T.DRAF,), T.DITOLAK)
PENSIUNKAN_TEMPLAT = _templat("pensiunkan", (T.BERLAKU,), T.PENSIUN)

SETUJUI_AJUAN = _ajuan("setujui", (A.DIAJUKAN,), A.DISETUJUI)
TOLAK_AJUAN = _ajuan("tolak", (A.DIAJUKAN,), A.DITOLAK)
TARIK_AJUAN = _ajuan("tarik", (A.DIAJUKAN,), A.DICABUT)

ALUR_PENUGASAN = (
    MINTA,
    SETUJUI_OPD,
    TERIMA_PENGGANTI,
    GANTI,
    PERTAHANKAN,
    TETAPKAN,
    AKTIFKAN,
    SELESAIKAN,
    KEMBALIKAN,
    BATALKAN,
    CABUT_PENETAPAN,
)
ALUR_USULAN = (SETUJUI, TOLAK, MINTA_PERBAIKAN, AJUKAN_LAGI, CABUT)
ALUR_VERSI = (SETUJUI_VERSI, TOLAK_VERSI, BERLAKUKAN_VERSI, PENSIUNKAN_VERSI, CABUT_VERSI)
ALUR_PERMINTAAN = (JAWAB, TERIMA_JAWABAN, KEMBALIKAN_JAWABAN, CABUT_PERMINTAAN, GUGURKAN)
ALUR_PENGECUALIAN = (SETUJUI_PENGECUALIAN, TOLAK_PENGECUALIAN, CABUT_PENGECUALIAN)
ALUR_PERINGATAN = (TINDAK, REDAKAN)
ALUR_KERJA_GANDA = (JELASKAN, BUKA_LAGI, TERIMA_PENJELASAN, BUKTIKAN, GUGURKAN_INDIKASI)
ALUR_PENDATAAN = (UMUMKAN, TARIK_PENGUMUMAN, BUKA_KOREKSI, FINALKAN)
ALUR_PENGAJUAN = (TERUSKAN, SETUJUI_PENGAJUAN, TOLAK_PENGAJUAN, CABUT_PENGAJUAN)
ALUR_TEMPLAT = (PAKAI_TEMPLAT, TOLAK_TEMPLAT, PENSIUNKAN_TEMPLAT)
ALUR_AJUAN = (SETUJUI_AJUAN, TOLAK_AJUAN, TARIK_AJUAN)

BerstatusApaPun = (
    Penugasan
    | Usulan
    | VersiAturan
    | PermintaanData
    | Pengecualian
    | Peringatan
    | KerjaGanda
    | Pendataan
    | Pengajuan
    | TemplatSurat
    | AjuanSurat
)
Berstatus = TypeVar(
    "Berstatus",
    Penugasan,
    Usulan,
    VersiAturan,
    PermintaanData,
    Pengecualian,
    Peringatan,
    KerjaGanda,
    Pendataan,
    Pengajuan,
    TemplatSurat,
    AjuanSurat,
)


def pindah(
    objek: Berstatus,
    peralihan: Peralihan,
    *,
    aktor: Any | None,
    pesan: str = "",
    atas_nama: str = "",
    **isi: Any,
) -> Berstatus:
    """Move ``objek`` and set the fields of ``isi`` with it; return the row as it is now.

    The state compared is the one ``objek`` was read in, so that nobody moves a row that changed
    after he looked at it. Belongs inside ``audit.keputusan(instansi)``. ``aktor`` is None for
    "sistem".

    Raises SudahDiproses when the row has left that state, or no such move starts from it.
    """
    model = type(objek)
    sebelum = objek.status
    boleh = sebelum in peralihan.dari
    baris = model.objects.filter(pk=objek.pk, status=sebelum)
    if not boleh or not baris.update(status=peralihan.ke, **isi):
        raise SudahDiproses(siapa_dulu(objek))
    objek.refresh_from_db()
    audit.catat(
        aksi=peralihan.aksi,
        aktor=aktor,
        instansi=objek.instansi,
        objek=objek,
        sebelum={"status": sebelum},
        sesudah={"status": peralihan.ke, **{k: _ringkas(v) for k, v in isi.items()}},
        pesan=pesan,
        atas_nama=atas_nama,
    )
    return objek


def _ringkas(nilai: Any) -> Any:
    if isinstance(nilai, dt.date | dt.datetime):
        return nilai.isoformat()
    return getattr(nilai, "pk", nilai)


def siapa_dulu(objek: BerstatusApaPun) -> str:
    """Say who was first, when, and what the row is now."""
    objek.refresh_from_db()
    jejak = (
        JejakAudit.objects.filter(
            instansi_id=objek.instansi_id,
            objek_jenis=objek._meta.label_lower,
            objek_id=str(objek.pk),
        )
        .select_related("aktor")
        .first()
    )
    status = objek.get_status_display()
    if jejak is None:
        return f"Sudah diproses lebih dulu. Keadaan sekarang: {status}."
    oleh = jejak.aktor.nama if jejak.aktor else "sistem"
    pukul = jejak.waktu.astimezone(ZONA).strftime("%d-%m-%Y pukul %H.%M")
    return f"Sudah diproses lebih dulu oleh {oleh} pada {pukul}. Keadaan sekarang: {status}."
