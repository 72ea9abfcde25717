"""The agency of the drill; imported once Django is set up."""

from django.core.management import call_command

from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.services.paket import siapkan
from tests.drill.arena import Arena


def siapkan_arena(*, migrasi: bool = True) -> Arena:
    """Return an arena with the pack of the sample city and one officer."""
    if migrasi:
        call_command("migrate", verbosity=0, interactive=False)
    instansi = siapkan(kode="kota-pekalongan", pada=sekarang()).instansi
    akun = Akun.objects.create_user("drill", peran=Peran.PETUGAS, nama="Drill", instansi=instansi)
    return Arena(instansi, akun)
