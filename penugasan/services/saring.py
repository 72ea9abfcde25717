"""Saring: judge everybody by the rules of a round, and keep one verdict per person."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from inti import audit, pekerjaan
from inti.db import segarkan_taksiran
from inti.impor.terapkan import Langkah, setelah_terapkan
from inti.models import Impor, Pekerjaan, Sumber
from inti.pekerjaan import Lapor
from inti.waktu import sekarang
from pegawai.imports import SIASN, SURVEI
from pegawai.models import Akun, Pegawai
from pegawai.services.pegawai import setelah_diubah
from penugasan.models import HasilSaring, Periode, Saringan, TemuanSaring
from penugasan.queries.periode import periode_aktif, periode_menurut
from penugasan.queries.temuan import mengalir
from penugasan.rules.himpunan import Penilai
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Hasil
from penugasan.services import peringatan, saring_buang, saring_dasar
from penugasan.services.saring_himpunan import Himpunan
from penugasan.services.saring_sebagian import DiTempat, Sebagian

JENIS = "saring.jalankan"
_pengait: list[Callable[[Saringan], object]] = []
IMPOR_PEGAWAI = frozenset({SIASN.kode, SURVEI.kode})


def mulai(
    *,
    periode: Periode,
    aktor: Akun | None,
    per_tanggal: dt.date | None = None,
    sekali: bool = False,
    penuh: bool = False,
) -> Pekerjaan:
    """Screen everybody in the background; the page of the returned job shows the progress.

    With ``sekali`` (a button) a double click starts one job; ``penuh`` keeps no earlier verdict.
    """
    return pekerjaan.mulai(
        jenis=JENIS,
        judul=f"Menyaring pegawai untuk {periode.nama}",
        instansi=periode.instansi,
        aktor=aktor,
        parameter={
            "periode": periode.kode,
            "per_tanggal": per_tanggal.isoformat() if per_tanggal else "",
            **({"penuh": True} if penuh else {}),
        },
        sekali=sekali,
    )


def mulai_bila_perlu(*, periode: Periode, aktor: Akun | None) -> Pekerjaan:
    """Screen what the open transaction writes: with the job that still waits, or a new one.

    The waiting job's row is locked, so a worker takes it only after the commit and reads the new
    facts. A job already at work may have passed the person by, so it does not count.
    """
    menunggu: Pekerjaan | None = (
        Pekerjaan.objects.select_for_update(no_key=True)
        .filter(
            instansi=periode.instansi,
            jenis=JENIS,
            status=Pekerjaan.Status.MENUNGGU,
            parameter={"periode": periode.kode, "per_tanggal": ""},
        )
        .first()
    )
    return menunggu or mulai(periode=periode, aktor=aktor)


def setelah_saring(pengait: Callable[[Saringan], object]) -> Callable[[Saringan], object]:
    """Register what a finished screening job is followed by."""
    _pengait.append(pengait)
    return pengait


@setelah_diubah
def mulai_sesudah_koreksi(pegawai: Pegawai) -> Pekerjaan | None:
    """A fact corrected by hand is judged with the next screening; nobody has to ask for it."""
    periode = periode_aktif(pegawai.instansi)
    if periode is None or not Saringan.objects.filter(periode=periode).exists():
        return None
    return mulai_bila_perlu(periode=periode, aktor=None)


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
    """Do one screening job. Safe to repeat: it goes on where it stopped."""
    parameter = pekerjaan_ini.parameter
    tanggal = parameter.get("per_tanggal")
    saringan = saring(
        periode=periode_menurut(instansi=pekerjaan_ini.instansi, kode=parameter.get("periode", "")),
        per_tanggal=dt.date.fromisoformat(tanggal) if tanggal else None,
        aktor=pekerjaan_ini.aktor,
        pada=sekarang(),
        lapor=lapor,
        pekerjaan_ini=pekerjaan_ini,
        penuh=parameter.get("penuh", False),
    )
    peringatan.periksa_terbuka(instansi=pekerjaan_ini.instansi, pada=sekarang())
    for pengait in _pengait:
        pengait(saringan)
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
    pekerjaan_ini: Pekerjaan | None = None,
    penuh: bool = False,
) -> Saringan:
    """Judge all active people of the round's agency on one date and store the verdicts.

    Whoever's facts are the same as in an earlier run by the same rules on the same date keeps its
    verdict; with ``penuh`` nobody does. The outcome is the same either way. Where few changed, the
    earlier run itself is brought up to date.
    Verdicts are written portion by portion, and the run appears with the last one: nobody waits
    for a long screening, and a broken-off one goes on where it stopped. Older runs of the round
    on which no plan rests go out of sight at once, and out of the tables some minutes later.
    """
    acuan = per_tanggal or periode.tanggal_acuan
    baru = {
        "periode": periode,
        "sumber_terakhir": _sumber_terakhir(),
        **saring_dasar.untuk_saringan(periode, acuan, penuh=penuh),
    }
    saringan = (
        _terhenti(baru, pekerjaan_ini)
        or _di_tempat(baru, aktor, pada)
        or _mulai(baru, acuan, aktor, pada, pekerjaan_ini)
    )
    terakhir, selesai = _sampai_mana(saringan)
    total = Pegawai.objects.filter(instansi=periode.instansi, aktif=True).count()
    kemajuan = _Kemajuan(selesai, total, lapor)
    if not saringan.siap:
        _nilai(saringan, terakhir, kemajuan)
        with audit.keputusan(periode.instansi):
            _selesaikan(saringan, aktor)
    else:
        kemajuan.tambah(0)
    saring_buang.buang(pada=sekarang(), lapor=kemajuan.rapikan)
    return saringan


def _nilai(saringan: Saringan, terakhir: int, kemajuan: "_Kemajuan") -> None:
    if not saringan.dasar_id:
        segarkan_taksiran(Pegawai)  # an import may just have brought most of them
    kebijakan = kebijakan_dari(saringan.versi.isi)
    penilai = Penilai(kebijakan, saringan.per_tanggal)
    cara = Sebagian if saringan.dasar_id else Himpunan
    cara(saringan, kebijakan, penilai).tulis(terakhir, kemajuan.tambah)
    saringan.refresh_from_db(fields=["disalin"])
    segarkan_taksiran(HasilSaring, TemuanSaring)


@dataclass(slots=True)
class _Kemajuan:
    """Counts people and tells whoever waits."""

    selesai: int
    total: int
    lapor: Lapor | None

    def tambah(self, jumlah: int) -> None:
        self.selesai += jumlah
        if self.lapor:
            self.lapor(self.selesai, self.total, "Memeriksa syarat tiap pegawai")

    def rapikan(self) -> None:
        if self.lapor:
            self.lapor(self.total, self.total, "Membuang hasil saring yang lama")


def _sumber_terakhir() -> int:
    """The newest source of facts; read before the facts are."""
    return Sumber.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _terhenti(baru: Mapping[str, Any], pekerjaan_ini: Pekerjaan | None) -> Saringan | None:
    """The run that this very job broke off or finished.

    Not if a fact came in since, or what is equal for everybody changed.
    """
    pk = pekerjaan_ini.parameter.get("saringan") if pekerjaan_ini else None
    if not pk:
        return None
    sama = ("periode", "sumber_terakhir", "versi", "sidik_program", "sidik_tempat")
    terhenti: Saringan | None = Saringan.semua.filter(pk=pk, **{k: baru[k] for k in sama}).first()
    return terhenti


def _di_tempat(baru: Mapping[str, Any], aktor: Akun | None, pada: dt.datetime) -> Saringan | None:
    """The run of before, brought up to date; None when a run of its own is needed."""
    saringan: Saringan | None = baru.get("dasar")
    if saringan is None:
        return None
    kebijakan = kebijakan_dari(saringan.versi.isi)
    kerja = DiTempat(saringan, kebijakan, Penilai(kebijakan, saringan.per_tanggal))
    if not kerja.masih_sama():
        return None
    with kerja.disiapkan() as siap:
        if siap is None:
            return None
        with audit.keputusan(saringan.instansi):
            if not siap.masih_sama():
                return None
            saringan.disalin = siap.ganti()
            saringan.dibuat, saringan.aktor = pada, aktor
            saringan.sumber_terakhir = baru["sumber_terakhir"]
            saringan.sebab_penuh, saringan.turunan = "", baru["turunan"]
            saringan.save()
            _selesaikan(saringan, aktor)
    return saringan


def _mulai(
    baru: Mapping[str, Any],
    acuan: dt.date,
    aktor: Akun | None,
    pada: dt.datetime,
    pekerjaan_ini: Pekerjaan | None,
) -> Saringan:
    saringan: Saringan = Saringan.semua.create(
        **baru,
        instansi=baru["periode"].instansi,
        per_tanggal=acuan,
        dibuat=pada,
        aktor=aktor,
        siap=False,
    )
    if pekerjaan_ini:
        pekerjaan_ini.parameter = pekerjaan_ini.parameter | {"saringan": saringan.pk}
        pekerjaan_ini.save(update_fields=["parameter"])
    return saringan


def _sampai_mana(saringan: Saringan) -> tuple[int, int]:
    """The last person who has a verdict, and how many have one."""
    ada = saringan.hasil_set.aggregate(terakhir=Max("pegawai_id"), banyak=Count("pk"))
    return ada["terakhir"] or 0, ada["banyak"]


def _selesaikan(saringan: Saringan, aktor: Akun | None) -> None:
    hitung = dict(saringan.hasil_set.order_by().values_list("hasil").annotate(Count("pk")))
    for hasil in Hasil:
        setattr(saringan, hasil.value, hitung.get(hasil.value, 0))
    saringan.siap = True
    saringan.save(update_fields=["siap", *(hasil.value for hasil in Hasil)])
    saring_buang.tandai(saringan, pada=sekarang())
    audit.catat(
        aksi="saringan.jalankan",
        aktor=aktor,
        instansi=saringan.instansi,
        objek=saringan,
        sesudah={
            "periode": saringan.periode.kode,
            "per_tanggal": saringan.per_tanggal,
            "versi": saringan.versi.nomor,
            "dinilai_ulang": saringan.dinilai,
            **{hasil.value: getattr(saringan, hasil.value) for hasil in Hasil},
        },
    )


def isi_saringan(saringan: Saringan) -> dict[str, Any]:
    """The stored verdicts in the form that `saring --keluaran` promises (design, section 6)."""
    baris = saringan.hasil_set.select_related("pegawai").order_by("pegawai__nip", "pk")
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
                "nip": satu.pegawai.nip,
                "hasil": satu.hasil,
                "temuan": {
                    t["kode"]: {"hasil": t["hasil"], "alasan": t["alasan"]} for t in satu.temuan
                },
            }
            for satu in mengalir(baris.iterator())
        ],
    }
