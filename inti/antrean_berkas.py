"""The queue of files of the default mode, without kombu's two races.

kombu's filesystem transport opens a file under its final name and fills it afterwards. A worker
that looks in between reads an empty message, or an empty table of queues, and dies of it. Here a
message appears under its name only when it is whole, and the table is read under a lock.
"""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

_json: Callable[[Any], str] = dumps


class Channel(filesystem.Channel):
    """Messages as files; whole or not there at all."""

    # kombu's own two bases disagree about the second name.
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        nama = f"{monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        sementara = folder / f".{nama}.baru"  # not the name of any queue: nobody takes it
        try:
            sementara.write_text(_json(payload), encoding="utf-8")
            sementara.replace(folder / nama)
        except OSError as galat:
            pesan = f"Cannot add file {nama!r} to directory"
            raise ChannelError(pesan) from galat

    def get_table(self, exchange: str) -> list[Any]:
        """Return the queues bound to an exchange."""
        with self._kunci(fcntl.LOCK_SH):
            return list(super().get_table(exchange))  # type: ignore[no-untyped-call]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        with self._kunci(fcntl.LOCK_EX):
            super()._queue_bind(exchange, routing_key, pattern, queue)  # type: ignore[no-untyped-call]

    def _delete(self, queue: str, exchange: str, *args: Any, **kwargs: Any) -> None:
        with self._kunci(fcntl.LOCK_EX):
            super()._delete(queue, exchange, *args, **kwargs)  # type: ignore[no-untyped-call]

    @contextlib.contextmanager
    def _kunci(self, cara: int) -> Iterator[None]:
        folder = Path(self.control_folder)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".kunci").open("a") as gagang:
            fcntl.flock(gagang, cara)
            yield


class Transport(filesystem.Transport):
    """``filesystem://`` with the channel above."""

    Channel = Channel


def pasang() -> None:
    """Let ``filesystem://`` mean this transport, in this process."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
