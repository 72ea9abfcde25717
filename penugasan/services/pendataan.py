"""Pendataan: the registry of non-ASN workers, from the first import to the signed final list.

Everybody stays in it. What somebody counts as follows from the criteria and the facts; people
correct facts, with a paper, never a result.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from inti import audit
from inti.berkas import sidik_berkas
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import Impor, Instansi, Sumber
from inti.waktu import sekarang
from pegawai.imports import rekam_tenaga as rekam
from pegawai.models import (
    Akun,
    HasilPendataan,
    KoreksiTenaga,
    Pendataan,
    TenagaNonAsn,
)
from penugasan import permissions, workflow
from penugasan.queries.pendataan import Neraca, fakta, neraca, sidik_daftar, sumber_fakta
from penugasan.rules.paket import PaketGalat
from penugasan.rules.pendataan import Golongan, golongkan
from penugasan.rules.pendataan_paket import (
    PaketPendataan,
    baca_paket_pendataan,
    paket_pendataan_dari,
)
from penugasan.services.nominasi import hari
from penugasan.services.pendataan_sidik import kata_isian, pastikan_terbaca

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FOLDER = settings.AKAR / "penugasan" / "paket"
BERKAS = "pendataan.toml"
JENIS_IMPOR = "pendataan"
PORSI = 1_000
Status = Pendataan.Status


def daftar_paket_pendataan(folder: Path = FOLDER) -> list[str]:
    """Codes of the registry packs that are installed."""
    return sorted(berkas.parent.name for berkas in folder.glob(f"*/{BERKAS}"))


def siapkan_pendataan(
    *,
    kode: str,
    instansi: Instansi,
    pada: dt.datetime,
    aktor: Akun | None = None,
    folder: Path = FOLDER,
) -> tuple[Pendataan, bool]:
    """Load a registry pack for an agency; whether anything changed.

    Changed criteria are taken over, and everybody judged again, as long as the registry is at
    its first stage. ``aktor`` None: the command line. Raises TidakBerhak, and DomainError when the
    pack is unusable, or comes too late.
    """
    teks = (folder / kode / BERKAS).read_text(encoding="utf-8")
    try:
        paket = baca_paket_pendataan(teks)
    except PaketGalat as galat:
        pesan = f"Paket {kode} tidak dapat dipakai. {galat}."
        raise DomainError(pesan) from galat
    sidik = hashlib.sha256(teks.encode()).hexdigest()
    with audit.keputusan(instansi):
        if aktor is not None:
            baru = Pendataan(instansi=instansi)
            aktor = permissions.pastikan(aktor, "pendataan.siapkan", baru, hari(pada))
        ada = Pendataan.objects.filter(instansi=instansi, kode=paket.identitas.kode).first()
        if ada and ada.sidik == sidik:
            return ada, False
        if ada and ada.status != Status.PENDATAAN:
            pesan = "Kriteria tidak dapat diganti sesudah daftar diumumkan."
            raise DomainError(pesan, kode="pendataan_diumumkan")
        isi = {"nama": paket.identitas.nama, "isi": paket.isi, "sidik": sidik}
        hasil, _ = Pendataan.objects.update_or_create(
            instansi=instansi, kode=paket.identitas.kode, defaults=isi
        )
        audit.catat(
            aksi="pendataan.siapkan",
            aktor=aktor,
            instansi=instansi,
            objek=hasil,
            sesudah={"paket": kode, "sidik": sidik},
        )
        nilai(hasil, pada=pada)
    return hasil, True


def paket_dari(pendataan: Pendataan) -> PaketPendataan:
    """The pack that the registry is judged by."""
    return paket_pendataan_dari(pendataan.isi)


def golongan(pendataan: Pendataan, tenaga: TenagaNonAsn) -> Golongan:
    """Judge one worker, with every reason."""
    paket = paket_dari(pendataan)
    sumber = sumber_fakta(pendataan.instansi, tenaga.sumber.values())
    return golongkan(fakta(tenaga, sumber), paket.kriteria, paket.acuan.tanggal_acuan)


def nilai(pendataan: Pendataan, *, pada: dt.datetime) -> int:
    """Judge everybody again and keep the results; returns how many."""
    semua = TenagaNonAsn.objects.filter(instansi=pendataan.instansi).select_related("opd")
    jumlah = 0
    with audit.keputusan(pendataan.instansi):  # no correction falls between reading and writing
        paket = paket_dari(Pendataan.objects.get(pk=pendataan.pk))
        HasilPendataan.objects.filter(pendataan=pendataan).delete()
        orang = semua.order_by("pk").iterator(PORSI)
        while hasil := [_hasil(pendataan, paket, satu) for satu in islice(orang, PORSI)]:
            HasilPendataan.objects.bulk_create(hasil, batch_size=PORSI)
            jumlah += len(hasil)
        Pendataan.objects.filter(pk=pendataan.pk).update(dinilai_pada=pada)
    return jumlah


def _hasil(pendataan: Pendataan, paket: PaketPendataan, tenaga: TenagaNonAsn) -> HasilPendataan:
    satu = golongkan(fakta(tenaga, {}), paket.kriteria, paket.acuan.tanggal_acuan)
    return HasilPendataan(
        pendataan=pendataan,
        tenaga=tenaga,
        hasil=satu.hasil.value,
        sebab=satu.sebab,
        kurang=list(satu.kurang),
    )


@setelah_terapkan
def nilai_sesudah_impor(impor: Impor) -> Langkah | None:
    """New facts are judged at once."""
    if impor.jenis != JENIS_IMPOR:
        return None
    pendataan = Pendataan.objects.filter(instansi=impor.instansi).first()
    if pendataan is None:
        return None
    nilai(pendataan, pada=sekarang())
    return Langkah(
        judul="Lihat neraca pendataan",
        url=reverse("penugasan:pendataan"),
        keterangan="Semua orang sudah dinilai ulang dengan data ini.",
    )


# --- Stages -----------------------------------------------------------------------------------


def umumkan(*, pendataan: Pendataan, aktor: Akun, pada: dt.datetime) -> Pendataan:
    """Show the masked list to everybody for the days that the pack says.

    Raises TidakBerhak, SudahDiproses, DomainError when nobody is listed.
    """
    mulai = hari(pada)
    acuan = paket_dari(pendataan).acuan
    with _keputusan(pendataan, "umumkan", aktor, pada) as aktor:
        nilai(pendataan, pada=pada)
        if not neraca(pendataan).memenuhi:
            pesan = "Belum ada orang yang memenuhi kriteria, jadi belum ada yang diumumkan."
            raise DomainError(pesan)
        return workflow.pindah(
            pendataan,
            workflow.UMUMKAN,
            aktor=aktor,
            diumumkan_mulai=mulai,
            diumumkan_sampai=mulai + dt.timedelta(days=acuan.pengumuman_hari - 1),
        )


def tarik(*, pendataan: Pendataan, alasan: str, aktor: Akun, pada: dt.datetime) -> Pendataan:
    """Take the announced list back, with a reason."""
    wajib_alasan(alasan, "Tulis alasan menarik pengumuman.")
    with _keputusan(pendataan, "tarik", aktor, pada) as aktor:
        return workflow.pindah(
            pendataan,
            workflow.TARIK_PENGUMUMAN,
            aktor=aktor,
            pesan=alasan.strip(),
            diumumkan_mulai=None,
            diumumkan_sampai=None,
        )


def buka_koreksi(*, pendataan: Pendataan, aktor: Akun, pada: dt.datetime) -> Pendataan:
    """Open the days of correction, once the announcement has stood its time."""
    kini = hari(pada)
    with _keputusan(pendataan, "buka_koreksi", aktor, pada) as aktor:
        if pendataan.diumumkan_sampai and kini <= pendataan.diumumkan_sampai:
            pesan = f"Pengumuman masih berlangsung sampai {pendataan.diumumkan_sampai:%d-%m-%Y}."
            raise DomainError(pesan, kode="pengumuman_berlangsung")
        lama = paket_dari(pendataan).acuan.koreksi_hari
        return workflow.pindah(
            pendataan,
            workflow.BUKA_KOREKSI,
            aktor=aktor,
            koreksi_sampai=kini + dt.timedelta(days=lama - 1),
        )


def simpan_sptjm(
    *,
    pendataan: Pendataan,
    berkas: "UploadedFile[Any]",
    sidik: str,
    aktor: Akun,
    pada: dt.datetime,
) -> Pendataan:
    """Keep the statement that the PPK signed; ``sidik`` is the list's fingerprint printed on it.

    Raises TidakBerhak, DomainError when the list changed since it was printed or nothing may
    change any more.
    """
    with _keputusan(pendataan, "sptjm", aktor, pada) as aktor:
        pendataan.refresh_from_db()
        _pastikan_terbuka(pendataan)
        if sidik != sidik_daftar(pendataan):
            pesan = "Daftar berubah sesudah SPTJM dicetak. Cetak dan tanda tangani yang baru."
            raise DomainError(pesan, kode="sptjm_lama")
        sha256 = sidik_berkas(berkas)
        if (pendataan.sptjm_sha256, pendataan.sptjm_sidik) == (sha256, sidik):
            return pendataan  # sent twice: the statement is there
        pendataan.sptjm_sha256 = sha256
        pendataan.sptjm_sidik, pendataan.sptjm_oleh = sidik, aktor
        pendataan.sptjm.save(str(berkas.name), berkas, save=False)
        pendataan.save(update_fields=["sptjm", "sptjm_sha256", "sptjm_sidik", "sptjm_oleh"])
        audit.catat(
            aksi="pendataan.sptjm",
            aktor=aktor,
            instansi=pendataan.instansi,
            objek=pendataan,
            sesudah={"sha256": pendataan.sptjm_sha256, "daftar": sidik},
        )
    return pendataan


def penghalang(pendataan: Pendataan, hitungan: Neraca, kini: dt.date) -> list[str]:
    """What still stands in the way of a final list, each with what to do."""
    hasil = []
    if pendataan.status != Status.KOREKSI:
        hasil.append("Daftar belum melewati masa perbaikan.")
    elif pendataan.koreksi_sampai and kini <= pendataan.koreksi_sampai:
        hasil.append(f"Masa perbaikan berlangsung sampai {pendataan.koreksi_sampai:%d-%m-%Y}.")
    if hitungan.belum:
        hasil.append(f"{hitungan.belum} orang belum terselesaikan. Lengkapi datanya.")
    if not hitungan.seimbang:
        hasil.append("Jumlah tidak seimbang. Nilai ulang semua orang.")
    if not pendataan.sptjm:
        hasil.append("SPTJM bertanda tangan belum diunggah.")
    elif pendataan.sptjm_sidik != sidik_daftar(pendataan):
        hasil.append("Daftar berubah sesudah SPTJM dicetak. Cetak dan unggah yang baru.")
    return hasil


def finalkan(*, pendataan: Pendataan, aktor: Akun, pada: dt.datetime) -> Pendataan:
    """Make the list final: nothing changes any more. The second person does it.

    Raises TidakBerhak, SudahDiproses, DomainError naming everything that stands in the way.
    """
    with _keputusan(pendataan, "finalkan", aktor, pada) as aktor:
        nilai(pendataan, pada=pada)
        kini = Pendataan.objects.get(pk=pendataan.pk)
        if kini.status == Status.FINAL:
            raise SudahDiproses(workflow.siapa_dulu(pendataan))
        hitungan = neraca(kini)
        if halangan := penghalang(kini, hitungan, hari(pada)):
            pesan = "Pendataan belum dapat difinalkan. " + " ".join(halangan)
            raise DomainError(pesan, kode="pendataan_belum_siap")
        return workflow.pindah(
            kini,
            workflow.FINALKAN,
            aktor=aktor,
            ringkasan=hitungan.ringkas() | {"sidik": kini.sptjm_sidik},
            final_pada=pada,
            final_oleh=aktor,
        )


# --- People -----------------------------------------------------------------------------------


def koreksi(
    *,
    pendataan: Pendataan,
    tenaga: TenagaNonAsn,
    isian: Mapping[str, Any],
    sidik_lama: str,
    dasar: str,
    berkas: "UploadedFile[Any]",
    aktor: Akun,
    pada: dt.datetime,
) -> KoreksiTenaga:
    """Correct facts of one worker on a paper; the result follows.

    ``isian`` maps columns to values as staged rows have them, ``sidik_lama`` is what the form
    showed. Raises TidakBerhak, SudahDiproses when somebody changed one of these facts since, and
    DomainError when nothing changes or the registry is final.
    """
    wajib_alasan(dasar, "Tulis nomor dan tanggal dokumen dasarnya.")
    with _keputusan(pendataan, "koreksi", aktor, pada) as aktor:
        _pastikan_terbuka(Pendataan.objects.get(pk=pendataan.pk))
        tenaga = _terkini(tenaga)
        beda = {k: v for k, v in isian.items() if rekam.nilai(tenaga, k) != v}
        if not beda:
            pesan = "Tidak ada isian yang berubah."
            raise DomainError(pesan, kode="tidak_berubah")
        pastikan_terbaca(tenaga, sidik_lama, beda)
        lama = {k: kata_isian(k, rekam.nilai(tenaga, k)) for k in beda}
        sumber = Sumber.objects.create(
            instansi=pendataan.instansi,
            jenis=Sumber.Jenis.TANGAN,
            keterangan=dasar.strip()[:200],
            tanggal=hari(pada),
            akun=aktor,
        )
        rekam.ubah([(tenaga, beda)], sumber, pada)
        hasil = KoreksiTenaga.objects.create(
            instansi=pendataan.instansi,
            tenaga=tenaga,
            isi={k: [lama[k], kata_isian(k, v)] for k, v in beda.items()},
            dasar=dasar.strip(),
            berkas=berkas,
            nama_berkas=str(berkas.name),
            sha256=sidik_berkas(berkas),
            oleh=aktor,
            pada=pada,
        )
        tenaga = _terkini(tenaga)
        HasilPendataan.objects.filter(tenaga=tenaga).delete()
        _hasil(pendataan, paket_dari(pendataan), tenaga).save()
        audit.catat(
            aksi="pendataan.koreksi",
            aktor=aktor,
            instansi=pendataan.instansi,
            objek=tenaga,
            sesudah={"kolom": sorted(beda), "dasar": hasil.dasar, "sha256": hasil.sha256},
            pesan=hasil.dasar,
        )
    return hasil


def _terkini(tenaga: TenagaNonAsn) -> TenagaNonAsn:
    kini: TenagaNonAsn | None = (
        TenagaNonAsn.objects.select_related("opd").filter(pk=tenaga.pk).first()
    )
    if kini is None:
        pesan = "Orang ini sudah tidak ada: impor yang memasukkannya dibatalkan."
        raise DomainError(pesan, kode="sudah_dihapus")
    return kini


@contextmanager
def _keputusan(pendataan: Pendataan, aksi: str, aktor: Akun, pada: dt.datetime) -> Iterator[Akun]:
    """Open the deciding transaction and give the account as it stands now, if it may do this."""
    with audit.keputusan(pendataan.instansi):
        yield permissions.pastikan(aktor, f"pendataan.{aksi}", pendataan, hari(pada))


def _pastikan_terbuka(pendataan: Pendataan) -> None:
    if not pendataan.terbuka:
        pesan = "Pendataan sudah final, jadi tidak dapat diubah lagi."
        raise DomainError(pesan, kode="pendataan_final")
