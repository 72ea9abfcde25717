"""The SIASN stand-in for tests that send: the same process-backed fixtures as tests/siasn."""

from typing import Any

import pytest

from tests.siasn.conftest import _tiruan_bersama, buat_tiruan, tiruan, tiruan_sendiri
from tests.siasn.tiruan import Tiruan

__all__ = ["_tiruan_bersama", "buat_tiruan", "tiruan", "tiruan_sendiri"]


@pytest.fixture
def terpasang(tiruan: Tiruan, settings: Any) -> Tiruan:
    """The stand-in that this portal's own settings lead to."""
    settings.SIASN = tiruan.env_portal()
    return tiruan
