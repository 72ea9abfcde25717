"""The units' own record, where another service decides what it says."""

from pegawai.models import Opd


def pasang_unor(opd: Opd, unor_id: str) -> None:
    """Write the id of SIASN's unit. The caller holds the agency's chain and audits."""
    opd.unor_id = unor_id
    opd.save(update_fields=["unor_id", "jalur"])
