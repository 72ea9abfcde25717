"""The list of people as a page, and the search box, beside Django's admin and ``icontains``."""

import time
from collections.abc import Callable
from statistics import median, quantiles
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import path

from pegawai.models import Akun, Pegawai
from penugasan.queries import cari
from tests.bench.anak import Jam

BARIS = 25
ULANGAN = 40
PEMANASAN = 3
KOLOM = ("nama", "nip", "opd", "jabatan", "golongan", "tingkat_pendidikan")
POLOS = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
"""Names of assets without a manifest: nothing is collected here, for either side."""
HALAMAN = {
    "halaman pertama": "/kelayakan/",
    "saringan: layak": "/kelayakan/?hasil=layak",
    "nama mengandung": "/kelayakan/?cari=sari",
    "halaman 1.000": "/kelayakan/?halaman=1000",
}


def kita() -> None:
    """Every list page of the portal through all of its middleware, logged in."""
    klien = _masuk()
    _analisis()
    _ukur({nama: lambda a=alamat: _buka(klien, a) for nama, alamat in HALAMAN.items()})


def admin() -> None:
    """The change list of Django's admin: the same columns, 25 rows, its filter and its count."""
    aplikasi = [*settings.INSTALLED_APPS, "django.contrib.admin"]
    with override_settings(INSTALLED_APPS=aplikasi, ROOT_URLCONF=_alamat_admin):
        from django.contrib.admin import AdminSite, ModelAdmin  # noqa: PLC0415 - now installed

        class Terbuka(AdminSite):
            def has_permission(self, request: Any) -> bool:
                return bool(request.user.is_active)

        class Daftar(ModelAdmin):  # type: ignore[type-arg]
            list_display, list_per_page, list_select_related = KOLOM, BARIS, ("opd",)
            list_filter, search_fields = ("jenis", "aktif"), ("nama",)

            def _ya(self, *_: Any, **__: Any) -> bool:
                return True

            has_view_permission = has_change_permission = has_module_permission = _ya
            has_add_permission = has_delete_permission = _ya

        situs = Terbuka()
        situs.register(Pegawai, Daftar)
        _alamat_admin.urlpatterns = [path("admin/", situs.urls)]  # type: ignore[attr-defined]
        klien = _masuk()
        _analisis()
        alamat = "/admin/pegawai/pegawai/"
        _ukur(
            {
                "halaman pertama": lambda: _buka(klien, alamat),
                "nama mengandung": lambda: _buka(klien, f"{alamat}?q=sari"),
            }
        )


_alamat_admin = ModuleType("alamat_admin")


def cari_nama() -> None:
    """The search box of the portal, 25 names that are there."""
    akun, nama = Akun.objects.get(username="bench"), _nama()
    _ukur({"nama": _bergilir(nama, lambda satu: cari.cari(akun, satu))})


def icontains() -> None:
    """What a list would ask: the first rows whose name contains it."""
    nama = _nama()

    def satu(kata: str) -> object:
        return list(Pegawai.objects.filter(nama__icontains=kata).order_by("nama")[:BARIS])

    _ukur({"nama": _bergilir(nama, satu)})


def _analisis() -> None:
    """What the database does by itself some minutes after a large import."""
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE")


def _nama() -> list[str]:
    semua = list(Pegawai.objects.order_by("pk").values_list("nama", flat=True)[:BARIS])
    return [str(satu) for satu in semua]


def _bergilir(nama: list[str], kerja: Callable[[str], object]) -> Callable[[], object]:
    giliran = iter(nama * ULANGAN)
    return lambda: kerja(next(giliran))


def _masuk() -> Client:
    klien = Client()
    akun = Akun.objects.get(username="bench")
    klien.force_login(akun, backend="pegawai.backends.AkunBackend")
    return klien


def _buka(klien: Client, alamat: str) -> None:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 200, (alamat, jawaban.status_code)


def _pencatat(kueri: list[tuple[float, str]]) -> Callable[..., Any]:
    def catat(jalankan: Any, sql: str, isi: Any, banyak: bool, konteks: Any) -> Any:
        mulai = time.perf_counter()
        try:
            return jalankan(sql, isi, banyak, konteks)
        finally:
            kueri.append((time.perf_counter() - mulai, sql))

    return catat


def _ukur(semua: dict[str, Callable[[], object]]) -> None:
    """Time each many times after some to warm up; count its queries once."""
    jam, hasil = Jam(), {}
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=POLOS):
        for nama, kerja in semua.items():
            for _ in range(PEMANASAN):
                kerja()
            kueri: list[tuple[float, str]] = []
            with connection.execute_wrapper(_pencatat(kueri)):
                kerja()
            lama = []
            for _ in range(ULANGAN):
                mulai = time.perf_counter()
                kerja()
                lama.append(time.perf_counter() - mulai)
            hasil[nama] = {
                "p50": median(lama),
                "p95": quantiles(lama, n=20)[18],
                "kueri": len(kueri),
                "terlama": max(kueri)[1][:200] if kueri else "",
                "semua": [(round(t, 3), s[:1500]) for t, s in sorted(kueri, reverse=True)[:3]],
            }
    connection.close()
    jam.laporkan(daftar=hasil)
