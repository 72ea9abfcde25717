"""The SIASN stand-in for tests that send: the same process-backed fixtures as tests/siasn."""

from tests.siasn.conftest import _tiruan_bersama, buat_tiruan, tiruan, tiruan_sendiri

__all__ = ["_tiruan_bersama", "buat_tiruan", "tiruan", "tiruan_sendiri"]
