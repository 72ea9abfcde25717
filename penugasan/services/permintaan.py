"""Permintaan: ask the unit for the missing fact, check the answer, and let it become a fact."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError
from inti.hari_kerja import Kalender
from inti.waktu import sekarang
from pegawai.models import Akun, Pegawai
from penugasan import permissions, workflow
from penugasan.models import Periode, PermintaanData, Saringan
from penugasan.rules.types import Hasil
from penugasan.services import permintaan_fakta as fakta, saring
from penugasan.services.kelayakan import periksa_banyak
from penugasan.services.nominasi import hari

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

SEKALI = 500
"""People asked about at once: bounds the time of one deciding transaction."""


@dataclass(slots=True)
class Dikirim:
    """What one round of asking did."""

    baru: int = 0
    sudah: int = 0
    unit: set[int] = field(default_factory=set)
    tanpa_unit: list[Pegawai] = field(default_factory=list)


def minta(
    *,
    pegawai: Iterable[Pegawai],
    periode: Periode,
    aktor: Akun,
    pada: dt.datetime,
    aturan: str = "",
) -> Dikirim:
    """Ask each person's unit for every fact that keeps a rule uncertain (or for ``aturan``'s).

    What is asked already is not asked twice. Raises TidakBerhak, and DomainError when nobody
    lacks a fact that a unit can give.
    """
    orang = list(pegawai)[:SEKALI]
    hasil = Dikirim()
    with audit.keputusan(periode.instansi):
        aktor = permissions.terkini(aktor)
        calon = PermintaanData(instansi=periode.instansi, periode=periode)
        permissions.pastikan(aktor, "permintaan.minta", calon, hari(pada))
        putusan = periksa_banyak(
            orang, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
        )
        batas = Kalender(periode.instansi).tambah(hari(pada), periode.batas_hari_kerja)
        for satu in orang:
            ragu = [
                t
                for t in putusan[satu.pk].temuan
                if t.menghalangi
                and t.hasil is Hasil.BELUM_PASTI
                and t.kode in fakta.DAPAT_DIMINTA
                and aturan in ("", t.kode)
            ]
            if ragu and satu.opd_id is None:
                hasil.tanpa_unit.append(satu)
                continue
            for temuan in ragu:
                isi = {"aturan": temuan.kode, "pertanyaan": temuan.kurang[:200]}
                if _tanya(satu, periode, batas, aktor, pada, isi):
                    hasil.baru += 1
                    hasil.unit.add(satu.opd_id or 0)
                else:
                    hasil.sudah += 1
        if not (hasil.baru or hasil.sudah or hasil.tanpa_unit):
            pesan = "Tidak ada data yang dapat diminta ke OPD untuk pilihan ini."
            raise DomainError(pesan)
        _catat_minta(periode, hasil, orang, aktor)
    return hasil


def _tanya(
    pegawai: Pegawai,
    periode: Periode,
    batas: dt.date,
    aktor: Akun,
    pada: dt.datetime,
    isi: Mapping[str, str],
) -> bool:
    try:
        with transaction.atomic():
            PermintaanData.objects.create(
                instansi=periode.instansi,
                periode=periode,
                pegawai=pegawai,
                opd_id=pegawai.opd_id or 0,
                batas=batas,
                diminta_oleh=aktor,
                diminta_pada=pada,
                **isi,
            )
    except IntegrityError:
        return False
    return True


def _catat_minta(periode: Periode, hasil: Dikirim, orang: list[Pegawai], aktor: Akun) -> None:
    if hasil.baru:
        audit.catat(
            aksi="permintaan.minta",
            aktor=aktor,
            instansi=periode.instansi,
            objek=periode,
            sesudah={"permintaan": hasil.baru, "unit": len(hasil.unit), "orang": len(orang)},
            pesan=f"{hasil.baru} permintaan data ke {len(hasil.unit)} unit",
        )


def jawab(
    *,
    permintaan: PermintaanData,
    jawaban: Mapping[str, Any],
    penjelasan: str,
    berkas: "UploadedFile[Any] | None",
    aktor: Akun,
    pada: dt.datetime,
) -> PermintaanData:
    """Answer a question with its evidence; nothing counts before BKPSDM has checked it.

    ``jawaban`` is what ``permintaan_fakta.rapikan`` made of the form; ``berkas`` a checked file.
    """
    isi: dict[str, Any] = {
        "jawaban": dict(jawaban),
        "penjelasan": penjelasan.strip(),
        "dijawab_oleh": aktor,
        "dijawab_pada": pada,
    }
    if berkas is not None:
        isi["sha256"] = hashlib.sha256(berkas.read()).hexdigest()
        berkas.seek(0)
        isi["nama_berkas"] = str(berkas.name)
        permintaan.berkas.save(str(berkas.name), berkas, save=False)
        isi["berkas"] = permintaan.berkas.name
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.terkini(aktor)
        permissions.pastikan(aktor, "permintaan.jawab", permintaan, hari(pada))
        isi["dijawab_sebagai"] = permissions.sebagai(aktor, permintaan.opd, hari(pada))
        return workflow.pindah(
            permintaan,
            workflow.JAWAB,
            aktor=aktor,
            atas_nama=isi["dijawab_sebagai"],
            pesan=isi["penjelasan"],
            **isi,
        )


def terima(*, permintaan: PermintaanData, aktor: Akun, pada: dt.datetime) -> PermintaanData:
    """Make the answer a fact of the person; the verdict follows by itself."""
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.terkini(aktor)
        permissions.pastikan(aktor, "permintaan.terima", permintaan, hari(pada))
        hasil = workflow.pindah(
            permintaan,
            workflow.TERIMA_JAWABAN,
            aktor=aktor,
            diputus_oleh=aktor,
            diputus_pada=pada,
        )
        fakta.tulis(hasil, aktor=aktor, pada=pada)
        saring.mulai(periode=hasil.periode, aktor=aktor, sekali=True)
    return hasil


def kembalikan(
    *, permintaan: PermintaanData, catatan: str, aktor: Akun, pada: dt.datetime
) -> PermintaanData:
    """Send the answer back with what is wrong with it."""
    return _putuskan(permintaan, "kembalikan", workflow.KEMBALIKAN_JAWABAN, catatan, aktor, pada)


def cabut(
    *, permintaan: PermintaanData, catatan: str, aktor: Akun, pada: dt.datetime
) -> PermintaanData:
    """Take a question back."""
    return _putuskan(permintaan, "cabut", workflow.CABUT_PERMINTAAN, catatan, aktor, pada)


@saring.setelah_saring
def _sesudah_saring(saringan: Saringan) -> int:
    return gugurkan_terjawab(periode=saringan.periode, pada=sekarang())


def gugurkan_terjawab(*, periode: Periode, pada: dt.datetime) -> int:
    """Close questions whose rule is no longer uncertain: the fact came in another way."""
    terbuka = list(
        PermintaanData.objects.terbuka()
        .filter(periode=periode)
        .select_related("pegawai", "instansi")
    )
    if not terbuka:
        return 0
    putusan = periksa_banyak(
        list({p.pegawai_id: p.pegawai for p in terbuka}.values()),
        versi=periode.versi,
        acuan=periode.tanggal_acuan,
        periode=periode,
    )
    jumlah = 0
    with audit.keputusan(periode.instansi):
        for satu in terbuka:
            if satu.aturan not in putusan[satu.pegawai_id].ragu:
                workflow.pindah(satu, workflow.GUGURKAN, aktor=None, diputus_pada=pada)
                jumlah += 1
    return jumlah


def _putuskan(
    permintaan: PermintaanData,
    aksi: str,
    peralihan: workflow.Peralihan,
    catatan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> PermintaanData:
    if not catatan.strip():
        pesan = "Tulis alasannya, supaya OPD tahu apa yang harus dilakukan."
        raise DomainError(pesan, kode="alasan_kosong")
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.terkini(aktor)
        permissions.pastikan(aktor, f"permintaan.{aksi}", permintaan, hari(pada))
        return workflow.pindah(
            permintaan,
            peralihan,
            aktor=aktor,
            pesan=catatan.strip(),
            catatan=catatan.strip(),
            diputus_oleh=aktor,
            diputus_pada=pada,
        )
