"""Asking OPD heads for names, and taking what they offer, asked or not."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.hari_kerja import Kalender
from pegawai.models import Akun, Opd, Pegawai
from penugasan import permissions
from penugasan.models import NamaDitawarkan, PanggilanNama, Periode
from penugasan.queries.periode import periode_terkini
from penugasan.rules.types import Hasil
from penugasan.services.kelayakan import periksa_banyak
from penugasan.services.nominasi import TidakLayak, hari, tolak_bila_bertugas

SEKALI = 100


def minta(
    *,
    opd: Sequence[Opd],
    jumlah: int,
    periode: Periode,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str = "",
) -> list[PanggilanNama]:
    """Ask each of these units for so many names; units with an open call are passed over.

    Raises TidakBerhak, DomainError (no unit, or all of them are asked already).
    """
    with audit.keputusan(periode.instansi):
        periode = periode_terkini(periode)
        calon = PanggilanNama(instansi=periode.instansi, periode=periode)
        aktor = permissions.pastikan(aktor, "panggilan.minta", calon, hari(pada))
        batas = Kalender(periode.instansi).tambah(hari(pada), periode.batas_hari_kerja)
        terbuka = PanggilanNama.objects.filter(periode=periode, ditutup_pada__isnull=True)
        sudah = set(terbuka.values_list("opd_id", flat=True))
        baru = [
            PanggilanNama.objects.create(
                instansi=periode.instansi,
                periode=periode,
                opd=satu,
                jumlah=jumlah,
                batas=batas,
                catatan=catatan.strip(),
                diminta_pada=pada,
                diminta_oleh=aktor,
            )
            for satu in list(opd)[:SEKALI]
            if satu.pk not in sudah and satu.instansi_id == periode.instansi_id
        ]
        if not baru:
            pesan = "Pilih paling sedikit satu unit yang belum dimintai nama."
            raise DomainError(pesan)
        audit.catat(
            aksi="panggilan.minta",
            aktor=aktor,
            instansi=periode.instansi,
            objek=periode,
            sesudah={"unit": [p.opd_id for p in baru], "jumlah": jumlah, "batas": batas},
        )
        return baru


def tawarkan(
    *,
    pegawai: Sequence[Pegawai],
    alasan: str,
    periode: Periode,
    aktor: Akun,
    pada: dt.datetime,
) -> list[NamaDitawarkan]:
    """The head offers these people, all or none; an open call of the unit counts them.

    Raises TidakBerhak (not his people), TidakLayak, SudahDiproses (taken or offered already).
    """
    if not pegawai:
        pesan = "Pilih paling sedikit satu nama."
        raise DomainError(pesan)
    with audit.keputusan(periode.instansi):
        periode = periode_terkini(periode)
        segar = list(
            Pegawai.objects.filter(pk__in=[p.pk for p in pegawai], instansi=periode.instansi)
            .select_related("opd", "instansi")
            .order_by("nama", "pk")
        )
        aktor = permissions.pastikan_semua(aktor, "panggilan.tawarkan", segar, hari(pada))
        putusan = periksa_banyak(
            segar, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
        )
        hasil = []
        for satu in segar:
            tolak_bila_bertugas(satu)
            if not satu.aktif or putusan[satu.pk].hasil is not Hasil.LAYAK:
                raise TidakLayak(satu, putusan[satu.pk])
            hasil.append(_simpan(satu, alasan.strip(), periode, aktor, pada))
        return hasil


def tarik(*, tawaran: NamaDitawarkan, aktor: Akun, pada: dt.datetime) -> NamaDitawarkan:
    """The head takes a name back. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(tawaran.instansi):
        aktor = permissions.pastikan(aktor, "panggilan.tawarkan", tawaran.pegawai, hari(pada))
        baris = NamaDitawarkan.objects.berlaku().filter(pk=tawaran.pk)
        if not baris.update(ditarik_pada=pada):
            pesan = "Nama ini sudah ditarik."
            raise SudahDiproses(pesan)
        _catat("tarik", tawaran, aktor)
        return tawaran


def tutup(*, panggilan: PanggilanNama, aktor: Akun, pada: dt.datetime) -> PanggilanNama:
    """Close a call; the names stay on offer. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(panggilan.instansi):
        aktor = permissions.pastikan(aktor, "panggilan.minta", panggilan, hari(pada))
        baris = PanggilanNama.objects.filter(pk=panggilan.pk, ditutup_pada__isnull=True)
        if not baris.update(ditutup_pada=pada):
            pesan = "Permintaan nama ini sudah ditutup."
            raise SudahDiproses(pesan)
        audit.catat(
            aksi="panggilan.tutup", aktor=aktor, instansi=panggilan.instansi, objek=panggilan
        )
        return panggilan


def _simpan(
    pegawai: Pegawai, alasan: str, periode: Periode, aktor: Akun, pada: dt.datetime
) -> NamaDitawarkan:
    assert pegawai.opd is not None  # noqa: S101 - the permission asked before needs it
    terbuka = PanggilanNama.objects.filter(periode=periode, ditutup_pada__isnull=True)
    cocok = [p for p in terbuka.select_related("opd") if pegawai.opd.jalur.startswith(p.opd.jalur)]
    try:
        with transaction.atomic():
            hasil = NamaDitawarkan.objects.create(
                instansi=periode.instansi,
                periode=periode,
                pegawai=pegawai,
                panggilan=max(cocok, key=lambda p: len(p.opd.jalur), default=None),
                alasan=alasan,
                ditawarkan_pada=pada,
                ditawarkan_oleh=aktor,
                ditawarkan_sebagai=permissions.sebagai(aktor, pegawai.opd, hari(pada)),
            )
    except IntegrityError as galat:
        pesan = f"{pegawai.nama_lengkap} sudah ditawarkan."
        raise SudahDiproses(pesan) from galat
    _catat("tawarkan", hasil, aktor)
    return hasil


def _catat(aksi: str, tawaran: NamaDitawarkan, aktor: Akun) -> None:
    audit.catat(
        aksi=f"panggilan.{aksi}",
        aktor=aktor,
        instansi=tawaran.instansi,
        objek=tawaran,
        sesudah={"pegawai": tawaran.pegawai_id, "panggilan": tawaran.panggilan_id},
        pesan=tawaran.alasan,
        atas_nama=tawaran.ditawarkan_sebagai,
    )
