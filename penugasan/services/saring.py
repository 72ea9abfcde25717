"""Saring: judge everybody by the rules of a round, and keep one verdict per person."""

import datetime as dt
from typing import Any

from django.urls import reverse

from inti import audit, pekerjaan
from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import Impor, Pekerjaan
from inti.pekerjaan import Lapor
from inti.waktu import sekarang
from pegawai.imports import SIASN, SURVEI
from pegawai.models import Akun, Pegawai
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.queries.fakta import fakta_instansi
from penugasan.queries.periode import periode_aktif, periode_menurut, saringan_terbaru
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Hasil, Kelayakan

JENIS = "saring.jalankan"
IMPOR_PEGAWAI = frozenset({SIASN.kode, SURVEI.kode})


def mulai(
    *,
    periode: Periode,
    aktor: Akun | None,
    per_tanggal: dt.date | None = None,
    sekali: bool = False,
) -> Pekerjaan:
    """Screen everybody in the background; the page of the returned job shows the progress.

    With ``sekali`` (a button) a double click starts one job.
    """
    return pekerjaan.mulai(
        jenis=JENIS,
        judul=f"Menyaring pegawai untuk {periode.nama}",
        instansi=periode.instansi,
        aktor=aktor,
        parameter={
            "periode": periode.kode,
            "per_tanggal": per_tanggal.isoformat() if per_tanggal else "",
        },
        sekali=sekali,
    )


@setelah_terapkan
def mulai_sesudah_impor(impor: Impor) -> Langkah | None:
    """New facts about people are screened at once; a screening that still waits sees them, too."""
    if impor.jenis not in IMPOR_PEGAWAI:
        return None
    periode = periode_aktif(impor.instansi)
    if periode is None:
        return None
    menunggu = Pekerjaan.objects.filter(
        instansi=impor.instansi, jenis=JENIS, status=Pekerjaan.Status.MENUNGGU
    ).first()
    ini = menunggu or mulai(periode=periode, aktor=impor.akun)
    return Langkah(
        judul="Lihat hasil saring",
        url=pekerjaan.url(ini),
        keterangan="Syarat tiap pegawai diperiksa ulang dengan data ini.",
    )


@pekerjaan.penangan(JENIS)
def jalankan(pekerjaan_ini: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one screening job. Safe to repeat: nothing is written before the last step."""
    parameter = pekerjaan_ini.parameter
    tanggal = parameter.get("per_tanggal")
    saringan = saring(
        periode=periode_menurut(instansi=pekerjaan_ini.instansi, kode=parameter.get("periode", "")),
        per_tanggal=dt.date.fromisoformat(tanggal) if tanggal else None,
        aktor=pekerjaan_ini.aktor,
        pada=sekarang(),
        lapor=lapor,
    )
    return {
        "url": reverse("penugasan:kelayakan"),
        "layak": saringan.layak,
        "belum_pasti": saringan.belum_pasti,
        "tidak": saringan.tidak,
    }


def saring(
    *,
    periode: Periode,
    aktor: Akun | None,
    pada: dt.datetime,
    per_tanggal: dt.date | None = None,
    lapor: Lapor | None = None,
) -> Saringan:
    """Judge all active people of the round's agency on one date and store the verdicts.

    Judging happens before the transaction, so that nobody waits for it. Older runs of the round
    on which no plan rests are dropped: they can be computed again.
    """
    acuan = per_tanggal or periode.tanggal_acuan
    kebijakan = kebijakan_dari(periode.versi.isi)
    total = Pegawai.objects.filter(instansi=periode.instansi, aktif=True).count()
    putusan: list[tuple[int, Kelayakan]] = []
    for sebagian in fakta_instansi(periode.instansi, kebijakan=kebijakan):
        putusan += [(p.pk, periksa(fakta, kebijakan, acuan)) for p, fakta in sebagian]
        if lapor:
            lapor(len(putusan), total, "Memeriksa syarat tiap pegawai")
    jumlah = {hasil: sum(k.hasil is hasil for _, k in putusan) for hasil in Hasil}
    with audit.keputusan(periode.instansi):
        saringan = Saringan.objects.create(
            instansi=periode.instansi,
            periode=periode,
            versi=periode.versi,
            per_tanggal=acuan,
            dibuat=pada,
            aktor=aktor,
            layak=jumlah[Hasil.LAYAK],
            belum_pasti=jumlah[Hasil.BELUM_PASTI],
            tidak=jumlah[Hasil.TIDAK],
        )
        HasilSaring.objects.bulk_create(
            (_hasil(saringan, pegawai_id, kelayakan) for pegawai_id, kelayakan in putusan),
            batch_size=1000,
        )
        _buang_lama(saringan)
        audit.catat(
            aksi="saringan.jalankan",
            aktor=aktor,
            instansi=periode.instansi,
            objek=saringan,
            sesudah={
                "periode": periode.kode,
                "per_tanggal": acuan,
                "versi": periode.versi.nomor,
                **{hasil.value: banyak for hasil, banyak in jumlah.items()},
            },
        )
    return saringan


def isi_saringan(saringan: Saringan) -> dict[str, Any]:
    """The stored verdicts in the form that `saring --keluaran` promises (design, section 6)."""
    baris = saringan.hasil_set.order_by("pegawai__nip", "pk").values_list(
        "pegawai__nip", "hasil", "temuan"
    )
    return {
        "periode": saringan.periode.kode,
        "per_tanggal": saringan.per_tanggal.isoformat(),
        "versi_aturan": f"{saringan.versi.paket.kode}/{saringan.versi.nomor}",
        "jumlah": {
            "layak": saringan.layak,
            "belum_pasti": saringan.belum_pasti,
            "tidak": saringan.tidak,
        },
        "pegawai": [
            {
                "nip": nip,
                "hasil": hasil,
                "temuan": {t["kode"]: {"hasil": t["hasil"], "alasan": t["alasan"]} for t in temuan},
            }
            for nip, hasil, temuan in baris.iterator()
        ],
    }


def _hasil(saringan: Saringan, pegawai_id: int, kelayakan: Kelayakan) -> HasilSaring:
    """One row. What the version and the person's card can tell again is left out."""
    return HasilSaring(
        saringan=saringan,
        pegawai_id=pegawai_id,
        hasil=kelayakan.hasil.value,
        gagal=_daftar(kelayakan.gagal),
        ragu=_daftar(kelayakan.ragu),
        temuan=[
            {"kode": t.kode, "hasil": t.hasil.value, "nilai": t.nilai, "alasan": t.alasan}
            for t in kelayakan.temuan
        ],
    )


def _daftar(kode: tuple[str, ...]) -> str:
    return f",{','.join(kode)}," if kode else ""


def _buang_lama(baru: Saringan) -> None:
    resmi = saringan_terbaru(baru.periode)
    simpan = [baru.pk, *([resmi.pk] if resmi else [])]
    Saringan.objects.filter(periode=baru.periode, rencana__isnull=True).exclude(
        pk__in=simpan
    ).delete()
