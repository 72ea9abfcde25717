"""The transition tables, and the one function that writes a status.

Each move is a compare-and-swap: an UPDATE that names the state it starts from. Zero rows mean
that somebody was first; the loser reads who, when and what. Status and audit are one transaction;
the outgoing message joins them in the service.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from inti import audit
from inti.errors import SudahDiproses
from inti.models import JejakAudit
from inti.waktu import ZONA
from penugasan.models import Penugasan, Usulan

P, U = Penugasan.Status, Usulan.Status


@dataclass(frozen=True, slots=True)
class Peralihan:
    """One legal move: from which states, to which, and the audit id it leaves."""

    nama: str
    dari: frozenset[str]
    ke: str
    aksi: str


def _penugasan(nama: str, dari: tuple[str, ...], ke: str) -> Peralihan:
    return Peralihan(nama, frozenset(dari), ke, f"penugasan.{nama}")


def _usulan(nama: str, dari: tuple[str, ...], ke: str) -> Peralihan:
    return Peralihan(nama, frozenset(dari), ke, f"usulan.{nama}")


MINTA = _penugasan("minta", (P.DRAF,), P.DIMINTA)
SETUJUI_OPD = _penugasan("setujui_opd", (P.DIMINTA,), P.DISETUJUI_OPD)
TERIMA_PENGGANTI = _penugasan("terima_pengganti", (P.DRAF,), P.DISETUJUI_OPD)
GANTI = _penugasan("ganti", (P.DIMINTA,), P.DIGANTI)
PERTAHANKAN = _penugasan("pertahankan", (P.DIMINTA,), P.DIPERTAHANKAN)
TETAPKAN = _penugasan("tetapkan", (P.DISETUJUI_OPD,), P.DITETAPKAN)
AKTIFKAN = _penugasan("aktifkan", (P.DITETAPKAN,), P.AKTIF)
SELESAIKAN = _penugasan("selesaikan", (P.AKTIF,), P.SELESAI)
KEMBALIKAN = _penugasan("kembalikan", (P.AKTIF,), P.DIKEMBALIKAN)
BATALKAN = _penugasan("batalkan", (P.DRAF, P.DIMINTA, P.DISETUJUI_OPD), P.DIBATALKAN)
CABUT_PENETAPAN = _penugasan("cabut_penetapan", (P.DITETAPKAN,), P.DIBATALKAN)

SETUJUI = _usulan("setujui", (U.DIAJUKAN,), U.DISETUJUI)
TOLAK = _usulan("tolak", (U.DIAJUKAN,), U.DITOLAK)
MINTA_PERBAIKAN = _usulan("minta_perbaikan", (U.DIAJUKAN,), U.PERBAIKAN)
AJUKAN_LAGI = _usulan("ajukan_lagi", (U.PERBAIKAN,), U.DIAJUKAN)
CABUT = _usulan("cabut", (U.DIAJUKAN, U.PERBAIKAN), U.DICABUT)

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

Berstatus = TypeVar("Berstatus", Penugasan, Usulan)


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


def siapa_dulu(objek: Penugasan | Usulan) -> str:
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
