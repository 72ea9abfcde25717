"""Rencana: compute who should go where, keep it with its proof, and lock rows of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from inti import audit, pekerjaan
from inti.errors import DomainError, SudahDiproses
from inti.models import Pekerjaan
from inti.pekerjaan import Lapor
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import BarisRencana, Periode, Rencana, Saringan
from penugasan.placement import canonical, solver
from penugasan.placement.corak import Corak, bobot_menurut
from penugasan.placement.types import Masukan, MasukanTidakSah
from penugasan.queries.penempatan import Bahan, bahan_rencana
from penugasan.queries.periode import periode_menurut
from penugasan.queries.rencana import saringan_rencana
from penugasan.services.rencana_simpan import Susunan, simpan

JENIS = "rencana.susun"
MAKS_ULANG = 3
LANGKAH = 2 + len(Corak)


def _diam(selesai: int, total: int, fase: str = "") -> None:
    """Report to nobody."""


def mulai(*, periode: Periode, aktor: Akun, pada: dt.datetime) -> Pekerjaan:
    """Compute the plan in the background; the page of the returned job leads to it.

    Raises DomainError at once when there is nothing to compute from.
    """
    aktor = permissions.pastikan(aktor, "rencana.susun", periode, pada.date())
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
        dengan_lain=True,
    )
    return {
        "url": reverse("penugasan:rencana_rincian", args=[rencana.pk]),
        "terisi": rencana.terisi,
        "kebutuhan": rencana.kebutuhan,
    }


def susun(
    *,
    periode: Periode,
    aktor: Akun | None,
    pada: dt.datetime,
    lapor: Lapor = _diam,
    dengan_lain: bool = False,
) -> Rencana:
    """Compute the plan of a round from its newest screening, and store it.

    It puts first what the round's open plan puts first (``Rencana.corak``), the policy's weights
    when there is none. ``dengan_lain`` computes beside it, from the same data, the plans that put
    something else first.

    Locked rows of the round's open plan stay where they are, and the rest changes as little as an
    optimum allows; without locks no earlier plan has any influence. When nothing changed since
    the open plan, that plan is returned as it is.

    Raises DomainError when there is no screening, no free post, or a lock that no longer holds,
    TidakBerhak when ``aktor`` may not any more by the time it is stored.
    """
    for _ in range(MAKS_ULANG):
        rencana = _susun_sekali(periode, aktor, pada, lapor, dengan_lain=dengan_lain)
        if rencana is not None:
            return rencana
    pesan = (
        "Pegawai sedang disaring ulang, atau rencananya sedang diubah. "
        "Tunggu sampai selesai, lalu susun rencana."
    )
    raise DomainError(pesan)


def _susun_sekali(
    periode: Periode, aktor: Akun | None, pada: dt.datetime, lapor: Lapor, *, dengan_lain: bool
) -> Rencana | None:
    """Compute and store; None when the screening, the open plan or its locks changed meanwhile."""
    lapor(0, LANGKAH, "Membaca data")
    saringan = _saringan(periode)
    lama = rencana_terbuka(periode)
    baris = list(_baris(lama)) if lama else []
    dikunci = any(satu.terkunci for satu in baris)
    corak = Corak(lama.corak) if lama else Corak.KEBIJAKAN
    try:
        bahan = bahan_rencana(saringan, sebelumnya=baris if dikunci else ())
        _periksa(bahan)
        sidik = canonical.sidik(_menurut(bahan.masukan, corak))
        sama = lama if lama and (lama.sidik, lama.saringan_id) == (sidik, saringan.pk) else None
        if sama and (not dengan_lain or sama.susunan_lain_set.exists()):
            return sama
        susunan = _hitung(bahan.masukan, corak, lapor, dengan_lain=dengan_lain)
    except MasukanTidakSah as galat:
        raise DomainError(str(galat)) from galat
    lapor(LANGKAH - 1, LANGKAH, "Menyimpan rencana")
    with audit.keputusan(periode.instansi):
        kini = _saringan(periode)
        if (kini.pk, kini.turunan) != (saringan.pk, saringan.turunan):
            return None
        if not _masih_terbuka(periode, lama, baris):
            return None
        if aktor is not None:
            aktor = permissions.pastikan(aktor, "rencana.susun", periode, pada.date())
        return simpan(saringan, bahan, susunan, aktor=aktor, pada=pada, sama=sama)


def _masih_terbuka(periode: Periode, lama: Rencana | None, baris: Sequence[BarisRencana]) -> bool:
    """Whether the round's open plan is the one that was read, with the locks it had then."""
    if rencana_terbuka(periode) != lama:
        return False
    terkunci = BarisRencana.objects.filter(rencana=lama, terkunci=True) if lama else ()
    return {satu.pk for satu in terkunci} == {satu.pk for satu in baris if satu.terkunci}


def _hitung(masukan: Masukan, corak: Corak, lapor: Lapor, *, dengan_lain: bool) -> list[Susunan]:
    """Solve the question, the asked weighing first."""
    lain = [satu for satu in Corak if satu != corak] if dengan_lain else []
    semua = []
    for ke, satu in enumerate([corak, *lain], 1):
        lapor(ke, LANGKAH, "Membandingkan susunan lain" if ke > 1 else "Mencari susunan terbaik")
        diberatkan = _menurut(masukan, satu)
        semua.append(Susunan(satu, diberatkan, solver.susun(diberatkan)))
    return semua


def _menurut(masukan: Masukan, corak: Corak) -> Masukan:
    return replace(masukan, bobot=bobot_menurut(masukan.bobot, corak))


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
    with audit.keputusan(rencana.instansi):
        aktor = permissions.pastikan(aktor, "rencana.kunci", rencana, pada.date())
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


def pakai(*, rencana: Rencana, aktor: Akun, pada: dt.datetime) -> Rencana:
    """Make a plan that stands beside the open one the open one; they change places.

    Rows that were locked meanwhile stay locked, so a plan without one of them cannot be taken.

    Raises SudahDiproses when the open plan was sent or replaced, DomainError for a lock.
    """
    with audit.keputusan(rencana.instansi):
        aktor = permissions.pastikan(aktor, "rencana.susun", rencana, pada.date())
        kini = Rencana.objects.select_related("induk").filter(pk=rencana.pk).first()
        if kini is None:
            pesan = "Susunan ini sudah diganti oleh rencana yang baru. Buka rencana yang terbaru."
            raise SudahDiproses(pesan)
        lama = kini.induk
        if lama is None or lama.status != Rencana.Status.TERSUSUN:
            pesan = "Susunan ini sudah dipakai, atau rencananya sudah dikirim atau diganti."
            raise SudahDiproses(pesan)
        _pindahkan_kunci(lama, rencana)
        Rencana.objects.filter(Q(pk=lama.pk) | Q(induk=lama)).update(
            induk=rencana, status=Rencana.Status.LAIN
        )
        Rencana.objects.filter(pk=rencana.pk).update(induk=None, status=Rencana.Status.TERSUSUN)
        audit.catat(
            aksi="rencana.pakai",
            aktor=aktor,
            instansi=rencana.instansi,
            objek=rencana,
            sebelum={"rencana": lama.pk, "corak": lama.corak, "ukuran": lama.ukuran},
            sesudah={"rencana": rencana.pk, "corak": rencana.corak, "ukuran": rencana.ukuran},
        )
    rencana.refresh_from_db()
    return rencana


def _pindahkan_kunci(dari: Rencana, ke: Rencana) -> None:
    terkunci = dari.baris_set.filter(terkunci=True)
    sama = ke.baris_set.filter(
        Exists(terkunci.filter(pegawai=OuterRef("pegawai"), kebutuhan=OuterRef("kebutuhan")))
    )
    if (kurang := terkunci.count() - sama.count()) > 0:
        pesan = (
            f"{kurang} orang yang Anda kunci tidak duduk di tempat itu dalam susunan ini. "
            "Susun ulang dahulu, supaya kuncinya ikut dihitung."
        )
        raise DomainError(pesan)
    ke.baris_set.update(terkunci=False)
    sama.update(terkunci=True)


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
