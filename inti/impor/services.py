"""What an officer does with an import: upload, decide, choose a part, apply, undo, discard."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from inti.audit import catat, keputusan
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.excel import BATAS_UNGGAH, Batas
from inti.impor import padanan, peta
from inti.impor.baris import ke_terbaca, kolom_tersimpan, perbarui
from inti.impor.berkas import buang_berkas, diterima
from inti.impor.hitungan import Hitungan
from inti.impor.kini import pelaku, siap_kini
from inti.impor.panggung import pembaca_untuk
from inti.impor.pengimpor import Pengimpor, Status, ambil
from inti.impor.terapkan import pastikan_boleh
from inti.impor.urungkan import pastikan_dapat
from inti.models import BarisImpor, Impor, Pekerjaan
from inti.pekerjaan import mulai

BACA, ULANG, TERAPKAN = "impor.baca", "impor.ulang", "impor.terapkan"
URUNGKAN, KOREKSI = "impor.urungkan", "impor.koreksi"


def batas_unggah() -> Batas:
    """Return the limits for a file that comes through the browser."""
    return Batas(ukuran=settings.UKURAN_UNGGAH_MAKS, bongkar=BATAS_UNGGAH.bongkar)


def unggah(*, berkas: "Sequence[UploadedFile[bytes]]", akun: Any, saat: dt.datetime) -> Pekerjaan:
    """Keep the uploaded files and start reading them; they are removed once read."""
    with diterima(berkas, akun, saat) as impor:
        pk = [i.pk for i in impor]
        judul = impor[0].nama_berkas if len(impor) == 1 else f"{len(impor)} berkas"
        pekerjaan = _mulai(BACA, f"Memeriksa {judul}", impor, akun)
        for satu in impor:
            satu.ringkasan = {"kelompok": pk}
            satu.pekerjaan = pekerjaan
            satu.save(update_fields=["ringkasan", "pekerjaan"])
    return pekerjaan


def minta_terapkan(*, impor: Sequence[Impor], akun: Any) -> Pekerjaan:
    """Start applying staged imports in one job; pressing twice finds the same job.

    Raises DomainError or SudahDiproses when one of them cannot be applied.
    """
    bersama = {i.pk for i in impor}
    with transaction.atomic():
        terkunci = list(Impor.objects.select_for_update().filter(pk__in=bersama).order_by("pk"))
        for satu in terkunci:
            berjalan = _berjalan(satu)
            if berjalan and berjalan.jenis == TERAPKAN:
                return berjalan
            pastikan_boleh(satu, bersama=bersama)
        nama = terkunci[0].nama_berkas if len(terkunci) == 1 else f"{len(terkunci)} berkas"
        pekerjaan = _mulai(TERAPKAN, f"Menerapkan {nama}", terkunci, akun)
        Impor.objects.filter(pk__in=bersama).update(pekerjaan=pekerjaan)
    return pekerjaan


def minta_ulang(*, impor: Impor, akun: Any) -> Pekerjaan:
    """Start comparing a staged import with the data of now; pressing twice finds the same job.

    Raises SudahDiproses when it no longer waits to be applied, or another job has it.
    """
    with transaction.atomic():
        terkunci = Impor.objects.select_for_update().get(pk=impor.pk)
        berjalan = _berjalan(terkunci)
        if berjalan and berjalan.jenis == ULANG:
            return berjalan
        if berjalan:
            pesan = f"Berkas ini sedang dikerjakan: {berjalan.judul}. Tunggu sampai selesai."
            raise SudahDiproses(pesan)
        if terkunci.status != Impor.Status.SIAP:
            pesan = "Hanya berkas yang menunggu diterapkan yang dapat diperiksa ulang."
            raise SudahDiproses(pesan)
        pekerjaan = _mulai(ULANG, f"Memeriksa ulang {terkunci.nama_berkas}", [terkunci], akun)
        Impor.objects.filter(pk=impor.pk).update(pekerjaan=pekerjaan)
    return pekerjaan


def buang(*, impor: Impor, akun: Any) -> None:
    """Discard an import that was not applied: its staged rows go, the history line stays."""
    with keputusan(impor.instansi):
        akun = pelaku(impor, akun)
        belum = [Impor.Status.DIUNGGAH, Impor.Status.SIAP]
        menang = Impor.objects.filter(pk=impor.pk, status__in=belum).update(
            status=Impor.Status.DIBATALKAN
        )
        if not menang:
            pesan = "Berkas ini sudah diterapkan atau dibuang orang lain."
            raise SudahDiproses(pesan)
        BarisImpor.objects.filter(impor=impor).delete()
        catat(aksi="impor.buang", aktor=akun, instansi=impor.instansi, objek=impor)
    buang_berkas(impor)


def putuskan(*, baris: BarisImpor, kode: str, akun: Any, hari_ini: dt.date) -> None:
    """Settle a doubt of one staged row the way somebody chose, and compare the row anew.

    Raises DomainError when the row does not offer this choice, or is no longer staged.
    """
    with keputusan(baris.impor.instansi):
        akun = pelaku(baris.impor, akun)
        impor = siap_kini(baris.impor)
        pengimpor = ambil(impor.jenis)
        baris = BarisImpor.objects.get(pk=baris.pk)
        satu = ke_terbaca(baris, kolom_tersimpan(impor))
        hitungan = Hitungan.dari(impor.ringkasan)
        hitungan.kurang(satu)
        satu.lepas(*pengimpor.kode_banding)
        try:
            pengimpor.putuskan(satu, kode)
        except KeyError as galat:
            pesan = "Pilihan ini tidak berlaku untuk baris tersebut."
            raise DomainError(pesan) from galat
        _tolak_kembar(impor, pengimpor, satu.kunci, baris)
        pembaca_untuk(impor, hari_ini=hari_ini).bandingkan([satu])
        perbarui([satu])
        hitungan.tambah(satu)
        _simpan_hitungan(impor, hitungan)
        sesudah = {"sel": f"{baris.lembar}!{baris.baris}", "pilihan": kode.partition(":")[0]}
        _catat("impor.putuskan", impor, akun, sesudah=sesudah)


def _tolak_kembar(impor: Impor, pengimpor: Pengimpor, kunci: str, baris: BarisImpor) -> None:
    """Refuse a choice that gives a row the key of another row of the file."""
    kembar = BarisImpor.objects.filter(impor=impor, kunci=kunci).exclude(pk=baris.pk).first()
    if kunci and kunci != baris.kunci and kembar:
        pesan = (
            f"Orang ini sudah ada di {kembar.lembar}!{kembar.baris}. "
            "Sisakan satu baris yang benar di berkas, lalu unggah lagi."
        )
        raise DomainError(pesan, kode=pengimpor.kode_ganda)


def padankan(
    *, impor: Impor, jenis: str, arti: Mapping[str, str], akun: Any, saat: dt.datetime
) -> int:
    """Say what unknown names stand for (text to code); return how many rows that settled.

    The names are remembered for every later file. Raises DomainError for an unknown code.
    """
    with keputusan(impor.instansi):
        akun = pelaku(impor, akun)
        impor = siap_kini(impor)
        dikenal = dict(padanan.tujuan(impor.instansi, jenis))
        if not set(arti.values()) <= dikenal.keys():
            pesan = "Pilihan padanan tidak dikenal. Muat ulang halaman, lalu pilih lagi."
            raise DomainError(pesan)
        for teks, kode in arti.items():
            padanan.ingat(impor, jenis, teks, kode, akun=akun, saat=saat)
        jumlah = padanan.terapkan(impor, jenis, arti, hari_ini=saat.astimezone().date())
        sesudah = {teks: dikenal[kode] for teks, kode in arti.items()}
        _catat("impor.padankan", impor, akun, sesudah=sesudah)
    return jumlah


def ikutkan(*, impor: Impor, baris: QuerySet[BarisImpor], ikut: bool, akun: Any) -> int:
    """Take rows along, or leave them out when the file is applied; return how many changed."""
    with keputusan(impor.instansi):
        akun = pelaku(impor, akun)
        impor = siap_kini(impor)
        dipilih = BarisImpor.objects.filter(impor=impor, pk__in=baris.values("pk"), ikut=not ikut)
        jumlah: int = dipilih.update(ikut=ikut)
        semua = BarisImpor.objects.filter(impor=impor, ikut=False)
        dilewati = semua.filter(status__in=[Status.BARU, Status.BERUBAH]).count()
        impor.ringkasan = impor.ringkasan | {"dilewati": dilewati}
        impor.save(update_fields=["ringkasan"])
        if jumlah:
            aksi = "impor.ikutkan" if ikut else "impor.lewati"
            _catat(aksi, impor, akun, sesudah={"baris": jumlah})
    return jumlah


def pilih_kolom(*, impor: Impor, lewati: Collection[str], akun: Any) -> None:
    """Leave columns out when the file is applied; the key of the rows always comes along."""
    with keputusan(impor.instansi):
        akun = pelaku(impor, akun)
        impor = siap_kini(impor)
        kunci = ambil(impor.jenis).kolom_kunci
        pilihan = sorted(set(lewati) & set(impor.ringkasan.get("ubahan", {})) - {kunci, "nama"})
        sebelum = impor.ringkasan.get("lewati", [])
        if pilihan != sebelum:
            impor.ringkasan = impor.ringkasan | {"lewati": pilihan}
            impor.save(update_fields=["ringkasan"])
            _catat("impor.pilih_kolom", impor, akun, sesudah={"lewati": pilihan})


def petakan(
    *, impor: Impor, jenis: str, pilihan: Mapping[str, str], akun: Any, saat: dt.datetime
) -> Pekerjaan:
    """Remember what headings mean and read the file anew with that.

    Raises SudahDiproses while it is being read, DomainError when the file is no longer kept or
    nothing was chosen.
    """
    with keputusan(impor.instansi):
        akun = pelaku(impor, akun)
        if akun and akun.peran not in ambil(jenis).peran:
            raise TidakBerhak
        impor = Impor.objects.select_for_update().select_related("instansi").get(pk=impor.pk)
        _pastikan_dapat_dibaca(impor)
        if not peta.ingat(impor, ambil(jenis), pilihan, akun=akun, saat=saat):
            pesan = "Belum ada kolom yang dipilih. Pilih arti sedikitnya satu kolom."
            raise DomainError(pesan)
        pekerjaan = _mulai(BACA, f"Memeriksa {impor.nama_berkas}", [impor], akun)
        impor.status = Impor.Status.DIUNGGAH
        impor.pekerjaan = pekerjaan
        impor.save(update_fields=["status", "pekerjaan"])
        _catat("impor.petakan", impor, akun, sesudah=dict(pilihan))
    return pekerjaan


def dapat_dibaca_ulang(impor: Impor) -> bool:
    """Whether the uploaded file is still kept and nothing of it was applied."""
    belum = {Impor.Status.DITOLAK, Impor.Status.SIAP}
    return bool(impor.berkas) and impor.status in belum


def _pastikan_dapat_dibaca(impor: Impor) -> None:
    """Say why a file cannot be read anew. Raises DomainError or SudahDiproses."""
    if dapat_dibaca_ulang(impor):
        return
    if impor.status == Impor.Status.DIUNGGAH and _berjalan(impor):
        pesan = "Berkas ini sedang diperiksa. Tunggu sampai selesai, lalu petakan lagi bila perlu."
        raise SudahDiproses(pesan)
    if impor.berkas:
        pesan = "Berkas ini tidak lagi menunggu diterapkan. Unggah lagi, lalu petakan kolomnya."
        raise SudahDiproses(pesan)
    pesan = "Berkas ini sudah tidak disimpan. Unggah lagi, lalu petakan kolomnya."
    raise DomainError(pesan)


def minta_urung(*, impor: Impor, akun: Any, saat: dt.datetime) -> Pekerjaan:
    """Start undoing an applied import. Raises DomainError or SudahDiproses when it cannot be."""
    with transaction.atomic():
        terkunci = Impor.objects.select_for_update().get(pk=impor.pk)
        pastikan_dapat(terkunci, saat)
        judul = f"Membatalkan impor {terkunci.nama_berkas}"
        pekerjaan = _mulai(URUNGKAN, judul, [terkunci], akun, sekali=True)
        Impor.objects.filter(pk=impor.pk).update(pekerjaan=pekerjaan)
    return pekerjaan


def minta_koreksi(*, impor: Impor, akun: Any) -> Pekerjaan:
    """Start marking the officer's own file. Raises DomainError when it is no longer kept."""
    if not impor.berkas:
        pesan = "Berkas asalnya sudah tidak disimpan. Unggah lagi, lalu unduh berkas koreksinya."
        raise DomainError(pesan)
    return _mulai(KOREKSI, f"Menandai {impor.nama_berkas}", [impor], akun, sekali=True)


def _simpan_hitungan(impor: Impor, hitungan: Hitungan) -> None:
    impor.ringkasan = impor.ringkasan | hitungan.sebagai_dict()
    impor.save(update_fields=["ringkasan"])


def _catat(aksi: str, impor: Impor, akun: Any, *, sesudah: dict[str, Any]) -> None:
    catat(aksi=aksi, aktor=akun, instansi=impor.instansi, objek=impor, sesudah=sesudah)


def _mulai(
    jenis: str, judul: str, impor: Sequence[Impor], akun: Any, *, sekali: bool = False
) -> Pekerjaan:
    kembali = reverse("inti:impor_rincian", args=[impor[0].pk])
    return mulai(
        jenis=jenis,
        judul=judul[:160],
        instansi=akun.instansi,
        aktor=akun,
        parameter={"impor": [i.pk for i in impor], "kembali": kembali},
        sekali=sekali,
    )


def _berjalan(impor: Impor) -> Pekerjaan | None:
    pekerjaan = impor.pekerjaan
    return pekerjaan if pekerjaan and not pekerjaan.berhenti else None
