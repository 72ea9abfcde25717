"""Reads after the start: who is at which cooperative, whose voice is missing, what is due."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Prefetch, Q, QuerySet

from koperasi.models import Koperasi
from penugasan.models import Evaluasi, KerjaGanda, Pengajuan, Penugasan, SuaraKoperasi
from penugasan.models.pengajuan import PENGAJUAN_TERBUKA
from penugasan.models.penugasan import BERAKHIR, TETAP
from penugasan.rules.masa import tahun_tugas
from penugasan.rules.tanggal import tambah_bulan

BEKERJA = (Penugasan.Status.AKTIF, *BERAKHIR)
"""States of those who came to the cooperative; the last two have left it again."""
TANGGAL_BUKA = 25
"""From this day on the month that runs is the one to report."""
HARI_SEBELUM_EVALUASI = 30
BATAS_RENDAH = 1.5
SATU_HARI = dt.timedelta(days=1)


def bulan_laporan(hari: dt.date) -> dt.date:
    """The first day of the month to report: this one from the 25th on, else the last one."""
    awal = hari.replace(day=1)
    return awal if hari.day >= TANGGAL_BUKA else tambah_bulan(awal, -1)


def orang(akun: Any, status: Collection[str] = TETAP) -> QuerySet[Penugasan]:
    """People at, or on their way to, the cooperatives the account sees."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    terbuka = Pengajuan.objects.filter(penugasan=OuterRef("pk"), status__in=PENGAJUAN_TERBUKA)
    return (
        semua.filter(status__in=status)
        .select_related(
            "instansi", "pegawai", "opd_asal", "versi", "kebutuhan__koperasi__wilayah__induk"
        )
        .annotate(ada_pengajuan=Exists(terbuka))
        .order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk")
    )


def wajib_lapor(penugasan: QuerySet[Penugasan], bulan: dt.date) -> QuerySet[Penugasan]:
    """Those who were at work in that month, whoever has left since among them."""
    masih = Q(diakhiri__isnull=True) | Q(diakhiri__gte=bulan)
    return penugasan.filter(masih, status__in=BEKERJA, tiba__lt=tambah_bulan(bulan, 1))


def belum_lapor(penugasan: QuerySet[Penugasan], bulan: dt.date) -> QuerySet[Penugasan]:
    """Those of them whom the cooperative has not spoken of for that month."""
    ada = SuaraKoperasi.objects.filter(penugasan=OuterRef("pk"), bulan=bulan)
    return wajib_lapor(penugasan, bulan).exclude(Exists(ada))


def koperasi_terlambat(akun: Any, hari: dt.date) -> list[Any]:
    """Cooperatives that owe the voice of a month that is over, each with ``jumlah`` people."""
    bulan = bulan_laporan(hari)
    if tambah_bulan(bulan, 1) > hari:
        bulan = tambah_bulan(bulan, -1)
    belum = belum_lapor(orang(akun, BEKERJA), bulan)
    hitung = Count("kebutuhan_set__penugasan_set", distinct=True)
    terlambat = (
        Koperasi.objects.untuk(akun)
        .filter(kebutuhan_set__penugasan_set__in=belum.order_by().values("pk"))
        .select_related("wilayah__induk", "instansi")
        .annotate(jumlah=hitung)
        .order_by("kode")
    )
    daftar = list(terlambat)
    for satu in daftar:
        satu.bulan = bulan
    return daftar


def suara_bulan(koperasi: Koperasi, bulan: dt.date) -> list[Any]:
    """The people to speak of for that month, each with ``suara`` (what was said) or None."""
    milik = Penugasan.objects.filter(kebutuhan__koperasi=koperasi).select_related(
        "pegawai", "instansi", "kebutuhan"
    )
    orang_nya = wajib_lapor(milik, bulan).order_by("kebutuhan__nomor", "pk")
    suara = Prefetch("suara_set", SuaraKoperasi.objects.filter(bulan=bulan), to_attr="suara_bulan")
    daftar: list[Any] = list(orang_nya.prefetch_related(suara))
    for satu in daftar:
        satu.suara = satu.suara_bulan[0] if satu.suara_bulan else None
    return daftar


@dataclass(frozen=True, slots=True)
class TahunTugas:
    """One year of an assignment that is due for evaluation; the last may be shorter."""

    penugasan: Any
    tahun_ke: int
    dari: dt.date
    sampai: dt.date

    @property
    def bulan_pertama(self) -> dt.date:
        """The first month of the year; one that two years share belongs to the earlier one."""
        return self.dari.replace(day=1) if self.tahun_ke == 1 else self.dari


def pernah_bekerja(akun: Any) -> QuerySet[Penugasan]:
    """Whose years are evaluated: those who came, also after they have left."""
    return orang(akun, BEKERJA).filter(tiba__isnull=False).prefetch_related("evaluasi_set")


def tahun_jatuh_tempo(penugasan: Any, hari: dt.date) -> TahunTugas | None:
    """The first year without evaluation whose end is near or past, or None.

    It begins where the evaluation before it stopped: an extension may follow a shorter year.
    """
    aturan = penugasan.versi.isi.get("koperasi", {})
    batas = tambah_bulan(penugasan.mulai, aturan.get("masa_maks_tahun", 5) * 12) - SATU_HARI
    akhir = penugasan.diakhiri or penugasan.selesai or batas
    dinilai = {satu.tahun_ke: satu.sampai for satu in penugasan.evaluasi_set.all()}
    jarak = aturan.get("evaluasi_tiap_bulan", 12)
    for ke, awal, sampai in tahun_tugas(penugasan.mulai, akhir, jarak):
        if sampai - dt.timedelta(days=HARI_SEBELUM_EVALUASI) > hari:
            return None
        dari = dinilai[ke - 1] + SATU_HARI if ke - 1 in dinilai else awal
        if ke not in dinilai and max(dari, penugasan.tiba or dari) <= sampai:
            return TahunTugas(penugasan, ke, dari, sampai)
    return None


def evaluasi_jatuh_tempo(akun: Any, hari: dt.date) -> list[TahunTugas]:
    """What Dinas Koperasi has to evaluate now, the longest overdue first."""
    semua = (tahun_jatuh_tempo(satu, hari) for satu in pernah_bekerja(akun))
    hasil = [tahun for tahun in semua if tahun is not None]
    return sorted(hasil, key=lambda t: (t.sampai, t.penugasan.pk))


def ringkas_suara(tahun: TahunTugas) -> dict[str, Any]:
    """The year in figures, from what the cooperative said month by month."""
    suara = SuaraKoperasi.objects.filter(
        penugasan=tahun.penugasan, bulan__gte=tahun.bulan_pertama, bulan__lte=tahun.sampai
    )
    rata = suara.aggregate(
        bulan=Count("pk"), hadir=Avg("hari_hadir"), kerja=Avg("kerja"), sikap=Avg("sikap")
    )
    terbukti = KerjaGanda.objects.filter(
        penugasan=tahun.penugasan,
        status=KerjaGanda.Status.TERBUKTI,
        bukti_set__mulai__lte=tahun.sampai,
        bukti_set__sampai__gte=tahun.dari,
    ).distinct()
    bulat = {k: round(float(v), 1) if v is not None else None for k, v in rata.items()}
    return bulat | {"bulan": rata["bulan"], "kerja_ganda": terbukti.count()}


def saran_rekomendasi(tahun: TahunTugas, isi: dict[str, Any]) -> str:
    """What the figures suggest; Dinas Koperasi decides."""
    if tahun.penugasan.status == Penugasan.Status.DIKEMBALIKAN:
        return str(Evaluasi.Rekomendasi.KEMBALIKAN)
    rendah = [isi[k] is not None and isi[k] < BATAS_RENDAH for k in ("kerja", "sikap")]
    if any(rendah) or isi["kerja_ganda"]:
        return str(Evaluasi.Rekomendasi.GANTI)
    selesai = tahun.penugasan.selesai
    if tahun.penugasan.status == Penugasan.Status.SELESAI:
        return str(Evaluasi.Rekomendasi.LANJUT)
    if selesai is not None and selesai <= tahun.sampai + dt.timedelta(days=90):
        return str(Evaluasi.Rekomendasi.PERPANJANG)
    return str(Evaluasi.Rekomendasi.LANJUT)


def pengajuan_terlihat(akun: Any) -> QuerySet[Pengajuan]:
    """Requests within the account's scope: open ones first, oldest on top."""
    semua: QuerySet[Pengajuan] = Pengajuan.objects.untuk(akun)
    return (
        semua.select_related(
            "instansi",
            "koperasi__wilayah__induk",
            "penugasan__pegawai",
            "penugasan__versi",
            "penugasan__kebutuhan__koperasi__wilayah",
            "diajukan_oleh",
            "diteruskan_oleh",
            "diputus_oleh",
        )
        .annotate(terbuka=Q(status__in=PENGAJUAN_TERBUKA))
        .order_by("-terbuka", "diajukan_pada", "pk")
    )
