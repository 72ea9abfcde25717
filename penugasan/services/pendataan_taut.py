"""Who of the registry became a PPPK later: same name, same birth date, and nobody else so."""

import datetime as dt
from collections import defaultdict
from typing import Any

from inti import audit
from inti.errors import DomainError
from inti.impor.teks import kunci_nama
from inti.models import Instansi
from pegawai.models import Akun, Pegawai, Pendataan, TenagaNonAsn
from penugasan import permissions
from penugasan.services.nominasi import hari


def calon(instansi: Instansi) -> list[tuple[TenagaNonAsn, Pegawai]]:
    """Pairs that name and birth date allow in one way only, on both sides."""
    tenaga = _per_orang(
        TenagaNonAsn.objects.filter(instansi=instansi, pegawai=None, lahir__isnull=False)
    )
    pegawai = _per_orang(
        Pegawai.objects.filter(
            instansi=instansi, aktif=True, lahir__isnull=False, tenaga_non_asn=None
        ).exclude(jenis=Pegawai.Jenis.PNS)
    )
    return sorted(
        (
            (satu[0], pegawai[kunci][0])
            for kunci, satu in tenaga.items()
            if len(satu) == 1 and len(pegawai.get(kunci, ())) == 1
        ),
        key=lambda pasangan: pasangan[0].nama,
    )


def _per_orang(semua: Any) -> dict[tuple[str, dt.date], list[Any]]:
    hasil: dict[tuple[str, dt.date], list[Any]] = defaultdict(list)
    for satu in semua:
        hasil[kunci_nama(satu.nama), satu.lahir].append(satu)
    return hasil


def tautkan(
    *, pendataan: Pendataan, tenaga: set[int] | None, aktor: Akun, pada: dt.datetime
) -> int:
    """Link the chosen workers (None: all pairs) to the PPPK they became; returns how many.

    Raises TidakBerhak, and DomainError when no chosen pair is left.
    """
    with audit.keputusan(pendataan.instansi):
        aktor = permissions.pastikan(aktor, "pendataan.tautkan", pendataan, hari(pada))
        pasangan = [
            (satu, orang)
            for satu, orang in calon(pendataan.instansi)
            if tenaga is None or satu.pk in tenaga
        ]
        if not pasangan:
            pesan = "Tidak ada pasangan yang dapat ditautkan. Muat ulang halaman ini."
            raise DomainError(pesan)
        for satu, orang in pasangan:
            satu.pegawai = orang
        TenagaNonAsn.objects.bulk_update([satu for satu, _ in pasangan], ["pegawai"], 200)
        audit.catat(
            aksi="pendataan.tautkan",
            aktor=aktor,
            instansi=pendataan.instansi,
            objek=pendataan,
            sesudah={"pasangan": [[satu.pk, orang.pk] for satu, orang in pasangan]},
            pesan=f"{len(pasangan)} tenaga non-ASN ditautkan ke data pegawai",
        )
    return len(pasangan)


def lepaskan(*, pendataan: Pendataan, tenaga: TenagaNonAsn, aktor: Akun, pada: dt.datetime) -> None:
    """Undo one link. Raises TidakBerhak."""
    with audit.keputusan(pendataan.instansi):
        aktor = permissions.pastikan(aktor, "pendataan.tautkan", pendataan, hari(pada))
        lama = TenagaNonAsn.objects.get(pk=tenaga.pk).pegawai_id
        if lama is None:
            return  # pressed twice
        TenagaNonAsn.objects.filter(pk=tenaga.pk).update(pegawai=None)
        audit.catat(
            aksi="pendataan.lepaskan",
            aktor=aktor,
            instansi=pendataan.instansi,
            objek=tenaga,
            sebelum={"pegawai": lama},
            sesudah={"pegawai": None},
        )
