"""The sample agencies: a synthetic city and a regency, brought to life by the real services.

Every step asks what is there and goes on from there, so an interrupted load is continued by the
next start.
"""

import datetime as dt
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from inti import pekerjaan
from inti.hari_kerja import Kalender
from inti.impor.services import minta_terapkan, unggah
from inti.models import Impor, Instansi, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Opd, Pegawai, TenagaNonAsn
from penugasan.demo.akun import CONTOH, KUTAI, AkunSampel, buat_akun, buat_kepala
from penugasan.demo.buku import tulis
from penugasan.demo.daerah import KUTAI_TIMUR, PEKALONGAN, Daerah
from penugasan.demo.kota import buat_kota
from penugasan.demo.lakon import Babak, mainkan
from penugasan.demo.paket import tulis_paket
from penugasan.demo.pendataan import siapkan_contoh
from penugasan.models import BarisRencana, Penugasan, Periode, Rencana
from penugasan.queries.periode import periode_aktif, saringan_terbaru
from penugasan.services.paket import siapkan
from penugasan.services.rencana import susun
from penugasan.services.saring import saring

SEED: Final = 2026
BATAS_PEKERJAAN: Final = 120.0  # seconds a job of the load may take


class DemoGagal(Exception):  # noqa: N818 - the operator's word
    """The sample agency could not be loaded; the text (Indonesian) says where it stopped."""


@dataclass(frozen=True, slots=True)
class Sampel:
    """One sample agency: where, how many people, whose logins, and what has happened so far."""

    nama: str
    daerah: Daerah
    orang: int
    akun: AkunSampel
    babak: Babak
    non_asn: bool = False


KOTA_CONTOH: Final = Sampel(
    "Kota Contoh",
    PEKALONGAN,
    600,
    CONTOH,
    Babak(ditetapkan=8, siap=14, dibatalkan=6, terlambat=3, usulan=4),
    non_asn=True,
)
KABUPATEN: Final = Sampel(
    "Kabupaten Kutai Timur",
    KUTAI_TIMUR,
    400,
    KUTAI,
    Babak(ditetapkan=4, siap=5, dibatalkan=3, terlambat=1, usulan=3),
)
SAMPEL: Final = (KOTA_CONTOH, KABUPATEN)


def muat_berisi(pada: dt.datetime, sampel: Sampel = KOTA_CONTOH) -> Instansi:
    """Load a sample agency, or finish an interrupted load. Raises DemoGagal."""
    folder = settings.DATA_DIR / "demo"
    tmt = _tmt(pada.date())
    kode = tulis_paket(folder / "paket", tmt, sampel.daerah)
    instansi = siapkan(kode=kode, pada=pada, folder=folder / "paket").instansi
    buat_akun(instansi, sampel.akun.semua, pada)
    petugas = Akun.objects.get(username=sampel.akun.login("petugas"))
    periode = periode_aktif(instansi)
    assert periode is not None  # noqa: S101 - siapkan made it
    if not Pegawai.objects.filter(instansi=instansi).exists():
        kota = buat_kota(
            seed=SEED, orang=sampel.orang, acuan=periode.tanggal_acuan, daerah=sampel.daerah
        )
        berkas = tulis(kota, folder / "berkas" / kode)
        _impor([berkas.ekspor, berkas.pendataan, berkas.kebutuhan], petugas)
    if sampel.non_asn and not TenagaNonAsn.objects.filter(instansi=instansi).exists():
        _impor([siapkan_contoh(instansi, folder / "berkas" / kode, pada)], petugas)
    for menunggu in Pekerjaan.objects.filter(instansi=instansi, status=Pekerjaan.Status.MENUNGGU):
        _tuntaskan(menunggu)
    if saringan_terbaru(periode) is None:
        saring(periode=periode, aktor=petugas, pada=sekarang())
    if not Penugasan.objects.filter(instansi=instansi).exists():
        _mulai_lakon(periode, petugas, sampel, pada)
    return instansi


def _mulai_lakon(periode: Periode, petugas: Akun, sampel: Sampel, pada: dt.datetime) -> None:
    rencana = susun(periode=periode, aktor=petugas, pada=pada, dengan_lain=True)
    _buat_para_kepala(rencana, sampel.akun, pada)
    kalender = Kalender(periode.instansi)
    with transaction.atomic():  # a play broken off in the middle leaves nothing: it starts anew
        mainkan(rencana, sampel.akun, sampel.babak, kalender=kalender, pada=pada)


def _tmt(hari: dt.date) -> dt.date:
    """The first day of the month after next: letters of today come before it."""
    bulan = hari.month + 1  # zero-based month after next
    return dt.date(hari.year + bulan // 12, bulan % 12 + 1, 1)


def _impor(jalur: list[Path], petugas: Akun) -> None:
    """Upload and apply workbooks the way the officer's browser does."""
    unggahan = [SimpleUploadedFile(satu.name, satu.read_bytes()) for satu in jalur]
    _tuntaskan(unggah(berkas=unggahan, akun=petugas, saat=sekarang()))
    siap = list(
        Impor.objects.filter(instansi=petugas.instansi, status=Impor.Status.SIAP).order_by("pk")
    )
    if len(siap) != len(jalur):
        pesan = "Berkas contoh tidak terbaca seluruhnya."
        raise DemoGagal(pesan)
    _tuntaskan(minta_terapkan(impor=siap, akun=petugas))


def _tuntaskan(satu: Pekerjaan) -> None:
    """Do a job here and now, or wait for the worker that was quicker."""
    pekerjaan.jalankan(satu.pk)
    jeda, sisa = threading.Event(), BATAS_PEKERJAAN
    satu.refresh_from_db()
    while not satu.berhenti and sisa > 0:
        jeda.wait(0.2)
        sisa -= 0.2
        satu.refresh_from_db()
    if satu.status != Pekerjaan.Status.SELESAI:
        pesan = f"{satu.judul}: {satu.galat or 'belum selesai'}"
        raise DemoGagal(pesan)


def _buat_para_kepala(rencana: Rencana, akun: AkunSampel, pada: dt.datetime) -> None:
    """Two heads with a login for the two busiest trees; the other units have heads without one."""
    instansi = rencana.instansi
    sibuk = [pk for pk, _ in _akar_tersibuk(rencana).most_common(len(akun.kepala))]
    masuk = dict(zip(sibuk, akun.kepala, strict=True))
    buat_kepala(instansi, masuk, pada)
    lain = Opd.objects.filter(instansi=instansi).exclude(pk__in=sibuk)
    tanpa = {satu.pk: akun.login(f"kepala.{satu.kode.lower()}") for satu in lain}
    buat_kepala(instansi, tanpa, pada, bersandi=False)


def _akar_tersibuk(rencana: Rencana) -> Counter[int]:
    """How many people of the plan each top unit's tree gives."""
    akar = {
        opd.kode: opd.pk
        for opd in Opd.objects.filter(instansi=rencana.instansi, induk__isnull=True)
    }
    baris = BarisRencana.objects.filter(rencana=rencana).select_related("pegawai__opd")
    return Counter(
        akar[satu.pegawai.opd.jalur.split("/", 1)[0]] for satu in baris if satu.pegawai.opd
    )
