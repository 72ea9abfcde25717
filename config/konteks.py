"""What every page knows about this installation and its visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config import tur
from config.navigasi import alamat, navigasi
from inti.kata import kini
from inti.peran import PEMBACA, Peran
from inti.waktu import hari_ini
from penugasan.demo.akun import KELOMPOK_MASUK, SANDI
from penugasan.siasn.konfigurasi import LABEL_MODE, baca_mode

PERAN_PENCARI = PEMBACA | {Peran.DINAS_KOPERASI}


def portal(request: HttpRequest) -> dict[str, Any]:
    mode = baca_mode(settings.SIASN)
    return {
        "siasn_mode": mode,
        "siasn_label": LABEL_MODE[mode],
        "demo": settings.DEMO,
        "versi_portal": settings.VERSI,
        "sebutan": SimpleLazyObject(kini),
        "demo_login": KELOMPOK_MASUK if settings.DEMO else (),
        "demo_sandi": SANDI if settings.DEMO else "",
        **_milik_akun(request),
    }


def _milik_akun(request: HttpRequest) -> dict[str, Any]:
    """Menu and offices of the visitor; error pages may come without an account."""
    akun = getattr(request, "user", None)
    if akun is None or not akun.is_authenticated:
        return {"url_masuk": alamat("account_login")}
    menjabat = akun.jabatan_pada(hari_ini()) if akun.peran == Peran.KEPALA_OPD else []
    return {
        "url_keluar": alamat("account_logout"),
        "url_pemberitahuan": alamat("penugasan:pemberitahuan"),
        "url_ganti_sandi": alamat("account_change_password"),
        "url_cari": alamat("penugasan:cari") if akun.peran in PERAN_PENCARI else "",
        "jabatan_kini": [f"{j.get_jenis_display()} {j.opd.nama}" for j in menjabat],
        **navigasi(akun.peran, request.path),
        **tur.konteks(request, akun.peran),
    }
