"""The empty agency of the demo: reference data and logins, for the visitor's own workbooks."""

import datetime as dt

from inti.models import Instansi
from pegawai.models import Opd
from penugasan.demo.akun import KOSONG, UTAMA, buat_akun, buat_kepala, nama_kepala
from penugasan.services.paket import siapkan


def muat_kosong(pada: dt.datetime) -> Instansi:
    """Load the pack, the five logins and one head per unit. Idempotent; no people."""
    instansi = siapkan(kode=KOSONG, pada=pada).instansi
    buat_akun(instansi, UTAMA, pada)
    opd = Opd.objects.filter(instansi=instansi)
    buat_kepala(instansi, {satu.pk: nama_kepala(satu) for satu in opd}, pada)
    return instansi
