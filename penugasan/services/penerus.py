"""Successors drafted 90 days before an end: the plan's own question, about posts still held.

Who is suggested passes the screening of the round, and the rules on the day he would begin. A
suggestion decides nothing, so it leaves no trace: it is computed again when its basis moves.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inti import audit
from inti.models import Instansi
from pegawai.models import Pegawai
from penugasan.models import NamaDitawarkan, Penugasan, SaranPenerus, Saringan
from penugasan.placement import solver
from penugasan.placement.beban import Beban
from penugasan.placement.skor import Penilai
from penugasan.placement.types import Hasil as Susunan, Masukan, MasukanTidakSah, Pasangan
from penugasan.queries.kecocokan import Nilai, nilai_calon
from penugasan.queries.penempatan import Bahan, bahan_rencana
from penugasan.queries.penerus import perlu_penerus
from penugasan.queries.periode import periode_aktif
from penugasan.queries.rencana import saringan_rencana
from penugasan.rules.types import Hasil
from penugasan.services.kelayakan import periksa_banyak
from penugasan.services.nominasi import hari, mulai_sesudah

CALON_PER_KURSI = 3
MAKS_ULANG = 5
"""Rounds in which those who fail on their first day make room for the next best."""
BELUM_SARING = "Belum ada hasil saringan menurut aturan yang berlaku. Saring pegawai lebih dahulu."
Calon = list[dict[str, Any]]


def susun_semua(*, pada: dt.datetime) -> int:
    """Suggest for every agency whose basis moved; return for how many that was. Safe to repeat."""
    return sum(susun(satu, pada=pada) for satu in Instansi.objects.order_by("pk"))


def susun(instansi: Instansi, *, pada: dt.datetime) -> bool:
    """Compute the suggestions of one agency anew, unless they rest on what holds today."""
    perlu = _perlu(instansi, hari(pada))
    saringan = _saringan(instansi) if perlu else None
    sidik = _sidik(instansi, saringan, perlu, hari(pada))
    tersimpan = SaranPenerus.objects.filter(penugasan__instansi=instansi)
    if dict(tersimpan.values_list("penugasan", "sidik")) == {p.pk: sidik for p in perlu}:
        return False
    calon, sebab = _cari(saringan, perlu, hari(pada))
    with audit.keputusan(instansi):
        tersimpan.delete()
        SaranPenerus.objects.bulk_create(
            SaranPenerus(
                penugasan=p,
                saringan=saringan,
                calon=calon.get(p.kebutuhan_id, []),
                sebab=sebab.get(p.kebutuhan_id, ""),
                sidik=sidik,
                dibuat=pada,
            )
            for p in perlu
        )
    return True


def _perlu(instansi: Instansi, kini: dt.date) -> list[Any]:
    semua = perlu_penerus(Penugasan.objects.filter(instansi=instansi), kini)
    return list(semua.select_related("pegawai", "kebutuhan__koperasi__wilayah").order_by("pk"))


def _saringan(instansi: Instansi) -> Saringan | None:
    """The screening of the open round, by the rules in force; a plan would rest on the same."""
    periode = periode_aktif(instansi)
    saringan = saringan_rencana(periode) if periode else None
    if periode is None or saringan is None or saringan.versi_id != periode.versi_id:
        return None
    return saringan


def _sidik(
    instansi: Instansi, saringan: Saringan | None, perlu: Sequence[Any], kini: dt.date
) -> str:
    """What a suggestion follows from: day, posts, screening, who is taken, who was offered."""
    hidup = Penugasan.objects.hidup().filter(instansi=instansi)
    tawaran = NamaDitawarkan.objects.berlaku().filter(instansi=instansi)
    isi = (
        str(kini),
        [(p.pk, str(p.akhir), p.kebutuhan_id) for p in perlu],
        (saringan.pk, saringan.turunan, saringan.versi_id) if saringan else None,
        sorted(hidup.values_list("pegawai_id", flat=True)),
        sorted(tawaran.values_list("pegawai_id", flat=True)),
    )
    return hashlib.sha256(repr(isi).encode()).hexdigest()


def _cari(
    saringan: Saringan | None, perlu: Sequence[Any], kini: dt.date
) -> tuple[dict[int, Calon], dict[int, str]]:
    """Candidates by post, and why a post has none."""
    if saringan is None or not perlu:
        return {}, {p.kebutuhan_id: BELUM_SARING for p in perlu}
    try:
        bahan = bahan_rencana(saringan, untuk=[p.kebutuhan for p in perlu])
        masukan, susunan, gugur = _susun(saringan, bahan, perlu, kini)
    except MasukanTidakSah as galat:
        return {}, {p.kebutuhan_id: str(galat) for p in perlu}
    kosong = {bahan.kebutuhan[satu.kursi]: satu.sebab for satu in susunan.kosong}
    return _uraikan(bahan, masukan, _terpilih(susunan), gugur), kosong


def _susun(
    saringan: Saringan, bahan: Bahan, perlu: Sequence[Any], kini: dt.date
) -> tuple[Masukan, Susunan, set[Pasangan]]:
    """Solve until everybody suggested also passes on the first day; nobody follows himself."""
    sendiri = {(p.pegawai.nip, p.kebutuhan.koperasi.kode) for p in perlu}
    dikenal = {satu for satu in sendiri if satu[0] in bahan.pegawai}
    masukan = replace(bahan.masukan, dilarang=bahan.masukan.dilarang | dikenal)
    for _ in range(MAKS_ULANG):
        susunan = solver.susun(masukan)
        gugur = _gugur(saringan, bahan, perlu, _terpilih(susunan), kini)
        if not gugur:
            break
        masukan = replace(masukan, dilarang=masukan.dilarang | gugur)
    return masukan, susunan, gugur


def _terpilih(susunan: Susunan) -> dict[str, list[str]]:
    """By seat whom the plan would take, and who comes after him."""
    return {
        satu.kursi: [satu.calon, *(lain.calon for lain in satu.cadangan)]
        for satu in susunan.penempatan
    }


def _gugur(
    saringan: Saringan,
    bahan: Bahan,
    perlu: Sequence[Any],
    terpilih: dict[str, list[str]],
    kini: dt.date,
) -> set[Pasangan]:
    """Whom the rules refuse for this post on the day he would begin."""
    semua = {bahan.pegawai[nip] for daftar in terpilih.values() for nip in daftar}
    orang = Pegawai.objects.select_related("opd").in_bulk(semua)
    kursi = {bahan.kebutuhan[kunci]: daftar for kunci, daftar in terpilih.items()}
    gugur = set()
    for p in perlu:
        koperasi = p.kebutuhan.koperasi
        calon = [orang[bahan.pegawai[nip]] for nip in kursi.get(p.kebutuhan_id, ())]
        putusan = periksa_banyak(
            calon,
            versi=saringan.versi,
            acuan=mulai_sesudah(p.akhir, saringan.periode.tanggal_acuan, kini),
            periode=saringan.periode,
            tujuan=frozenset({koperasi.wilayah_id}),
        )
        gugur |= {
            (satu.nip, koperasi.kode) for satu in calon if putusan[satu.pk].hasil is not Hasil.LAYAK
        }
    return gugur


def _uraikan(
    bahan: Bahan, masukan: Masukan, terpilih: dict[str, list[str]], gugur: set[Pasangan]
) -> dict[int, Calon]:
    """The chosen with their points and reasons, by post."""
    penilai, beban = Penilai(masukan), Beban(masukan)
    calon = {satu.kunci: satu for satu in masukan.calon}
    hasil: dict[int, Calon] = {}
    for kursi in masukan.kursi:
        layak = [nip for nip in terpilih.get(kursi.kunci, ()) if (nip, kursi.koperasi) not in gugur]
        hasil[bahan.kebutuhan[kursi.kunci]] = [
            _satu(bahan.pegawai[nip], nilai_calon(penilai, beban, calon[nip], kursi))
            for nip in layak[:CALON_PER_KURSI]
        ]
    return hasil


def _satu(pegawai: int, nilai: Nilai) -> dict[str, Any]:
    """One candidate as it is kept; the last sentence tells the unit's loss, if there is one."""
    kalimat = list(nilai.alasan)
    dampak = kalimat.pop() if min(nilai.bagian.values()) < 0 else ""
    return {"pegawai": pegawai, "nilai": nilai.jumlah, "alasan": kalimat, "dampak": dampak}
