"""Setting up: the empty portal, the workbooks, a portal that holds people already."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from inti.impor.services import minta_terapkan, unggah
from inti.models import Impor
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun, Opd, Pegawai
from penugasan.queries.periode import periode_aktif
from penugasan.services.paket import siapkan as muat_paket
from penugasan.services.saring import saring
from tests.bench.anak import Jam
from tests.bench.bahan import baris_jadi, tulis_berkas
from tests.bench.kita import buka_unggahan, kerjakan

SANDI = "bench-kkmp-2026"


def siapkan() -> None:
    """An empty portal: the pack, and one officer."""
    jam = Jam()
    call_command("migrate", verbosity=0, interactive=False)
    instansi = muat_paket(kode="kota-pekalongan", pada=sekarang()).instansi
    Akun.objects.create_user("bench", SANDI, peran=Peran.PETUGAS, nama="Bench", instansi=instansi)
    connection.close()
    jam.laporkan()


def berkas(*, seed: int, orang: int, kolom: int, folder: str) -> None:
    """The workbooks of one size."""
    jam = Jam()
    tulis_berkas(seed=seed, orang=orang, kolom=kolom, folder=Path(folder))
    jam.laporkan()


def isi(*, seed: int, orang: int) -> None:
    """People in the registry, without the way through a file."""
    jam = Jam()
    akun = Akun.objects.get(username="bench")
    opd = dict(Opd.objects.filter(instansi=akun.instansi).values_list("nama", "pk"))
    semua = baris_jadi(seed=seed, orang=orang, instansi=akun.instansi_id, opd=opd)
    Pegawai.objects.bulk_create(semua, batch_size=1000)
    connection.close()
    jam.laporkan()


def impor_dan_saring(*, berkas: str) -> None:
    """A portal in daily use: one file imported, everybody screened."""
    jam = Jam()
    akun = Akun.objects.get(username="bench")
    kerjakan(unggah(berkas=[buka_unggahan(berkas)], akun=akun, saat=sekarang()))
    siap = list(Impor.objects.filter(status=Impor.Status.SIAP))
    kerjakan(minta_terapkan(impor=siap, akun=akun))
    periode = periode_aktif(akun.instansi)
    assert periode is not None
    saring(periode=periode, aktor=akun, pada=sekarang())
    connection.close()
    jam.laporkan()
