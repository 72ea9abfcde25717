"""Fill the drill's database: so many confirmed people, queued, and known to the stand-in.

python -m tests.drill_bunuh.isi PESAN PORT_TIRUAN
"""

import sys
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

import django


def utama(banyak: int, port: int) -> None:
    """Migrate, make the people, queue them."""
    django.setup()
    from_django = import_module("django.core.management")
    from_django.call_command("migrate", verbosity=0, interactive=False)
    sekarang = import_module("inti.waktu").sekarang
    instansi = (
        import_module("penugasan.services.paket")
        .siapkan(kode="kota-pekalongan", pada=sekarang())
        .instansi
    )
    kirim = import_module("tests.penugasan.kirim")
    tiruan = import_module("tests.siasn.tiruan").Tiruan(cast("Any", None))
    tiruan.port = port
    with import_module("django.db.transaction").atomic():
        kirim.antrekan(instansi, banyak)
    kirim.kenalkan(cast("Any", SimpleNamespace(konfigurasi=tiruan.konfigurasi)))


if __name__ == "__main__":
    utama(int(sys.argv[1]), int(sys.argv[2]))
