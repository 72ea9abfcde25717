"""Extension, return, replacement, one more person: asked, checked, decided by a second person."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.kata import sebut
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Pengajuan, Penugasan
from penugasan.queries.kalender import akhir_kontrak, usia_bup
from penugasan.rules.masa import Akhir, akhir_perpanjangan
from penugasan.services import surat, surat_terbit
from penugasan.services.masa import ubah_akhir
from penugasan.services.nominasi import hari

Jenis = Pengajuan.Jenis
BERJALAN = (Penugasan.Status.AKTIF,)
MENGOSONGKAN = (Jenis.GANTI, Jenis.KEMBALIKAN)
"""Requests that leave the post empty when they are approved."""


def ajukan(
    *,
    jenis: str,
    koperasi: Koperasi,
    aktor: Akun,
    pada: dt.datetime,
    alasan_kode: str,
    alasan: str = "",
    penugasan: Penugasan | None = None,
    peran: str = "",
    sampai: dt.date | None = None,
) -> Pengajuan:
    """Hand a request in. Raises TidakBerhak, SudahDiproses (one is open), DomainError."""
    with audit.keputusan(koperasi.instansi):
        baru = Pengajuan(
            instansi=koperasi.instansi,
            jenis=jenis,
            koperasi=koperasi,
            penugasan=penugasan,
            peran=peran,
            sampai=sampai,
            alasan_kode=alasan_kode,
            alasan=" ".join(alasan.split()),
            diajukan_pada=pada,
            diajukan_oleh=aktor,
        )
        aktor = permissions.pastikan(aktor, "pengajuan.ajukan", baru, hari(pada))
        if jenis == Jenis.TAMBAH:
            _pastikan_kuota(koperasi)
        else:
            _pastikan_bertugas(penugasan, koperasi)
        if jenis == Jenis.PERPANJANG:
            akhir_baru(baru)
        _simpan(baru)
        audit.catat(
            aksi="pengajuan.ajukan",
            aktor=aktor,
            instansi=koperasi.instansi,
            objek=baru,
            sesudah={
                "jenis": jenis,
                "koperasi": koperasi.pk,
                "penugasan": penugasan.pk if penugasan else None,
                "sampai": sampai,
            },
            pesan=baru.alasan,
        )
        return baru


def teruskan(*, pengajuan: Pengajuan, catatan: str, aktor: Akun, pada: dt.datetime) -> Pengajuan:
    """The officer has checked it; a second person decides. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(pengajuan.instansi):
        aktor = permissions.pastikan(aktor, "pengajuan.teruskan", pengajuan, hari(pada))
        return workflow.pindah(
            pengajuan,
            workflow.TERUSKAN,
            aktor=aktor,
            pesan=catatan.strip(),
            diteruskan_pada=pada,
            diteruskan_oleh=aktor,
            catatan=catatan.strip(),
        )


def setujui(*, pengajuan: Pengajuan, aktor: Akun, pada: dt.datetime) -> Pengajuan:
    """The second person says yes, and what was asked for happens in the same transaction.

    Raises TidakBerhak, SudahDiproses, DomainError (no longer possible).
    """
    with audit.keputusan(pengajuan.instansi):
        aktor = permissions.pastikan(aktor, "pengajuan.setujui", pengajuan, hari(pada))
        hasil = workflow.pindah(
            pengajuan,
            workflow.SETUJUI_PENGAJUAN,
            aktor=aktor,
            diputus_pada=pada,
            diputus_oleh=aktor,
        )
        if hasil.jenis == Jenis.TAMBAH:
            _buka_formasi(hasil)
        elif hasil.jenis == Jenis.PERPANJANG:
            _perpanjang(hasil, aktor, pada)
        else:
            _kembalikan(hasil, aktor, pada)
        return hasil


def tolak(*, pengajuan: Pengajuan, catatan: str, aktor: Akun, pada: dt.datetime) -> Pengajuan:
    """No, with a reason. Raises TidakBerhak, SudahDiproses, DomainError (no reason)."""
    wajib_alasan(catatan, "Tulis alasannya; yang mengajukan akan membacanya.")
    with audit.keputusan(pengajuan.instansi):
        pengajuan.refresh_from_db(fields=["status", "diteruskan_oleh"])
        aktor = permissions.pastikan(aktor, "pengajuan.tolak", pengajuan, hari(pada))
        return workflow.pindah(
            pengajuan,
            workflow.TOLAK_PENGAJUAN,
            aktor=aktor,
            pesan=catatan.strip(),
            catatan=catatan.strip(),
            diputus_pada=pada,
            diputus_oleh=aktor,
        )


def cabut(*, pengajuan: Pengajuan, aktor: Akun, pada: dt.datetime) -> Pengajuan:
    """Who asked takes it back. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(pengajuan.instansi):
        aktor = permissions.pastikan(aktor, "pengajuan.cabut", pengajuan, hari(pada))
        return workflow.pindah(pengajuan, workflow.CABUT_PENGAJUAN, aktor=aktor, diputus_pada=pada)


def akhir_baru(pengajuan: Pengajuan) -> Akhir:
    """Until when the extension would really hold, and why. Raises DomainError when it gains none.

    Extending the contract and extending the assignment are two acts.
    """
    penugasan, sampai = pengajuan.penugasan, pengajuan.sampai
    if penugasan is None or sampai is None:
        pesan = "Isi sampai kapan penugasan diperpanjang."
        raise DomainError(pesan)
    pegawai = penugasan.pegawai
    akhir = akhir_perpanjangan(
        sampai,
        akhir_kontrak=akhir_kontrak(pegawai),
        lahir=pegawai.lahir,
        usia_bup=usia_bup(pegawai, penugasan.versi),
    )
    if penugasan.selesai is not None and akhir.tanggal <= penugasan.selesai:
        pesan = (
            f"Tidak dapat diperpanjang: {akhir.sebab} pada {akhir.tanggal:%d-%m-%Y}, "
            f"sedangkan masa tugasnya sudah sampai {penugasan.selesai:%d-%m-%Y}."
        )
        raise DomainError(pesan, kode="tidak_bertambah")
    return akhir


def _pastikan_bertugas(penugasan: Penugasan | None, koperasi: Koperasi) -> None:
    if penugasan is None or penugasan.kebutuhan.koperasi_id != koperasi.pk:
        pesan = "Pilih orang yang bertugas di koperasi ini."
        raise DomainError(pesan)
    penugasan.refresh_from_db(fields=["status"])
    if penugasan.status not in BERJALAN:
        raise SudahDiproses(workflow.siapa_dulu(penugasan))


def _pastikan_kuota(koperasi: Koperasi) -> None:
    jumlah = koperasi.kebutuhan_set.aktif().count()
    if jumlah >= koperasi.kuota:
        pesan = (
            f"{koperasi.nama_pendek} sudah punya {jumlah} formasi dari kuota {koperasi.kuota}. "
            + sebut("Lebih dari kuota memerlukan alasan dan dokumen lewat {badan}.")
        )
        raise DomainError(pesan, kode="kuota_penuh")


def _simpan(pengajuan: Pengajuan) -> None:
    try:
        with transaction.atomic():
            pengajuan.save(force_insert=True)
    except IntegrityError as galat:
        pesan = "Masih ada pengajuan terbuka untuk ini. Tunggu putusannya, atau cabut dulu."
        raise SudahDiproses(pesan) from galat


def _buka_formasi(pengajuan: Pengajuan) -> None:
    """Open the post with the lowest free number, so that numbers stay within the quota."""
    koperasi = pengajuan.koperasi
    _pastikan_kuota(koperasi)
    dipakai = set(koperasi.kebutuhan_set.aktif().values_list("nomor", flat=True))
    nomor = next(n for n in range(1, koperasi.kuota + 1) if n not in dipakai)
    isi: dict[str, Any] = {"peran": pengajuan.peran, "aktif": True, "kuota": koperasi.kuota}
    Kebutuhan.objects.update_or_create(koperasi=koperasi, nomor=nomor, defaults=isi)


def _perpanjang(pengajuan: Pengajuan, aktor: Akun, pada: dt.datetime) -> None:
    """The posting holds longer, and the person holds an order that says so."""
    penugasan = _segar(pengajuan)
    pengajuan.penugasan = penugasan
    akhir = akhir_baru(pengajuan)
    ubah_akhir(penugasan, akhir, aktor=aktor, pesan=f"Pengajuan {pengajuan}: perpanjangan")
    surat.ganti_surat_tugas(
        penugasan=penugasan,
        tanggal=hari(pada),
        alasan=f"Masa tugas diperpanjang sampai {akhir.tanggal:%d-%m-%Y}",
        aktor=aktor,
        pada=pada,
    )


def _kembalikan(pengajuan: Pengajuan, aktor: Akun, pada: dt.datetime) -> None:
    """The person goes back to the home unit by a decision of its own; the seat is free again."""
    berjalan, sebab = _segar(pengajuan), pengajuan.get_jenis_display().lower()
    pesan = f"Pengajuan {pengajuan}: {sebab}"
    terakhir = max(berjalan.mulai, min(hari(pada), berjalan.selesai or hari(pada)))
    ubah_akhir(berjalan, Akhir(terakhir, sebab), aktor=aktor, pesan=pesan)
    kembali = workflow.pindah(
        berjalan,
        workflow.KEMBALIKAN,
        aktor=aktor,
        pesan=pesan,
        diakhiri=hari(pada),
        sebab_diakhiri=pengajuan.get_jenis_display(),
    )
    surat_terbit.terbitkan_pengakhiran(penugasan=kembali, aktor=aktor, pada=pada)
    alasan = f"Penugasan berakhir: {pengajuan.get_jenis_display()}"
    surat.cabut_surat_tugas(penugasan=kembali, alasan=alasan, aktor=aktor, pada=pada)


def _segar(pengajuan: Pengajuan) -> Penugasan:
    segar: Penugasan = Penugasan.objects.select_related("instansi", "pegawai", "versi").get(
        pk=pengajuan.penugasan_id
    )
    if segar.status not in BERJALAN:
        raise SudahDiproses(workflow.siapa_dulu(segar))
    return segar
