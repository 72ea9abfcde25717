"""May this account do this to that row? One predicate per act, in one place.

Which rows an account *sees* is decided in the query; these predicates decide what it may *do*.
They read the account, the row and the day; they write nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from inti.errors import TidakBerhak
from inti.peran import Peran
from koperasi.models import Koperasi, koperasi_diurus
from pegawai.models import Akun, Opd, Pegawai, Pejabat, Pendataan
from penugasan.models import (
    AjuanSurat,
    Pengajuan,
    Penugasan,
    PermintaanData,
    TugasDialihkan,
    Usulan,
)

PANJANG_SEBAGAI = 120


def menguasai(akun: Akun, opd: Opd | None, hari: dt.date) -> bool:
    """Whether the account heads this unit, or one above it, on that day."""
    if opd is None or akun.peran != Peran.KEPALA_OPD or akun.instansi_id != opd.instansi_id:
        return False
    return any(opd.jalur.startswith(jalur) for jalur in akun.jalur_opd(hari))


def sebagai(akun: Akun, opd: Opd, hari: dt.date) -> str:
    """In what capacity the account acts for the unit: ``Plt. Kepala Dinas Perhubungan``.

    An operator acts in another's name, so his own goes before it: ``Rudi a.n. Kepala Dinas X``.

    Of several offices the nearest to the unit speaks. At most 120 characters, as the trail keeps.
    """
    jabatan = [j for j in akun.jabatan_pada(hari) if opd.jalur.startswith(j.opd.jalur)]
    if not jabatan:
        return akun.get_peran_display()
    dekat = max(jabatan, key=lambda j: len(j.opd.jalur))
    jabatan_ini = f"{dekat.get_jenis_display()} {dekat.opd.nama}"
    if dekat.jenis == Pejabat.Jenis.OPERATOR:
        jabatan_ini = f"{akun.nama} {jabatan_ini}"
    return jabatan_ini[:PANJANG_SEBAGAI]


def _petugas(akun: Akun, objek: Any, _hari: dt.date) -> bool:
    return akun.peran == Peran.PETUGAS and akun.instansi_id == objek.instansi_id


def _orang_kedua(akun: Akun, penugasan: Penugasan, _hari: dt.date) -> bool:
    """A penyetuju, and never the person who made the nomination."""
    return (
        akun.peran == Peran.PENYETUJU
        and akun.instansi_id == penugasan.instansi_id
        and akun.pk != penugasan.dibuat_oleh_id
    )


def _kepala(akun: Akun, penugasan: Penugasan, hari: dt.date) -> bool:
    return menguasai(akun, penugasan.opd_asal, hari)


def _kepala_usulan(akun: Akun, usulan: Usulan, hari: dt.date) -> bool:
    return menguasai(akun, usulan.penugasan.opd_asal, hari)


def _petugas_atau_kepala(akun: Akun, penugasan: Penugasan, hari: dt.date) -> bool:
    return _petugas(akun, penugasan, hari) or _kepala(akun, penugasan, hari)


def _pencatat(akun: Akun, tugas: TugasDialihkan, hari: dt.date) -> bool:
    """BKPSDM; the unit only for what the unit listed: nobody slips past the gate by deleting."""
    if _petugas(akun, tugas.penugasan, hari):
        return True
    return tugas.dicatat_oleh.peran == Peran.KEPALA_OPD and _kepala(akun, tugas.penugasan, hari)


def mengurus(akun: Akun, koperasi: Koperasi, hari: dt.date) -> bool:
    """Whether the account runs this cooperative on that day."""
    if akun.peran != Peran.PENGURUS_KOPERASI or akun.instansi_id != koperasi.instansi_id:
        return False
    return bool(koperasi_diurus(akun, hari).filter(koperasi=koperasi).exists())


def _petugas_atau_pengurus(akun: Akun, penugasan: Penugasan, hari: dt.date) -> bool:
    return _petugas(akun, penugasan, hari) or mengurus(akun, penugasan.kebutuhan.koperasi, hari)


def _pengaju(akun: Akun, pengajuan: Pengajuan, hari: dt.date) -> bool:
    """BKPSDM, Dinas Koperasi, or the cooperative itself, which cannot extend by itself."""
    if akun.instansi_id != pengajuan.instansi_id:
        return False
    if akun.peran in (Peran.PETUGAS, Peran.DINAS_KOPERASI):
        return True
    perpanjang = pengajuan.jenis == Pengajuan.Jenis.PERPANJANG
    return not perpanjang and mengurus(akun, pengajuan.koperasi, hari)


def _pencabut(akun: Akun, pengajuan: Pengajuan, hari: dt.date) -> bool:
    """Who handed it in, as long as he still may."""
    return akun.pk == pengajuan.diajukan_oleh_id and _pengaju(akun, pengajuan, hari)


def _orang_kedua_pengajuan(akun: Akun, pengajuan: Pengajuan, _hari: dt.date) -> bool:
    """A penyetuju who neither handed it in nor passed it on."""
    return (
        akun.peran == Peran.PENYETUJU
        and akun.instansi_id == pengajuan.instansi_id
        and akun.pk not in (pengajuan.diajukan_oleh_id, pengajuan.diteruskan_oleh_id)
    )


def _pemutus_pengajuan(akun: Akun, pengajuan: Pengajuan, hari: dt.date) -> bool:
    """The officer while he checks it, the second person afterwards."""
    if pengajuan.status == Pengajuan.Status.DITERUSKAN:
        return _orang_kedua_pengajuan(akun, pengajuan, hari)
    return _petugas(akun, pengajuan, hari)


def _suara(akun: Akun, penugasan: Penugasan, hari: dt.date) -> bool:
    return mengurus(akun, penugasan.kebutuhan.koperasi, hari)


def _kepala_orang(akun: Akun, pegawai: Pegawai, hari: dt.date) -> bool:
    """The head of the unit where the person works."""
    return menguasai(akun, pegawai.opd, hari)


def _dinas(akun: Akun, objek: Any, _hari: dt.date) -> bool:
    return akun.peran == Peran.DINAS_KOPERASI and akun.instansi_id == objek.instansi_id


def _kepala_asal(akun: Akun, objek: Any, hari: dt.date) -> bool:
    """The head of the home unit of the assignment that the row is about."""
    return menguasai(akun, objek.penugasan.opd_asal, hari)


def _orang_kedua_pengaju(akun: Akun, objek: Any, _hari: dt.date) -> bool:
    """A penyetuju, and never the person who proposed it (an exception, a rule version)."""
    pengaju = getattr(objek, "diajukan_oleh_id", None) or getattr(objek, "dibuat_oleh_id", None)
    return (
        akun.peran == Peran.PENYETUJU
        and akun.instansi_id == objek.instansi_id
        and akun.pk != pengaju
    )


def _orang_kedua_sptjm(akun: Akun, pendataan: Pendataan, _hari: dt.date) -> bool:
    """A penyetuju, and never the person who filed the signed statement."""
    return (
        akun.peran == Peran.PENYETUJU
        and akun.instansi_id == pendataan.instansi_id
        and akun.pk != pendataan.sptjm_oleh_id
    )


def _penarik(akun: Akun, ajuan: AjuanSurat, hari: dt.date) -> bool:
    """Who asked for it, as long as he still may ask."""
    return akun.pk == ajuan.diajukan_oleh_id and _petugas(akun, ajuan, hari)


def _diri(akun: Akun, permintaan: PermintaanData, _hari: dt.date) -> bool:
    """The person it is about."""
    milik = akun.pegawai_id is not None and akun.pegawai_id == permintaan.pegawai_id
    return akun.peran == Peran.PEGAWAI and milik


def _penjawab(akun: Akun, permintaan: PermintaanData, hari: dt.date) -> bool:
    """The head of the unit that was asked, or the person it is about."""
    return _diri(akun, permintaan, hari) or menguasai(akun, permintaan.opd, hari)


BOLEH: dict[str, Callable[[Akun, Any, dt.date], bool]] = {
    "ajuan.ajukan": _petugas,
    "ajuan.setujui": _orang_kedua_pengaju,
    "ajuan.tarik": _penarik,
    "ajuan.tolak": _orang_kedua_pengaju,
    "beda.cocokkan": _petugas,
    "beda.jawab": _petugas,
    "padanan.baca": _petugas,
    "padanan.terima": _petugas,
    "padanan.urungkan": _petugas,
    "pendataan.buka_koreksi": _petugas,
    "pendataan.finalkan": _orang_kedua_sptjm,
    "pendataan.koreksi": _petugas,
    "pendataan.siapkan": _petugas,
    "pendataan.sptjm": _petugas,
    "pendataan.tarik": _petugas,
    "pendataan.tautkan": _petugas,
    "pendataan.umumkan": _petugas,
    "penugasan.minta": _petugas,
    "penugasan.batalkan": _petugas,
    "penugasan.setujui_opd": _kepala,
    "penugasan.tetapkan": _orang_kedua,
    "penugasan.cabut_penetapan": _orang_kedua,
    "penugasan.aktifkan": _petugas_atau_pengurus,
    "evaluasi.nilai": _dinas,
    "panggilan.minta": _petugas,
    "panggilan.tawarkan": _kepala_orang,
    "pengajuan.ajukan": _pengaju,
    "pengajuan.cabut": _pencabut,
    "pengajuan.setujui": _orang_kedua_pengajuan,
    "pengajuan.teruskan": _petugas,
    "pengajuan.tolak": _pemutus_pengajuan,
    "suara.kirim": _suara,
    "kerja_ganda.buktikan": _petugas,
    "kerja_ganda.jelaskan": _kepala_asal,
    "kerja_ganda.terima": _petugas,
    "pengalihan.atur": _petugas_atau_kepala,
    "pengalihan.hapus": _pencatat,
    "pengecualian.ajukan": _petugas,
    "pengecualian.cabut": _petugas,
    "pengecualian.setujui": _orang_kedua_pengaju,
    "pengecualian.tolak": _orang_kedua_pengaju,
    "peringatan.tindak": _petugas,
    "permintaan.cabut": _petugas,
    "permintaan.jawab": _penjawab,
    "permintaan.kembalikan": _petugas,
    "permintaan.minta": _petugas,
    "permintaan.terima": _petugas,
    "permintaan.usulkan": _diri,
    "pesan.entri_manual": _petugas,
    "pesan.kirim_ulang": _petugas,
    "rencana.susun": _petugas,
    "rencana.kunci": _petugas,
    "surat.terbitkan": _petugas,
    "surat.unggah_ttd": _petugas,
    "templat.pakai": _orang_kedua_pengaju,
    "templat.simpan": _petugas,
    "templat.tolak": _orang_kedua_pengaju,
    "usulan.ajukan": _kepala,
    "usulan.ajukan_lagi": _kepala_usulan,
    "usulan.cabut": _kepala_usulan,
    "usulan.setujui": _petugas,
    "usulan.tolak": _petugas,
    "usulan.minta_perbaikan": _petugas,
    "versi.setujui": _orang_kedua_pengaju,
    "versi.tolak": _orang_kedua_pengaju,
    "versi.usulkan": _petugas,
}


def boleh(akun: Akun, aksi: str, objek: Any, hari: dt.date) -> bool:
    """Whether ``akun`` may do ``aksi`` (a dotted act) to ``objek`` on that day."""
    return akun.is_active and BOLEH[aksi](akun, objek, hari)


def pastikan(akun: Akun, aksi: str, objek: Any, hari: dt.date) -> Akun:
    """The account as it stands now, when it may do this. Ask inside the deciding transaction.

    The copy at hand is as old as the request: a role or a term may have ended since.

    Raises TidakBerhak.
    """
    return pastikan_semua(akun, aksi, [objek], hari)


def pastikan_semua(akun: Akun, aksi: str, daftar: Iterable[Any], hari: dt.date) -> Akun:
    """The same for several rows, all or none. Of nothing nobody may do anything."""
    kini, daftar = Akun.objects.get(pk=akun.pk), list(daftar)
    if not daftar or not all(boleh(kini, aksi, objek, hari) for objek in daftar):
        raise TidakBerhak
    return kini
