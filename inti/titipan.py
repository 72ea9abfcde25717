"""Access-log rows that found SQLite busy: each kept in a file until it can be written.

SQLite has one writer at a time, and a large import may be it for seconds. Whoever only reads must
not wait for that, and what he read must not go unlogged: before he is answered the row lies on
the disk, and the sweep writes it as soon as the database is free again.
"""

import datetime as dt
import fcntl
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection

from inti.db import menunggu_paling_lama
from inti.models import LogAkses

logger = logging.getLogger(__name__)

SABAR = 100
"""Milliseconds that a reader waits for a short writer before his row is put aside."""
SEKALI = 500
_KOLOM = tuple(f.attname for f in LogAkses._meta.concrete_fields if not f.primary_key)


def simpan(log: LogAkses) -> None:
    """Write the row; put it aside when another connection is writing for long."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        log.save(force_insert=True)
        return
    try:
        with menunggu_paling_lama(SABAR):
            log.save(force_insert=True)
    except OperationalError:
        _titipkan(log)


def tuang() -> int:
    """Write what was put aside and return how many rows that were; safe to repeat.

    What cannot be written now stays where it is, and is named in the program's own log.
    """
    with _sendirian() as boleh:
        semua = sorted(_folder().glob("*.json")) if boleh else []
        return sum(_tuang(semua[i : i + SEKALI]) for i in range(0, len(semua), SEKALI))


def _titipkan(log: LogAkses) -> None:
    """Keep the row as a file that is whole and on the disk, or not there at all."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    isi = {k: getattr(log, k) for k in _KOLOM} | {"waktu": log.waktu.isoformat()}
    jadi = folder / f"{uuid4().hex}.json"
    sementara = jadi.with_suffix(".baru")
    with sementara.open("w", encoding="utf-8") as berkas:
        json.dump(isi, berkas)
        berkas.flush()
        os.fsync(berkas.fileno())
    sementara.replace(jadi)


def _tuang(berkas: Sequence[Path]) -> int:
    """Write these rows, except those that a sweep wrote and died before it removed the file."""
    titipan = list(_terbaca(berkas))
    waktu = [log.waktu for _, log in titipan]
    sudah = set(LogAkses.objects.filter(waktu__in=waktu).values_list(*_KOLOM))
    jumlah = 0
    for satu, log in titipan:
        if tuple(getattr(log, k) for k in _KOLOM) not in sudah:
            try:
                with menunggu_paling_lama(SABAR):
                    log.save(force_insert=True)
            except OperationalError:
                return jumlah  # still busy: the next sweep is not far
            except IntegrityError:
                logger.exception("titipan log akses ditolak", extra={"berkas": satu.name})
                continue
            jumlah += 1
        satu.unlink()
    return jumlah


def _terbaca(berkas: Sequence[Path]) -> Iterator[tuple[Path, LogAkses]]:
    for satu in berkas:
        try:
            isi = json.loads(satu.read_text(encoding="utf-8"))
            log = LogAkses(**isi | {"waktu": dt.datetime.fromisoformat(isi["waktu"])})
        except (ValueError, TypeError, KeyError):
            logger.exception("titipan log akses tidak terbaca", extra={"berkas": satu.name})
        else:
            yield satu, log


def _folder() -> Path:
    return Path(settings.TITIPAN_AKSES)


@contextmanager
def _sendirian() -> Iterator[bool]:
    """Whether nobody else is pouring; while open nobody else can begin to."""
    if not _folder().is_dir():
        yield False
        return
    with (_folder() / ".kunci").open("a") as gagang:
        try:
            fcntl.flock(gagang, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
