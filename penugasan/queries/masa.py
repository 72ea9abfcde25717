"""When assignments end by the records of now: the agreement, the age, the policy."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from penugasan.models import Penugasan
from penugasan.models.penugasan import TETAP
from penugasan.queries.kalender import akhir_kontrak_semua, usia_bup
from penugasan.rules.masa import Akhir, akhir_penugasan, akhir_perpanjangan


def kontrak_habis(penugasan: Any, hari_sk: dt.date) -> dt.date | None:
    """The end of the agreement on record, where nothing of it is left when the work begins."""
    akhir: dt.date | None = penugasan.akhir_kontrak
    return akhir if akhir is not None and akhir <= max(penugasan.mulai, hari_sk) else None


def akhir_kini(penugasan: Sequence[Any], hari_sk: dt.date) -> dict[int, Akhir]:
    """The end of each, as it would be decided by an SK of that day. Asks nothing.

    The rows are those of ``penetapan.lengkap``: with person, version and the agreement's end. One
    that is over is no length but a task: its successor is not on record yet. Whether a post may be
    given without one the policy says (the rule ``kontrak``), not the calendar.
    """
    kontrak = {
        satu.pegawai_id: None if kontrak_habis(satu, hari_sk) else satu.akhir_kontrak
        for satu in penugasan
    }
    return {
        satu.pk: akhir_penugasan(
            satu.mulai,
            masa_maks_tahun=satu.versi.isi.get("koperasi", {}).get("masa_maks_tahun", 5),
            yang_lewat=True,
            **_ujung(satu, kontrak),
        )
        for satu in penugasan
    }


def akhir_maju(penugasan: Sequence[Penugasan]) -> dict[int, Akhir]:
    """Of those whom a decree has sent: the end that lies before the one they were told.

    The length itself is no question here: an extension was granted beyond it.
    """
    kontrak = akhir_kontrak_semua(satu.pegawai_id for satu in penugasan)
    hasil = {}
    for satu in penugasan:
        if satu.status in TETAP and satu.selesai is not None:
            akhir = akhir_perpanjangan(satu.selesai, **_ujung(satu, kontrak))
            if akhir.tanggal < satu.selesai:
                hasil[satu.pk] = akhir
    return hasil


def _ujung(penugasan: Penugasan, kontrak: Mapping[int, dt.date | None]) -> dict[str, Any]:
    return {
        "akhir_kontrak": kontrak.get(penugasan.pegawai_id),
        "lahir": penugasan.pegawai.lahir,
        "usia_bup": usia_bup(penugasan.pegawai, penugasan.versi),
    }
