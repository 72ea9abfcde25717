"""A portal whose broker and cache are gone: Redis that refuses, folders that cannot be written."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import override_settings

from config.celery import app as celery_app
from inti import colek, simpanan
from tests.peladen import port_bebas

JENIS = ("redis", "berkas")


@contextlib.contextmanager
def terputus(jenis: str, folder: Path) -> Iterator[None]:
    """While the block runs nothing can be queued and nothing be kept in the cache."""
    bukan_folder = folder / "bukan-folder"
    bukan_folder.write_text("sebuah berkas berdiri di tempat folder")
    redis = f"redis://127.0.0.1:{port_bebas()}/0"
    berkas = {
        "data_folder_in": str(bukan_folder / "pesan"),
        "data_folder_out": str(bukan_folder / "pesan"),
        "control_folder": str(bukan_folder / "kendali"),
    }
    cache: dict[str, Any] = {
        "redis": {
            "BACKEND": "inti.simpanan.SimpananRedis",
            "LOCATION": redis,
            "OPTIONS": simpanan.OPSI_REDIS,
        },
        "berkas": {
            "BACKEND": "inti.simpanan.SimpananBerkas",
            "LOCATION": str(bukan_folder / "cache"),
        },
    }[jenis]
    with (
        pytest.MonkeyPatch.context() as tambal,
        override_settings(CACHES=dict.fromkeys(("default", "sekali"), cache)),
    ):
        tambal.setattr(colek, "_coba_lagi", 0.0)
        with perantara(redis if jenis == "redis" else "filesystem://", berkas):
            yield
        caches["default"].clear()


@contextlib.contextmanager
def perantara(alamat: str, opsi: dict[str, str]) -> Iterator[None]:
    """Let Celery publish to this address, in this process, while the block runs."""
    semula = celery_app.conf.broker_url, celery_app.conf.broker_transport_options
    _pasang(alamat, {"socket_connect_timeout": 2.0} if alamat.startswith("redis") else opsi)
    try:
        yield
    finally:
        _pasang(*semula)


def _pasang(alamat: str, opsi: dict[str, Any]) -> None:
    celery_app.conf.broker_url, celery_app.conf.broker_transport_options = alamat, opsi
    celery_app.amqp._producer_pool = None
    celery_app._pool = None
