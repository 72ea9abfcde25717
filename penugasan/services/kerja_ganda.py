"""Indikasi kerja ganda: raised by files, explained by the home unit, settled by BKPSDM."""

import datetime as dt
from dataclasses import dataclass

from inti import audit
from inti.errors import DomainError, wajib_alasan
from inti.hari_kerja import Kalender
from inti.models import Sumber
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import BuktiKerjaGanda, KerjaGanda, Penugasan
from penugasan.services.nominasi import hari


@dataclass(frozen=True, slots=True)
class Tanda:
    """What a file says: the person worked for the home unit on these days."""

    jenis: str
    mulai: dt.date
    sampai: dt.date
    nomor: str = ""
    keterangan: str = ""


def tandai(
    *, penugasan: Penugasan, tanda: Tanda, sumber: Sumber, pada: dt.datetime, kalender: Kalender
) -> KerjaGanda:
    """Add the days to the open finding of this kind, or open one; its reply deadline starts.

    Belongs inside ``audit.keputusan``. The deadline is the round's, in working days. It starts
    again when days join a finding that was explained already, or can be explained no longer.
    """
    terbuka = KerjaGanda.objects.terbuka().filter(penugasan=penugasan, jenis=tanda.jenis).first()
    batas = kalender.tambah(hari(pada), penugasan.periode.batas_hari_kerja)
    if terbuka is None:
        terbuka = KerjaGanda.objects.create(
            instansi=penugasan.instansi,
            penugasan=penugasan,
            jenis=tanda.jenis,
            batas=batas,
            dibuat_pada=pada,
        )
        audit.catat(
            aksi="kerja_ganda.tandai",
            aktor=None,
            instansi=penugasan.instansi,
            objek=terbuka,
            sesudah={"penugasan": penugasan.pk, "jenis": tanda.jenis, "batas": batas},
            pesan=sumber.keterangan,
        )
    _, baru = BuktiKerjaGanda.objects.get_or_create(
        indikasi=terbuka,
        mulai=tanda.mulai,
        nomor=tanda.nomor,
        defaults={"sampai": tanda.sampai, "keterangan": tanda.keterangan, "sumber": sumber},
    )
    lewat = terbuka.status == KerjaGanda.Status.DIJAWAB or terbuka.batas < hari(pada)
    if baru and lewat:
        pesan = f"Hari baru tercatat: {sumber.keterangan}".rstrip(": ")
        workflow.pindah(terbuka, workflow.BUKA_LAGI, aktor=None, pesan=pesan, batas=batas)
    return terbuka


def jelaskan(
    *, indikasi: KerjaGanda, penjelasan: str, aktor: Akun, pada: dt.datetime
) -> KerjaGanda:
    """The home unit says how it came about; what it said of earlier days stays above it.

    Raises TidakBerhak, SudahDiproses, DomainError.
    """
    wajib_alasan(penjelasan, "Tulis penjelasannya, misalnya: mesin presensi salah mencatat.")
    with audit.keputusan(indikasi.instansi):
        aktor = permissions.pastikan(aktor, "kerja_ganda.jelaskan", indikasi, hari(pada))
        unit = indikasi.penugasan.opd_asal
        assert unit is not None  # noqa: S101 - the permission above needs it
        sebagai = permissions.sebagai(aktor, unit, hari(pada))
        return workflow.pindah(
            indikasi,
            workflow.JELASKAN,
            aktor=aktor,
            pesan=penjelasan.strip(),
            atas_nama=sebagai,
            penjelasan=_sambung(indikasi, penjelasan.strip(), hari(pada)),
            dijawab_pada=pada,
            dijawab_oleh=aktor,
            dijawab_sebagai=sebagai,
        )


def terima(*, indikasi: KerjaGanda, catatan: str, aktor: Akun, pada: dt.datetime) -> KerjaGanda:
    """BKPSDM accepts the explanation. Raises TidakBerhak, SudahDiproses."""
    return _putuskan(indikasi, "terima", workflow.TERIMA_PENJELASAN, catatan, aktor, pada)


def buktikan(*, indikasi: KerjaGanda, catatan: str, aktor: Akun, pada: dt.datetime) -> KerjaGanda:
    """BKPSDM holds it proven: at once after an answer, without one only after the deadline.

    Raises TidakBerhak, SudahDiproses, DomainError (no reason, or the unit still has time).
    """
    wajib_alasan(catatan, "Tulis alasannya; kepala OPD akan membacanya.")
    with audit.keputusan(indikasi.instansi):
        indikasi.refresh_from_db(fields=["batas"])  # a file may have moved it meanwhile
        if indikasi.status == KerjaGanda.Status.TERBUKA and hari(pada) <= indikasi.batas:
            pesan = f"OPD masih dapat menjelaskan sampai {indikasi.batas:%d-%m-%Y}."
            raise DomainError(pesan, kode="masih_tenggat")
        return _putuskan(indikasi, "buktikan", workflow.BUKTIKAN, catatan, aktor, pada)


def gugurkan_tanpa_bukti(*, sumber: Sumber, pada: dt.datetime) -> int:
    """Take the days of an undone file away; a finding without any other day falls with them.

    Belongs inside ``audit.keputusan``. What BKPSDM settled stays settled.
    """
    terbuka = KerjaGanda.objects.terbuka().filter(bukti_set__sumber=sumber).distinct()
    milik = list(terbuka.select_related("instansi"))
    jumlah, _ = BuktiKerjaGanda.objects.filter(sumber=sumber, indikasi__in=milik).delete()
    for satu in milik:
        if not satu.bukti_set.exists():
            workflow.pindah(
                satu,
                workflow.GUGURKAN_INDIKASI,
                aktor=None,
                pesan="Berkas yang memuatnya dibatalkan.",
                diputus_pada=pada,
            )
    return jumlah


def _sambung(indikasi: KerjaGanda, penjelasan: str, tanggal: dt.date) -> str:
    """The explanation below the one that stands there by now."""
    indikasi.refresh_from_db(fields=["penjelasan"])
    if not indikasi.penjelasan:
        return penjelasan
    return f"{indikasi.penjelasan}\n\nTambahan {tanggal:%d-%m-%Y}: {penjelasan}"


def _putuskan(
    indikasi: KerjaGanda,
    aksi: str,
    peralihan: workflow.Peralihan,
    catatan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> KerjaGanda:
    with audit.keputusan(indikasi.instansi):
        aktor = permissions.pastikan(aktor, f"kerja_ganda.{aksi}", indikasi, hari(pada))
        return workflow.pindah(
            indikasi,
            peralihan,
            aktor=aktor,
            pesan=catatan.strip(),
            catatan=catatan.strip(),
            diputus_pada=pada,
            diputus_oleh=aktor,
        )
