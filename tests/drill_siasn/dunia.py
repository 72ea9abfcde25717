"""The agency of the drill; imported once Django is set up."""

import datetime as dt
from pathlib import Path

import trustme
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
    tiruan = hidupkan_tiruan(folder)
    penugasan = tetapkan(instansi, 3)
    return Medan(tiruan, instansi, petugas, penugasan, buat_sk(penugasan))


def hidupkan_tiruan(folder: Path) -> Tiruan:
    """A stand-in that decides nothing by itself, with a second door whose certificate has ended."""
    kemarin = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    sertifikat = trustme.CA().issue_cert("127.0.0.1", not_after=kemarin)
    rantai, kunci = folder / "rantai.pem", folder / "kunci.pem"
    sertifikat.cert_chain_pems[0].write_to_path(str(rantai))
    sertifikat.private_key_pem.write_to_path(str(kunci))
    tiruan = Tiruan(folder / "tiruan", tunda="-1")
    pintu = ["--tls-port", "0", "--tls-sertifikat", str(rantai), "--tls-kunci", str(kunci)]
    tiruan.hidupkan(*pintu)
    return tiruan
