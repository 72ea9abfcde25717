"""Counts for the home page: what waits for each role, how much of it, and since when.

One dict per role, keyed by a short code; ``views.beranda`` puts words and a button to each code.
Every role costs a fixed number of queries.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from inti.models import Impor, JejakAudit, Pekerjaan
from inti.peran import Peran
from inti.waktu import ZONA
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai, Pejabat
from pegawai.queries import (
    kepala_tanpa_jabatan,
    menjabat_pada,
    segera_berakhir,
    tanpa_pejabat,
)
from penugasan.models import (
    KerjaGanda,
    Pengajuan,
    Pengecualian,
    Penugasan,
    Peringatan,
    Periode,
    PermintaanData,
    PesanKeluar,
    Rencana,
    Saringan,
    Usulan,
)
from penugasan.models.penugasan import HIDUP
from penugasan.queries.bertugas import (
    belum_lapor,
    bulan_laporan,
    evaluasi_jatuh_tempo,
    koperasi_terlambat,
    orang,
)
from penugasan.queries.kelayakan import saringan_terlihat
from penugasan.queries.nominasi import berusulan
from penugasan.queries.pengalihan import perlu_diatur
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.queries.sinkronisasi import DITERIMA, buku_kirim, jumlah_per_keadaan

PEKAN = dt.timedelta(days=7)
BULAN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tumpukan:
    """A pile of work: how many, and the day the oldest has waited since (or is due)."""

    jumlah: int
    sejak: dt.date | None = None


Hitungan = dict[str, Tumpukan]


def hitungan(akun: Akun, hari: dt.date) -> Hitungan:
    """What waits for this account on this day, by code; roles without pages get nothing."""
    penghitung = PENGHITUNG.get(Peran(akun.peran))
    return penghitung(akun, hari) if penghitung else {}


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """The state of the round in figures, for the offices that read all of it."""

    periode: Periode | None
    saringan: Saringan | None
    kursi: int
    status: dict[str, int]
    dikirim: int
    diterima: int

    @property
    def terisi(self) -> int:
        """Posts with a live assignment."""
        return sum(self.status.get(status, 0) for status in HIDUP)

    @property
    def ditetapkan(self) -> int:
        """Posts whose person is confirmed or already at work."""
        tetap = (Penugasan.Status.DITETAPKAN, Penugasan.Status.AKTIF)
        return sum(self.status.get(status, 0) for status in tetap)


def ringkasan(akun: Akun) -> Ringkasan:
    """Sum up screening, seats, assignments and delivery in five queries."""
    saringan = saringan_terlihat(akun)
    status = Penugasan.objects.untuk(akun).order_by().values_list("status").annotate(Count("pk"))
    siasn = jumlah_per_keadaan(buku_kirim(akun))
    return Ringkasan(
        periode=Periode.objects.untuk(akun).filter(aktif=True).first(),
        saringan=saringan,
        kursi=Kebutuhan.objects.untuk(akun).aktif().count(),
        status=dict(status),
        dikirim=sum(siasn.values()),
        diterima=siasn[DITERIMA],
    )


# --- BKPSDM --------------------------------------------------------------------------------------


def _petugas(akun: Akun, hari: dt.date) -> Hitungan:
    saringan = saringan_terlihat(akun)
    rencana = Rencana.objects.untuk(akun).filter(status=Rencana.Status.TERSUSUN).first()
    return {
        "tanpa_pegawai": Tumpukan(int(not Pegawai.objects.untuk(akun).exists())),
        "usulan": _tumpuk(_usulan(akun, Usulan.Status.DIAJUKAN), "diajukan_pada"),
        "lewat": _tumpuk(_belum_dijawab(akun).filter(batas_jawab__lt=hari), "batas_jawab"),
        "jawaban": _tumpuk(_permintaan(akun, PermintaanData.Status.DIJAWAB), "dijawab_pada"),
        "permintaan_lewat": _tumpuk(
            _permintaan(akun, *MENUNGGU_OPD).filter(batas__lt=hari), "batas"
        ),
        "kerja_ganda": _tumpuk(_indikasi(akun, KerjaGanda.Status.DIJAWAB), "dijawab_pada"),
        "pengajuan": _tumpuk(_pengajuan(akun, Pengajuan.Status.DIAJUKAN), "diajukan_pada"),
        "peringatan": _tumpuk(Peringatan.objects.untuk(akun).terbuka(), "dibuat_pada"),
        "belum_pasti": Tumpukan(saringan.belum_pasti if saringan else 0),
        "rencana": Tumpukan(rencana.terisi if rencana else 0, _hari(rencana and rencana.dibuat)),
        "kursi_kosong": Tumpukan(0 if rencana else _kursi_kosong(akun)),
        "impor": _tumpuk(Impor.objects.untuk(akun).filter(status=Impor.Status.SIAP), "dibuat"),
        **_pengiriman(akun),
    }


def _penyetuju(akun: Akun, _hari_ini: dt.date) -> Hitungan:
    siap = Penugasan.objects.untuk(akun).filter(status=Penugasan.Status.DISETUJUI_OPD)
    return {
        "penetapan": _tumpuk(siap.exclude(dibuat_oleh=akun), "dijawab_pada"),
        "penetapan_sendiri": _tumpuk(siap.filter(dibuat_oleh=akun), "dijawab_pada"),
        "pengajuan": _tumpuk(_pengajuan(akun, Pengajuan.Status.DITERUSKAN), "diteruskan_pada"),
        **_pengiriman(akun),
    }


def _pengajuan(akun: Akun, status: str) -> QuerySet[Pengajuan]:
    semua: QuerySet[Pengajuan] = Pengajuan.objects.untuk(akun)
    return semua.filter(status=status)


def _pengiriman(akun: Akun) -> Hitungan:
    """Assignments, not messages: the Buku Kirim has one row per assignment."""
    pesan = PesanKeluar.objects.untuk(akun).filter(usang=False)
    per_kode = {
        "pesan_ditolak": PesanKeluar.Status.DITOLAK,
        "pesan_ragu": PesanKeluar.Status.TIDAK_PASTI,
        "pesan_ditahan": PesanKeluar.Status.DITAHAN,
    }
    return {
        kode: _tumpuk(pesan.filter(status=status), "dibuat", "penugasan")
        for kode, status in per_kode.items()
    }


# --- OPD heads -----------------------------------------------------------------------------------


def _kepala(akun: Akun, _hari_ini: dt.date) -> Hitungan:
    return {
        "nominasi": _tumpuk(_belum_dijawab(akun), "batas_jawab"),
        "perbaikan": _tumpuk(_usulan(akun, Usulan.Status.PERBAIKAN), "diputus_pada"),
        "permintaan": _tumpuk(_permintaan(akun, *MENUNGGU_OPD), "batas"),
        "kerja_ganda": _tumpuk(_indikasi(akun, KerjaGanda.Status.TERBUKA), "batas"),
        "pengalihan": Tumpukan(perlu_diatur(akun).count()),
        "diputus_bkpsdm": _tumpuk(_usulan(akun, Usulan.Status.DIAJUKAN), "diajukan_pada"),
    }


def _permintaan(akun: Akun, *status: str) -> QuerySet[PermintaanData]:
    semua: QuerySet[PermintaanData] = PermintaanData.objects.untuk(akun)
    return semua.filter(status__in=status)


def _indikasi(akun: Akun, status: str) -> QuerySet[KerjaGanda]:
    semua: QuerySet[KerjaGanda] = KerjaGanda.objects.untuk(akun)
    return semua.filter(status=status)


def _belum_dijawab(akun: Akun) -> QuerySet[Penugasan]:
    """Nominations that wait for the head: asked, and no usulan of his is open."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return semua.filter(~berusulan(), status=Penugasan.Status.DIMINTA)


def _usulan(akun: Akun, status: str) -> QuerySet[Usulan]:
    semua: QuerySet[Usulan] = Usulan.objects.untuk(akun)
    return semua.filter(status=status)


# --- Dinas Koperasi, auditor, admin --------------------------------------------------------------


def _dinas_koperasi(akun: Akun, hari: dt.date) -> Hitungan:
    koperasi = Koperasi.objects.untuk(akun)
    evaluasi = evaluasi_jatuh_tempo(akun, hari)
    return {
        "evaluasi": Tumpukan(len(evaluasi), evaluasi[0].sampai if evaluasi else None),
        "terlambat": Tumpukan(len(koperasi_terlambat(akun, hari))),
        "tanpa_badan_hukum": Tumpukan(koperasi.filter(nomor_badan_hukum="").count()),
        "belum_operasional": Tumpukan(
            koperasi.filter(status=Koperasi.Status.BELUM_OPERASIONAL).count()
        ),
        "kursi_kosong": Tumpukan(_kursi_kosong(akun)),
    }


def _pengurus(akun: Akun, hari: dt.date) -> Hitungan:
    di_sini = orang(akun)
    belum_tiba = di_sini.filter(status=Penugasan.Status.DITETAPKAN, mulai__lte=hari)
    belum = belum_lapor(di_sini, bulan_laporan(hari))
    return {
        "tiba": _tumpuk(belum_tiba, "mulai"),
        "suara": Tumpukan(belum.count()),
        "pengajuan": Tumpukan(Pengajuan.objects.untuk(akun).terbuka().count()),
    }


def _pimpinan(akun: Akun, hari: dt.date) -> Hitungan:
    return {"lewat": _tumpuk(_belum_dijawab(akun).filter(batas_jawab__lt=hari), "batas_jawab")}


def _pegawai(akun: Akun, _hari_ini: dt.date) -> Hitungan:
    return {"permintaan": _tumpuk(_permintaan(akun, *MENUNGGU_OPD), "batas")}


def _auditor(akun: Akun, hari: dt.date) -> Hitungan:
    periksa = Pekerjaan.objects.untuk(akun).filter(
        jenis="jejak.periksa",
        status=Pekerjaan.Status.SELESAI,
        berakhir__date__gte=hari - PEKAN,
    )
    return {
        "rantai": Tumpukan(int(not periksa.exists())),
        "pengecualian": _tumpuk(
            Pengecualian.objects.untuk(akun).filter(
                diajukan_pada__year=hari.year, diajukan_pada__month=hari.month
            ),
            "diajukan_pada",
        ),
        **_jejak(akun, hari),
    }


def _jejak(akun: Akun, hari: dt.date) -> Hitungan:
    """What the trail of a month holds that an auditor looks into, counted in one walk."""
    sebulan = JejakAudit.objects.untuk(akun).filter(waktu__date__gte=hari - BULAN)
    tumpukan = {
        "sistem": Q(aktor__isnull=True),
        "ditolak": Q(aksi="usulan.tolak"),
        "dicabut": Q(aksi="penugasan.cabut_penetapan"),
    }
    jumlah = {f"{kode}_jumlah": Count("pk", filter=q) for kode, q in tumpukan.items()}
    sejak = {f"{kode}_sejak": Min("waktu", filter=q) for kode, q in tumpukan.items()}
    sepekan = Count("pk", filter=Q(waktu__date__gte=hari - PEKAN))
    isi = sebulan.order_by().aggregate(**jumlah, **sejak, kegiatan=sepekan)
    return {
        kode: Tumpukan(isi[f"{kode}_jumlah"], _hari(isi[f"{kode}_sejak"])) for kode in tumpukan
    } | {"kegiatan": Tumpukan(isi["kegiatan"])}


def _admin(akun: Akun, hari: dt.date) -> Hitungan:
    milik = Akun.objects.untuk(akun).filter(is_active=True)
    opd = Opd.objects.untuk(akun).filter(aktif=True)
    return {
        "tak_terjawab": Tumpukan(len(unit_tanpa_penjawab(akun, hari))),
        "segera_berakhir": _tumpuk(segera_berakhir(hari).filter(opd__in=opd), "selesai"),
        "tanpa_jabatan": Tumpukan(kepala_tanpa_jabatan(milik, hari).count()),
        "belum_masuk": _tumpuk(milik.filter(last_login__isnull=True), "date_joined"),
        "tanpa_pejabat": Tumpukan(tanpa_pejabat(opd, hari).count()),
    }


def unit_tanpa_penjawab(akun: Akun, hari: dt.date) -> list[str]:
    """Codes of units asked to let somebody go, where nobody heads them or a unit above them."""
    diminta = Penugasan.objects.untuk(akun).filter(status=Penugasan.Status.DIMINTA)
    unit = set(diminta.values_list("opd_asal__kode", "opd_asal__jalur"))
    menjabat = Pejabat.objects.filter(
        menjabat_pada(hari), akun__is_active=True, opd__instansi=akun.instansi
    )
    dipimpin = tuple(menjabat.values_list("opd__jalur", flat=True))
    return sorted(kode for kode, jalur in unit if kode and not jalur.startswith(dipimpin))


# --- shared --------------------------------------------------------------------------------------


def _kursi_kosong(akun: Akun) -> int:
    """Active posts without a live assignment."""
    kursi = Kebutuhan.objects.untuk(akun).aktif()
    return kursi.exclude(penugasan_set__status__in=HIDUP).count()


def _tumpuk(baris: QuerySet[Any], kolom: str, satuan: str = "pk") -> Tumpukan:
    """Count the rows (or what they belong to) and find the oldest by ``kolom``, in one query."""
    hasil = baris.order_by().aggregate(jumlah=Count(satuan, distinct=True), sejak=Min(kolom))
    return Tumpukan(hasil["jumlah"], _hari(hasil["sejak"]))


def _hari(nilai: dt.date | dt.datetime | None) -> dt.date | None:
    """Return the agency's calendar day of a date or an instant."""
    return nilai.astimezone(ZONA).date() if isinstance(nilai, dt.datetime) else nilai


PENGHITUNG: dict[Peran, Callable[[Akun, dt.date], Hitungan]] = {
    Peran.PETUGAS: _petugas,
    Peran.PENYETUJU: _penyetuju,
    Peran.KEPALA_OPD: _kepala,
    Peran.DINAS_KOPERASI: _dinas_koperasi,
    Peran.PENGURUS_KOPERASI: _pengurus,
    Peran.PEGAWAI: _pegawai,
    Peran.PIMPINAN: _pimpinan,
    Peran.AUDITOR: _auditor,
    Peran.ADMIN: _admin,
}
