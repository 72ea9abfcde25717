"""Perbedaan dengan SIASN: what a reading found, and the officer's answer. The one writer of both.

A reading changes nothing about a person, and removes nothing: what BKN leaves unsaid stays as it
was. An answer holds until BKN's own value changes.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, Pekerjaan, Sumber
from pegawai.imports import rekam
from pegawai.models import Akun
from pegawai.services import pegawai as layanan_pegawai
from penugasan import permissions
from penugasan.models import BacaanSiasn, BedaSiasn
from penugasan.models.permintaan import PERMINTAAN_TERBUKA
from penugasan.queries.periode import periode_aktif
from penugasan.queries.unor import PencariUnit
from penugasan.services import permintaan
from penugasan.services.nominasi import hari
from penugasan.siasn.banding import Beda, bandingkan, kata_kita, samakan_kata
from penugasan.siasn.bentuk import DataUtama

Kolom, Status = BedaSiasn.Kolom, BedaSiasn.Status
JAWABAN: Final = (Status.PAKAI_KITA, Status.PAKAI_BKN, Status.DITANYAKAN)
TERBUKA: Final = (Status.BELUM, Status.DITANYAKAN)
"""Differences that nobody has settled."""
_DAPAT_DIJAWAB: Final[Mapping[str, tuple[str, ...]]] = {
    Status.PAKAI_KITA: TERBUKA,
    Status.PAKAI_BKN: (*TERBUKA, Status.PAKAI_KITA),
    Status.DITANYAKAN: (Status.BELUM, Status.PAKAI_KITA),
}
"""From which states each answer may be given."""
_TANYA: Final = {
    Kolom.LAHIR: ("usia", "Tanggal lahir yang benar"),
    Kolom.PENDIDIKAN: ("pendidikan", "Pendidikan terakhir yang benar"),
    Kolom.JABATAN: ("rumpun_jabatan", "Jabatan yang benar"),
    Kolom.KEDUDUKAN: ("kedudukan_hukum", "Kedudukan hukum yang benar"),
}
"""The rule by which a unit is asked for the fact. Other facts have no form to answer in."""


# What a reading found --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Bacaan:
    """SIASN's answer about one person at an instant. ``orang`` None: it knows nobody by the NIP."""

    pegawai: int
    orang: DataUtama | None = field(repr=False)
    pada: dt.datetime


def catat(
    *, instansi: Instansi, bacaan: Sequence[Bacaan], pekerjaan: Pekerjaan | None = None
) -> None:
    """Compare answers with the record as it now is, and keep what differs.

    Somebody who left the register meanwhile is passed over.
    """
    with audit.keputusan(instansi):
        kunci = [satu.pegawai for satu in bacaan]
        orang = {satu["pk"]: satu for satu in rekam.cari(instansi, pk=kunci)}
        ada: dict[int, dict[str, BedaSiasn]] = {pk: {} for pk in kunci}
        lama = BedaSiasn.objects.filter(pegawai__in=kunci)
        for beda in lama.select_related("permintaan", "instansi"):
            ada[beda.pegawai_id][beda.kolom] = beda
        unit = PencariUnit(instansi)
        for satu in bacaan:
            if satu.pegawai in orang:
                temu = bandingkan(orang[satu.pegawai], satu.orang, unit)
                _catat(instansi, satu, temu, ada[satu.pegawai], pekerjaan)


def _catat(
    instansi: Instansi,
    bacaan: Bacaan,
    temu: Mapping[str, Beda],
    ada: Mapping[str, BedaSiasn],
    pekerjaan: Pekerjaan | None,
) -> None:
    for kolom, satu in temu.items():
        beda = ada.get(kolom)
        if beda is not None:
            _perbarui(beda, satu, bacaan.pada)
        elif not satu.sama:
            BedaSiasn.objects.create(
                instansi=instansi,
                pegawai_id=bacaan.pegawai,
                kolom=kolom,
                kita=satu.kita,
                bkn=satu.bkn,
                isi=dict(satu.isi),
                ditemukan_pada=bacaan.pada,
                dilihat_pada=bacaan.pada,
            )
    berbeda = any(not satu.sama for satu in temu.values())
    hasil = BacaanSiasn.Hasil.BEDA if berbeda else BacaanSiasn.Hasil.SAMA
    if bacaan.orang is None:
        hasil = BacaanSiasn.Hasil.TIDAK_ADA
    BacaanSiasn.objects.update_or_create(
        pegawai_id=bacaan.pegawai,
        defaults={"pada": bacaan.pada, "hasil": hasil, "pekerjaan": pekerjaan},
    )


def _perbarui(beda: BedaSiasn, kini: Beda, pada: dt.datetime) -> None:
    """Bring a difference up to date; an answer is asked for again only when its ground moved."""
    if kini.sama:
        if beda.status not in (Status.SAMA, Status.PAKAI_BKN):
            _pindah(beda, Status.SAMA, "beda.sama", kini, pada)
        return
    if beda.status == Status.BELUM or _masih_berlaku(beda, kini):
        beda.kita, beda.bkn, beda.isi, beda.dilihat_pada = kini.kita, kini.bkn, dict(kini.isi), pada
        beda.save(update_fields=["kita", "bkn", "isi", "dilihat_pada"])
    else:
        _pindah(beda, Status.BELUM, "beda.buka_lagi", kini, pada)


def _masih_berlaku(beda: BedaSiasn, kini: Beda) -> bool:
    """Does the answer given still answer this?"""
    bkn_tetap = samakan_kata(beda.bkn) == samakan_kata(kini.bkn)
    if beda.status == Status.PAKAI_KITA:
        return bkn_tetap
    if beda.status != Status.DITANYAKAN:
        return False  # settled by equality, and no longer equal
    tanya = beda.permintaan
    terbuka = tanya is None or tanya.status in PERMINTAAN_TERBUKA
    return bkn_tetap and terbuka and samakan_kata(beda.kita) == samakan_kata(kini.kita)


def _pindah(beda: BedaSiasn, status: str, aksi: str, kini: Beda, pada: dt.datetime) -> None:
    """The machine's own moves; the values of an ended difference stay as they were last seen."""
    sebelum = {"status": beda.status, "kita": beda.kita, "bkn": beda.bkn}
    beda.status, beda.dilihat_pada = status, pada
    if not kini.sama:
        beda.kita, beda.bkn, beda.isi = kini.kita, kini.bkn, dict(kini.isi)
    beda.save(update_fields=["status", "dilihat_pada", "kita", "bkn", "isi"])
    audit.catat(
        aksi=aksi,
        aktor=None,
        instansi=beda.instansi,
        objek=beda,
        sebelum=sebelum,
        sesudah={"status": beda.status, "kita": beda.kita, "bkn": beda.bkn},
    )


# What an officer answers -----------------------------------------------------------------------


def jawab(
    *, beda: BedaSiasn, jawaban: str, dilihat: str, aktor: Akun, pada: dt.datetime
) -> BedaSiasn:
    """Answer one difference; ``dilihat`` is the ``cap`` of what the officer read.

    "Pakai milik BKN" writes the fact as a correction does, with SIASN as its source; "tanyakan"
    asks the unit where it has a form for the fact, and else stays open with a note.

    Raises TidakBerhak, SudahDiproses (answered or changed meanwhile), DomainError (nothing that
    could be written).
    """
    with audit.keputusan(beda.instansi):
        aktor = permissions.pastikan(aktor, "beda.jawab", beda, hari(pada))
        kini: BedaSiasn = BedaSiasn.objects.select_related(
            "instansi", "pegawai__opd", "pegawai__instansi"
        ).get(pk=beda.pk)
        if kini.status not in _DAPAT_DIJAWAB[jawaban]:
            pesan = f"Perbedaan ini sudah dijawab: {kini.get_status_display().lower()}."
            raise SudahDiproses(pesan)
        if kini.cap != dilihat:
            pesan = "Nilainya berubah sesudah Anda membukanya. Baca lagi."
            raise SudahDiproses(pesan)
        lain: dict[str, Any] = {}
        if jawaban == Status.PAKAI_BKN:
            _pakai_bkn(kini, aktor, pada)
        elif jawaban == Status.DITANYAKAN:
            lain = _tanyakan(kini, aktor, pada)
        return _jawab(kini, jawaban, aktor, pada, lain)


def _jawab(
    beda: BedaSiasn, jawaban: str, aktor: Akun, pada: dt.datetime, lain: Mapping[str, Any]
) -> BedaSiasn:
    sebelum = {"status": beda.status}
    isi = {"catatan": "", **lain, "status": jawaban, "dijawab_oleh": aktor, "dijawab_pada": pada}
    for nama, nilai in isi.items():
        setattr(beda, nama, nilai)
    beda.save(update_fields=list(isi))
    audit.catat(
        aksi=f"beda.{jawaban.lower()}",
        aktor=aktor,
        instansi=beda.instansi,
        objek=beda,
        sebelum=sebelum,
        sesudah={
            "status": jawaban,
            "pegawai": beda.pegawai_id,
            "kolom": beda.kolom,
            "kita": beda.kita,
            "bkn": beda.bkn,
        },
        pesan=beda.catatan,
    )
    return beda


def _pakai_bkn(beda: BedaSiasn, aktor: Akun, pada: dt.datetime) -> None:
    if not beda.isi:
        raise DomainError(tidak_dapat_dipakai(beda), kode="tidak_dapat_dipakai")
    if not _kita_tetap(beda):
        pesan = "Data di portal berubah sejak dicocokkan. Cocokkan lagi orang ini dengan SIASN."
        raise SudahDiproses(pesan)
    layanan_pegawai.ubah(
        pegawai=beda.pegawai,
        nilai=beda.isi,
        alasan=f"data utama yang dibaca {hari(beda.dilihat_pada):%d-%m-%Y}",
        sidik_lama=layanan_pegawai.sidik(beda.pegawai),
        aktor=aktor,
        saat=pada,
        hari_ini=hari(pada),
        jenis=Sumber.Jenis.SIASN,
    )


def _kita_tetap(beda: BedaSiasn) -> bool:
    """Is our value still the one that was compared?"""
    opd = beda.pegawai.opd
    kini = kata_kita(beda.kolom, rekam.baca(beda.pegawai), opd.nama if opd else "")
    return beda.kita == kini


def tidak_dapat_dipakai(beda: BedaSiasn) -> str:
    """Why BKN's value cannot be written; empty when it can."""
    if beda.isi:
        return ""
    return {
        Kolom.NIP: "SIASN tidak mengenal NIP ini. Periksa NIP-nya, lalu cocokkan lagi.",
        Kolom.UNIT: "Unit ini belum dipadankan dengan unit di portal. Buka Padanan SIASN.",
        Kolom.PENDIDIKAN: "Tingkat ini tidak ada di daftar SIASN yang dikenal portal.",
    }.get(Kolom(beda.kolom), "Nilai ini tidak dapat disimpan di portal.")


def _tanyakan(beda: BedaSiasn, aktor: Akun, pada: dt.datetime) -> dict[str, Any]:
    """Ask through a question to the unit; where there is none to put, the note says what to do."""
    nama = beda.get_kolom_display()
    if beda.kolom not in _TANYA:
        return {"catatan": f"{nama} tidak dapat ditanyakan lewat portal. Hubungi unitnya."}
    periode = periode_aktif(beda.instansi)
    if periode is None:
        return {"catatan": "Belum ada periode untuk permintaan data. Hubungi unitnya."}
    aturan, pertanyaan = _TANYA[Kolom(beda.kolom)]
    try:
        tanya = permintaan.pastikan_fakta(
            pegawai=beda.pegawai,
            periode=periode,
            aturan=aturan,
            pertanyaan=pertanyaan,
            aktor=aktor,
            pada=pada,
        )
    except DomainError as galat:
        if galat.kode != "tanpa_unit":
            raise
        return {"catatan": galat.pesan}
    return {"permintaan": tanya, "catatan": f"Ditanyakan ke {tanya.opd.nama}."}
