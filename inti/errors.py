"""Refusals a person can act on. ``inti.middleware`` shows them, in one place."""

from inti.kata import sebut


class DomainError(Exception):
    """A request that the domain refuses.

    ``pesan`` is a plain Indonesian sentence: what is wrong and what to do. ``kode`` is stable.
    """

    kode = "ditolak"

    def __init__(self, pesan: str, *, kode: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        if kode:
            self.kode = kode


def wajib_alasan(teks: str, pesan: str) -> str:
    """Return a reason as one line. Raises DomainError with ``pesan`` when none was written."""
    if bersih := " ".join(teks.split()):
        return bersih
    raise DomainError(pesan, kode="alasan_kosong")


class SudahDiproses(DomainError):  # noqa: N818 - the officer's word for a lost race
    """Somebody else was first; the message says who and when."""

    kode = "sudah_diproses"


class TidakBerhak(DomainError):  # noqa: N818 - what the officer reads
    """The account may not do this; nothing was changed."""

    kode = "tidak_berhak"

    def __init__(self) -> None:
        super().__init__(
            sebut("Akun Anda tidak berhak melakukan ini. Hubungi {badan} bila seharusnya berhak.")
        )
