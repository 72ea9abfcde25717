"""A computed plan into its tables: the one to work with, and beside it the others."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from inti import audit
from pegawai.models import Akun
from penugasan.models import BarisRencana, BelumDitempatkan, Rencana, Saringan
from penugasan.placement import canonical
from penugasan.placement.corak import Corak
from penugasan.placement.types import Hasil, Masukan
from penugasan.placement.ukuran import ukur
from penugasan.queries.penempatan import Bahan
from penugasan.rules.tanggal import tulis

SEBAB_TERPANJANG = 300


class Susunan(NamedTuple):
    """One answer: what it puts first, the question with those weights, and the plan."""

    corak: Corak
    masukan: Masukan
    hasil: Hasil


def simpan(
    saringan: Saringan,
    bahan: Bahan,
    susunan: Sequence[Susunan],
    *,
    aktor: Akun | None,
    pada: dt.datetime,
    sama: Rencana | None = None,
) -> Rencana:
    """Store the first as the round's open plan and the rest beside it, in the caller's transaction.

    ``sama`` is the open plan when the first answer is what it says already: it stays. The plans
    that stood beside a replaced one go; nobody decided anything by them.
    """
    utama, *lain = susunan
    if sama is None:
        lama = Rencana.objects.filter(periode=saringan.periode, status=Rencana.Status.TERSUSUN)
        Rencana.objects.filter(induk__in=lama).delete()
        lama.update(status=Rencana.Status.USANG)
        rencana = _tulis(saringan, bahan, utama, aktor=aktor, pada=pada, induk=None)
    else:
        rencana = sama
        rencana.ukuran = _ukuran(bahan, utama.hasil)
        rencana.save(update_fields=["ukuran"])
    for satu in lain:
        _tulis(saringan, bahan, satu, aktor=aktor, pada=pada, induk=rencana)
    audit.catat(
        aksi="rencana.susun",
        aktor=aktor,
        instansi=saringan.instansi,
        objek=rencana,
        sesudah={
            "sidik": utama.hasil.sidik,
            "nilai": utama.hasil.nilai,
            "terisi": rencana.terisi,
            "kebutuhan": rencana.kebutuhan,
            "terkunci": len(utama.masukan.terkunci),
            "berubah": utama.hasil.berubah,
            "corak": rencana.corak,
            "lain": {satu.corak.value: satu.hasil.sidik for satu in lain},
        },
    )
    return rencana


def _tulis(
    saringan: Saringan,
    bahan: Bahan,
    susunan: Susunan,
    *,
    aktor: Akun | None,
    pada: dt.datetime,
    induk: Rencana | None,
) -> Rencana:
    masukan, hasil = susunan.masukan, susunan.hasil
    rencana = Rencana.objects.create(
        instansi=saringan.instansi,
        periode=saringan.periode,
        saringan=saringan,
        status=Rencana.Status.LAIN if induk else Rencana.Status.TERSUSUN,
        corak=susunan.corak.value,
        induk=induk,
        sidik=hasil.sidik,
        nilai=hasil.nilai,
        batas_atas=hasil.batas_atas,
        kebutuhan=len(masukan.kursi),
        terisi=len(hasil.penempatan),
        bobot={
            "bobot": asdict(masukan.bobot),
            "batas": asdict(masukan.batas),
            "benih": masukan.benih,
            "algoritma": canonical.VERSI_ALGORITMA,
        },
        ukuran=_ukuran(bahan, hasil),
        catatan=_catatan(saringan, bahan, hasil),
        dibuat=pada,
        aktor=aktor,
    )
    _tulis_isi(rencana, bahan, hasil)
    return rencana


def _ukuran(bahan: Bahan, hasil: Hasil) -> dict[str, Any]:
    return asdict(ukur(bahan.masukan, {satu.calon: satu.kursi for satu in hasil.penempatan}))


def _tulis_isi(rencana: Rencana, bahan: Bahan, hasil: Hasil) -> None:
    BarisRencana.objects.bulk_create(
        BarisRencana(
            rencana=rencana,
            pegawai_id=bahan.pegawai[satu.calon],
            kebutuhan_id=bahan.kebutuhan[satu.kursi],
            nilai=satu.nilai,
            bagian=dict(satu.bagian),
            alasan=list(satu.alasan),
            cadangan=[
                {"pegawai": bahan.pegawai[lain.calon], "nilai": lain.nilai, "selisih": lain.selisih}
                for lain in satu.cadangan
            ],
            terkunci=satu.terkunci,
        )
        for satu in hasil.penempatan
    )
    belum = [(bahan.pegawai[satu.calon], satu.sebab) for satu in hasil.belum]
    BelumDitempatkan.objects.bulk_create(
        (
            BelumDitempatkan(rencana=rencana, pegawai_id=pk, sebab=sebab[:SEBAB_TERPANJANG])
            for pk, sebab in [*belum, *bahan.dilewati]
        ),
        batch_size=1000,
    )


def _catatan(saringan: Saringan, bahan: Bahan, hasil: Hasil) -> list[str]:
    """Plain sentences about the plan as a whole."""
    catatan = [hasil.urutan, *bahan.catatan]
    acuan = saringan.periode.tanggal_acuan
    if saringan.per_tanggal != acuan:
        catatan.append(
            f"Saringan ini per {tulis(saringan.per_tanggal)}, "
            f"sedangkan tanggal acuan periode {tulis(acuan)}."
        )
    if bahan.masukan.sebelumnya:
        tetap = len(bahan.masukan.sebelumnya) - hasil.berubah
        catatan.append(
            f"Dibanding rencana sebelumnya: {tetap} penempatan tetap, {hasil.berubah} berubah."
        )
    nama = {satu.kunci: satu for satu in bahan.masukan.kursi}
    catatan += [
        f"{nama[satu.kursi].nama_koperasi} formasi {nama[satu.kursi].nomor} kosong. {satu.sebab}"
        for satu in hasil.kosong
    ]
    return catatan
