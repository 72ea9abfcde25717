"""Which tasks a position usually carries: suggestions only, a person decides what is true."""

from collections.abc import Iterable, Mapping, Sequence

from penugasan.rules.kepegawaian import mengandung

PALING_BANYAK = 8


def saran_tugas(
    jabatan: str, *, tabel: Mapping[str, Sequence[str]], pernah: Iterable[str] = ()
) -> list[str]:
    """Tasks listed before for this position first, then those of the policy's table.

    The table is keyed by words of the position; the longest that fits speaks. Each task once.
    """
    kata = mengandung(jabatan, sorted(tabel, key=lambda nama: (-len(nama), nama)))
    hasil: dict[str, str] = {}
    for satu in (*pernah, *(tabel[kata] if kata else ())):
        hasil.setdefault(satu.casefold(), satu)
    return [*hasil.values()][:PALING_BANYAK]
