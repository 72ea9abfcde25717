"""The steps that the bench times; imported once Django is set up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from inti import pekerjaan
from inti.impor.services import minta_terapkan, unggah
from inti.models import Impor, Pekerjaan
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.demo.buku import tulis
from penugasan.demo.kota import buat_kota
from penugasan.queries.periode import periode_aktif
from penugasan.services.paket import siapkan
from penugasan.services.rencana import susun
from penugasan.services.saring import saring


def jalan(*, orang: int, seed: int, folder: Path, ukur: Callable[..., Any]) -> None:
    """Time every step of the main job that needs no person."""
    call_command("migrate", verbosity=0, interactive=False)
    instansi = siapkan(kode="kota-pekalongan", pada=sekarang()).instansi
    akun = Akun.objects.create_user("bench", peran=Peran.PETUGAS, nama="Bench", instansi=instansi)
    periode = periode_aktif(instansi)
    assert periode is not None
    berkas = ukur(
        "menulis kota buatan",
        orang,
        lambda: tulis(buat_kota(seed=seed, orang=orang), folder / "kota"),
    )
    unggahan = [
        SimpleUploadedFile(satu.name, satu.read_bytes())
        for satu in (berkas.ekspor, berkas.pendataan, berkas.kebutuhan)
    ]
    ukur(
        "impor: membaca, memeriksa, membandingkan",
        orang,
        lambda: kerjakan(unggah(berkas=unggahan, akun=akun, saat=sekarang())),
    )
    siap = list(Impor.objects.filter(status=Impor.Status.SIAP))
    ukur(
        "impor: menerapkan",
        orang,
        lambda: kerjakan(minta_terapkan(impor=siap, akun=akun)),
    )
    ukur(
        "menyaring semua, dengan alasan",
        orang,
        lambda: saring(periode=periode, aktor=akun, pada=sekarang()),
    )
    rencana = ukur(
        "menyusun rencana, dengan alasan",
        1,
        lambda: susun(periode=periode, aktor=akun, pada=sekarang()),
    )
    assert rencana.nilai == rencana.batas_atas


def kerjakan(satu: Pekerjaan) -> None:
    """Do a job in this process, as a worker would."""
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.SELESAI, satu.galat
