"""The registry of people for importers: read and written in sets, in the form of staged values.

A record is a mapping from column to value as JSON holds it: days as ISO text, units and kelurahan
by their key. So a staged row, the registry and the field history compare without conversion.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import starmap
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from inti import massal
from inti.massal import SalahSatu
from inti.models import Instansi, RiwayatFakta, Sumber
from pegawai.models import Pegawai, RiwayatNip

Rekam = dict[str, Any]
OBJEK = "pegawai.pegawai"
TANGGAL = ("lahir", "tmt_cpns")
KUNCI_LUAR = {"opd": "opd_id", "domisili": "domisili_id"}
FAKTA = (
    "nip",
    "siasn_id",
    "jenis",
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "tempat_lahir",
    "lahir",
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan",
    "jabatan",
    "jenis_jabatan",
    "golongan",
    "tmt_cpns",
    "lokasi_kerja",
    "opd",
    "unor_id",
    "unor_nama",
    "kedudukan_hukum_id",
    "kedudukan_hukum",
    "domisili",
    "domisili_teks",
)
"""Columns that a source can set; each remembers its source in ``Pegawai.sumber``."""
BOLEH_KOSONG = frozenset({*TANGGAL, *KUNCI_LUAR})
_KOLOM = ("pk", *FAKTA, "sumber")
_TEKS_SUMBER = Cast("sumber", TextField())
"""The sources as text: most people of a file are unchanged, so they are parsed when needed."""


def cari(instansi: Instansi, **syarat: Collection[Any]) -> list[Rekam]:
    """Return the active people of an agency whose columns hold one of the given values.

    In no order: sorting by name would keep the database from looking them up by these columns.
    """
    semua = Pegawai.objects.filter(instansi=instansi, aktif=True).order_by()
    if not any(syarat.values()):
        return []
    disaring = semua.filter(*(_salah_satu(kolom, isi) for kolom, isi in syarat.items()))
    return list(starmap(_rekam, disaring.values_list(*_KOLOM[:-1], _TEKS_SUMBER)))


def _salah_satu(kolom: str, isi: Collection[Any]) -> Q | SalahSatu:
    return Q((f"{kolom}__in", list(isi))) if kolom in {"pk", *TANGGAL} else SalahSatu(kolom, isi)


def nip_tidak_aktif(instansi: Instansi, nip: Collection[str]) -> set[str]:
    """Return which of these numbers belong to people who are no longer active."""
    lama = Pegawai.objects.filter(instansi=instansi, aktif=False).order_by()
    if not nip:
        return set()
    return set(lama.filter(SalahSatu("nip", nip)).values_list("nip", flat=True))


def nip_lama(instansi: Instansi, nip: Collection[str]) -> dict[str, str]:
    """Return which of these numbers active people had before, each with the person's name."""
    if not nip:
        return {}
    lama = RiwayatNip.objects.filter(
        SalahSatu("nip", nip), pegawai__instansi=instansi, pegawai__aktif=True
    )
    return dict(lama.values_list("nip", "pegawai__nama"))


def baca(pegawai: Pegawai) -> Rekam:
    """Return one person as a record."""
    kolom = ["pk", *(KUNCI_LUAR.get(k, k) for k in FAKTA), "sumber"]
    return _rekam(*(getattr(pegawai, k) for k in kolom))


def asal(rekam: Rekam) -> dict[str, int]:
    """Return the source of each fact of a record."""
    if isinstance(rekam["sumber"], str):
        rekam["sumber"] = json.loads(rekam["sumber"])
    sumber: dict[str, int] = rekam["sumber"]
    return sumber


def _rekam(*isi: Any) -> Rekam:
    rekam = dict(zip(_KOLOM, isi, strict=True))
    for kolom in TANGGAL:
        if rekam[kolom] is not None:
            rekam[kolom] = rekam[kolom].isoformat()
    return rekam


def tambah(instansi: Instansi, baru: Iterable[Mapping[str, Any]], sumber: Sumber) -> None:
    """Insert people; what a row does not say stays empty and has no source."""
    kosong = {k: None if k in BOLEH_KOSONG else "" for k in FAKTA}
    sumber_per_isi: dict[tuple[str, ...], str] = {}

    def sel() -> Iterable[massal.Sel]:
        for nilai in baru:
            nama = tuple(nilai)
            if nama not in sumber_per_isi:
                sumber_per_isi[nama] = json.dumps(dict.fromkeys(nama, sumber.pk))
            isi = kosong | nilai  # type: ignore[operator]
            yield (instansi.pk, True, sumber_per_isi[nama], *isi.values())

    massal.tambah(
        Pegawai, ("instansi_id", "aktif", "sumber", *(KUNCI_LUAR.get(k, k) for k in FAKTA)), sel()
    )


def ubah(
    instansi: Instansi,
    perubahan: Sequence[tuple[Rekam, Mapping[str, Any]]],
    sumber: Sumber,
    saat: dt.datetime,
) -> None:
    """Change people, keep what was there in the history, and a former NIP beside the person."""
    if not perubahan:
        return
    ganti_nip = [
        RiwayatNip(
            pegawai_id=rekam["pk"], nip=rekam["nip"], sampai=saat.astimezone().date(), sumber=sumber
        )
        for rekam, baru in perubahan
        if "nip" in baru
    ]
    RiwayatFakta.objects.bulk_create(
        (catatan(instansi, rekam, baru, sumber, saat) for rekam, baru in perubahan),
        batch_size=1_000,
    )
    tulis([(rekam, baru, dict.fromkeys(baru, sumber.pk)) for rekam, baru in perubahan])
    RiwayatNip.objects.bulk_create(ganti_nip)


def catatan(
    instansi: Instansi,
    rekam: Rekam,
    baru: Mapping[str, Any],
    sumber: Sumber,
    saat: dt.datetime,
) -> RiwayatFakta:
    """Return the history row of one change: [old, new, source of the old] per column."""
    return RiwayatFakta(
        instansi=instansi,
        objek_jenis=OBJEK,
        objek_id=rekam["pk"],
        sumber=sumber,
        waktu=saat,
        isi={k: [rekam[k], v, asal(rekam).get(k)] for k, v in baru.items()},
    )


def tulis(
    perubahan: Sequence[tuple[Rekam, Mapping[str, Any], Mapping[str, int | None]]],
) -> None:
    """Write new values and their sources (None: no source any more); leaves no history."""
    if not perubahan:
        return
    kolom = [k for k in FAKTA if any(k in baru for _, baru, _ in perubahan)]

    def sel() -> Iterable[massal.Sel]:
        for rekam, baru, sumber in perubahan:
            gabung: dict[str, int | None] = {**asal(rekam), **sumber}
            rekam["sumber"] = {k: v for k, v in gabung.items() if v is not None}
            rekam.update(baru)
            yield (rekam["pk"], json.dumps(rekam["sumber"]), *(rekam[k] for k in kolom))

    massal.ubah(Pegawai, ("sumber", *(KUNCI_LUAR.get(k, k) for k in kolom)), list(sel()))
