"""The agency of the drill; imported once Django is set up."""

from pathlib import Path

from django.core.management import call_command

from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.services.paket import siapkan
from tests.drill_siasn.medan import Medan
from tests.penugasan.kirim import buat_sk, tetapkan
from tests.siasn.tiruan import Tiruan


def bangun(folder: Path) -> Medan:
    """An agency with one officer and three confirmed people, and a stand-in beside it."""
    call_command("migrate", verbosity=0, interactive=False)
    instansi = siapkan(kode="kota-pekalongan", pada=sekarang()).instansi
    petugas = Akun.objects.create_user(
        "drill", peran=Peran.PETUGAS, nama="Drill", instansi=instansi
    )
    tiruan = Tiruan(folder / "tiruan", tunda="-1")
    tiruan.hidupkan()
    penugasan = tetapkan(instansi, 3)
    return Medan(tiruan, instansi, petugas, penugasan, buat_sk(penugasan))
