"""Refusals a person can act on. ``inti.middleware`` shows them, in one place."""


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


class SudahDiproses(DomainError):  # noqa: N818 - the officer's word for a lost race
    """Somebody else was first; the message says who and when."""

    kode = "sudah_diproses"
