"""Who has to be told what now, read from the state of things: nothing is queued in memory.

Each reader gives notices with a key of their own; telling twice is impossible, telling late is
not: the sweep finds what happened in the last days.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from inti.hari_kerja import Kalender
from inti.models import Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import ZONA
from koperasi.models import Pengurus
from penugasan.models import (
    AjuanSurat,
    KerjaGanda,
    Pengajuan,
    Penugasan,
    TemplatSurat,
    Usulan,
)
from penugasan.models.penugasan import TETAP
from penugasan.queries.bertugas import TANGGAL_BUKA, belum_lapor, bulan_laporan
from penugasan.queries.kabar_dasar import JENDELA, PENGINGAT, Kabar, Kepala, berperan
from penugasan.queries.kabar_geser import bergeser
from penugasan.queries.kabar_pertanyaan import panggilan, permintaan
from penugasan.queries.nominasi import menunggu_putusan

SEBELUM_BERAKHIR = (30, 60, 90)
"""Days before the end of a posting on which it is told (domain handbook, section 5)."""
ESKALASI = "penugasan.eskalasi"
PENERIMA_ESKALASI = (Peran.PIMPINAN, Peran.PETUGAS)


def semua(instansi: Instansi, pada: dt.datetime) -> Iterator[Kabar]:
    """Everything somebody of this agency has to be told by now."""
    hari = pada.astimezone(ZONA).date()
    kepala = Kepala(instansi, hari)
    pembaca: tuple[Callable[[], Iterable[Kabar]], ...] = (
        lambda: _nominasi(instansi, pada, kepala),
        lambda: panggilan(instansi, pada, kepala),
        lambda: permintaan(instansi, pada, kepala),
        lambda: bergeser(instansi, pada, kepala),
        lambda: _pengingat(instansi, hari, kepala),
        lambda: _eskalasi(instansi, pada),
        lambda: _putusan(instansi, pada, kepala),
        lambda: _pengajuan(instansi, pada),
        lambda: _kerja_ganda(instansi, hari, kepala),
        lambda: _berakhir(instansi, hari, kepala),
        lambda: _suara(instansi, hari),
        lambda: _surat(instansi, pada),
    )
    for baca in pembaca:
        yield from baca()


def _menunggu(instansi: Instansi) -> Iterable[Penugasan]:
    """Nominations whose next move is the OPD's."""
    return (
        Penugasan.objects.filter(
            ~menunggu_putusan(), instansi=instansi, status=Penugasan.Status.DIMINTA
        )
        .select_related("opd_asal", "versi", "kebutuhan__koperasi__wilayah")
        .order_by("pk")
    )


def _nominasi(instansi: Instansi, pada: dt.datetime, kepala: Kepala) -> Iterator[Kabar]:
    for satu in _menunggu(instansi):
        if satu.diminta_pada and satu.diminta_pada >= pada - JENDELA and satu.opd_asal:
            yield Kabar(
                kepala.dari(satu.opd_asal.jalur),
                f"nominasi:{satu.pk}",
                f"Nominasi baru ke {satu.kebutuhan.koperasi.nama_pendek} menunggu jawaban Anda",
                reverse("penugasan:nominasi_opd_rincian", args=[satu.pk]),
            )


def _pengingat(instansi: Instansi, hari: dt.date, kepala: Kepala) -> Iterator[Kabar]:
    """H-3, H-1 and H, counted in working days, on working days only."""
    kalender = Kalender(instansi)
    if not kalender.hari_kerja(hari):
        return
    for satu in _menunggu(instansi):
        if satu.batas_jawab is None or satu.batas_jawab < hari or satu.opd_asal is None:
            continue
        sisa = kalender.sisa(hari, satu.batas_jawab)
        kapan = satu.versi.isi.get("tenggat", {}).get("pengingat_hari", PENGINGAT)
        if sisa in kapan:
            kata = f"{sisa} hari kerja lagi" if sisa else "hari ini hari terakhir"
            yield Kabar(
                kepala.dari(satu.opd_asal.jalur),
                f"tenggat:{satu.pk}:{satu.batas_jawab}:H-{sisa}",
                f"Nominasi ke {satu.kebutuhan.koperasi.nama_pendek} belum dijawab: {kata}",
                reverse("penugasan:nominasi_opd_rincian", args=[satu.pk]),
                penting=sisa == 0,
            )


def _eskalasi(instansi: Instansi, pada: dt.datetime) -> Iterator[Kabar]:
    """What the machine passed upwards: the leadership and the officers are told."""
    jejak = JejakAudit.objects.filter(
        instansi=instansi, aksi=ESKALASI, waktu__gte=pada - JENDELA
    ).order_by("urutan")
    daftar = list(jejak)
    if not daftar:
        return
    penerima = berperan(instansi, *PENERIMA_ESKALASI)
    for satu in daftar:
        yield Kabar(
            penerima,
            f"eskalasi:{satu.objek_id}:{satu.urutan}",
            "Satu nominasi lewat tenggat tanpa jawaban OPD",
            reverse("penugasan:eskalasi"),
            penting=True,
        )


def _putusan(instansi: Instansi, pada: dt.datetime, kepala: Kepala) -> Iterator[Kabar]:
    """The proposer; and whoever heads the unit today when it is his to mend."""
    diputus = Q(status__in=("DISETUJUI", "DITOLAK", "PERBAIKAN"), diputus_pada__gte=pada - JENDELA)
    usulan = Usulan.objects.filter(diputus, instansi=instansi)
    for satu in usulan.select_related("penugasan__opd_asal"):
        kembali, unit = satu.status == Usulan.Status.PERBAIKAN, satu.penugasan.opd_asal
        pemilik = kepala.dari(unit.jalur) if kembali and unit else ()
        yield Kabar(
            tuple(dict.fromkeys((satu.diajukan_oleh_id, *pemilik))),
            f"usulan:{satu.pk}:{satu.diputus_pada:%Y%m%d%H%M%S}",
            f"Usulan {satu.nomor}: {satu.get_status_display().lower()}",
            reverse("penugasan:usulan_opd_rincian", args=[satu.pk]),
            penting=kembali,
        )


def _pengajuan(instansi: Instansi, pada: dt.datetime) -> Iterator[Kabar]:
    diputus = Q(status__in=("DISETUJUI", "DITOLAK"), diputus_pada__gte=pada - JENDELA)
    for satu in Pengajuan.objects.filter(diputus, instansi=instansi):
        yield Kabar(
            (satu.diajukan_oleh_id,),
            f"pengajuan:{satu.pk}",
            f"{satu.get_jenis_display()} {satu}: {satu.get_status_display().lower()}",
            reverse("penugasan:pengajuan_rincian", args=[satu.pk]),
        )


def _kerja_ganda(instansi: Instansi, hari: dt.date, kepala: Kepala) -> Iterator[Kabar]:
    """Told once per deadline: days that came later start another one."""
    menunggu = KerjaGanda.objects.filter(
        instansi=instansi, status=KerjaGanda.Status.TERBUKA, batas__gte=hari
    )
    for satu in menunggu.select_related("penugasan__opd_asal"):
        unit = satu.penugasan.opd_asal
        yield Kabar(
            kepala.dari(unit.jalur if unit else None),
            f"kerja_ganda:{satu.pk}:{satu.batas}",
            f"Indikasi kerja ganda: jelaskan paling lambat {satu.batas:%d-%m-%Y}",
            reverse("penugasan:kerja_ganda_rincian", args=[satu.pk]),
            penting=True,
        )


def _surat(instansi: Instansi, pada: dt.datetime) -> Iterator[Kabar]:
    """The second person about what waits for him, the first about what was decided."""
    kedua = berperan(instansi, Peran.PENYETUJU)
    terbuka = Q(status="diajukan") | Q(diputus_pada__gte=pada - JENDELA)
    for satu in AjuanSurat.objects.filter(terbuka, instansi=instansi):
        url = reverse("penugasan:surat_ajuan_rincian", args=[satu.pk])
        if satu.status == AjuanSurat.Status.DIAJUKAN:
            lain = tuple(akun for akun in kedua if akun != satu.diajukan_oleh_id)
            yield Kabar(lain, f"ajuan_surat:{satu.pk}", f"Surat menunggu Anda: {satu}", url)
        elif satu.status != AjuanSurat.Status.DICABUT:
            judul = f"{satu}: {satu.get_status_display().lower()}"
            yield Kabar((satu.diajukan_oleh_id,), f"ajuan_putus:{satu.pk}", judul, url)
    for templat in TemplatSurat.objects.filter(instansi=instansi, status="draf"):
        url = reverse("penugasan:surat_templat_rincian", args=[templat.jenis, templat.nomor])
        lain = tuple(akun for akun in kedua if akun != templat.dibuat_oleh_id)
        yield Kabar(lain, f"templat_surat:{templat.pk}", f"{templat} menunggu Anda", url)


def _berakhir(instansi: Instansi, hari: dt.date, kepala: Kepala) -> Iterator[Kabar]:
    """90, 60 and 30 days before the end: who finds a successor, who watches, who gets him back.

    A step that was passed over is not told any more, and an end that moves begins anew.
    """
    sampai = hari + dt.timedelta(days=max(SEBELUM_BERAKHIR))
    segera = Penugasan.objects.filter(
        instansi=instansi, status__in=TETAP, selesai__gte=hari, selesai__lte=sampai
    )
    daftar = list(segera.select_related("opd_asal", "kebutuhan__koperasi__wilayah").order_by("pk"))
    petugas, dinas = (
        berperan(instansi, peran) if daftar else ()
        for peran in (Peran.PETUGAS, Peran.DINAS_KOPERASI)
    )
    for satu in daftar:
        assert satu.selesai is not None  # noqa: S101 - the filter above asks for it
        sisa = (satu.selesai - hari).days
        tahap = next(n for n in SEBELUM_BERAKHIR if sisa <= n)
        kunci = f"berakhir:{satu.pk}:{satu.selesai}:{tahap}"
        kapan = f"{sisa} hari lagi" if sisa else "hari ini"
        judul = (
            f"Masa tugas di {satu.kebutuhan.koperasi.nama_pendek} berakhir "
            f"{satu.selesai:%d-%m-%Y}, {kapan}"
        )
        tuju = (
            (petugas, f"{reverse('penugasan:penerus')}?penugasan={satu.pk}"),
            (dinas, reverse("penugasan:kalender_berakhir")),
            (
                kepala.dari(satu.opd_asal.jalur if satu.opd_asal else None),
                reverse("penugasan:nominasi_opd_rincian", args=[satu.pk]),
            ),
        )
        for akun, url in tuju:
            yield Kabar(akun, kunci, judul, url, penting=tahap == min(SEBELUM_BERAKHIR))


def _suara(instansi: Instansi, hari: dt.date) -> Iterator[Kabar]:
    """From the 25th on: the chairs whose people were not spoken of yet."""
    if hari.day < TANGGAL_BUKA:
        return
    bulan = bulan_laporan(hari)
    belum = belum_lapor(Penugasan.objects.filter(instansi=instansi), bulan)
    koperasi = set(belum.order_by().values_list("kebutuhan__koperasi", flat=True))
    if not koperasi:
        return
    berlaku = Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=hari))
    for satu in Pengurus.objects.filter(berlaku, koperasi__in=koperasi, akun__is_active=True):
        yield Kabar(
            (satu.akun_id or 0,),
            f"suara:{satu.koperasi_id}:{bulan}",
            "Laporan bulanan koperasi Anda sudah dibuka",
            reverse("penugasan:suara"),
        )
