"""Permintaan: ask the unit for the missing fact, check the answer, and let it become a fact."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from inti import audit
from inti.berkas import sidik_berkas
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.hari_kerja import Kalender
from pegawai.models import Akun, Opd, Pegawai
from penugasan import permissions, workflow
from penugasan.models import Periode, PermintaanData
from penugasan.queries import permintaan_fakta as fakta
from penugasan.queries.periode import periode_terkini
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.rules.types import Hasil, Temuan
from penugasan.services import saring
from penugasan.services.kelayakan import periksa_banyak
from penugasan.services.nominasi import hari
from penugasan.services.permintaan_fakta import tulis

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

SEKALI = 500
"""People asked about in one transaction: bounds how long other deciding acts wait."""


@dataclass(slots=True)
class Dikirim:
    """What one round of asking did; ``bkpsdm`` counts gaps that no unit can fill."""

    baru: int = 0
    sudah: int = 0
    bkpsdm: int = 0
    unit: dict[int, Opd] = field(default_factory=dict)
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

    What is asked already is not asked twice, neither by another rule that lacks the same fact.
    Portions of ``SEKALI`` people, each with one entry in the trail that lists its questions.

    Raises TidakBerhak, and DomainError when nobody lacks a fact that a unit can give.
    """
    orang = list(pegawai)
    hasil = Dikirim()
    for awal in range(0, len(orang), SEKALI):
        with audit.keputusan(periode.instansi):
            periode = periode_terkini(periode)
            calon = PermintaanData(instansi=periode.instansi, periode=periode)
            aktor = permissions.pastikan(aktor, "permintaan.minta", calon, hari(pada))
            _minta(_terkini(orang[awal : awal + SEKALI]), aturan, calon, hasil, aktor, pada)
    if not (hasil.baru or hasil.sudah or hasil.tanpa_unit):
        pesan = "Tidak ada data yang dapat diminta ke OPD untuk pilihan ini."
        raise DomainError(pesan, kode="tidak_ada_yang_diminta")
    return hasil


def _terkini(orang: Sequence[Pegawai]) -> list[Pegawai]:
    """These people with their units as on record now, in the same order; who left is left out."""
    semua = Pegawai.objects.filter(aktif=True).select_related("opd")
    ada: dict[int, Pegawai] = semua.in_bulk([satu.pk for satu in orang])
    return [ada[satu.pk] for satu in orang if satu.pk in ada]


def _minta(
    orang: Sequence[Pegawai],
    aturan: str,
    calon: PermintaanData,
    hasil: Dikirim,
    aktor: Akun,
    pada: dt.datetime,
) -> None:
    """Ask about these people; adds to ``hasil``. Under the agency's lock, so nobody asks twice."""
    periode = calon.periode
    putusan = periksa_banyak(
        orang, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
    )
    batas = Kalender(periode.instansi).tambah(hari(pada), periode.batas_hari_kerja)
    terbuka, baru = _terbuka(orang), []
    for satu in orang:
        ragu = [
            t
            for t in putusan[satu.pk].temuan
            if t.menghalangi and t.hasil is Hasil.BELUM_PASTI and aturan in ("", t.kode)
        ]
        dapat = _satu_per_fakta(ragu)
        hasil.bkpsdm += sum(fakta.diminta(t.kode, t.kurang) is None for t in ragu)
        if dapat and satu.opd is None:
            hasil.tanpa_unit.append(satu)
            continue
        for kode, temuan in dapat.items():
            if {kode, temuan.kode} & terbuka[satu.pk]:
                hasil.sudah += 1
                continue
            baru.append(
                PermintaanData(
                    instansi=periode.instansi,
                    periode=periode,
                    pegawai=satu,
                    opd=satu.opd,
                    aturan=temuan.kode,
                    pertanyaan=temuan.kurang[:200],
                    batas=batas,
                    diminta_oleh=aktor,
                    diminta_pada=pada,
                )
            )
    PermintaanData.objects.bulk_create(baru, batch_size=SEKALI)
    hasil.baru += len(baru)
    unit = {satu.opd_id: satu.opd for satu in baru}
    hasil.unit |= unit
    if baru:
        audit.catat(
            aksi="permintaan.minta",
            aktor=aktor,
            instansi=periode.instansi,
            objek=periode,
            sesudah={
                "permintaan": len(baru),
                "unit": len(unit),
                "daftar": [[satu.pegawai_id, satu.aturan] for satu in baru],
                "batas": batas,
            },
            pesan=f"{len(baru)} permintaan data ke {len(unit)} unit",
        )


def pastikan_fakta(
    *,
    pegawai: Pegawai,
    periode: Periode,
    aturan: str,
    pertanyaan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> PermintaanData:
    """Ask the person's unit for one fact that is on record but in doubt; an open question counts.

    Belongs inside ``audit.keputusan``. Raises TidakBerhak, DomainError (the person has no unit).
    """
    periode = periode_terkini(periode)
    calon = PermintaanData(instansi=periode.instansi, periode=periode)
    aktor = permissions.pastikan(aktor, "permintaan.minta", calon, hari(pada))
    if pegawai.opd is None:
        pesan = "Pegawai ini belum mempunyai unit kerja, jadi tidak ada yang dapat ditanya."
        raise DomainError(pesan, kode="tanpa_unit")
    diminta = fakta.diminta(aturan, pertanyaan)
    ada: PermintaanData
    for ada in PermintaanData.objects.terbuka().filter(pegawai=pegawai):
        if ada.aturan == aturan or fakta.untuk(ada) == diminta:
            return ada
    batas = Kalender(periode.instansi).tambah(hari(pada), periode.batas_hari_kerja)
    permintaan: PermintaanData = PermintaanData.objects.create(
        instansi=periode.instansi,
        periode=periode,
        pegawai=pegawai,
        opd=pegawai.opd,
        aturan=aturan,
        pertanyaan=pertanyaan[:200],
        batas=batas,
        diminta_oleh=aktor,
        diminta_pada=pada,
    )
    audit.catat(
        aksi="permintaan.minta",
        aktor=aktor,
        instansi=periode.instansi,
        objek=permintaan,
        sesudah={"daftar": [[pegawai.pk, aturan]], "batas": batas},
        pesan=f"{pertanyaan}: ditanyakan ke {pegawai.opd.nama}",
    )
    return permintaan


def _satu_per_fakta(ragu: Iterable[Temuan]) -> dict[str, Temuan]:
    """The uncertain findings that a unit can settle, one per missing fact."""
    hasil: dict[str, Temuan] = {}
    for temuan in ragu:
        if satu := fakta.diminta(temuan.kode, temuan.kurang):
            hasil.setdefault(satu.kode, temuan)
    return hasil


def _terbuka(orang: Sequence[Pegawai]) -> dict[int, set[str]]:
    """Per person the rules and the facts that are asked already."""
    hasil: dict[int, set[str]] = defaultdict(set)
    for satu in PermintaanData.objects.terbuka().filter(pegawai__in=orang):
        diminta = fakta.untuk(satu)
        hasil[satu.pegawai_id] |= {satu.aturan, diminta.kode if diminta else satu.aturan}
    return hasil


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

    ``jawaban`` is what ``permintaan_fakta.rapikan`` made of the form, empty when the unit does
    not have the fact and says why; ``berkas`` a checked file.

    Raises TidakBerhak, DomainError (neither fact nor explanation), SudahDiproses.
    """
    if not jawaban and not penjelasan.strip():
        pesan = "Isi jawabannya, atau jelaskan mengapa datanya tidak ada."
        raise DomainError(pesan, kode="jawaban_kosong")
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.pastikan(aktor, "permintaan.jawab", permintaan, hari(pada))
        jabatan = permissions.sebagai(aktor, permintaan.opd, hari(pada))
        isi: dict[str, Any] = {
            "jawaban": dict(jawaban),
            "penjelasan": penjelasan.strip(),
            "dijawab_oleh": aktor,
            "dijawab_pada": pada,
            "dijawab_sebagai": jabatan,
        }
        if not PermintaanData.objects.filter(pk=permintaan.pk, status__in=MENUNGGU_OPD).exists():
            raise SudahDiproses(workflow.siapa_dulu(permintaan))  # before a file is kept
        if berkas is not None:
            isi |= _simpan_berkas(permintaan, berkas)
        return workflow.pindah(
            permintaan,
            workflow.JAWAB,
            aktor=aktor,
            atas_nama=jabatan,
            pesan=isi["penjelasan"],
            **isi,
        )


def _simpan_berkas(permintaan: PermintaanData, berkas: "UploadedFile[Any]") -> dict[str, Any]:
    nama = str(berkas.name)
    sidik = sidik_berkas(berkas)
    permintaan.berkas.save(nama, berkas, save=False)
    return {"sha256": sidik, "nama_berkas": nama, "berkas": permintaan.berkas.name}


def terima(
    *, permintaan: PermintaanData, aktor: Akun, pada: dt.datetime, dilihat: str = ""
) -> PermintaanData:
    """Make the answer a fact of the person; the verdict follows by itself.

    ``dilihat`` is the ``cap`` of what the officer read: neither an answer given again since then
    nor a fact that changed under it is decided unread.

    Raises TidakBerhak, SudahDiproses, DomainError (the unit had no fact to give).
    """
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.pastikan(aktor, "permintaan.terima", permintaan, hari(pada))
        if dilihat and fakta.cap(PermintaanData.objects.get(pk=permintaan.pk)) != dilihat:
            raise _berubah(permintaan)
        hasil = workflow.pindah(
            permintaan,
            workflow.TERIMA_JAWABAN,
            aktor=aktor,
            diputus_oleh=aktor,
            diputus_pada=pada,
        )
        tulis(hasil, aktor=aktor, pada=pada)
        saring.mulai_bila_perlu(periode=hasil.periode, aktor=aktor)
    return hasil


def _berubah(permintaan: PermintaanData) -> SudahDiproses:
    """Say that somebody decided meanwhile, or that what was read is no longer so."""
    kini = PermintaanData.objects.get(pk=permintaan.pk)
    if kini.status != PermintaanData.Status.DIJAWAB:
        return SudahDiproses(workflow.siapa_dulu(permintaan))
    return SudahDiproses("Jawaban atau data pegawainya berubah sesudah Anda membukanya. Baca lagi.")


def kembalikan(
    *, permintaan: PermintaanData, catatan: str, aktor: Akun, pada: dt.datetime
) -> PermintaanData:
    """Send the answer back with what is wrong with it; the clock stood still since it was given."""
    return _putuskan(permintaan, "kembalikan", workflow.KEMBALIKAN_JAWABAN, catatan, aktor, pada)


def _batas_lagi(permintaan: PermintaanData, pada: dt.datetime) -> dt.date:
    """The deadline of an answer sent back: the working days that were left, at least one."""
    return Kalender(permintaan.instansi).lanjutkan(
        permintaan.batas,
        berhenti=hari(permintaan.dijawab_pada or pada),
        lagi=hari(pada),
        paling_sedikit=1,
    )


def cabut(
    *, permintaan: PermintaanData, catatan: str, aktor: Akun, pada: dt.datetime
) -> PermintaanData:
    """Take a question back."""
    return _putuskan(permintaan, "cabut", workflow.CABUT_PERMINTAAN, catatan, aktor, pada)


def _putuskan(
    permintaan: PermintaanData,
    aksi: str,
    peralihan: workflow.Peralihan,
    catatan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> PermintaanData:
    wajib_alasan(catatan, "Tulis alasannya, supaya OPD tahu apa yang harus dilakukan.")
    with audit.keputusan(permintaan.instansi):
        aktor = permissions.pastikan(aktor, f"permintaan.{aksi}", permintaan, hari(pada))
        kembali = peralihan is workflow.KEMBALIKAN_JAWABAN
        # A free day may have moved it since the page was read.
        permintaan.refresh_from_db(fields=["batas", "dijawab_pada"])
        return workflow.pindah(
            permintaan,
            peralihan,
            aktor=aktor,
            pesan=catatan.strip(),
            catatan=catatan.strip(),
            batas=_batas_lagi(permintaan, pada) if kembali else permintaan.batas,
            diputus_oleh=aktor,
            diputus_pada=pada,
        )
