"""Acting at the same instant: threads with connections of their own, started by one barrier."""

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from inti.errors import DomainError

LANGKAH_PALING = 300_000
"""A head start of at most so many turns of an empty loop: some milliseconds."""


def serentak(*kerja: Callable[[], Any], acak: random.Random | None = None) -> list[Any]:
    """Do all at once, each in a thread of its own; what each returned, or its DomainError.

    ``acak`` shuffles who starts first and by how much, so that every order comes up. No result
    depends on it: each order must hold.
    """
    mulai = threading.Barrier(len(kerja))
    tunda = [acak.randrange(LANGKAH_PALING) if acak else 0 for _ in kerja]

    def satu(nomor: int) -> Any:
        try:
            mulai.wait(timeout=10)
            for _ in range(tunda[nomor]):
                pass
            return kerja[nomor]()
        except DomainError as galat:
            return galat
        finally:
            connection.close()

    urut = list(range(len(kerja)))
    if acak:
        acak.shuffle(urut)
    with ThreadPoolExecutor(len(kerja)) as kolam:
        janji = {nomor: kolam.submit(satu, nomor) for nomor in urut}
        return [janji[nomor].result(timeout=60) for nomor in range(len(kerja))]


def pisah(hasil: Sequence[Any]) -> tuple[list[Any], list[DomainError]]:
    """Who won and who was told."""
    kalah = [h for h in hasil if isinstance(h, DomainError)]
    return [h for h in hasil if not isinstance(h, DomainError)], kalah


def segar(model: Any, pk: int) -> Any:
    """A copy as a page would have read it: each thread moves its own."""
    return model.objects.get(pk=pk)
