"""Rencana: compute who should go where, keep it with its proof, and lock rows of it."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from inti import audit, pekerjaan
from inti.errors import DomainError, SudahDiproses
from inti.models import Pekerjaan
from inti.pekerjaan import Lapor
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import BarisRencana, BelumDitempatkan, Periode, Rencana, Saringan
from penugasan.placement import canonical, solver
from penugasan.placement.types import Hasil, MasukanTidakSah
from penugasan.queries.penempatan import Bahan, bahan_rencana
from penugasan.queries.periode import periode_menurut
from penugasan.queries.rencana import saringan_rencana
from penugasan.rules.tanggal import tulis

JENIS = "rencana.susun"
SEBAB_TERPANJANG = 300
MAKS_ULANG = 3


def _diam(selesai: int, total: int, fase: str = "") -> None:
    """Report to nobody."""


def mulai(*, periode: Periode, aktor: Akun, pada: dt.datetime) -> Pekerjaan:
    """Compute the plan in the background; the page of the returned job leads to it.

    Raises DomainError at once when there is nothing to compute from.
    """
    permissions.pastikan(aktor, "rencana.susun", periode, pada.date())
    _saringan(periode)
    return pekerjaan.mulai(
        jenis=JENIS,
        judul=f"Menyusun rencana penempatan {periode.nama}",
        instansi=periode.instansi,
        aktor=aktor,
        parameter={"periode": periode.kode, "kembali": reverse("penugasan:rencana")},
        sekali=True,
    )


@pekerjaan.penangan(JENIS)
def jalankan(pekerjaan_ini: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one planning job. Safe to repeat: the same question finds the plan made before."""
    rencana = susun(
        periode=periode_menurut(
            instansi=pekerjaan_ini.instansi, kode=pekerjaan_ini.parameter.get("periode", "")
        ),
        aktor=pekerjaan_ini.aktor,
        pada=sekarang(),
        lapor=lapor,
    )
    return {
        "url": reverse("penugasan:rencana_rincian", args=[rencana.pk]),
        "terisi": rencana.terisi,
        "kebutuhan": rencana.kebutuhan,
    }


def susun(
    *, periode: Periode, aktor: Akun | None, pada: dt.datetime, lapor: Lapor = _diam
) -> Rencana:
    """Compute the plan of a round from its newest screening, and store it.

    Locked rows of the round's open plan stay where they are, and the rest changes as little as an
    optimum allows; without locks no earlier plan has any influence. When nothing changed since
    the open plan, that plan is returned as it is.

    Raises DomainError when there is no screening, no free post, or a lock that no longer holds.
    """
    for _ in range(MAKS_ULANG):
        rencana = _susun_sekali(periode=periode, aktor=aktor, pada=pada, lapor=lapor)
        if rencana is not None:
            return rencana
    pesan = "Pegawai sedang disaring ulang. Tunggu sampai selesai, lalu susun rencana."
    raise DomainError(pesan)


def _susun_sekali(
    *, periode: Periode, aktor: Akun | None, pada: dt.datetime, lapor: Lapor
) -> Rencana | None:
    """Compute and store; None when a newer screening replaced the one read meanwhile."""
    lapor(0, 3, "Membaca data")
    saringan = _saringan(periode)
    lama = rencana_terbuka(periode)
    baris = list(_baris(lama)) if lama else []
    dikunci = any(satu.terkunci for satu in baris)
    try:
        bahan = bahan_rencana(saringan, sebelumnya=baris if dikunci else ())
        _periksa(bahan)
        sidik = canonical.sidik(bahan.masukan)
        if lama and (lama.sidik, lama.saringan_id) == (sidik, saringan.pk):
            return lama
        lapor(1, 3, "Mencari susunan terbaik")
        hasil = solver.susun(bahan.masukan)
    except MasukanTidakSah as galat:
        raise DomainError(str(galat)) from galat
    lapor(2, 3, "Menyimpan rencana")
    with audit.keputusan(periode.instansi):
        kini = _saringan(periode)
        if (kini.pk, kini.turunan) != (saringan.pk, saringan.turunan):
            return None
        return _simpan(saringan, bahan, hasil, aktor=aktor, pada=pada)


def rencana_terbuka(periode: Periode) -> Rencana | None:
    """The round's newest plan that is neither sent nor replaced, or None."""
    return Rencana.objects.filter(periode=periode, status=Rencana.Status.TERSUSUN).first()


def kunci_baris(
    *, baris: BarisRencana, terkunci: bool, aktor: Akun, pada: dt.datetime
) -> BarisRencana:
    """Lock a row, or open it again; the next plan keeps locked rows.

    Raises SudahDiproses when the plan was sent or replaced meanwhile.
    """
    rencana = baris.rencana
    permissions.pastikan(aktor, "rencana.kunci", rencana, pada.date())
    with audit.keputusan(rencana.instansi):
        terbuka = Rencana.objects.filter(pk=rencana.pk, status=Rencana.Status.TERSUSUN)
        if not terbuka.exists():
            pesan = "Rencana ini sudah dikirim atau diganti. Buka rencana yang terbaru."
            raise SudahDiproses(pesan)
        if (
            not rencana.baris_set.filter(pk=baris.pk)
            .exclude(terkunci=terkunci)
            .update(terkunci=terkunci)
        ):
            return baris
        audit.catat(
            aksi="rencana.kunci" if terkunci else "rencana.buka_kunci",
            aktor=aktor,
            instansi=rencana.instansi,
            objek=rencana,
            sesudah={"baris": baris.pk, "pegawai": baris.pegawai_id, "formasi": baris.kebutuhan_id},
        )
    baris.terkunci = terkunci
    return baris


def isi_rencana(rencana: Rencana) -> dict[str, Any]:
    """The stored plan in the form that `susun_rencana --keluaran` promises (design, section 6)."""
    return {
        "periode": rencana.periode.kode,
        "sidik": rencana.sidik,
        "nilai": rencana.nilai,
        "batas_atas": rencana.batas_atas,
        "kebutuhan": rencana.kebutuhan,
        "terisi": rencana.terisi,
        "penempatan": [
            {
                "nip": satu.pegawai.nip,
                "koperasi": satu.kebutuhan.koperasi.kode,
                "nilai": satu.nilai,
                "bagian": satu.bagian,
                "alasan": satu.alasan,
            }
            for satu in _baris(rencana)
        ],
        "belum_ditempatkan": [
            {"nip": nip, "sebab": sebab}
            for nip, sebab in rencana.belum_set.order_by("pegawai__nip", "pk").values_list(
                "pegawai__nip", "sebab"
            )
        ],
    }


def _baris(rencana: Rencana) -> Any:
    return rencana.baris_set.select_related("pegawai", "kebutuhan__koperasi__wilayah")


def _saringan(periode: Periode) -> Saringan:
    saringan = saringan_rencana(periode)
    if saringan is None:
        pesan = "Belum ada hasil saringan. Jalankan saringan lebih dahulu, lalu susun rencana."
        raise DomainError(pesan)
    if saringan.versi_id != periode.versi_id:
        pesan = "Aturan berubah sesudah saringan terakhir. Saring ulang, lalu susun rencana."
        raise DomainError(pesan)
    return saringan


def _periksa(bahan: Bahan) -> None:
    if not bahan.masukan.kursi:
        pesan = "Tidak ada formasi yang dapat diisi. Impor kebutuhan koperasi lebih dahulu."
        raise DomainError(" ".join([pesan, *bahan.catatan]))
    for orang, tempat in sorted(bahan.masukan.terkunci):
        if orang not in bahan.pegawai:
            pesan = "Satu orang yang dikunci tidak lagi layak atau sudah bertugas."
        elif tempat not in bahan.kebutuhan:
            pesan = f"Formasi {tempat} yang dikunci sudah terisi atau tidak aktif."
        else:
            continue
        pesan += " Buka kuncinya, lalu susun ulang."
        raise DomainError(pesan)


def _simpan(
    saringan: Saringan, bahan: Bahan, hasil: Hasil, *, aktor: Akun | None, pada: dt.datetime
) -> Rencana:
    masukan = bahan.masukan
    Rencana.objects.filter(periode=saringan.periode, status=Rencana.Status.TERSUSUN).update(
        status=Rencana.Status.USANG
    )
    rencana = Rencana.objects.create(
        instansi=saringan.instansi,
        periode=saringan.periode,
        saringan=saringan,
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
        catatan=_catatan(saringan, bahan, hasil),
        dibuat=pada,
        aktor=aktor,
    )
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
    audit.catat(
        aksi="rencana.susun",
        aktor=aktor,
        instansi=saringan.instansi,
        objek=rencana,
        sesudah={
            "sidik": hasil.sidik,
            "nilai": hasil.nilai,
            "terisi": rencana.terisi,
            "kebutuhan": rencana.kebutuhan,
            "terkunci": len(masukan.terkunci),
            "berubah": hasil.berubah,
        },
    )
    return rencana


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
