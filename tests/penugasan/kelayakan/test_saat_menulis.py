"""Whoever reads is answered while somebody else decides, and his reading is logged."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from inti import titipan
from inti.models import LogAkses
from tests.inti.penulis import sedang_menulis

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _titipan_sendiri(settings: LazySettings, tmp_path: Path) -> None:
    settings.TITIPAN_AKSES = tmp_path / "akses"


@pytest.mark.parametrize(
    "alamat", ["/kelayakan/", "/kelayakan/{ani}/", "/nominasi/", "/impor/", "/cari/?cari=ani"]
)
def test_a_page_is_answered_while_another_connection_decides(
    masuk: Any, orang: Any, petugas: Any, alamat: str
) -> None:
    klien = masuk(petugas)
    with sedang_menulis():
        jawaban = klien.get(alamat.format(ani=orang["ani"].pk))
        assert jawaban.status_code == 200
    titipan.tuang()
    if "kelayakan" in alamat:
        assert LogAkses.objects.filter(akun=petugas, jenis="lihat").count() == 1
